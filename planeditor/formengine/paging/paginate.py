"""Where pages break: rows put onto pages, and the lines of a cell that stands on several pages dealt out to them.

One rule for all: a cell takes as many whole lines on a page as its rows there have room for; where it ends, its last row is
made high enough for what is left. A row that does not fit is cut at the page's end and goes on after the headings.

A note stands at the foot of the page on which the row that first mentions it ends. Nothing is cut on a page with notes, unless
it is higher than a page: then they wait for the end.
"""
from __future__ import annotations

from collections.abc import Iterable

from planeditor.formengine.paging.laid import PAD_Y, LaidOut, Slice

_CLOSE = 1e-6
_FEW_LINES = 2
"""Fewer lines of a text than this are not left alone at a page's end."""


class Paginator:
    """Puts rows onto pages. Rows joined by a merged cell, by まとめ or as headings stay together as long as they fit."""

    def __init__(self, laid: LaidOut) -> None:
        self.laid = laid
        self.rows = laid.grid.rows
        self.heights = laid.heights
        self.top = laid.setup.top
        self.edge = laid.setup.height - laid.setup.bottom
        self.page = 0
        self.y = self.top
        self.fresh = True
        self.headings = [i for i, row in enumerate(self.rows) if row.heading]
        self.starting: dict[int, list[int]] = {}
        self.began: dict[int, float] = {}
        """Of each cell that has begun and not ended: where its box begins on this page."""
        self.done: dict[int, int] = {}
        """Of cells that go on: how many lines earlier pages showed."""
        self.due: dict[int, list[int]] = {}
        """Of each row: the rows of the notes it mentions first."""
        self.noted: list[int] = []
        """The rows of notes for the foot of this page."""

    @property
    def bottom(self) -> float:
        """Where this page ends for the rows that are no notes."""
        return self.edge - self._height(self.noted)

    def run(self) -> None:
        """Fill in the slices, the cuts and the number of pages."""
        laid = self.laid
        foot = [i for i, row in enumerate(self.rows) if row.foot]
        if not foot and not any(r.break_before for r in self.rows) and sum(self.heights) <= self.edge - self.top + _CLOSE:
            y = self.top
            for row, height in enumerate(self.heights):
                laid.slices.append(Slice(0, row, y, height))
                y += height
            return
        for number, cell in enumerate(laid.cells):
            self.starting.setdefault(cell.cell.row, []).append(number)
        body = [i for i, row in enumerate(self.rows) if not row.foot]
        kept = {i for i in body if self.rows[i].keep or self.rows[i].heading}
        merged = {
            r for c in laid.cells if c.cell.rows > 1 for r in range(c.cell.row, c.cell.row + c.cell.rows - 1)
        }
        for row in foot:
            self.due.setdefault(self.rows[row].anchor, []).append(row)
        left = self.due.pop(-1, [])
        for group in self._grouped(body, kept | merged):
            self._group(group, kept)
        left += [n for notes in self.due.values() for n in notes]
        self._foot(left)
        laid.page_count = self.page + 1

    def _grouped(self, rows: Iterable[int], joined: set[int]) -> list[list[int]]:
        """Rows cut into groups; a row in ``joined`` stays with the next."""
        groups: list[list[int]] = []
        for row in rows:
            if groups and groups[-1][-1] == row - 1 and row - 1 in joined and not self.rows[row].break_before:
                groups[-1].append(row)
            else:
                groups.append([row])
        return groups

    def _group(self, group: list[int], kept: set[int]) -> None:
        if self.rows[group[0]].break_before and not self.fresh:
            self._turn(group[0])
        if self._turns_for(group) is None:
            for smaller in self._grouped(group, kept):
                self._turns_for(smaller)
                for row in smaller:
                    self._row(row)
            return
        for row in group:
            self._row(row)

    def _turns_for(self, group: list[int]) -> bool | None:
        """Begin a new page where the group fits there and not here; None where it fits on no page."""
        notes = [n for row in group for n in self.due.get(row, ())]
        height = self._height(group[:-1]) + self._height(notes)
        may_cut = self.rows[group[-1]].split and not notes and not self.noted
        height += self._least(group[-1]) if may_cut else self.heights[group[-1]]
        if height <= self.bottom - self.y + _CLOSE:
            return False
        if height > self._room(group[0]) + _CLOSE:
            return None
        if not self.fresh:
            self._turn(group[0])
        return True

    def _row(self, row: int) -> None:
        space, notes = self.bottom - self.y, self._height(self.due.get(row, ()))
        if not self.fresh:
            height = self._needed(row, self.rows[row].height, begun=False) + notes
            if height > space + _CLOSE:
                whole = (not self.rows[row].split or notes or self.noted) and height <= self._room(row) + _CLOSE
                if whole or space <= _CLOSE or self._least(row) > space:
                    self._turn(row)
        for number in self.starting.get(row, ()):
            self.began[number] = self.y
        self._pieces(row)
        if notes and not self.began and self.y + notes <= self.bottom + _CLOSE:
            self.noted += self.due.pop(row)

    def _pieces(self, row: int) -> None:
        """Put a row in as many parts as it needs."""
        least = self.rows[row].height
        while True:
            height, space = self._needed(row, least, begun=True), self.bottom - self.y
            stuck = self.fresh and least <= space and not self._progresses(row, space)
            if height <= space + _CLOSE or stuck:  # type larger than the page is let out over its edge
                self._place(row, height)
                self._end(row)
                return
            least = max(0.0, least - space)
            self._place(row, space)
            self._turn(row)

    def _progresses(self, row: int, space: float) -> bool:
        ending = [self.laid.cells[n] for n in self.began if self._last(n) == row]
        return any(c.lines and c.fitting(space) > 0 for c in ending)

    def _last(self, number: int) -> int:
        cell = self.laid.cells[number].cell
        return cell.row + cell.rows - 1

    def _needed(self, row: int, least: float, *, begun: bool) -> float:
        """The height of a row from here on: what its drawing asks for, and what cells ending in it still have to show."""
        height = least
        for number in self.began if begun else (*self.began, *self.starting.get(row, ())):
            if self._last(number) == row:
                laid = self.laid.cells[number]
                rest = len(laid.lines) - self.done.get(number, 0)
                if rest:
                    height = max(height, self.began.get(number, self.y) + 2 * PAD_Y + rest * laid.leading - self.y)
        return height

    def _least(self, row: int) -> float:
        """The height below which the first part of a row is not worth beginning."""
        least = 0.0
        for number in self.starting.get(row, ()):
            laid = self.laid.cells[number]
            if laid.cell.rows == 1 and laid.lines:
                few = len(laid.lines) if self.laid.is_label(laid) else min(_FEW_LINES, len(laid.lines))
                least = max(least, few * laid.leading + 2 * PAD_Y)
        return min(least, self.heights[row]) or min(self.heights[row], self.rows[row].height)

    def _place(self, row: int, height: float) -> None:
        self.laid.slices.append(Slice(self.page, row, self.y, height))
        self.y += height
        self.fresh = False

    def _end(self, row: int) -> None:
        for number in [n for n in self.began if self._last(n) == row]:
            if number in self.laid.cuts:
                self._cut(number, ends=True)
            del self.began[number]
            self.done.pop(number, None)

    def _cut(self, number: int, *, ends: bool = False) -> None:
        """Deal out the lines that a cell shows on this page."""
        laid = self.laid.cells[number]
        count, done = len(laid.lines), self.done.get(number, 0)
        fitting = laid.fitting(self.y - self.began[number])
        if self.laid.is_label(laid):
            first, last = (0, count) if fitting >= count else (0, 0)
            self.done[number] = max(done, last)
        else:
            first, last = done, count if ends else min(count, done + fitting)
            self.done[number] = last
        self.laid.cuts.setdefault(number, {})[self.page] = (first, last)

    def _headings(self, row: int) -> list[int]:
        """The headings that stand over a row: those before it in the iterations it is in."""
        path = self.rows[row].path
        return [i for i in self.headings if i < row and self.rows[i].path == path[: len(self.rows[i].path)]]

    def _repeated(self, row: int) -> list[int]:
        """The headings that a new page shows again; none where they would take half of it."""
        headings = self._headings(row)
        return headings if self._height(headings) < (self.edge - self.top) / 2 else []

    def _room(self, row: int) -> float:
        """The height that a new page has for this row below its headings."""
        return self.edge - self.top - self._height(self._repeated(row))

    def _turn(self, row: int) -> None:
        for number in self.began:
            self._cut(number)
        self._end_page()
        self.page += 1
        self.y = self.top
        for i in self._repeated(row):
            self.laid.slices.append(Slice(self.page, i, self.y, self.heights[i], repeated=True))
            self.y += self.heights[i]
        self.began = dict.fromkeys(self.began, self.y)
        self.fresh = True

    def _end_page(self) -> None:
        """Put the notes of this page at its foot. Where a cell goes on over the page break, nothing may stand between its
        rows: they wait for the last page."""
        if self.began:
            self.due.setdefault(-1, []).extend(self.noted)
        elif self.noted:
            self.y = self.bottom
            for row in self.noted:
                self._place(row, self.heights[row])
        self.noted = []

    def _foot(self, left: list[int]) -> None:
        """The zone at the last page's foot: below the last row, at the bottom edge."""
        height = self._height(left)
        if left and height > self.bottom - self.y + _CLOSE and not self.fresh and height <= self._room(left[0]):
            self._turn(left[0])
        foot, self.noted = sorted([*self.noted, *left]), []
        if foot:
            self.y = max(self.y, self.edge - self._height(foot))
            self.fresh = self.fresh and self.y == self.top
        for row in foot:
            self._row(row)

    def _height(self, rows: Iterable[int]) -> float:
        return sum(self.heights[i] for i in rows)
