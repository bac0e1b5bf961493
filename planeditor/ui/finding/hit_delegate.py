"""Paints a hit: number and name with the place at the right, below it the text with the match marked."""
from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from planeditor.services.finding.searching import Hit
from planeditor.ui import theme
from planeditor.ui.finding.hits_model import HIT, context_of, place_of
from planeditor.ui.finding.marked_line import paint_line
from planeditor.ui.look import STEP, Colors

Index = QModelIndex | QPersistentModelIndex
Option = Any
"""A QStyleOptionViewItem, whose attributes the type stubs do not know."""
_PLACE_SHARE = 0.5
_PLACE_TEXT = 0.86
_BAR = 3


def line_height(metrics: QFontMetrics) -> int:
    """How high a line of a row is, with air round its text."""
    return round(metrics.height() * 1.3)


class HitDelegate(QStyledItemDelegate):
    """Two lines for each hit."""

    def sizeHint(self, option: Option, _index: Index) -> QSize:
        """Rows of one height."""
        return QSize(0, 2 * line_height(option.fontMetrics) + 3 * STEP)

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Paint a row."""
        hit = index.data(HIT)
        if not isinstance(hit, Hit):
            return
        colors = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, QRect(option.rect), option.state, colors)
        rect = QRect(option.rect).adjusted(theme.scaled(3 * STEP), STEP + 2, -theme.scaled(2 * STEP), -STEP - 2)
        upper = QRect(rect.left(), rect.top(), rect.width(), rect.height() // 2)
        lower = QRect(rect.left(), upper.bottom() + 1, rect.width(), rect.height() - upper.height())
        font = QFont(option.font)
        small = QFont(font)
        small.setPixelSize(max(1, round(font.pixelSize() * _PLACE_TEXT)))
        metrics = QFontMetrics(small)
        where = metrics.elidedText(place_of(hit), Qt.TextElideMode.ElideRight, int(rect.width() * _PLACE_SHARE))
        width = metrics.horizontalAdvance(where)
        painter.setFont(small)
        painter.setPen(QColor(colors.quiet))
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), where)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colors.text))
        room = upper.width() - width - 2 * STEP
        title = QFontMetrics(font).elidedText(hit.node.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), title)
        font.setBold(False)
        painter.setFont(font)
        paint_line(painter, lower, context_of(hit, colors), QColor(colors.text))
        painter.restore()


def paint_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag, colors: Colors) -> None:
    """The ground of a row: chosen, under the mouse or plain, with a hairline below it."""
    flag = QStyle.StateFlag
    if state & flag.State_Selected:
        painter.fillRect(rect, QColor(colors.selected))
        painter.fillRect(QRect(rect.left(), rect.top(), theme.scaled(_BAR), rect.height()), QColor(colors.accent))
    elif state & flag.State_MouseOver:
        painter.fillRect(rect, QColor(colors.hover))
    painter.setPen(QPen(QColor(colors.line), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if state & flag.State_HasFocus:
        painter.setPen(QPen(QColor(colors.accent), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
