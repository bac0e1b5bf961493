"""Cells as tab separated text, the way spreadsheets copy and paste them. Knows nothing of windows."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from planeditor.domain.plan import Key
from planeditor.ui.sheet.cell_walk import Block, Cell, inside

Rows = list[list[str]]
_SPECIAL = frozenset('\t\n\r"')


def to_text(rows: Rows) -> str:
    """Rows of texts as a spreadsheet copies them: texts with tabs, line breaks or quotes stand in quotes."""
    return "\n".join("\t".join(_quoted(text) for text in row) for row in rows)


def from_text(text: str) -> Rows:
    """The rows of a copied text; quoted parts may hold tabs and line breaks, ``""`` in them is one quote."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: Rows = [[]]
    place, length = 0, len(text)
    while place <= length:
        end = _end_of_quoted(text, place)
        if end:
            value = text[place + 1 : end - 1].replace('""', '"')
        else:
            end = min((n for n in (text.find("\t", place), text.find("\n", place)) if n >= 0), default=length)
            value = text[place:end]
        rows[-1].append(value)
        if text[end : end + 1] == "\n":
            rows.append([])
            if end + 1 == length:
                break
        place = end + 1
    if not rows[-1]:
        rows.pop()
    return rows


def copied(cells: Sequence[Cell], block: Block, text_of: Callable[[Cell], str]) -> Rows:
    """The texts of a rectangle of the sheet, row by row of its grid; a merged cell's text stands in its first place."""
    found = {(c.row, c.column): text_of(c) for c in inside(cells, block)}
    columns = range(block.column, block.column_end)
    return [[found.get((row, column), "") for column in columns] for row in range(block.row, block.row_end)]


def placed(cells: Sequence[Cell], start: Cell, rows: Rows) -> dict[Key, str] | None:
    """Which text goes into which entry where rows are pasted from ``start`` on; None where they do not fit the cells.

    Rows and columns are those of the grid, as in a sheet copied in a spreadsheet. Where texts would fall between cells, the
    rows and columns that cells begin in are counted instead, as in a plain table.
    """
    by_grid = {(c.row, c.column): c for c in cells}
    taken = {
        (start.row + n, start.column + m): text for n, row in enumerate(rows) for m, text in enumerate(row)
    }  # fmt: skip
    if all(place in by_grid for place, text in taken.items() if text):
        return {key: text for place, text in taken.items() if place in by_grid for key in by_grid[place].keys}
    return _counted(cells, start, rows)


def _counted(cells: Sequence[Cell], start: Cell, rows: Rows) -> dict[Key, str] | None:
    """Row by row: each text into the next cell that begins in that row."""
    lines = sorted({c.row for c in cells if c.row >= start.row and c.column >= start.column})
    found: dict[Key, str] = {}
    for number, row in enumerate(rows):
        if number >= len(lines):
            return None
        line = [c for c in cells if c.row == lines[number] and c.column >= start.column]
        if len(row) > len(line):
            return None
        for cell, text in zip(line, row, strict=False):
            found.update(dict.fromkeys(cell.keys, text))
    return found


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _SPECIAL & set(text) else text


def _end_of_quoted(text: str, place: int) -> int:
    """The place after a quoted value that begins here and ends before a tab, a line end or the end; 0 where none does."""
    if text[place : place + 1] != '"':
        return 0
    end = place + 1
    while True:
        end = text.find('"', end)
        if end < 0:
            return 0
        if text[end + 1 : end + 2] == '"':
            end += 2
            continue
        return end + 1 if text[end + 1 : end + 2] in ("", "\t", "\n") else 0
