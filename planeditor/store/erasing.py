"""Files overwritten before they go, so that nothing of a redacted text stays on the disk; the journal of a plan file among them."""
from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .connection import journal_of

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

_BLOCK = 1 << 20


def erase(file: Path) -> None:
    """Overwrite a file with zeros and remove it; raises ``OSError`` where it stays.

    Of a link to another file, and of a file that has another name too, only this name goes: the bytes are somebody else's.
    """
    if not file.is_symlink() and file.stat().st_nlink <= 1:
        _overwrite(file)
    file.unlink()


def erase_left(left: Path) -> None:
    """As ``erase``, of a file or of a folder with all that is in it."""
    if left.is_dir() and not left.is_symlink():
        for inner in left.iterdir():
            erase_left(inner)
        left.rmdir()
    else:
        erase(left)


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


def finish_packing(db: Database, path: Path) -> None:
    """Cut off what is behind the end of the database: a program killed at the very end of packing it left old pages there."""
    pages, size = (int(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    if path.stat().st_size <= pages * size or db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        return
    db.execute("PRAGMA temp_store = MEMORY")
    with contextlib.suppress(sqlite3.Error):  # no room for it now: another time
        db.execute("VACUUM")


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
