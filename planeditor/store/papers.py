"""What was handed out at a meeting, kept with the plan: the very bytes."""
from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from planeditor.domain.errors import KnownError
from planeditor.domain.moments import utc_now
from planeditor.messages import salvaging
from planeditor.messages import store as messages

from .access import Access
from .checksum import checksum, storable
from .rows import lost_files

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

PaperKind = Literal["pdf", "xlsx"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """A paper before it has a number.

    ``snapshot``: the node of the 基準時点 it was made at; ``name``: its title; ``options``: how it was made, in the caller's own
    notation, so that it can be made again.
    """

    snapshot: str
    name: str
    kind: PaperKind
    period: str
    content: bytes
    who: str
    options: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper in the plan file; its bytes are read with ``Papers.content``."""

    number: int
    snapshot: str
    name: str
    kind: PaperKind
    period: str
    options: str
    sha256: str
    """Of the bytes as they were handed out."""
    size: int
    """0 where the bytes were taken out since."""
    at: datetime
    who: str


class Papers:
    """The papers kept in an open plan file, for reading."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def all(self) -> list[Paper]:
        """Every paper in the order of its number; raises ``KnownError`` where one is damaged."""
        with self._access.reading() as db:
            return _read(db)

    def get(self, number: int) -> Paper:
        """One paper; raises ``KnownError`` where there is none of that number."""
        with self._access.reading() as db:
            found = _read(db, number)
        if not found:
            raise KnownError(messages.NO_SUCH_PAPER.format(paper=number))
        return found[0]

    def at(self, snapshot: str) -> list[Paper]:
        """What was handed out at a 基準時点, the latest first."""
        return [paper for paper in reversed(self.all()) if paper.snapshot == snapshot]

    def content(self, number: int) -> bytes:
        """The bytes as they were handed out; raises ``KnownError`` where there is no such paper, the bytes were taken out or
        are damaged."""
        paper = self.get(number)
        with self._access.reading() as db:
            if not paper.size:
                lost = number in lost_files(db, "paper")
                raise KnownError((salvaging.PAPER_LOST if lost else messages.PAPER_TAKEN_OUT).format(paper=number))
            data = bytes(db.execute("SELECT content FROM paper WHERE number = ?", (number,)).fetchone()[0])
        if hashlib.sha256(data).hexdigest() != paper.sha256:
            raise KnownError(messages.VERIFY_PAPER.format(paper=number))
        return data


def insert_paper(db: Database, new: NewPaper) -> int:
    """Write a paper, kept now; returns its number. Inside a transaction only."""
    number = int(db.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM paper").fetchone()[0])
    texts = new.snapshot, new.name, new.kind, new.period, new.options, hashlib.sha256(new.content).hexdigest(), utc_now(), new.who
    values: list[str | int] = [number, *map(storable, texts)]
    db.execute(
        "INSERT INTO paper (number, snapshot, name, kind, period, options, sha256, at, who, content, checksum)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, new.content, checksum(values)),
    )
    return number


def _read(db: Database, number: int | None = None) -> list[Paper]:
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'paper' AND type = 'table'").fetchone() is None:
        return []  # a file of an earlier version, open for reading
    where, value = ("", ()) if number is None else (" WHERE number = ?", (number,))
    rows = db.conn.execute(
        "SELECT number, snapshot, name, kind, period, options, sha256, length(content), at, who"  # noqa: S608
        f" FROM paper{where} ORDER BY number",
        value,
    )
    return [_paper(row) for row in rows]


def _paper(row: Sequence[str | int]) -> Paper:
    number, snapshot, name, kind, period, options, sha256, size, at, who = row
    try:
        moment = datetime.fromisoformat(str(at))
    except ValueError as error:
        raise KnownError(messages.VERIFY_PAPER.format(paper=number)) from error
    return Paper(
        number=int(number), snapshot=str(snapshot), name=str(name), kind="xlsx" if kind == "xlsx" else "pdf", period=str(period),
        options=str(options), sha256=str(sha256), size=int(size), at=moment, who=str(who),
    )
