"""From a filled form to pages: lines, row heights, the type size that fits, and where pages break.

Long text makes a row taller, then the type smaller (down to the form's least size), then the sheet spill onto a further page
with its headings; it is never cut. Screen and PDF paint the pages, Excel is written from the same slices.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from planeditor.formengine.drawing import PageSetup
from planeditor.formengine.fonts import FontBook
from planeditor.formengine.grid import Grid, GridCell
from planeditor.formengine.pages import Box, CellStyle, Face, Line, Page
from planeditor.formengine.typeset import break_lines

PAD_X = 2.2
PAD_Y = 1.4
LEADING = 1.2
"""Line distance in type sizes; what Excel needs for these fonts, so that a row shows all its lines there too."""
WRAP_SAFETY = 0.98
"""Lines are broken a little early: Excel's columns are whole pixels, and it must never need one line more than we do."""
STEP = 0.5
"""How much smaller the type gets at a time, in points."""


@dataclass(slots=True)
class LaidCell:
    """A cell with its lines; the lines join to its text."""

    cell: GridCell
    size: float
    lines: tuple[str, ...]
    width: float

    @property
    def leading(self) -> float:
        """Line distance in points."""
        return self.size * LEADING

    @property
    def needed(self) -> float:
        """Height in points that shows all lines."""
        return len(self.lines) * self.size * LEADING + 2 * PAD_Y if self.lines else 0.0


@dataclass(slots=True)
class Slice:
    """A row, or a part of one, on a page."""

    page: int
    row: int
    y: float
    """From the top of the page."""
    height: float
    repeated: bool = False
    """A heading shown again."""
    lines: dict[int, tuple[int, int]] | None = None
    """In a split row: which lines of each cell (by its number in the grid) stand here; None = the whole row."""


@dataclass(slots=True)
class LaidOut:
    """A grid with its lines and slices."""

    grid: Grid
    setup: PageSetup
    cells: list[LaidCell]
    heights: list[float]
    slices: list[Slice] = field(default_factory=list)
    page_count: int = 1
    size_step: float = 0.0


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
        largest = max((c.style.size for c in grid.cells if c.role == "entry"), default=min_size)
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
        laid = LaidOut(grid, setup, cells, _heights(grid, cells), size_step=step)
        _Paginator(laid).run()
        return laid

    def _cell(self, cell: GridCell, widths: list[float], step: float, min_size: float) -> LaidCell:
        style = cell.style
        width = widths[cell.column] if cell.columns == 1 else sum(widths[cell.column : cell.column + cell.columns])
        size = style.size
        if step and cell.role == "entry" and size > min_size:
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

    def pages(self, laid: LaidOut) -> Iterator[Page]:
        """The pages of a laid-out grid, to be painted."""
        yield from _Painter(laid, self.fonts).pages()


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


