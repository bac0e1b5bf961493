"""The small shapes of the tree: arrows, and squares that say how far something is filled in."""
from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from planeditor.services.editing.states import Filled


def paint_arrow(painter: QPainter, place: QRectF, color: QColor, size: float, *, expanded: bool) -> None:
    """A triangle in the middle of ``place``: down where the row is expanded, else to the right."""
    middle, half = place.center() + QPointF(0, 1), size / 2
    if expanded:
        points = [QPointF(-half, -half / 2), QPointF(half, -half / 2), QPointF(0, half / 2)]
    else:
        points = [QPointF(-half / 2, -half), QPointF(half / 2, 0), QPointF(-half / 2, half)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF([middle + point for point in points]))


def paint_square(painter: QPainter, square: QRectF, color: QColor, filled: Filled) -> None:
    """An empty, half or full square, or a lock."""
    painter.setPen(QPen(color, max(1.0, square.width() / 9)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if filled is Filled.CLOSED:
        _paint_lock(painter, square, color)
        return
    inset = painter.pen().widthF() / 2
    frame = square.adjusted(inset, inset, -inset, -inset)
    radius = square.width() / 6
    if filled is Filled.FULL:
        painter.setBrush(color)
    painter.drawRoundedRect(frame, radius, radius)
    if filled is Filled.PART:
        painter.fillRect(QRectF(frame.left(), frame.top(), frame.width() / 2, frame.height()), color)


def _paint_lock(painter: QPainter, square: QRectF, color: QColor) -> None:
    side = square.width()
    body = QRectF(square.left() + side * 0.08, square.top() + side * 0.45, side * 0.84, side * 0.55)
    bow = QRectF(square.left() + side * 0.24, square.top() + side * 0.04, side * 0.52, side * 0.8)
    painter.drawArc(bow, 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(body, side / 10, side / 10)
