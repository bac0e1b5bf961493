"""Writing rows of the plan file, each with its checksum."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .checksum import CHECKED_COLUMNS, row_checksum, storable

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

PLAN_ID = "plan_id"
"""The key in ``meta`` of the id that a plan file was given when it was made."""
SALVAGED = "salvaged"
"""The key in ``meta`` of a file that was rebuilt from a damaged one: its numbers may have holes."""
LOST_FILES = {"receipt": "lost_originals", "paper": "lost_papers"}
"""The keys in ``meta`` under which stand the numbers of the receipts and papers whose bytes were lost before the file was rebuilt."""


def insert_rows(
    db: Database, table: str, rows: Iterable[Sequence[str | int | None]], *, replace: bool = False
) -> None:
    """Write rows of a table, their values in the order of ``CHECKED_COLUMNS``; with ``replace`` in place of those with the same
    key. Inside a transaction only."""
    columns = CHECKED_COLUMNS[table]
    verb = "INSERT OR REPLACE" if replace else "INSERT"
    sql = f"{verb} INTO {table} ({', '.join(columns)}, checksum) VALUES ({', '.join('?' * (len(columns) + 1))})"
    kept = [[storable(value) if isinstance(value, str) else value for value in row] for row in rows]
    db.conn.executemany(sql, [(*row, row_checksum(table, row)) for row in kept])


def write_meta(db: Database, key: str, value: str) -> None:
    """Note something about the file as a whole. Inside a transaction only."""
    insert_rows(db, "meta", [(key, value)], replace=True)


def lost_files(db: Database, table: str) -> frozenset[int]:
    """The numbers of the receipts or papers whose bytes are lost, which the file itself says."""
    said = read_meta(db, LOST_FILES[table]) or ""
    return frozenset(int(number) for number in said.split() if number.isdecimal())


def read_meta(db: Database, key: str) -> str | None:
    """What is noted about the file as a whole under a key."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])
