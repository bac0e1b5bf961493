"""The measures a department was asked for, each with whether it came back."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from planeditor.domain.plan import Plan
from planeditor.messages import ui_submissions as say
from planeditor.services.editing.states import Filled
from planeditor.ui import theme
from planeditor.ui.measure_list import MeasureList
from planeditor.ui.submissions.lines import Line
from planeditor.ui.tree.tree_shapes import paint_square

if TYPE_CHECKING:  # not loaded before the first paint
    from planeditor.services.requests.status import MeasureStatus

_SIDE = 14


class AskedMeasures(MeasureList):
    """Shows a line of the table."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[Plan, Line | None] = (Plan({}), None)
        theme.watch().changed.connect(self._dress)
        self._dress()

    def show_line(self, plan: Plan, line: Line | None) -> None:
        """Show the measures of a department."""
        self._shown = (plan, line)
        self.clear()
        for measure in line.measures if line is not None else ():
            node = plan.node(measure.node)
            if node is not None and line is not None:
                self._add(node.title, measure, own=line.status.own)

    def _add(self, name: str, measure: MeasureStatus, *, own: bool) -> None:
        title = name if measure.role == "lead" else say.MEASURE_CONTRIBUTING.format(title=name)
        item = self.add(measure.node, title)
        word = say.STATES["own"] if own else say.MEASURE_DONE if measure.submitted else say.MEASURE_OPEN
        if not own:
            item.setIcon(square_icon(Filled.FULL if measure.submitted else Filled.NONE))
        item.setToolTip(f"{word}　{item.text()}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}{say.BETWEEN}{word}")

    def _dress(self) -> None:
        self.setIconSize(QSize(theme.scaled(_SIDE), theme.scaled(_SIDE)))
        self.show_line(*self._shown)


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
