"""A worksheet without some of its rows and columns; merged cells get smaller with them, and places find each other."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planeditor.formengine.cells import Place
from planeditor.formengine.designing.plainsheet import PlainCell, PlainMark, PlainSheet


@dataclass(frozen=True)
class Shrunk:
    """The smaller sheet."""

    sheet: PlainSheet
    places: Mapping[Place, Place]
    """Place on the smaller sheet -> place on the whole one."""
    rows: Mapping[int, int]
    """Row of the whole sheet -> row of the smaller one, for those that are left."""
    columns: Mapping[int, int]


def shrunk(
    sheet: PlainSheet, rows: frozenset[int], columns: frozenset[int], texts: Mapping[Place, str], marks: tuple[PlainMark, ...]
) -> Shrunk:
    """The sheet without these rows and columns, with these texts and marks."""
    kept_rows = _numbered(len(sheet.heights), rows | sheet.hidden[0])
    kept_columns = _numbered(len(sheet.widths), columns | sheet.hidden[1])
    cells: dict[Place, PlainCell] = {}
    places: dict[Place, Place] = {}
    for place, cell in sorted(sheet.cells.items()):
        own_rows = [kept_rows[r] for r in range(cell.row, cell.end[0] + 1) if r in kept_rows]
        own_columns = [kept_columns[c] for c in range(cell.column, cell.end[1] + 1) if c in kept_columns]
        if own_rows and own_columns:
            at = own_rows[0], own_columns[0]
            text = texts.get(place, cell.text)
            cells[at] = replace(
                cell, row=at[0], column=at[1], rows=len(own_rows), columns=len(own_columns), text=text
            )
            places[at] = place
    smaller = replace(
        sheet, cells=cells, widths=tuple(sheet.widths[c - 1] for c in kept_columns),
        heights=tuple(_height(sheet, r, rows) for r in kept_rows), hidden=(frozenset(), frozenset()),
        marks=tuple(m for mark in marks for m in _moved(mark, kept_rows if mark.rows else kept_columns)),
    )
    return Shrunk(smaller, places, kept_rows, kept_columns)


def _numbered(count: int, removed: frozenset[int]) -> dict[int, int]:
    kept = [n for n in range(1, count + 1) if n not in removed]
    return {old: new for new, old in enumerate(kept, start=1)}


def _height(sheet: PlainSheet, row: int, removed: frozenset[int]) -> float:
    """A row that stands for those taken out below it is as low as the lowest of them: their texts made them high."""
    height = sheet.heights[row - 1]
    while row + 1 in removed:
        row += 1
        height = min(height, sheet.heights[row - 1])
    return height


def _moved(mark: PlainMark, kept: Mapping[int, int]) -> list[PlainMark]:
    left = [kept[n] for n in range(mark.first, mark.last + 1) if n in kept]
    return [replace(mark, first=left[0], last=left[-1])] if left else []
