"""The table of 計画期間の検証: Enter agrees, a digit chooses, Delete takes it back, F2 goes to the assessment."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from planeditor.domain.achievement import Achievement
from planeditor.ui import theme
from planeditor.ui.dashboard.cells import Grid
from planeditor.ui.dashboard.cells_model import CellsModel
from planeditor.ui.dashboard.cells_view import shared_out
from planeditor.ui.progressclass.choice_table import ChoiceTable

CHOICES = tuple(a for a in Achievement if a is not Achievement.UNDECIDED)
_WEIGHTS = (4, 5, 2, 4, 2, 5)
_LEAST = (100, 100, 96, 90, 104, 100)
_ROW = 60


class EvaluationView(ChoiceTable):
    """Where there is no room for all columns it scrolls sideways."""

    text_wanted = Signal()
    """The assessment is to be written."""

    def __init__(self) -> None:
        self.cells = CellsModel()
        super().__init__(self.cells, CHOICES, Achievement.UNDECIDED, _ROW)
        self.cells.setParent(self)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @property
    def place(self) -> int:
        """The chosen row, -1 for none."""
        return self.currentIndex().row()

    def show_grid(self, grid: Grid) -> None:
        """Show another table; one of the same shape keeps the place of the user."""
        self.cells.show_grid(grid)
        self.dress()

    def widths(self, room: int) -> list[int]:
        """How wide the columns are in that room."""
        least = [theme.scaled(width) for width in _LEAST]
        return shared_out(max(room, sum(least)), _WEIGHTS, least)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 beside the others."""
        if event.key() == Qt.Key.Key_F2:
            self.text_wanted.emit()
        else:
            super().keyPressEvent(event)
