"""The 指摘 as rows."""
from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from planeditor.domain.points import Point
from planeditor.messages import points as say_points
from planeditor.messages import ui_points as say
from planeditor.ui import theme
from planeditor.ui.points.point_card import state_label
from planeditor.ui.theme import scaled

_WIDTHS = (96, 220, 0, 170, 130)
_TEXT, _MEETING, _DUE = 2, 3, 4
_NARROW = 720
"""Below this width meeting and date stand in the card alone."""
_LINE = 120
"""So much of a text is shown in a row; the card has all of it."""


class PointList(QTreeWidget):
    """A row for each."""

    answer_wanted = Signal()
    add_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setColumnCount(len(say.HEADS))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        theme.watch().changed.connect(self._dress)
        self._dress()

    def name(self, measure: str) -> None:
        """``measure``: the form set's word."""
        self.setHeaderLabels([head.format(measure=measure) for head in say.HEADS])

    @property
    def place(self) -> int:
        """The chosen row, -1 for none."""
        return self.currentIndex().row()

    def choose(self, place: int) -> None:
        """Choose a row."""
        self.setCurrentIndex(self.model().index(place, 0))

    def show_points(self, found: list[Point]) -> None:
        """Show these. Nobody is told that another row is chosen meanwhile."""
        with QSignalBlocker(self):
            self._fill(found)

    def _fill(self, found: list[Point]) -> None:
        while self.topLevelItemCount() > len(found):
            self.takeTopLevelItem(self.topLevelItemCount() - 1)
        for number, point in enumerate(found):
            item = self.topLevelItem(number) if number < self.topLevelItemCount() else None
            item = item or QTreeWidgetItem(self)
            place = (point.title or say_points.WHOLE_PLAN).replace("\n", " ")
            texts = [state_label(point), place, point.text, point.meeting, point.due]
            for column, text in enumerate(texts):
                item.setText(column, text.replace("\n", " ")[:_LINE])
                item.setToolTip(column, text)
            said = say.SAID.format(
                state=say_points.STATES[point.state], place=place, text=point.text, meeting=point.meeting, due=point.due or say.NO_DUE
            )
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 to the answer, Insert for another one."""
        if event.key() == Qt.Key.Key_F2:
            self.answer_wanted.emit()
        elif event.key() == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._dress()

    def _dress(self) -> None:
        narrow = self.viewport().width() < scaled(_NARROW)
        for column, width in enumerate(_WIDTHS):
            if width:
                self.setColumnWidth(column, scaled(width))
        for column in (_MEETING, _DUE):
            self.setColumnHidden(column, narrow)
