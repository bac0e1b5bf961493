"""The rows of a damaged file that are whole, from what SQLite still reads and from its pages."""
from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from planeditor.store.checksum import FIRST_WITH_ALL
from planeditor.store.pagefile import NotARecordError
from planeditor.store.uris import sqlite_uri

from .belonging import TWINS, Candidate, belonging, twin
from .pages import USUAL_SIZE, Pages, page_size
from .records import values
from .shapes import (
    FILES,
    Id,
    Row,
    Shape,
    Value,
    file_is_whole,
    id_of,
    is_whole,
    keys,
    shapes,
    shapes_of,
    tables_of,
)
from .trees import owners, roots

_SECONDS = 60.0
"""How long SQLite may take over a damaged file; its pages are read by ourselves then."""
_STEPS = 100_000
_UNREADABLE = (sqlite3.Error, UnicodeError)
"""What SQLite and its binding raise over damage; the words of an error may be damaged themselves."""
_LARGEST = 2_000_000
"""No plan has numbers beyond this; counting up to one that somebody made up would take for ever."""
_FEW = 20
"""More broken rows than this, and it is not the rows that are broken."""
LIVE, LOOSE, FREED = 2, 1, 0
"""Where a row was found: in a tree, in a broken page, or in a page that nobody uses any more."""


@dataclass(slots=True)
class Found:
    """What a damaged file still holds."""

    rows: dict[str, dict[Id, Row]] = field(default_factory=lambda: {table: {} for table in keys()})
    ranks: dict[str, dict[Id, int]] = field(default_factory=lambda: {table: {} for table in keys()})
    broken: dict[str, list[Row]] = field(default_factory=dict)
    """Rows that can be read and are not what was written: good for nothing but to name what is lost."""
    ends: dict[str, int] = field(default_factory=dict)
    """The highest number that each table has ever given out, as far as the file says."""
    torn: set[str] = field(default_factory=set)
    """The tables that SQLite could not read to their end."""
    orderly: bool = False
    """Whether the structure of the file holds, so that what is not found is not there."""

    def offer(self, shape: Shape, row: Row, rank: int) -> None:
        """Take a row, whole or not; of two of one name the better one stays."""
        table = shape.table
        if any(isinstance(value, int) and abs(value) > _LARGEST for value in row.values()):
            return
        if not is_whole(shape, row):
            if shape.checked:
                self.broken.setdefault(table, []).append(row)
            return
        row = {column: value for column, value in row.items() if column != "checksum"}
        name = id_of(table, row)
        there = self.rows[table].get(name)
        if there is None or self._better(table, row, rank, there, self.ranks[table][name]):
            self.rows[table][name], self.ranks[table][name] = row, rank

    def _better(self, table: str, row: Row, rank: int, there: Row, its: int) -> bool:
        if table in FILES and file_is_whole(table, row) != file_is_whole(table, there):
            return file_is_whole(table, row)
        if rank != its:
            return rank > its
        return table == "entry" and _number(row["group_id"]) > _number(there["group_id"])

    def unresolved(self, table: str) -> Iterator[Row]:
        """The broken rows of a table whose name no whole row has, each name once."""
        seen: set[Id] = set()
        for row in self.broken.get(table, ()):
            name = id_of(table, row)
            if name not in self.rows[table] and name not in seen:
                seen.add(name)
                yield row


def gather(file: Path) -> Found:
    """Read everything of a file; whatever the file holds, nothing is raised but ``OSError``."""
    found = Found()
    with suppress(*_UNREADABLE):
        _ask_sqlite(file, found)
    if not found.orderly or sum(map(len, found.broken.values())) > _FEW:
        data = file.read_bytes()
        for size in dict.fromkeys((page_size(data), USUAL_SIZE)):
            _read_pages(Pages(data, size), found)
            if any(found.rows.values()):
                break
    return found


