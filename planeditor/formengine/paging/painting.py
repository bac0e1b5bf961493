"""Boxes with baselines: the pages of a laid-out form as screen and PDF paint them."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Box, Line, Page
from planeditor.formengine.paging.laid import PAD_X, PAD_Y, LaidCell, LaidOut, Slice
from planeditor.formengine.paging.outline import Entry


class PagePainter:
    """Makes the pages of one laid-out form."""

    def __init__(self, laid: LaidOut, fonts: FontBook) -> None:
        self.laid, self.fonts = laid, fonts
        setup, widths = laid.setup, laid.grid.widths
        spare = setup.inner_width - sum(widths)
        left = setup.left + (spare / 2 if setup.centered and spare > 0 else 0.0)
        self.edges = [left]
        for width in widths:
            self.edges.append(self.edges[-1] + width)

    def pages(self, entries: Sequence[Entry] = ()) -> Iterator[Page]:
        """The pages, in order. ``entries``: what begins on them, by default what the form's bookmarks tell."""
        laid = self.laid
        by_page: list[list[Slice]] = [[] for _ in range(laid.page_count)]
        for one in laid.slices:
            by_page[one.page].append(one)
        starting: dict[int, list[int]] = {}
        for number, cell in enumerate(laid.cells):
            starting.setdefault(cell.cell.row, []).append(number)
        going_on: list[int] = []
        for number, slices in enumerate(by_page):
            boxes = list(self._boxes(slices, starting, going_on))
            bookmarks = laid.grid.bookmarks if number == 0 else ()
            outline = tuple(e.path for e in entries if e.page == number)
            yield Page(laid.setup.width, laid.setup.height, boxes, bookmarks, laid.grid.node, laid.grid.form, outline=outline)

    def _boxes(self, slices: list[Slice], starting: dict[int, list[int]], going_on: list[int]) -> Iterator[Box]:
        """The boxes of a page; ``going_on`` carries from page to page the cells that began and have not ended."""
        own = {s.row: s for s in slices if not s.repeated}
        again = {s.row: s for s in slices if s.repeated}
        before = going_on[:]
        for one in slices:
            if one.repeated:
                for number in starting.get(one.row, ()):
                    yield self._box(number, again)
            else:
                for number in [n for n in before if self._covers(n, one.row)]:
                    before.remove(number)
                    yield self._box(number, own)
                for number in starting.get(one.row, ()):
                    if number in going_on:
                        continue
                    yield self._box(number, own)
                    if number in self.laid.cuts:
                        going_on.append(number)
        if going_on:
            going_on[:] = [n for n in going_on if max(self.laid.cuts[n]) > slices[0].page]

    def _covers(self, number: int, row: int) -> bool:
        cell = self.laid.cells[number].cell
        return cell.row <= row < cell.row + cell.rows

    def _box(self, number: int, at: dict[int, Slice]) -> Box:
        laid = self.laid.cells[number]
        cell = laid.cell
        if cell.rows == 1:
            top = at[cell.row]
            height = top.height
        else:
            parts = [at[r] for r in range(cell.row, cell.row + cell.rows) if r in at]
            top, height = parts[0], sum(p.height for p in parts)
        lines, first = laid.lines, 0
        if top.repeated:
            lines = lines[: laid.fitting(height)]
        elif number in self.laid.cuts:
            first, end = self.laid.cuts[number].get(top.page, (0, 0))
            lines = lines[first:end]
        x = self.edges[cell.column]
        width = self.edges[cell.column + cell.columns] - x
        whole = len(lines) == len(laid.lines)
        placed = self._lines(laid, lines, (x, top.y, width, height), whole=whole) if lines else ()
        box = Box(x, top.y, width, height, cell.style, laid.size, placed, cell.text, cell.key, cell.arrow, number)
        if cell.marks:
            box.marks, box.begin = cell.marks, sum(map(len, laid.lines[:first]))
        if cell.chart and not self._is_going_on(number, top):
            box.chart = cell.chart
        return box

    def _is_going_on(self, number: int, top: Slice) -> bool:
        """Whether a cell began on an earlier page."""
        return number in self.laid.cuts and top.page != min(self.laid.cuts[number])

    def _lines(
        self, laid: LaidCell, lines: tuple[str, ...], box: tuple[float, float, float, float], *, whole: bool
    ) -> tuple[Line, ...]:
        x, y, width, height = box
        style = laid.cell.style
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
