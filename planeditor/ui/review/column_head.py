"""The names of the columns over the rows."""
from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planeditor.messages import ui_review as say
from planeditor.ui import theme
from planeditor.ui.look import STEP
from planeditor.ui.review.columns import PAD, Columns, columns
from planeditor.ui.review.shapes import fonts


class ColumnHead(QWidget):
    """Stands over the rows and goes by their columns; away where the texts stand one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns(0, has_sent=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watch().changed.connect(self.updateGeometry)

    def follow(self, places: Columns) -> None:
        """The rows have other columns."""
        self._columns = places
        self.setVisible(not places.stacked)
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(0, self.fontMetrics().height() + 2 * theme.scaled(2 * STEP))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The names, with the hairlines of the columns."""
        colors, pad, painter = theme.current(), theme.scaled(PAD), QPainter(self)
        painter.fillRect(self.rect(), QColor(colors.window))
        painter.setPen(QPen(QColor(colors.line), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.setFont(fonts(self.font())[1])
        for name, (left, width) in (("field", self._columns.field), *self._columns.texts):
            room = QRect(left + pad, 0, width - 2 * pad, self.height())
            painter.setPen(QColor(colors.quiet))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), say.COLUMNS[name])
        painter.end()
