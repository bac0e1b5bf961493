"""How a 進捗区分 looks: a ground with a pattern of its own, so that it is told apart without colour, and its mark."""
from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from planeditor.domain.progress import Progress
from planeditor.ui import theme
from planeditor.ui.look import CONTRAST, Colors

_STRENGTH = {
    Progress.AHEAD: ("accent", 0.42), Progress.ON_TRACK: ("accent", 0.16), Progress.LATE: ("warning", 0.30),
    Progress.STOPPED: ("quiet", 0.34), Progress.DONE: ("good", 0.26), Progress.MERGED: ("quiet", 0.14), Progress.UNDECIDED: ("quiet", 0.04),
}  # fmt: skip
_PATTERN = {
    Progress.LATE: Qt.BrushStyle.BDiagPattern, Progress.STOPPED: Qt.BrushStyle.DiagCrossPattern,
    Progress.MERGED: Qt.BrushStyle.FDiagPattern, Progress.UNDECIDED: Qt.BrushStyle.Dense7Pattern,
    Progress.DONE: Qt.BrushStyle.VerPattern,
}  # fmt: skip
_FAINT = 0.22
"""How strong the lines of a pattern are against its ground: words are read over them."""


def mixed(ground: str, ink: str, part: float) -> QColor:
    """A colour between two."""
    one, other = QColor(ground), QColor(ink)

    def between(a: int, b: int) -> int:
        return round(a + (b - a) * part)

    return QColor(between(one.red(), other.red()), between(one.green(), other.green()), between(one.blue(), other.blue()))


def ground(progress: Progress, colors: Colors) -> QColor:
    """The plain colour under the pattern."""
    ink, part = _STRENGTH[progress]
    return mixed(colors.surface, getattr(colors, ink), part)


def paint_ground(painter: QPainter, place: QRectF, progress: Progress) -> None:
    """Paint the ground of a 進捗区分."""
    colors = theme.current()
    under = ground(progress, colors)
    painter.fillRect(place, under)
    pattern = _PATTERN.get(progress)
    if pattern is not None:
        painter.fillRect(place, QBrush(mixed(under.name(), colors.text, _FAINT), pattern))
    if colors == CONTRAST:
        painter.save()
        painter.setPen(QPen(QColor(colors.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()
