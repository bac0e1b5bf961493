"""Paints the lines of the review; the buttons are laid over them by the view."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QWidget

from planeditor.ui import icons, theme
from planeditor.ui.look import STEP, Colors
from planeditor.ui.review.rows_model import LINE
from planeditor.ui.review.shapes import Shape, between, fonts
from planeditor.ui.review.shown import GroupLine, Line, RowLine

Index = QModelIndex | QPersistentModelIndex
Option = Any
"""A ``QStyleOptionViewItem``; what Qt says of its fields leaves out nearly all of them."""
_BAR, _ICON = 3, 16
_TINT = 0.05
"""How much of its colour lies over a row that needs a decision."""
_COLUMN_LINE = 0.6
"""How strong the lines between the columns are."""
_DECIDED = 0.72
"""How strongly a row is printed that is decided."""


class RowDelegate(QStyledItemDelegate):
    """Whole lines, as their shapes say."""

    def __init__(self, parent: QWidget, shape: Callable[[Line], Shape]) -> None:
        """``shape`` lays a line out at the width of the view."""
        super().__init__(parent)
        self._shape = shape

    def sizeHint(self, _option: Option, index: Index) -> QSize:
        """As high as its texts and buttons."""
        return QSize(0, self._shape(index.data(LINE)).height)

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Ground, hairlines, texts, badge, and what was decided."""
        line: Line = index.data(LINE)
        shape, rect, colors = self._shape(line), QRect(option.rect), theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, line, colors)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colors.line))
        for left in shape.lines:
            between_columns = QRect(rect.left() + left, rect.top(), 1, rect.height() - 1)
            painter.fillRect(between_columns, between(colors.surface, colors.line, _COLUMN_LINE))
        if isinstance(line, RowLine) and not line.is_open:
            painter.setOpacity(_DECIDED)
        painter.setPen(QColor(colors.text))
        for text, place in shape.texts:
            text.draw(painter, place + rect.topLeft().toPointF())
        if isinstance(line, RowLine):
            paint_badge(painter, shape.badge.translated(rect.topLeft()), line, option.font, colors)
            painter.setOpacity(1)
            if not line.is_open:
                self._decided(painter, shape.act.translated(rect.topLeft()), line.decided, option.font, colors)
            if option.state & QStyle.StateFlag.State_Selected:
                self._chosen(painter, rect, option.state, colors)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, line: Line, colors: Colors) -> None:
        if isinstance(line, GroupLine):
            painter.fillRect(rect, QColor(colors.window))
        elif line.is_open and line.kind in ("conflict", "question", "new"):
            tint = colors.error if line.kind == "conflict" else colors.warning
            painter.fillRect(rect, between(colors.surface, tint, _TINT))

    def _chosen(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, colors: Colors) -> None:
        painter.fillRect(QRect(rect.left(), rect.top(), theme.scaled(_BAR), rect.height()), QColor(colors.accent))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colors.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))

    def _decided(self, painter: QPainter, place: QRect, words: str, font: Any, colors: Colors) -> None:
        side = theme.scaled(_ICON)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(place.left(), place.top() + (theme.scaled(28) - side) // 2, icons.picture("done", side, ratio, colors.quiet))
        painter.setFont(font)
        painter.setPen(QColor(colors.quiet))
        room = place.adjusted(side + theme.scaled(2 * STEP), 0, 0, 0)
        room.setHeight(theme.scaled(28))
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), cut)


def paint_badge(painter: QPainter, place: QRect, line: RowLine, font: Any, colors: Colors) -> None:
    """The kind of a row: what both changed is filled, a question framed twice as strongly, a notation only dashed."""
    color = QColor({"conflict": colors.error, "question": colors.warning, "new": colors.warning}.get(line.kind, colors.quiet))
    ink = QColor(colors.text) if line.kind in ("clean", "notation", "remark") else color
    pen = QPen(color, 2 if line.kind in ("question", "new") else 1)
    if line.kind == "notation":
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(color if line.kind == "conflict" else QColor(colors.surface))
    radius = 1 if line.kind == "remark" else place.height() / 3
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(QColor(colors.surface) if line.kind == "conflict" else ink)
    painter.setFont(fonts(font)[2])
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, line.badge)
