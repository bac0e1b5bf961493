"""The sheet of a design: cells are chosen by mouse and keys, fields are dropped on them, repeats are drawn beside it."""
from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)

from planeditor.formengine.cells import Place
from planeditor.formengine.designing.plainsheet import PlainMark
from planeditor.messages import ui_designing as say
from planeditor.ui.designing.board import Board
from planeditor.ui.designing.shown import ShownDesign, readable, shown_design
from planeditor.ui.look import TEXT
from planeditor.ui.sheet import paper
from planeditor.ui.sheet.cell_walk import Cell, Lane, block_between, inside, lane_of, neighbour, step
from planeditor.ui.sheet.overlays import Overlays, Places
from planeditor.ui.sheet.sheet_canvas import SheetCanvas
from planeditor.ui.sheet.sheet_keys import WAYS
from planeditor.ui.sheet.sheet_layout import Sheet

FIELD_MIME = "application/x-planeditor-field"
_TINT = 30
_MARGIN_TEXT = 11


class _Overlays(Overlays):
    """Cells that show an entry are tinted; repeats have a bracket at the side."""

    def __init__(self) -> None:
        super().__init__()
        self.assigned: frozenset[int] = frozenset()
        self.brackets: list[tuple[PlainMark, int, int]] = []
        """A mark, and the first and last row (column) on the shown sheet."""

    def paint_grounds(self, painter: QPainter, sheet: Sheet, page: int, exposed: QRectF) -> None:
        """The cells that show an entry."""
        tint = QColor(paper.ACCENT)
        tint.setAlpha(_TINT)
        for box in sheet.pages[page].boxes:
            if box.cell in self.assigned:
                painter.fillRect(QRectF(box.x, box.y, box.width, box.height).intersected(exposed), tint)

    def paint_marks(self, painter: QPainter, places: Places, page: int, exposed: QRect) -> None:
        """Range and frame, and the brackets."""
        super().paint_marks(painter, places, page, exposed)
        sheet = places.sheet
        if sheet is None:
            return
        for depth, (mark, first, last) in enumerate(self.brackets):
            spans = [
                places.box_place(at, box) for cell in sheet.cells for at, box in sheet.boxes[cell.number]
                if at == page and (first <= cell.row <= last if mark.rows else first <= cell.column <= last)
                and (cell.end[0] - 1 <= last if mark.rows else cell.end[1] - 1 <= last)
            ]
            if spans:
                _paint_bracket(painter, spans, mark, depth, places.scale)


