"""Masking a text in the files beside a plan file: its backups, and what a crash left; overwritten before they go."""
from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.store import migrations
from planeditor.store.backup import backup_folder
from planeditor.store.connection import copy_to_memory, open_to_look
from planeditor.store.copying import leftovers
from planeditor.store.erasing import erase
from planeditor.store.files import sync_file, sync_folder, temporary_beside

from .masking import Cleaner
from .tables import Found, find_in

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may


def backup_files(path: Path) -> list[Path]:
    """Every plan file in the backup folder of a plan file, the latest first."""
    with contextlib.suppress(OSError):
        return sorted(backup_folder(path).glob("*.plandb"), reverse=True)
    return []


def left_files(path: Path) -> list[Path]:
    """What copies cut short left beside a plan file and in its backup folder."""
    return [*leftovers(path.parent, path.stem), *leftovers(backup_folder(path))]


def find_in_backup(file: Path, cleaner: Cleaner) -> Found | None:
    """Where the text stands in a backup; None where the backup cannot be read."""
    try:
        with closing(open_to_look(file)) as db:
            return find_in(db, cleaner)
    except (sqlite3.Error, KnownError, OSError):
        return None


def rewrite(file: Path, work: Callable[[Database], object], sound: Callable[[Database], bool]) -> bool:
    """Put in the place of a plan file what ``work`` makes of it in memory; False where the new one is not ``sound``, and all
    is as before then. At any moment the name holds one whole file. Raises SQLite's and the system's errors."""
    temporary = temporary_beside(file)
    try:
        with closing(open_to_look(file)) as db, closing(copy_to_memory(db)) as copy:
            migrations.apply_steps(copy)
            copy.execute("BEGIN")
            work(copy)
            copy.execute("COMMIT")
            copy.execute("VACUUM INTO ?", [str(temporary)])
        sync_file(temporary)
        with closing(open_to_look(temporary)) as fresh:
            if not sound(fresh):
                return False
        put_over(temporary, file)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return True


def put_over(temporary: Path, path: Path) -> None:
    """Give ``temporary`` the name ``path``; the bytes that had it are overwritten where the disk allows that."""
    former = temporary_beside(path)
    try:
        os.link(path, former)
    except OSError:  # a file system without hard links
        former = None  # type: ignore[assignment]
    temporary.replace(path)
    sync_folder(path.parent)
    if former is not None:
        erase(former)
