"""Which version of plan files this program writes, and with which SQLite."""
from __future__ import annotations

import sqlite3

from .migrations import known_version


def plan_file_version() -> int:
    """The version of the plan files that are made here."""
    return known_version()


def sqlite_version() -> str:
    """The version of SQLite that is used."""
    return sqlite3.sqlite_version
