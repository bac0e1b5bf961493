"""Paints one page of the form engine: on the screen, and as vectors on a printer. What is drawn is what the PDF has."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from planeditor.formengine.pages import Box, Page, RuleStyle
from planeditor.formengine.writing.rules import rule_lines
from planeditor.formengine.writing.strokes import (
    ARROW_WIDTH,
    BOLD_STROKE,
    DOUBLE_GAP,
    PENS,
    SLANT,
    arrow_of,
    mark_stroke_width,
    mark_strokes,
    text_stroke_width,
    text_strokes,
)
from planeditor.ui.sheet.sheet_fonts import DrawnText, SheetFonts

_FAINT = 0.66
"""A pen thinner than this share of a pixel is drawn one pixel wide and paler, so that hair lines stay hair lines."""
_PALEST = 0.35


if TYPE_CHECKING:
    from planeditor.ui.sheet.chart_painter import PaintedCharts


@dataclass(slots=True)
class _Ink:
    """What is written in a box."""

    area: QRectF
    color: QColor
    texts: list[tuple[QPointF, DrawnText]]
    size: float
    slanted: bool
    strokes: list[QLineF] = field(default_factory=list)
    marks: list[QLineF] = field(default_factory=list)
    arrow: tuple[QLineF, QPolygonF] | None = None


class PaintedPage:
    """A page prepared for painting, in points; make it once, paint it often and at any scale."""

    def __init__(self, page: Page, fonts: SheetFonts) -> None:
        self.page = page
        self._fills = [(_area(box), QColor(f"#{box.style.fill}")) for box in page.boxes if box.style.fill]
        self._charts = _charts(page, fonts)
        texts = self._charts.texts if self._charts else []
        self._inks = [_ink(box, fonts) for box in (*page.boxes, *texts) if box.lines or box.arrow]
        self._rules: dict[RuleStyle, list[QLineF]] = {}
        for style, x0, y0, x1, y1 in rule_lines(page.boxes):
            lines = self._rules.setdefault(style, [])
            if style == "double":
                dx, dy = (0.0, DOUBLE_GAP) if y0 == y1 else (DOUBLE_GAP, 0.0)
                lines += (QLineF(x0 + dx, y0 + dy, x1 + dx, y1 + dy), QLineF(x0 - dx, y0 - dy, x1 - dx, y1 - dy))
            else:
                lines.append(QLineF(x0, y0, x1, y1))

    def paint(self, painter: QPainter, exposed: QRectF | None = None) -> None:
        """Paint everything at the printer's own resolution. The painter counts in points from the page's corner."""
        self.paint_grounds(painter, exposed)
        self.paint_ink(painter, exposed)

    def paint_grounds(self, painter: QPainter, exposed: QRectF | None = None) -> None:
        """The grounds of boxes; ``exposed``: the part of the page that is needed."""
        for area, color in self._fills:
            if exposed is None or area.intersects(exposed):
                painter.fillRect(area, color)
        if self._charts is not None:
            self._charts.paint(painter)

    def paint_ink(self, painter: QPainter, exposed: QRectF | None = None, scale: float = 0.0) -> None:
        """Text and rules. ``scale``: device pixels to a point, so that rules are whole pixels; 0 = as they are."""
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        for ink in self._inks:
            if exposed is None or ink.area.intersects(exposed):
                _write(painter, ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not scale)
        for style, lines in self._rules.items():
            painter.setPen(_pen(style, scale))
            painter.drawLines([line for line in lines if _meets(line, exposed)] if exposed is not None else lines)


def _area(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)


def _ink(box: Box, fonts: SheetFonts) -> _Ink:
    style, size = box.style, box.size
    texts = [(QPointF(x, y), fonts.text(style.face, size, text)) for x, y, text in box.lines]
    ink = _Ink(_area(box), QColor(f"#{style.color}"), texts, size, style.face.italic)
    if style.underline or style.strike:
        ink.strokes = [QLineF(*stroke) for stroke in text_strokes(box, fonts.book.advances(style.face))]
    if box.marks:
        ink.marks = [QLineF(*stroke) for stroke in mark_strokes(box, fonts.book.advances(style.face))]
    if box.arrow:
        arrow = arrow_of(box)
        ink.arrow = QLineF(*arrow.shaft), QPolygonF([QPointF(x, y) for x, y in arrow.head])
    if box.lines:
        # Type larger than its cell is let out over the edge: it must be painted where only that part is exposed.
        top, foot = box.lines[0].y - size, box.lines[-1].y + size / 2
        ink.area = ink.area.united(QRectF(box.x, top, box.width, foot - top))
    return ink


def _write(painter: QPainter, ink: _Ink) -> None:
    painter.setPen(ink.color)
    for at, drawn in ink.texts:
        if ink.slanted or drawn.outlines:
            _write_imitated(painter, ink, at, drawn)
        else:
            for run in drawn.runs:
                painter.drawGlyphRun(at, run)
    if ink.strokes:
        painter.setPen(QPen(ink.color, text_stroke_width(ink.size), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLines(ink.strokes)
    if ink.marks:
        painter.setPen(QPen(QColor("black"), mark_stroke_width(ink.size), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLines(ink.marks)
    if ink.arrow:
        shaft, head = ink.arrow
        painter.setPen(QPen(ink.color, ARROW_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(shaft)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.color)
        painter.drawPolygon(head)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _write_imitated(painter: QPainter, ink: _Ink, at: QPointF, drawn: DrawnText) -> None:
    """Italic by leaning, bold by drawing the outlines too."""
    painter.save()
    painter.translate(at)
    if ink.slanted:
        painter.shear(-SLANT, 0.0)
    for run in drawn.runs:
        painter.drawGlyphRun(QPointF(), run)
    painter.setPen(QPen(ink.color, ink.size * BOLD_STROKE))
    painter.setBrush(QBrush(ink.color))
    for outline in drawn.outlines:
        painter.drawPath(outline)
    painter.restore()


def _pen(style: RuleStyle, scale: float) -> QPen:
    width, dashes = PENS[style]
    color = QColor(Qt.GlobalColor.black)
    if scale:
        pixels = width * scale
        color.setAlphaF(max(_PALEST, min(1.0, pixels / _FAINT)))
        drawn = max(1.0, round(pixels)) / scale
    else:
        drawn = width
    pen = QPen(color, drawn, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap if dashes else Qt.PenCapStyle.SquareCap)
    if dashes:
        pen.setDashPattern([max(1.0 / scale if scale else 0.0, length) / drawn for length in dashes])
    return pen


def _meets(line: QLineF, exposed: QRectF) -> bool:
    """Whether a rule passes through the exposed part; its own width and a little more counted."""
    room = 2.0
    return (
        line.x2() >= exposed.left() - room and line.x1() <= exposed.right() + room
        and line.y2() >= exposed.top() - room and line.y1() <= exposed.bottom() + room
    )


def _charts(page: Page, fonts: SheetFonts) -> PaintedCharts | None:
    """The charts of a page, prepared; few pages have one."""
    if not any(box.chart for box in page.boxes):
        return None
    from planeditor.ui.sheet.chart_painter import PaintedCharts

    return PaintedCharts(page.boxes, fonts.book)