class DesignCanvas(SheetCanvas):
    """Shows a design and lets a cell, or a range of them, be chosen."""

    chosen = Signal()
    """Another cell, or range, is chosen."""
    put_wanted = Signal()
    """Enter: what is chosen in the list goes into the cell."""
    empty_wanted = Signal()
    dropped = Signal(object, str)
    """A field was dropped on a cell: ``Place`` and how it is written."""

    def __init__(self, board: Board) -> None:
        super().__init__(board.fonts)
        self.board = board
        self.marks: _Overlays = _Overlays()
        self.overlays = self.marks
        self.shown: ShownDesign | None = None
        self._cell: Cell | None = None
        self._other: Cell | None = None
        self._lane = Lane(0, 0)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say.PLACES_NAME)

    # What is shown

    def follow(self) -> None:
        """Show the design as it is now; the cell that was chosen stays chosen."""
        kept = self.place
        design = self.board.design
        self.shown = shown_design(design, self.fonts.book)
        self.marks.assigned = frozenset(n for p, n in self.shown.numbers.items() if "{{" in design.text(p))
        drawn = design.drawn
        self.marks.brackets = [
            (mark, moved.first - 1, moved.last - 1)
            for mark, moved in zip(_kept(design.marks, drawn.rows, drawn.columns), drawn.sheet.marks, strict=True)
        ]
        self.show_sheet(self.shown.sheet)
        self._choose(self._at(kept) or next(iter(self.shown.sheet.cells), None))

    @property
    def place(self) -> Place | None:
        """The chosen cell's place on the worksheet."""
        return self.shown.places.get(self._cell.number) if self.shown is not None and self._cell is not None else None

    @property
    def range(self) -> tuple[Place, Place] | None:
        """First and last place of what is chosen."""
        if self.shown is None or self._cell is None:
            return None
        cells = self._range()
        places = [self.shown.places[c.number] for c in cells]
        ends = [c.end for p in places if (c := self.board.design.cell(p)) is not None]
        return (min(p[0] for p in places), min(p[1] for p in places)), (max(e[0] for e in ends), max(e[1] for e in ends))

    def go(self, place: Place | None) -> None:
        """Choose the cell of a place, if it is shown."""
        found = self._at(place)
        if found is not None:
            self._choose(found)

    def text_of(self, place: Place) -> str:
        """What a cell shows, as people read it."""
        return readable(self.board.design.text(place))

    def _at(self, place: Place | None) -> Cell | None:
        number = self.shown.numbers.get(place) if self.shown is not None and place is not None else None
        return self.shown.sheet.by_number.get(number) if self.shown is not None and number is not None else None

    def _range(self) -> list[Cell]:
        if self.shown is None or self._cell is None:
            return []
        if self._other is None or self._other == self._cell:
            return [self._cell]
        cells = self.shown.sheet.cells
        return inside(cells, block_between(cells, self._cell, self._other))

    def _choose(self, cell: Cell | None, *, lane: Lane | None = None, extend: bool = False) -> None:
        if cell is not None and extend and self._cell is not None:
            self._other = cell
        else:
            self._cell, self._other = cell, None
        if cell is not None:
            self._lane = lane or lane_of(cell)
            self.reveal(cell)
        self.marks.chosen = self._cell
        self.marks.range = frozenset(c.number for c in self._range()) if self._other is not None else frozenset()
        self.viewport().update()
        place = self.place
        self.setAccessibleDescription(f"{self.board.address(place)} {self.text_of(place) or say.CELL_BLANK}" if place else "")
        self.chosen.emit()

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell; with Shift, all up to it."""
        cell = self.cell_at(event.position().toPoint())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(cell, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose a range."""
        cell = self.cell_at(event.position().toPoint())
        if cell is not None and event.buttons() & Qt.MouseButton.LeftButton and cell != (self._other or self._cell):
            self._choose(cell, extend=True)
        super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As Enter."""
        if self.cell_at(event.position().toPoint()) is not None:
            self.put_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Tab, Enter, Delete."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = event.key()
        if self.shown is None or self._cell is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in WAYS:
            start = (self._other or self._cell) if shift else self._cell
            found, lane = neighbour(self.shown.sheet.cells, start, self._lane, WAYS[key])
            self._choose(found, lane=lane, extend=shift)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.put_wanted.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.empty_wanted.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(step(self.shown.sheet.cells, self._cell, (-1 if key == Qt.Key.Key_Home else 1) * len(self.shown.sheet.cells)))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows where the keys go."""
        super().focusInEvent(event)
        self.viewport().update()

    # Fields from the list

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Fields are welcome."""
        if event.mimeData().hasFormat(FIELD_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The cell below the hand is chosen."""
        cell = self.cell_at(event.position().toPoint())
        if cell is None or not event.mimeData().hasFormat(FIELD_MIME):
            event.ignore()
            return
        if cell != self._cell or self._other is not None:
            self._choose(cell)
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A field goes into the cell."""
        cell = self.cell_at(event.position().toPoint())
        if cell is None or self.shown is None or not event.mimeData().hasFormat(FIELD_MIME):
            return
        self._choose(cell)
        text = bytes(event.mimeData().data(FIELD_MIME).data()).decode("utf-8")
        event.acceptProposedAction()
        self.dropped.emit(self.shown.places[cell.number], text)


def _kept(marks: tuple[PlainMark, ...], rows: Mapping[int, int], columns: Mapping[int, int]) -> list[PlainMark]:
    """The marks that still have a row (or column)."""
    return [m for m in marks if any(n in (rows if m.rows else columns) for n in range(m.first, m.last + 1))]


def _paint_bracket(painter: QPainter, spans: list[QRect], mark: PlainMark, depth: int, scale: float) -> None:
    """A line along the rows (below the columns) with what they repeat for."""
    whole = spans[0]
    for span in spans[1:]:
        whole = whole.united(span)
    painter.save()
    painter.setPen(QPen(paper.ACCENT, 2))
    font = QFont(painter.font())
    font.setPixelSize(max(8, min(TEXT, round(_MARGIN_TEXT * scale))))
    painter.setFont(font)
    away = 3 + 4 * (depth % 3)
    if mark.rows:
        x = whole.right() + away
        painter.drawLine(QPoint(x, whole.top() + 1), QPoint(x, whole.bottom() - 1))
    else:
        y = whole.bottom() + away
        painter.drawLine(QPoint(whole.left() + 1, y), QPoint(whole.right() - 1, y))
    painter.restore()
