"""Files overwritten before they go, so that nothing of a redacted text stays on the disk; the journal of a plan file among them."""
from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .connection import journal_of

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

_BLOCK = 1 << 20


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
