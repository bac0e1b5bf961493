"""Text that Excel lets run over the empty cells right of its own: in a form it has one cell as wide as that."""
from __future__ import annotations

import unicodedata
from dataclasses import replace

from planeditor.formengine.cells import Place
from planeditor.formengine.designing.plainsheet import PlainCell, PlainSheet
from planeditor.formengine.pages import Rules
from planeditor.formengine.paging.laid import PAD_X

_ROOM = 1.1
"""A little more than the text takes: it must not wrap where Excel did not."""


def spilled(sheet: PlainSheet) -> PlainSheet:
    """The sheet with such cells widened over as many empty neighbours as their text needs."""
    cells = dict(sheet.cells)
    for place in sorted(sheet.cells):
        cell = cells.get(place)
        if cell is not None and cell.text and not cell.style.wrap and cell.rows == 1 and cell.style.horizontal == "left":
            _widen(sheet, cells, cell)
    return replace(sheet, cells=cells)


def _widen(sheet: PlainSheet, cells: dict[Place, PlainCell], cell: PlainCell) -> None:
    needed = max(map(_width, cell.text.split("\n"))) * cell.style.size * _ROOM + 2 * PAD_X
    room = sum(sheet.widths[cell.column - 1 : cell.end[1]])
    while room < needed and not cell.style.rules.right:
        beside = cells.get((cell.row, cell.end[1] + 1))
        if beside is None or beside.text or beside.rows > 1 or beside.style.rules.left or beside.style.fill != cell.style.fill:
            return
        del cells[beside.place]
        rules = cell.style.rules
        style = replace(cell.style, rules=Rules(rules.left, rules.top, beside.style.rules.right, rules.bottom))
        cell = cells[cell.place] = replace(cell, columns=cell.columns + beside.columns, style=style)
        room = sum(sheet.widths[cell.column - 1 : cell.end[1]])


def _width(line: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in line)
