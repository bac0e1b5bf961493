"""The table of 進捗区分: Enter agrees, a digit chooses another one, Delete takes it back."""
from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from planeditor.domain.progress import Progress
from planeditor.ui import theme
from planeditor.ui.dashboard.cells_delegate import CellsDelegate
from planeditor.ui.progressclass.judging_model import JudgingModel

CHOICES = tuple(p for p in Progress if p is not Progress.UNDECIDED)
_WEIGHTS = (4, 9, 2, 2)
_LEAST = (0, 0, 84, 84)
_ROW = 58


class JudgingView(QTableView):
    """One row is chosen."""

    agreed = Signal()
    decided = Signal(object)
    """The ``Progress`` that was chosen by its key."""
    moved = Signal()
    """Another row is chosen."""

    def __init__(self, model: JudgingModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(CellsDelegate(self))
        self.setProperty("role", "figures")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._moved)
        theme.watch().changed.connect(self._dress)
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
        """Enter, digits and Delete."""
        choice = _choice(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.agreed.emit()
        elif choice is not None:
            self.decided.emit(choice)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width."""
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        room = self.viewport().width()
        least = [theme.scaled(width) for width in _LEAST]
        widths = [max(room * weight // sum(_WEIGHTS), low) for weight, low in zip(_WEIGHTS, least, strict=True)]
        widths[1] = max(room - widths[0] - widths[2] - widths[3], theme.scaled(80))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self.verticalHeader().setDefaultSectionSize(theme.scaled(_ROW))


def _choice(event: QKeyEvent) -> Progress | None:
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0):
        return Progress.UNDECIDED
    place = event.key() - int(Qt.Key.Key_1)
    return CHOICES[place] if 0 <= place < len(CHOICES) else None
