"""The sheet that is shown: a form filled for a place in the plan and laid out, with its cells."""
from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property

from planeditor.domain.blocks import holder
from planeditor.domain.plan import Key, Node, Plan
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.pages import Box, Page
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.paging.pagenumbers import numbered
from planeditor.ui.sheet.cell_walk import Cell

_KEPT = 8
"""How many sheets are kept ready."""


@dataclass(frozen=True)
class Sheet:
    """One filled form on its pages."""

    root: str
    """The node it is for; "" for a form of the whole plan."""
    pages: list[Page]
    cells: list[Cell]
    """The cells that show an entry, in reading order."""
    boxes: dict[int, list[tuple[int, Box]]]
    """Cell number -> where it stands: page and box."""
    by_key: dict[Key, Cell]
    """Entry -> its cell; the first one where it stands in several."""

    @cached_property
    def by_number(self) -> dict[int, Cell]:
        """Cells by their number."""
        return {cell.number: cell for cell in self.cells}

    def cell_at(self, page: int, x: float, y: float) -> Cell | None:
        """The cell at a point of a page, in points."""
        for box in self.pages[page].boxes:
            if box.x <= x < box.x + box.width and box.y <= y < box.y + box.height and box.cell in self.by_number:
                return self.by_number[box.cell]
        return None


class SheetLayout:
    """Lays out sheets of one plan and form at a time; what was laid out lately is kept until the plan changes."""

    def __init__(self, fonts: FontBook) -> None:
        self._typesetter = Typesetter(fonts)
        self._fonts = fonts
        self._filler: Filler | None = None
        self._kept: OrderedDict[str, Sheet] = OrderedDict()

    def sheet(self, plan: Plan, form: FormDef, node: Node | None) -> Sheet:
        """The sheet of a node; None for a form of the whole plan. Raises KnownError where a font is not installed."""
        if self._filler is None or self._filler.plan is not plan or self._filler.form is not form:
            self._filler = Filler(plan, form)
            self._kept.clear()
        root = node.id if node else ""
        sheet = self._kept.get(root)
        if sheet is None:
            sheet = self._kept[root] = self._lay_out(self._filler, form, node)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(root)
        return sheet

    def _lay_out(self, filler: Filler, form: FormDef, node: Node | None) -> Sheet:
        options = form.options
        laid = self._typesetter.lay_out(
            filler.fill(node), form.drawing.setup, fit=options.fit == "page", min_size=options.min_size
        )
        pages = list(numbered(self._typesetter.pages(laid), self._fonts))
        return _sheet(node.id if node else "", laid, pages)


def _sheet(root: str, laid: LaidOut, pages: list[Page]) -> Sheet:
    shown: dict[int, list[tuple[int, Box]]] = {}
    for at, page in enumerate(pages):
        for box in page.boxes:
            if box.cell >= 0 and box.key is not None:
                shown.setdefault(box.cell, []).append((at, box))
    cells = []
    for number in shown:
        drawn = laid.cells[number].cell
        if drawn.key is not None:
            cells.append(Cell(number, (drawn.key, *drawn.also), drawn.row, drawn.column, drawn.rows, drawn.columns))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    by_key: dict[Key, Cell] = {}
    for cell in cells:
        for key in cell.keys:
            by_key.setdefault(key, cell)
    return Sheet(root, pages, cells, shown, by_key)


def root_of(plan: Plan, form: FormDef, node: str) -> Node | None:
    """The node whose sheet shows a node: itself, or the nearest above it that the form is filled for.

    None where there is none, and for a form of the whole plan.
    """
    if form.each == "plan":
        return None
    found = plan.node(node)
    while found is not None and holder(plan, found) != form.each:
        found = plan.node(found.parent) if found.kind != "plan" else None
    return found
