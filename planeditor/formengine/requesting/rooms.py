"""How wide and how high the cells of a request are: an empty cell offers room for what is expected, and no long text is cut.

Facts behind it: Excel fits a row to what is typed, LibreOffice only where it is typed there, and neither beyond 409 points. So
every cell for running text has room for ``CAPACITY`` characters from the start, and narrow columns are widened for it.
"""
from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from planeditor.formengine.filling.grid import GridCell
from planeditor.formengine.paging.laid import LEADING, PAD_X, PAD_Y
from planeditor.formengine.paging.layout import WRAP_SAFETY

CAPACITY = 600
"""Characters that any cell for running text shows whole."""
HIGHEST = 400.0
"""The highest row, a little below Excel's limit."""
LEAST_SCALE = 0.84
"""How far a sheet that was widened may be reduced when it is printed: 8 points become 6.7."""
_BREAKING = 1.06
"""Lines end early by the Japanese rules of breaking, and where a word or a bracket is kept whole."""
_HEIGHTS = (60.0, 80.0, 100.0, 125.0, 150.0, 175.0, 200.0, 225.0, 250.0, 290.0, 340.0, HIGHEST)


def width_of(widths: Sequence[float], cell: GridCell) -> float:
    """How wide a cell is."""
    return sum(widths[cell.column : cell.column + cell.columns])


def height_for(count: int, width: float, cell: GridCell) -> float:
    """The height that shows so many full-width characters in a cell of that width."""
    size = cell.style.size
    in_line = max(1, int((width - 2 * PAD_X - cell.style.indent * size) * WRAP_SAFETY / size))
    return math.ceil(count * _BREAKING / in_line) * size * LEADING + 2 * PAD_Y


def widened(widths: Sequence[float], cells: Iterable[GridCell], heights: Sequence[float], paper: float) -> list[float]:
    """Column widths with which every one of the ``cells`` takes ``CAPACITY`` characters.

    ``heights``: the least heights of the rows; ``paper``: how wide the paper is between its margins. The sheet is reduced to it
    in print, so of all possible widths those are taken that need the least paper.
    """
    single = [c for c in cells if c.columns == 1]
    if not single:
        return list(widths)
    best: tuple[float, list[float]] | None = None
    for height in _HEIGHTS:
        tried = list(widths)
        for cell in single:
            tried[cell.column] = max(tried[cell.column], _width_for(height, cell))
        scale = min(1.0, paper / sum(tried))
        if scale < LEAST_SCALE and sum(tried) > sum(widths):
            continue
        rows = {c.row: 0.0 for c in single}
        for cell in single:
            rows[cell.row] = max(rows[cell.row], height_for(CAPACITY, tried[cell.column], cell))
        needed = scale * sum(max(h, rows.get(n, 0.0)) for n, h in enumerate(heights))
        if best is None or needed < best[0]:
            best = needed, tried
    return best[1] if best is not None else _shared(widths, single, paper / LEAST_SCALE)


def _shared(widths: Sequence[float], single: Sequence[GridCell], whole: float) -> list[float]:
    """Where there is not room for all, each of the columns gets what the highest rows need; what is left goes to the widest."""
    tried = list(widths)
    for cell in single:
        tried[cell.column] = _width_for(HIGHEST, cell)
    columns = {c.column for c in single}
    wishes = {n: max(0.0, widths[n] - tried[n]) for n in columns}
    left, wished = max(0.0, whole - sum(tried)), sum(wishes.values())
    for column, wish in wishes.items():
        tried[column] += min(wish, left * wish / wished) if wished else 0.0
    return tried


def _width_for(height: float, cell: GridCell) -> float:
    """The width in which a cell of that height shows ``CAPACITY`` characters."""
    size = cell.style.size
    lines = max(1, int((height - 2 * PAD_Y) / (size * LEADING)))
    in_line = math.ceil(CAPACITY * _BREAKING / lines)
    return (in_line * size + 0.5) / WRAP_SAFETY + 2 * PAD_X + cell.style.indent * size