class _Paginator:
    """Puts rows onto pages. Rows joined by a merged cell or by まとめ stay together as long as they fit on one page."""

    def __init__(self, laid: LaidOut) -> None:
        self.laid = laid
        self.rows = laid.grid.rows
        self.heights = laid.heights
        self.top = laid.setup.top
        self.bottom = laid.setup.height - laid.setup.bottom
        self.page = 0
        self.y = self.top
        self.fresh = True

    def run(self) -> None:
        laid = self.laid
        body = [i for i, row in enumerate(self.rows) if not row.foot]
        foot = [i for i, row in enumerate(self.rows) if row.foot]
        if not any(r.break_before for r in self.rows) and not foot and sum(self.heights) <= self.bottom - self.top:
            y = self.top
            for row, height in enumerate(self.heights):
                laid.slices.append(Slice(0, row, y, height))
                y += height
            return
        self._groups = self._grouped(body)
        for group in self._groups:
            self._group(group)
        self._foot(foot)
        laid.page_count = self.page + 1

    def _grouped(self, body: list[int]) -> list[list[int]]:
        joined = {i for i in body if self.rows[i].keep}
        for laid in self.laid.cells:
            joined.update(range(laid.cell.row, laid.cell.row + laid.cell.rows - 1))
        groups: list[list[int]] = []
        for row in body:
            if groups and groups[-1][-1] == row - 1 and row - 1 in joined and not self.rows[row].break_before:
                groups[-1].append(row)
            else:
                groups.append([row])
        return groups

    def _group(self, group: list[int]) -> None:
        if self.rows[group[0]].break_before and not self.fresh:
            self._turn(group[0])
        height = sum(self.heights[i] for i in group)
        may_split = len(group) == 1 and self.rows[group[0]].split
        if height > self.bottom - self.y and not self.fresh and not may_split and height <= self._room(group[0]):
            self._turn(group[0])
        for row in group:
            self._row(row)

    def _row(self, row: int) -> None:
        height = self.heights[row]
        if height <= self.bottom - self.y + 1e-6:
            self._place(row, height)
            return
        if not self.fresh and not self.rows[row].split and height <= self._room(row):
            self._turn(row)
            self._place(row, height)
            return
        self._split(row)

    def _place(self, row: int, height: float, lines: dict[int, tuple[int, int]] | None = None) -> None:
        self.laid.slices.append(Slice(self.page, row, self.y, height, lines=lines))
        self.y += height
        self.fresh = False

    def _headings(self, row: int) -> list[int]:
        return [i for i in range(row) if self.rows[i].heading]

    def _room(self, row: int) -> float:
        """The height that a new page has for this row below its headings."""
        room = self.bottom - self.top
        above = sum(self.heights[i] for i in self._headings(row))
        return room - above if above < room / 2 else room

    def _turn(self, row: int) -> None:
        self.page += 1
        self.y = self.top
        headings = self._headings(row)
        if sum(self.heights[i] for i in headings) < (self.bottom - self.top) / 2:
            for i in headings:
                self.laid.slices.append(Slice(self.page, i, self.y, self.heights[i], repeated=True))
                self.y += self.heights[i]
        self.fresh = True

    def _split(self, row: int) -> None:
        """Put a row that is taller than what is left, in parts of whole lines, over as many pages as it needs."""
        own = [(n, c) for n, c in enumerate(self.laid.cells) if c.cell.row <= row < c.cell.row + c.cell.rows and c.lines]
        ending = [(n, c) for n, c in own if c.cell.row + c.cell.rows - 1 == row and c.cell.row == row]
        if not ending:
            if not self.fresh:
                self._turn(row)
            self._place(row, min(self.heights[row], self.bottom - self.y))
            return
        done = dict.fromkeys((n for n, _ in ending), 0)
        while True:
            space = self.bottom - self.y
            left = max((len(c.lines) - done[n]) * c.leading for n, c in ending) + 2 * PAD_Y
            if left <= space + 1e-6:
                self._place(row, left, {n: (done[n], len(c.lines)) for n, c in ending})
                return
            parts = {}
            for n, c in ending:
                count = max(0, min(len(c.lines) - done[n], int((space - 2 * PAD_Y) / c.leading)))
                parts[n] = (done[n], done[n] + count)
            enough = all(b - a >= 2 or b == len(c.lines) for (a, b), (_, c) in zip(parts.values(), ending, strict=True))
            if not enough and not self.fresh:
                self._turn(row)
                continue
            if not enough and all(a == b for a, b in parts.values()):
                parts = {n: (a, min(a + 1, len(c.lines))) for (n, (a, _)), (_, c) in zip(parts.items(), ending, strict=True)}
            self._place(row, space, parts)
            done = {n: b for n, (_, b) in parts.items()}
            self._turn(row)

    def _foot(self, foot: list[int]) -> None:
        """The zone at the page's foot: below the last row, at the bottom edge."""
        height = sum(self.heights[i] for i in foot)
        if not foot:
            return
        if height > self.bottom - self.y and not self.fresh:
            self._turn(foot[0])
        self.y = max(self.y, self.bottom - height)
        for row in foot:
            self._row(row)


