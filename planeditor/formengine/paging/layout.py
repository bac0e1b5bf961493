"""From a filled form to pages: lines, row heights, the type size that fits, and where pages break.

Long text makes a row taller, then the type smaller (down to the form's least size), then the sheet spill onto a further page
with its headings; it is never cut. Screen and PDF paint the pages, Excel is written from the same slices.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planeditor.formengine.filling.grid import Grid, GridCell
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.drawing import PageSetup
from planeditor.formengine.pages import Face, Page
from planeditor.formengine.paging.laid import PAD_X, LaidCell, LaidOut
from planeditor.formengine.paging.outline import Entry, Outline
from planeditor.formengine.paging.paginate import Paginator
from planeditor.formengine.paging.painting import PagePainter
from planeditor.formengine.paging.typeset import break_lines

WRAP_SAFETY = 0.98
"""Lines are broken a little early: Excel's columns are whole pixels, and it must never need one line more than we do."""
STEP = 0.5
"""How much smaller the type gets at a time, in points."""


class Typesetter:
    """Breaks the lines of cells; keeps what labels came to, since they are the same on every sheet."""

    def __init__(self, fonts: FontBook) -> None:
        self.fonts = fonts
        self._labels: dict[tuple[str, Face, float, float], tuple[str, ...]] = {}

    def lay_out(self, grid: Grid, setup: PageSetup, *, fit: bool, min_size: float) -> LaidOut:
        """Lines, heights and slices of a grid.

        ``fit``: entries get smaller, down to ``min_size`` points, before a second page is begun; where even that does not
        save a page, the largest size that needs no more pages is taken.
        """
        laid = self._at(grid, setup, 0.0, min_size)
        if not fit or laid.page_count == 1:
            return laid
        largest = max((c.style.size for c in grid.cells if _shrinks(c)), default=min_size)
        steps = [STEP * n for n in range(1, int((largest - min_size) / STEP) + 1)]
        if not steps:
            return laid
        smallest = self._at(grid, setup, steps[-1], min_size)
        if smallest.page_count >= laid.page_count:
            return laid
        low, high, best = 0, len(steps) - 1, smallest
        while low < high:
            middle = (low + high) // 2
            tried = self._at(grid, setup, steps[middle], min_size)
            if tried.page_count <= smallest.page_count:
                best, high = tried, middle
            else:
                low = middle + 1
        return best

    def _at(self, grid: Grid, setup: PageSetup, step: float, min_size: float) -> LaidOut:
        cells = [self._cell(c, grid.widths, step, min_size) for c in grid.cells]
        laid = LaidOut(grid, setup, cells, _heights(grid, cells))
        Paginator(laid).run()
        return laid

    def _cell(self, cell: GridCell, widths: list[float], step: float, min_size: float) -> LaidCell:
        style = cell.style
        width = widths[cell.column] if cell.columns == 1 else sum(widths[cell.column : cell.column + cell.columns])
        size = style.size
        if step and _shrinks(cell) and size > min_size:
            size = max(min_size, size - step)
        text = cell.text
        if not text:
            return LaidCell(cell, size, (), width)
        inner = (width - 2 * PAD_X - style.indent * size) * WRAP_SAFETY / size
        if cell.role == "entry":
            return LaidCell(cell, size, tuple(break_lines(text, self.fonts.advances(style.face), inner)), width)
        key = (text, style.face, size, inner)
        lines = self._labels.get(key)
        if lines is None:
            lines = self._labels[key] = tuple(break_lines(text, self.fonts.advances(style.face), inner))
        return LaidCell(cell, size, lines, width)

    def pages(self, laid: LaidOut, entries: Sequence[Entry] | None = None) -> Iterator[Page]:
        """The pages of a laid-out grid, to be painted. ``entries``: what begins on them, where it is part of a document."""
        if entries is None:
            entries = list(Outline().entries(laid)) if laid.grid.headings else ()
        yield from PagePainter(laid, self.fonts).pages(entries)


def _shrinks(cell: GridCell) -> bool:
    return cell.role == "entry" and not cell.label


def _heights(grid: Grid, cells: Iterable[LaidCell]) -> list[float]:
    """Row heights: the drawing's least height, more where a cell needs it; a tall merged cell stretches its last row."""
    heights = [r.height for r in grid.rows]
    tall: list[LaidCell] = []
    for laid in cells:
        cell = laid.cell
        if cell.rows > 1:
            tall.append(laid)
            continue
        needed = laid.needed
        if needed > heights[cell.row]:
            heights[cell.row] = needed
    for laid in tall:
        cell = laid.cell
        missing = laid.needed - sum(heights[cell.row : cell.row + cell.rows])
        if missing > 0:
            heights[cell.row + cell.rows - 1] += missing
    return heights
