"""Half-typed texts, kept in the plan file itself so that a crash loses nothing and the terminal keeps nothing.

Drafts are no part of the log. A draft goes in the transaction that enters its cell.
"""
from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.moments import utc_now
from planeditor.domain.plan import Key

from .access import Access
from .checksum import checksum, storable

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

_PATIENCE_MS = 300
"""How long keeping a draft waits for another program; the next try comes in some seconds anyway."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into a cell and not entered yet; ``text`` may be "" where the cell was emptied."""

    key: Key
    text: str
    who: str
    at: datetime


class Drafts:
    """The drafts of an open plan file."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def keep(self, key: Key, text: str, who: str) -> bool:
        """Keep the text of a cell, in place of an earlier one; False where the file cannot be written just now."""
        values = (*map(storable, key), storable(text), storable(who), utc_now())
        sql = "INSERT OR REPLACE INTO draft (node, field, period, text, who, at, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)"
        return self._write(lambda db: db.execute(sql, (*values, checksum(values))))

    def drop(self, key: Key) -> bool:
        """Forget the draft of a cell, if any; False where the file cannot be written just now."""
        return self._write(lambda db: drop_drafts(db, [key]))

    def all(self) -> list[Draft]:
        """Every draft whose checksum holds, the latest first. Raises ``KnownError`` for damage and lost disks."""
        with self._access.tolerant_reading() as db:
            rows = db.conn.execute("SELECT node, field, period, text, who, at, checksum FROM draft ORDER BY at DESC").fetchall()
        return [
            Draft(Key(node, field, period), text, who, datetime.fromisoformat(at))
            for node, field, period, text, who, at, stored in rows
            if checksum((node, field, period, text, who, at)) == stored
        ]

    def _write(self, work: Callable[[Database], object]) -> bool:
        try:
            with self._in_a_hurry(), self._access.writing(of_content=False) as db, self._access.reading():
                work(db)
        except KnownError:
            return False
        return True

    @contextlib.contextmanager
    def _in_a_hurry(self) -> Iterator[None]:
        with self._access.reading() as db:
            usual = db.execute("PRAGMA busy_timeout").fetchone()[0]
            db.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            try:
                yield
            finally:
                db.execute(f"PRAGMA busy_timeout = {usual}")


def drop_drafts(db: Database, keys: Iterable[Key]) -> None:
    """Forget the drafts of these cells. Inside a transaction only."""
    if db.execute("SELECT 1 FROM draft LIMIT 1").fetchone() is not None:
        db.conn.executemany(
            "DELETE FROM draft WHERE node = ? AND field = ? AND period = ?", [tuple(map(storable, key)) for key in keys]
        )
