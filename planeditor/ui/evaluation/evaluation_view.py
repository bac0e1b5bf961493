"""The table of 計画期間の検証: Enter agrees, a digit chooses, Delete takes it back, F2 goes to the assessment."""
from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from planeditor.domain.achievement import Achievement
from planeditor.ui import theme
from planeditor.ui.dashboard.cells import Grid
from planeditor.ui.dashboard.cells_delegate import CellsDelegate
from planeditor.ui.dashboard.cells_model import CellsModel
from planeditor.ui.dashboard.cells_view import shared_out

CHOICES = tuple(a for a in Achievement if a is not Achievement.UNDECIDED)
_WEIGHTS = (4, 5, 2, 4, 2, 5)
_LEAST = (100, 100, 96, 90, 104, 100)
_ROW = 60


class EvaluationView(QTableView):
    """One row is chosen."""

    agreed = Signal()
    decided = Signal(object)
    """The ``Achievement`` that was chosen by its key."""
    text_wanted = Signal()
    """The assessment is to be written."""
    moved = Signal()
    """Another row is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.cells = CellsModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(CellsDelegate(self))
        self.setProperty("role", "figures")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._moved)
        theme.watch().changed.connect(self._dress)
        self._dress()

    @property
    def place(self) -> int:
        """The chosen row, -1 for none."""
        return self.currentIndex().row()

    def show_grid(self, grid: Grid) -> None:
        """Show another table; one of the same shape keeps the place of the user."""
        self.cells.show_grid(grid)
        self._dress()

    def _moved(self) -> None:
        self.viewport().update()  # the row is painted whole
        self.moved.emit()

    def event(self, event: QEvent) -> bool:
        """The keys of the table are its own, also where the window has a use for them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _choice(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, digits, Delete and F2."""
        choice = _choice(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.agreed.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.text_wanted.emit()
        elif choice is not None:
            self.decided.emit(choice)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width."""
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        least = [theme.scaled(width) for width in _LEAST]
        room = max(self.viewport().width(), sum(least))
        widths = shared_out(room, _WEIGHTS, least)
        for column, width in enumerate(widths[: self.cells.columnCount()]):
            self.setColumnWidth(column, width)
        self.verticalHeader().setDefaultSectionSize(theme.scaled(_ROW))


def _choice(event: QKeyEvent) -> Achievement | None:
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0):
        return Achievement.UNDECIDED
    place = event.key() - int(Qt.Key.Key_1)
    return CHOICES[place] if 0 <= place < len(CHOICES) else None
