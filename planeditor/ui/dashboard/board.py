"""A framed part of the dashboard: a heading, a table, and a sentence where there is nothing to show."""
from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.dashboard.cells import Grid
from planeditor.ui.dashboard.cells_view import CellsView
from planeditor.ui.look import STEP


class Note(Sentence):
    """A sentence as high as its lines. Its board sees to that: with heights that depend on widths, Qt's boxes beside each other
    squeeze what stands in them."""

    def hasHeightForWidth(self) -> bool:
        """Not for Qt."""
        return False

    def fit(self) -> None:
        """Be as high as the lines at this width."""
        self.setFixedHeight(max(self.heightForWidth(self.width()), 1))


class Board(QFrame):
    """Shows one grid."""

    def __init__(self, view: CellsView, *, empty: str = "", below: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.view, self._empty = view, empty
        self.title, self.note, self.nothing = QLabel(), Note(), Note(empty)
        self.title.setProperty("role", "card-title")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4 * STEP, 3 * STEP, 4 * STEP, 3 * STEP)
        rows.setSpacing(2 * STEP)
        for widget in (self.title, self.view, self.nothing, self.note, below):
            if widget is not None:
                rows.addWidget(widget)
        rows.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentences break anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for note in (self.note, self.nothing):
            if not note.isHidden():
                note.fit()

    def show_grid(self, title: str, grid: Grid, note: str = "") -> None:
        """Show a grid under a heading."""
        self.title.setText(title)
        self.view.setAccessibleName(title)
        there = bool(grid.rows and grid.heads)
        self.view.setVisible(there)
        self.nothing.setVisible(not there and bool(self._empty))
        self.note.setText(note if there else "")
        self.note.setVisible(there and bool(note))
        if there:
            self.view.show_grid(grid)
        self._fit()
