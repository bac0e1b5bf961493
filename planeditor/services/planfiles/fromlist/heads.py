"""Which rows of a list are its heads, and what they say of each column."""
from __future__ import annotations

from dataclasses import dataclass

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.formengine.reading.places import cell_name
from planeditor.messages import fromlist as say
from planeditor.services.planfiles.fromlist.book import Table
from planeditor.services.planfiles.fromlist.columns import Column, likely

_LOOKED_AT = 40
_SAMPLES = 4
_LONG = 24
"""Heads are shorter than this."""
_RECOGNISED = 3


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of the heads, from 1."""

    first: int
    last: int


def propose_header(table: Table, vocabulary: Vocabulary) -> Header:
    """The rows that are likeliest the heads: whose texts are known, else those with the most short texts."""
    rows = [row for row in table.rows if row <= min(table.rows) + _LOOKED_AT and row < table.last_row]
    found = [(_worth(table, Header(row, row), vocabulary), -row, Header(row, row)) for row in rows]
    two = [row for row in rows if row + 1 in table.rows and row + 1 < table.last_row and _joins(table, row)]
    found += [(_worth(table, Header(row, row + 1), vocabulary) + 1, -row, Header(row, row + 1)) for row in two]
    return max(found, key=lambda f: f[:2])[2] if found else Header(1, 1)


def header_at(table: Table, row: int) -> Header:
    """The heads that begin in a row, with the row below where cells of it belong together with it.

    Raises KnownError where there is nothing in the row, or no row below.
    """
    if row not in table.rows or row >= table.last_row:
        raise KnownError(say.NO_HEADER_ROW.format(sheet=table.sheet.name, row=row))
    return Header(row, row + 1) if row + 1 < table.last_row and _joins(table, row) else Header(row, row)


def columns(table: Table, header: Header) -> list[Column]:
    """The columns that have a head or any cell below it."""
    found = []
    samples: dict[int, list[str]] = {}
    for row, cells in table.rows.items():
        if row > header.last:
            for column, cell in cells.items():
                own = samples.setdefault(column, [])
                if len(own) < _SAMPLES and cell.text.strip():
                    own.append(cell.text.strip())
    for column in table.used_columns:
        parts = _parts(table, header, column)
        if parts or column in samples:
            found.append(Column(column, cell_name(1, column).rstrip("1"), parts, tuple(samples.get(column, ()))))
    return found


def _joins(table: Table, row: int) -> bool:
    """Whether a row of heads goes together with the one below: cells merged across both, or one over several."""
    spans = [(top, left, bottom, right) for top, left, bottom, right in table.sheet.merges if top == row]
    if any(bottom == row + 1 for _, _, bottom, _ in spans):
        return True
    wide = [(left, right) for _, left, bottom, right in spans if bottom == row and right > left]
    below = table.rows.get(row + 1, {})
    whole = len(table.used_columns)
    return any(right - left + 1 < whole and sum(left <= c <= right for c in below) > 1 for left, right in wide)


def _worth(table: Table, header: Header, vocabulary: Vocabulary) -> float:
    """How much speaks for these rows: heads that are known, then how many short texts there are."""
    texts = [table.rows[row][c].text for row in range(header.first, header.last + 1) for c in table.rows.get(row, {})]
    short = [t for t in texts if len(t) <= _LONG]
    spread = [Column(c, "", _parts(table, header, c)) for c in table.used_columns]
    known = {likely(column, vocabulary) for column in spread if column.parts} - {None}
    return _RECOGNISED * len(known) + len(set(short)) / 2 - (len(texts) - len(short))


def _parts(table: Table, header: Header, column: int) -> tuple[str, ...]:
    texts = (table.text(row, column) for row in range(header.first, header.last + 1))
    return tuple(dict.fromkeys(text for text in texts if text))
