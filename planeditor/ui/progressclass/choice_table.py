"""A table to decide in row by row: Enter agrees, a digit chooses, Delete takes it back."""
from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QAbstractItemModel, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from planeditor.ui import theme
from planeditor.ui.dashboard.cells_delegate import CellsDelegate


class ChoiceTable(QTableView):
    """One row is chosen. A subclass says how the columns share the width."""

    agreed = Signal()
    decided = Signal(object)
    """What was chosen by its key."""
    moved = Signal()
    """Another row is chosen."""

    def __init__(self, model: QAbstractItemModel, choices: Sequence[StrEnum], undecided: StrEnum, row: int) -> None:
        """``choices``: by the digits from 1 on; ``row``: the height of a row at 100 %."""
        super().__init__()
        self._choices, self._undecided, self._row = choices, undecided, row
        self.setModel(model)
        self.setItemDelegate(CellsDelegate(self))
        self.setProperty("role", "figures")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._moved)
        theme.watch().changed.connect(self.dress)
        self.dress()

    @abstractmethod
    def widths(self, room: int) -> Sequence[int]:
        """How wide the columns are in that room."""

    def dress(self) -> None:
        """Columns and rows for the width and the text size there are."""
        widths = self.widths(self.viewport().width())
        for column, width in enumerate(widths[: self.model().columnCount()]):
            self.setColumnWidth(column, width)
        self.verticalHeader().setDefaultSectionSize(theme.scaled(self._row))

    def _moved(self) -> None:
        self.viewport().update()  # the row is painted whole
        self.moved.emit()

    def event(self, event: QEvent) -> bool:
        """The keys of the table are its own, also where the window has a use for them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._choice(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, digits and Delete."""
        choice = self._choice(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.agreed.emit()
        elif choice is not None:
            self.decided.emit(choice)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width."""
        super().resizeEvent(event)
        self.dress()

    def _choice(self, event: QKeyEvent) -> StrEnum | None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0):
            return self._undecided
        place = event.key() - int(Qt.Key.Key_1)
        return self._choices[place] if 0 <= place < len(self._choices) else None
