"""The rows of a laid-out form as Excel has them: a row higher than its limit becomes several whose texts join."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from planeditor.formengine.cells import CUT_MARK
from planeditor.formengine.paging.laid import PAD_Y, LaidOut, Lines, Slice

ROW_LIMIT = 405.0
"""Highest row in points; Excel's own limit is 409."""
TEXT_LIMIT = 32767
"""Longest text of a cell; more is cut by Excel without a word."""
PART_LIMIT = TEXT_LIMIT - len(CUT_MARK)
"""Longest part of a text that became several cells."""


@dataclass(slots=True)
class Part:
    """One row of the Excel sheet: a row of the grid, or a part of one."""

    row: int
    page: int
    height: float
    lines: dict[int, Lines] = field(default_factory=dict)
    """In a row that became several: which lines of each cell (by its number in the grid) stand here."""
    breaks: bool = False
    """A page begins with it."""


def excel_rows(laid: LaidOut) -> Iterator[Part]:
    """The rows of the worksheet, in order; headings shown again on later pages are no rows of it."""
    own: dict[int, list[int]] = {}
    for number, cell in enumerate(laid.cells):
        if cell.cell.rows == 1 and cell.lines and not laid.is_label(cell):
            own.setdefault(cell.cell.row, []).append(number)
    page = 0
    for one in laid.slices:
        if one.repeated:
            continue
        breaks = one.page != page
        page = one.page
        for part in _within_limits(laid, one, own.get(one.row, [])):
            part.breaks, breaks = breaks, False
            yield part


def _within_limits(laid: LaidOut, one: Slice, own: list[int]) -> Iterator[Part]:
    left = {n: laid.cuts[n].get(one.page, (0, 0)) if n in laid.cuts else (0, len(laid.cells[n].lines)) for n in own}
    cut = any(n in laid.cuts for n in own)
    if one.height <= ROW_LIMIT and not any(len(laid.cells[n].cell.text) > PART_LIMIT for n in own):
        yield Part(one.row, one.page, one.height, left if cut else {})
        return
    height = one.height
    while True:
        taken = {n: (a, _until(laid.cells[n].lines, a, b, laid.cells[n].fitting(ROW_LIMIT))) for n, (a, b) in left.items()}
        left = {n: (taken[n][1], b) for n, (_, b) in left.items()}
        shown = max((PAD_Y * 2 + (b - a) * laid.cells[n].leading for n, (a, b) in taken.items()), default=0.0)
        last = all(a == b for a, b in left.values())
        part = min(ROW_LIMIT, height if last else shown)
        height -= part
        yield Part(one.row, one.page, max(part, min(shown, ROW_LIMIT)), taken)
        if last and height <= 0.01:
            return


def _until(lines: tuple[str, ...], start: int, end: int, fitting: int) -> int:
    """Where a part ends that begins with line ``start``."""
    end = min(end, start + max(1, fitting)) if end > start else end
    while end > start + 1 and sum(map(len, lines[start:end])) > PART_LIMIT:
        end -= 1
    return end


def whole_lines(lines: tuple[str, ...], limit: int) -> list[str]:
    """The lines joined into texts of at most ``limit`` characters."""
    texts = [""]
    for line in lines:
        if len(texts[-1]) + len(line) > limit:
            texts.append("")
        texts[-1] += line
    return texts
