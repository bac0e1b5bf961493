"""Masking a text in the files beside a plan file: its backups, and what a crash left; overwritten before they go."""
from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError

from . import migrations
from .backup import backup_folder
from .connection import copy_to_memory, journal_of, open_to_look
from .copying import leftovers
from .files import sync_file, sync_folder, temporary_beside
from .redaction_bytes import Cleaner
from .redaction_tables import Found, find_in

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

_BLOCK = 1 << 20


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


def erase(file: Path) -> None:
    """Overwrite a file with zeros and remove it; raises ``OSError`` where it stays."""
    _overwrite(file)
    file.unlink()


def _overwrite(file: Path) -> None:
    with file.open("r+b") as opened:
        left = file.stat().st_size
        while left > 0:
            left -= opened.write(bytes(min(left, _BLOCK)))
        opened.flush()
        os.fsync(opened.fileno())


def drop_cold_journal(db: Database, path: Path) -> None:
    """Erase a journal beside the file that no writer needs any more: a program killed at the very end of a redaction left it."""
    if not journal_of(path).exists():
        return
    db.execute("BEGIN IMMEDIATE")  # nobody else writes; one that was needed has been played back by now
    with contextlib.suppress(OSError):
        erase(journal_of(path))
    db.execute("COMMIT")


@contextlib.contextmanager
def erased_journal(db: Database, path: Path) -> Iterator[None]:
    """The rollback journal of what is written within holds the pages as they were: it is overwritten before it goes."""
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("PRAGMA journal_mode = PERSIST")
    try:
        yield
    finally:
        if not db.conn.in_transaction:  # else it may still be needed
            with contextlib.suppress(OSError):
                _overwrite(journal_of(path))
        db.execute("PRAGMA journal_mode = DELETE")
