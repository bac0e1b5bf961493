"""Paper and what the window draws on it. Paper stays paper in every theme, so these colours do too."""
from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from planeditor.ui import theme
from planeditor.ui.look import LIGHT, TEXT, Colors

GROUND = QColor("#ffffff")
INK = QColor("#000000")
LOCKED = QColor(LIGHT.locked)
ACCENT = QColor(LIGHT.accent)
FRAME = 2
"""How thick the frame of the chosen cell is, in pixels."""
SAME = "same"
"""The severity of a mark that is none: the text is still last year's."""
_BADGE, _LEAST_BADGE = 10, 11
_SHADOW = (26, 16, 8, 4)
_SEVERITY = {"error": LIGHT.error, "warning": LIGHT.warning, "note": LIGHT.quiet}


def paint_sheet_of_paper(painter: QPainter, place: QRect, colors: Colors) -> None:
    """A white sheet on the desk with a soft edge."""
    for far, alpha in enumerate(_SHADOW, start=1):
        _edge(painter, place.adjusted(-1 - far, -far, far + 1, far + 2), QColor(0, 0, 0, alpha))
    _edge(painter, place.adjusted(-1, -1, 1, 1), QColor(colors.line))
    painter.fillRect(place, GROUND)


def _edge(painter: QPainter, frame: QRect, color: QColor) -> None:
    """Lines of one pixel inside a frame; filled, since a large frame that is drawn takes ten times as long."""
    for dx, dy in ((0, 1 - frame.height()), (0, frame.height() - 1)):
        painter.fillRect(frame.intersected(frame.translated(dx, dy)), color)
    inner = frame.adjusted(0, 1, 0, -1)
    for dx in (1 - frame.width(), frame.width() - 1):
        painter.fillRect(inner.intersected(inner.translated(dx, 0)), color)


def paint_frame(painter: QPainter, place: QRect) -> None:
    """The frame of the chosen cell."""
    painter.setPen(QPen(ACCENT, FRAME, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place.adjusted(1, 1, -1, -1))


def paint_chosen(painter: QPainter, place: QRect) -> None:
    """The ground of a cell of a chosen range."""
    ground = QColor(ACCENT)
    ground.setAlpha(36)
    painter.fillRect(place, ground)


def paint_badge(painter: QPainter, place: QRect, letter: str, severity: str, back: int, scale: float) -> int:
    """A small mark with a letter in the upper right corner, so far left of it; how far left the next one begins.

    ``scale``: pixels to a point; the mark is about as large as the type of the sheet.
    """
    height = min(max(round(_BADGE * scale), _LEAST_BADGE), theme.scaled(TEXT + 2), max(8, place.height()))
    width = max(height, round(height * 0.95 * len(letter)))
    box = QRectF(place.right() - back - width + 1, place.top(), width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setPixelSize(max(7, round(height * 0.74)))
    font.setBold(severity != SAME)
    painter.setFont(font)
    filled = severity != SAME
    color = QColor(_SEVERITY.get(severity, LIGHT.quiet))
    painter.fillRect(box, color if filled else GROUND)
    painter.setPen(GROUND if filled else color)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    if not filled:
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    return back + round(width) + 1
