"""What the window draws over a sheet: locked cells, the chosen cell and range, marks."""
from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from planeditor.domain.plan import Key
from planeditor.formengine.pages import Box
from planeditor.messages import ui_publishing as say_publishing
from planeditor.messages import ui_sheet as say
from planeditor.ui.sheet import paper
from planeditor.ui.sheet.cell_walk import Cell
from planeditor.ui.sheet.sheet_layout import Sheet


class SheetMark(NamedTuple):
    """A finding at a cell: its letter (誤, 注), its severity (error, warning, note) and what it says."""

    letter: str
    severity: str
    sentence: str


class Places(Protocol):
    """Knows the sheet and where its boxes stand in the window."""

    sheet: Sheet | None

    @property
    def scale(self) -> float:
        """Pixels to a point."""

    def box_place(self, page: int, box: Box) -> QRect:
        """Where a box stands in the viewport."""


class Overlays:
    """The state of what is drawn over a sheet; cells by their number."""

    def __init__(self) -> None:
        self.withheld: frozenset[int] = frozenset()
        """Cells with an entry that is not to be published."""
        self.locked: frozenset[int] = frozenset()
        self.plain: frozenset[int] = frozenset()
        """Cells that are never grey: running text has no cells to see, and the bar above says that it is locked."""
        self.same: frozenset[int] = frozenset()
        """Cells whose text is still last year's."""
        self.marks: Mapping[Key, SheetMark] = {}
        self.chosen: Cell | None = None
        self.range: frozenset[int] = frozenset()
        """The cells of a chosen range; empty where it is the chosen cell alone."""
        self.edited: QRect | None = None
        """Where in the viewport a cell is being edited."""

    def paint_grounds(self, painter: QPainter, sheet: Sheet, page: int, exposed: QRectF) -> None:
        """Locked cells, quietly grey. The painter counts in points from the page's corner."""
        for box in sheet.pages[page].boxes:
            if box.cell in self.locked and box.cell not in self.plain and not box.style.fill:
                area = QRectF(box.x, box.y, box.width, box.height)
                if area.intersects(exposed):
                    painter.fillRect(area, paper.LOCKED)

    def paint_marks(self, painter: QPainter, places: Places, page: int, exposed: QRect) -> None:
        """Range, marks and frame. The painter counts in pixels of the viewport."""
        sheet = places.sheet
        if sheet is None:
            return
        marked = self._marked(sheet)
        chosen = self.chosen.number if self.chosen else -1
        frame: list[QRect] = []
        for box in sheet.pages[page].boxes:
            if box.cell not in sheet.by_number:
                continue
            place = places.box_place(page, box)
            if not place.intersects(exposed):
                continue
            if box.cell in self.range and box.cell != chosen:
                paper.paint_chosen(painter, place)
            self._paint_badges(painter, place.adjusted(1, 1, -1, -1), box.cell, marked, places.scale)
            if box.cell == chosen:
                frame.append(place)
        for place in frame:
            paper.paint_frame(painter, place)

    def paint_edited(self, painter: QPainter) -> None:
        """Clean paper under the editor, and the frame round it. The painter counts in pixels of the viewport."""
        if self.edited is not None:
            painter.fillRect(self.edited, paper.GROUND)
            paper.paint_frame(painter, self.edited)

    def mark_of(self, cell: Cell) -> SheetMark | None:
        """The finding at a cell."""
        return next((self.marks[key] for key in cell.keys if key in self.marks), None)

    def _marked(self, sheet: Sheet) -> dict[int, SheetMark]:
        marks = self.marks  # of the whole plan: many more than a sheet has cells
        return {cell.number: marks[key] for key, cell in sheet.by_key.items() if key in marks}

    def _paint_badges(
        self, painter: QPainter, place: QRect, number: int, marked: Mapping[int, SheetMark], scale: float
    ) -> None:
        back = 0
        mark = marked.get(number)
        if mark is not None:
            back = paper.paint_badge(painter, place, mark.letter, mark.severity, back, scale)
        if number in self.same:
            back = paper.paint_badge(painter, place, say.SAME_MARK, paper.SAME, back, scale)
        if number in self.withheld:
            paper.paint_badge(painter, place, say_publishing.MARK, paper.SAME, back, scale)