def _ask_sqlite(file: Path, found: Found) -> None:
    begun = time.monotonic()
    with closing(sqlite3.connect(f"{sqlite_uri(file, 'ro')}&immutable=1", uri=True)) as db:
        db.set_progress_handler(lambda: int(time.monotonic() - begun > _SECONDS), _STEPS)
        db.execute("PRAGMA trusted_schema = OFF")
        db.text_factory = lambda raw: raw.decode("utf-8", "replace")
        there = {
            name for name, sql in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
            if isinstance(sql, str) and not sql.upper().startswith("CREATE VIRTUAL")
        }
        with suppress(*_UNREADABLE):
            found.orderly = db.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
            found.orderly &= tables_of(int(db.execute("PRAGMA user_version").fetchone()[0])) <= there
        for table in keys():
            if table in there and not _ask_table(db, table, found):
                found.orderly = False
                found.torn.add(table)
        if "sqlite_sequence" in there:
            with suppress(*_UNREADABLE):
                found.ends = {
                    str(name): seq for name, seq in db.execute("SELECT name, seq FROM sqlite_sequence") if isinstance(seq, int)
                }


def _ask_table(db: sqlite3.Connection, table: str, found: Found) -> bool:
    """Take the rows of a table, from both its ends where it is broken in between; False where there is anything amiss."""
    try:
        columns = tuple(str(c[1]) for c in db.execute(f'PRAGMA table_info("{table}")'))
    except _UNREADABLE:
        return False
    shape = next((s for s in shapes() if s.table == table and s.columns == columns), None)
    if shape is None:
        return False
    listed = ", ".join(f'"{column}"' for column in columns)
    for order in ("", *(f" ORDER BY {', '.join(f'{column} DESC' for column in shape.key)}",)):
        try:
            for row in db.execute(f'SELECT {listed} FROM "{table}"{order}'):  # noqa: S608  # our own names only
                made = _row(shape, row, None)
                if made is not None:
                    found.offer(shape, made, LIVE)
        except (*_UNREADABLE, OverflowError):
            continue
        return not order
    return False


def _read_pages(pages: Pages, found: Found) -> None:
    free, whole = pages.free()
    records = []
    for number, payload in pages.records():
        with suppress(NotARecordError):
            records.append((number, payload, values(payload.data)))
    twins: list[tuple[Sequence[Candidate], int]] = []
    unchecked = _may_be_unchecked(pages)
    whose = owners(pages, roots(row for _, _, row in records))
    for number, payload, row in records:
        if whose.get(number) == "sqlite_sequence" and len(row) == 2 and isinstance(row[1], int):
            found.ends.setdefault(str(row[0]), row[1])
        rank = FREED if whole and number in free else LOOSE if payload.loose else LIVE
        given: dict[str, tuple[Shape, Row]] = {}
        for shape in (payload.shape,) if payload.shape else shapes_of(len(row)):
            if shape.clustered == (payload.rowid is None) and (made := _row(shape, row, payload.rowid)) is not None:
                given.setdefault(shape.table, (shape, made))
        chosen = belonging(given, whose.get(number))
        if any(shape.table in TWINS and whose.get(number) != shape.table for shape, _ in chosen):
            twins.append((chosen, rank))
        else:
            _offer(found, chosen, rank, unchecked=unchecked)
    for chosen, rank in twins:
        one = twin(chosen, found.rows)
        _offer(found, [one] if one else [], rank, unchecked=unchecked)


def _offer(found: Found, chosen: Sequence[Candidate], rank: int, *, unchecked: bool) -> None:
    for shape, row in chosen:
        if shape.checked or unchecked:
            found.offer(shape, row, rank)


def _may_be_unchecked(pages: Pages) -> bool:
    """Whether the file may be of a version that has tables without checksums."""
    version = pages.version()
    return version is None or 0 < version < FIRST_WITH_ALL


def _row(shape: Shape, row: Sequence[Value], rowid: int | None) -> Row | None:
    """The row that values are in a table; None where they can be none of it."""
    given = list(row)
    if rowid is None and shape.rowid is not None:
        number = given[shape.columns.index(shape.rowid)]
        rowid = number if isinstance(number, int) else None
        given[shape.columns.index(shape.rowid)] = None
    if shape.fits(given) and (shape.rowid is None or rowid is not None):
        return shape.row(given, rowid)
    return None


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