class _Painter:
    """Boxes with baselines, from slices."""

    def __init__(self, laid: LaidOut, fonts: FontBook) -> None:
        self.laid, self.fonts = laid, fonts
        setup, widths = laid.setup, laid.grid.widths
        spare = setup.inner_width - sum(widths)
        left = setup.left + (spare / 2 if setup.centered and spare > 0 else 0.0)
        self.edges = [left]
        for width in widths:
            self.edges.append(self.edges[-1] + width)

    def pages(self) -> Iterator[Page]:
        laid = self.laid
        by_page: list[list[Slice]] = [[] for _ in range(laid.page_count)]
        for one in laid.slices:
            by_page[one.page].append(one)
        numbers: dict[int, list[int]] = {}
        for number, cell in enumerate(laid.cells):
            numbers.setdefault(cell.cell.row, []).append(number)
        shown: dict[int, int] = {}
        for number, slices in enumerate(by_page):
            boxes = list(self._boxes(slices, numbers, shown))
            bookmarks = laid.grid.bookmarks if number == 0 else ()
            yield Page(laid.setup.width, laid.setup.height, boxes, bookmarks, laid.grid.node, laid.grid.form)

    def _boxes(self, slices: list[Slice], numbers: dict[int, list[int]], shown: dict[int, int]) -> Iterator[Box]:
        """The boxes of a page. ``shown`` counts the lines of merged cells that earlier pages showed."""
        at = {s.row: s for s in slices}
        rows = [s.row for s in slices]
        first_rows = set(rows)
        for one in slices:
            for number in numbers.get(one.row, ()):
                yield self._box(number, one, at, shown, repeated=one.repeated)
        for number, laid in enumerate(self.laid.cells):
            cell = laid.cell
            if cell.rows > 1 and cell.row not in first_rows:
                visible = [at[r] for r in range(cell.row + 1, cell.row + cell.rows) if r in at and not at[r].repeated]
                if visible:
                    yield self._box(number, visible[0], at, shown, repeated=False)

    def _box(self, number: int, top: Slice, at: dict[int, Slice], shown: dict[int, int], *, repeated: bool) -> Box:
        laid = self.laid.cells[number]
        cell = laid.cell
        height = top.height
        complete = top.lines is None
        if cell.rows > 1:
            parts = [at[r] for r in range(cell.row, cell.row + cell.rows) if r in at and at[r].repeated == top.repeated]
            height = sum(p.height for p in parts)
            complete = len(parts) == cell.rows
        lines: tuple[str, ...] = laid.lines
        if top.lines is not None and cell.rows == 1:
            start, end = top.lines.get(number, (0, 0))
            lines = laid.lines[start:end]
            if cell.role != "entry" and laid.needed <= height:
                lines = laid.lines
        elif not complete and not repeated and cell.rows > 1:
            start = shown.get(number, 0)
            last = cell.row + cell.rows - 1 in at
            count = len(laid.lines) - start if last else int((height - 2 * PAD_Y) / laid.leading)
            lines = laid.lines if cell.role != "entry" and laid.needed <= height else laid.lines[start : start + count]
            shown[number] = start + count
        x = self.edges[cell.column]
        width = self.edges[cell.column + cell.columns] - x
        placed = self._lines(laid, lines, x, top.y, width, height, whole=lines is laid.lines) if lines else ()
        return Box(x, top.y, width, height, cell.style, laid.size, placed, cell.text, cell.key, cell.arrow)

    def _lines(
        self, laid: LaidCell, lines: tuple[str, ...], x: float, y: float, width: float, height: float, *, whole: bool
    ) -> tuple[Line, ...]:
        style: CellStyle = laid.cell.style
        size, leading = laid.size, laid.leading
        free = height - len(lines) * leading
        if not whole or style.vertical == "top" or free < 2 * PAD_Y:
            offset = PAD_Y
        else:
            offset = free / 2 if style.vertical == "center" else free - PAD_Y
        baseline = y + offset + (leading - size) / 2 + size * self.fonts.ascent(style.face)
        left = x + PAD_X + style.indent * size
        if style.horizontal == "left":
            return tuple([Line(left, baseline + n * leading, t.rstrip("\n")) for n, t in enumerate(lines)])
        advance = self.fonts.advances(style.face).__getitem__
        placed = []
        for n, text in enumerate(lines):
            shown = text.rstrip("\n")
            spare = width - 2 * PAD_X - sum(map(advance, shown.rstrip(" 　"))) * size
            shift = spare / 2 if style.horizontal == "center" else spare
            placed.append(Line(x + PAD_X + max(0.0, shift), baseline + n * leading, shown))
        return tuple(placed)
