"""What a plan file that lies there holds, for comparing it with another: read by a connection of its own, all checksums checked."""
from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.files import read_head
from planeditor.messages import store as messages

from .connection import connect_for_reading, open_to_look
from .errors import as_sentences
from .log import load_present
from .migrations import known_version
from .rows import PLAN_ID, read_meta
from .verify import find_damage

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

Mark = tuple[object, ...]
"""What tells two states of a plan file apart: its id and version, and the ends of all that it records."""

_VERSION = slice(60, 64)
"""Where in a plan file its version stands (SQLite's ``user_version``)."""
_LATER = {
    "request": "SELECT max(number), count(withdrawn) FROM request",
    "paper": "SELECT max(number), 0 FROM paper",
    "redaction": "SELECT max(number), 0 FROM redaction",
}
"""Tables that files of the first versions do not have, and what tells their states apart."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a plan file holds. ``groups``: number → moment and name of every operation; the others by their numbers and moments."""

    plan_id: str
    entries: Mapping[Key, str]
    groups: Mapping[int, tuple[str, str]]
    receipts: frozenset[tuple[int, str]]
    requests: frozenset[tuple[int, str]]
    papers: frozenset[tuple[int, str]]
    mark: Mark


def read_contents(path: Path) -> Contents:
    """What a plan file of any known version holds. Raises ``KnownError`` where it is missing, newer than the program, no plan,
    or damaged anywhere; nothing is written."""
    with as_sentences(path, opening=True), closing(connect_for_reading(path)) as db:
        if not _holds(db):
            raise KnownError(messages.DAMAGED_FILE.format(file=path))
        entries = {key: text for texts in load_present(db)[0].values() for key, text in texts.items()}
        groups = db.conn.execute("SELECT id, at, name FROM change_group ORDER BY id").fetchall()
        mark = mark_of(db)
        return Contents(
            str(mark[0]), entries, {number: (at, name) for number, at, name in groups},
            _numbered(db, "receipt"), _numbered(db, "request"), _numbered(db, "paper"), mark,
        )  # fmt: skip


def is_sound(path: Path) -> bool:
    """Whether a plan file can be read and every checksum in it holds."""
    try:
        with closing(connect_for_reading(path)) as db:
            return _holds(db)
    except (sqlite3.Error, OSError, KnownError):
        return False


def is_newer(path: Path) -> bool:
    """Whether a newer program than this one wrote a plan file."""
    try:
        head = read_head(path, _VERSION.stop)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\x00") and int.from_bytes(head[_VERSION]) > known_version()


def plan_id_in(path: Path) -> str | None:
    """The id of the plan that a file holds; None where it cannot be read. Quick: nothing else is looked at."""
    try:
        with closing(open_to_look(path)) as db:
            return plan_id_of(db)
    except (sqlite3.Error, OSError, KnownError):
        return None


def plan_id_of(db: Database) -> str | None:
    """The id of the plan in an open database."""
    return read_meta(db, PLAN_ID)


def mark_of(db: Database) -> Mark:
    """What tells this state of a plan file from any other, drafts aside."""
    one = db.conn.execute(
        "SELECT (SELECT value FROM meta WHERE key = 'plan_id'), (SELECT value FROM meta WHERE key = 'format_version'),"
        " (SELECT max(id) FROM change_group), (SELECT max(number) FROM receipt)"
    ).fetchone()
    register = db.conn.execute("SELECT checksum FROM department ORDER BY id").fetchall()
    aliases = db.conn.execute("SELECT alias, department FROM department_alias ORDER BY alias, department").fetchall()
    there = {name for (name,) in db.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    later = [db.conn.execute(sql).fetchone() for table, sql in _LATER.items() if table in there]
    return (*one, tuple(register), tuple(aliases), *later)


def _numbered(db: Database, table: str) -> frozenset[tuple[int, str]]:
    rows = db.conn.execute(f"SELECT number, at FROM {table}")  # noqa: S608  # our own names only
    return frozenset((number, at) for number, at in rows)


def _holds(db: Database) -> bool:
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok" or db.execute("SELECT 1 FROM entry").fetchone() is None:
        return False
    return not find_damage(db, {})
