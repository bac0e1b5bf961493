"""The first 100 bytes of the file: every one of them that can have only one value."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.messages import verifying as say
from planeditor.store import migrations

from .damage import Damage

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

SIZE = 100
_MOST = 256 * 1024 * 1024
_KNOWN = {
    0: b"SQLite format 3\0",
    18: b"\1", 19: b"\1",  # rollback journal: never a write-ahead log (SAFETY.md section 3)
    20: b"\0", 21: b"\x40", 22: b"\x20", 23: b"\x20", 44: (4).to_bytes(4, "big"), 48: bytes(4), 52: bytes(4),
    56: (1).to_bytes(4, "big"), 64: bytes(4), 68: migrations.APPLICATION_ID.to_bytes(4, "big"), 72: bytes(20),
}  # fmt: skip
_SQLITE_3 = range(3_007_000, 4_000_000)
"""The releases of SQLite that may have written the file last, as it counts them."""


def raw_bytes(db: Database) -> bytes:
    """The file's bytes as SQLite has them, b"" where they are too many to hold.

    Never by opening the file beside SQLite: closing it again would drop the locks of this process.
    """
    pages, size = (int(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    return db.conn.serialize() if pages * size <= _MOST else b""


def header_faults(db: Database, data: bytes) -> Iterator[Damage]:
    """What is wrong in the header, given the bytes of the file."""
    head = data[:SIZE]
    if len(head) < SIZE:
        return
    for offset, wanted in _KNOWN.items():
        if head[offset : offset + len(wanted)] != wanted:
            yield _fault(offset)
    if _number(head, 60) != migrations.known_version():
        yield _fault(60)
    if _number(head, 96) not in _SQLITE_3:
        yield _fault(96)
    path = Path(str(db.execute("PRAGMA database_list").fetchone()[2] or ""))
    if path.is_absolute() and not db.conn.in_transaction:  # else what the header counts is still on its way
        if _number(head, 24) != _number(head, 92):
            yield _fault(24)
        size, pages = path.stat().st_size, _number(head, 28)
        page_size = int(db.execute("PRAGMA page_size").fetchone()[0])
        if pages * page_size > size:  # what is behind the end, a program left that was killed at the very end of packing
            yield Damage(say.SIZE.format(size=size, pages=pages, wanted=pages * page_size), page=1)


def _fault(offset: int) -> Damage:
    return Damage(say.HEADER.format(offset=offset, what=say.HEADER_PARTS[offset]), page=1)


def _number(head: bytes, offset: int) -> int:
    return int.from_bytes(head[offset : offset + 4], "big")
