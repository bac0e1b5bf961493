"""Plan files that another tool has put into WAL mode: on a share that mode loses what was saved, so it is never used here."""
from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from planeditor.files import read_head

from .migrations import APPLICATION_ID
from .uris import sqlite_uri

WRITTEN_AS, _ID_AT = slice(18, 20), slice(68, 72)
_HEAD = b"SQLite format 3\0"
_WAL, NO_WAL = b"\x02\x02", b"\x01\x01"
_BUSY_SECONDS = 5.0


def is_wal(path: Path) -> bool:
    """Whether a plan file says of itself that it is in WAL mode; False for other files, and where it cannot be read."""
    try:
        head = read_head(path, _ID_AT.stop)
    except OSError:
        return False
    return head[WRITTEN_AS] == _WAL and head[_ID_AT] == APPLICATION_ID.to_bytes(4, "big")


def says_no_wal(path: Path) -> bool:
    """Whether a database says of itself that it is in no WAL mode; False where it cannot be read."""
    try:
        head = read_head(path, WRITTEN_AS.stop)
    except OSError:
        return False
    return head.startswith(_HEAD) and head[WRITTEN_AS] == NO_WAL


def wal_of(path: Path) -> Path:
    """Where SQLite keeps what was written to ``path`` in WAL mode and is not in it yet."""
    return path.with_name(path.name + "-wal")


def memory_of(path: Path) -> Path:
    """Where SQLite keeps the index of ``wal_of``; of no use without it."""
    return path.with_name(path.name + "-shm")


def turn_back(path: Path) -> None:
    """Put a file in WAL mode back to the rollback journal, with all that was saved. Raises SQLite's errors, as where another
    program has the file open."""
    with closing(sqlite3.connect(sqlite_uri(path, "rw"), uri=True, timeout=_BUSY_SECONDS, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = FULL")
        # Alone with the file, SQLite keeps the index of the WAL in its own memory: no shared memory, which a share has none of.
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        mode = db.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        if str(mode).lower() != "delete":
            raise sqlite3.OperationalError(f"journal_mode is {mode}")
