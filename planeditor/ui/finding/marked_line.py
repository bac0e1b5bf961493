"""One line of text with marked pieces, cut where there is no room so that the first marked piece stays in sight."""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from planeditor.ui.look import STEP

_SHARE = 0.35
"""What stands before the mark takes no more than this part of the line."""
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


class Piece(NamedTuple):
    """A piece of a line; ``ground`` is its colour where it is marked."""

    text: str
    ground: str = ""
    struck: bool = False


def paint_line(painter: QPainter, rect: QRect, pieces: Sequence[Piece], ink: QColor) -> None:
    """Paint the pieces one after the other in a rectangle, in the painter's font."""
    metrics = painter.fontMetrics()
    left = float(rect.left())
    for number, piece in enumerate(pieces):
        room = rect.right() + 1 - left
        if room <= 0:
            return
        if number == 0 and not piece.ground and len(pieces) > 1:
            text = _end_of(metrics, piece.text, rect.width(), pieces)
        else:
            text = metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, int(room))
        width = metrics.horizontalAdvance(text)
        place = QRectF(left, rect.top(), min(width, room), rect.height())
        if piece.ground and text:
            ground = QRectF(place.left(), place.center().y() - metrics.height() / 2, place.width(), metrics.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(piece.ground))
            painter.drawRoundedRect(ground, STEP / 2, STEP / 2)
        painter.setPen(ink)
        painter.drawText(place, int(_LEFT), text)
        if piece.struck and text:
            middle = place.center().y() + 1
            painter.drawLine(int(place.left()), int(middle), int(place.right()), int(middle))
        left += width


def _end_of(metrics: QFontMetrics, text: str, width: int, pieces: Sequence[Piece]) -> str:
    """The end of what stands before the mark, as much as leaves room for the mark itself."""
    rest = sum(metrics.horizontalAdvance(piece.text) for piece in pieces[1:])
    room = max(int(width * _SHARE), width - rest)
    return metrics.elidedText(text, Qt.TextElideMode.ElideLeft, room)
