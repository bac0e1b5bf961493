"""The list of contents: what begins on which page, as a form of two columns."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planeditor.domain.plan import PLAN_ID
from planeditor.formengine.filling.grid import Grid, GridCell, GridRow
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.drawing import PageSetup
from planeditor.formengine.form.parts import CONTENTS
from planeditor.formengine.pages import CellStyle, Face
from planeditor.formengine.paging.laid import PAD_X
from planeditor.formengine.paging.layout import WRAP_SAFETY
from planeditor.formengine.paging.typeset import break_lines
from planeditor.messages import forms as say

ENTRY_SIZE = 10.5
_HEAD = CellStyle(face=Face(bold=True), size=14.0, horizontal="center")
_ENTRY = CellStyle(size=ENTRY_SIZE)
_PAGE = CellStyle(size=ENTRY_SIZE, horizontal="right", vertical="bottom")
_NUMBER_WIDTH = 24.0
_INDENT = 2
"""By how many ems each level is set in."""
_LEADER = "…"


@dataclass(slots=True)
class Heading:
    """One line of the contents."""

    level: int
    """From 1."""
    title: str
    page: int
    """From 0 in its part of the document while that is laid out, then as printed."""


def contents_grid(headings: Sequence[Heading], setup: PageSetup, fonts: FontBook, *, leaders: bool = True) -> Grid:
    """The list for a paper of that size. ``leaders``: with dots up to the page, which only print as they are meant to."""
    widths = [setup.inner_width - _NUMBER_WIDTH, _NUMBER_WIDTH]
    rows = [GridRow(36.0, keep=True), *(GridRow(18.0) for _ in headings)]
    cells = [GridCell(0, 0, 1, 2, _HEAD, say.CONTENTS)]
    advances = fonts.advances(_ENTRY.face)
    for row, heading in enumerate(headings, start=1):
        style = CellStyle(size=ENTRY_SIZE, vertical="bottom", indent=(heading.level - 1) * _INDENT)
        room = ((widths[0] - 2 * PAD_X) / style.size - style.indent) * WRAP_SAFETY
        used = sum(map(advances.__getitem__, break_lines(heading.title, advances, room)[-1])) if heading.title else 0.0
        leader = _leader(used, room, advances[" "], advances[_LEADER]) if leaders else ""
        cells.append(GridCell(row, 0, 1, 1, style, heading.title + leader, "print"))
        cells.append(GridCell(row, 1, 1, 1, _PAGE, str(heading.page), "print"))
    return Grid(CONTENTS, PLAN_ID, widths, rows, cells, ((CONTENTS, say.CONTENTS),), say.CONTENTS)


def upright(setup: PageSetup) -> PageSetup:
    """The same paper, standing."""
    if setup.width <= setup.height:
        return setup
    return PageSetup(setup.height, setup.width, setup.left, setup.top, setup.right, setup.bottom)


def _leader(used: float, room: float, blank: float, dot: float) -> str:
    """The dots after a title, in ems; blanks before them, so that they end alike. "" where there is no room for some."""
    count = int((room - used - blank) / dot)
    return " " * int((room - used - count * dot) / blank) + _LEADER * count if count > 1 else ""
