"""The measures a department was asked for, each with whether it came back."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from planeditor.domain.plan import Plan
from planeditor.messages import ui_submissions as say
from planeditor.services.editing.states import Filled
from planeditor.ui import theme
from planeditor.ui.submissions.lines import Line
from planeditor.ui.tree.tree_shapes import paint_square

if TYPE_CHECKING:  # not loaded before the first paint
    from planeditor.services.requests.status import MeasureStatus

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NODE = Qt.ItemDataRole.UserRole
_SIDE = 14


class AskedMeasures(QListWidget):
    """Enter or a double click goes to the measure."""

    accepted = Signal(str)
    """The node to go to."""
    left = Signal()
    """Left: back to the table."""

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[Plan, Line | None] = (Plan({}), None)
        self.itemDoubleClicked.connect(self._accept)
        theme.watch().changed.connect(self._dress)
        self._dress()

    def show_line(self, plan: Plan, line: Line | None) -> None:
        """Show the measures of a department."""
        self._shown = (plan, line)
        self.clear()
        for measure in line.measures if line is not None else ():
            node = plan.node(measure.node)
            if node is not None and line is not None:
                self._add(node.title.replace("\n", " "), measure, own=line.status.own)

    def _add(self, name: str, measure: MeasureStatus, *, own: bool) -> None:
        title = name if measure.role == "lead" else say.MEASURE_CONTRIBUTING.format(title=name)
        item = QListWidgetItem(title, self)
        item.setData(_NODE, measure.node)
        word = say.STATES["own"] if own else say.MEASURE_DONE if measure.submitted else say.MEASURE_OPEN
        if not own:
            item.setIcon(square_icon(Filled.FULL if measure.submitted else Filled.NONE))
        item.setToolTip(f"{word}　{title}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}{say.BETWEEN}{word}")

    def _dress(self) -> None:
        self.setIconSize(QSize(theme.scaled(_SIDE), theme.scaled(_SIDE)))
        self.show_line(*self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the measure, Left back."""
        if event.key() in _ENTER:
            self._accept()
        elif event.key() == Qt.Key.Key_Left:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _accept(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.accepted.emit(item.data(_NODE))


def square_icon(filled: Filled) -> QIcon:
    """The shape that says how far something is, as a small picture."""
    side, ratio = theme.scaled(_SIDE), 2.0
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_square(painter, QRectF(1, 1, side - 2, side - 2), QColor(theme.current().quiet), filled)
    painter.end()
    return QIcon(pixmap)

