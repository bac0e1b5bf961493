"""Charts on a page painted by Qt: their areas and lines; their texts are boxes like any other."""
from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from planeditor.formengine.charts.picture import Area, Path
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Box


class PaintedCharts:
    """The charts of a page, prepared for painting."""

    def __init__(self, boxes: list[Box], fonts: FontBook) -> None:
        """Raises KnownError where a font of theirs is not installed."""
        from planeditor.formengine.charts.draw import draw_chart  # few pages have one

        pictures = [draw_chart(box.chart, box, fonts) for box in boxes if box.chart is not None]
        self.texts = [text for picture in pictures for text in picture.texts]
        self._ink = [
            (QPolygonF([QPointF(x, y) for x, y in one.points]), *_tools(one)) for picture in pictures for one in picture.ink
        ]

    def paint(self, painter: QPainter) -> None:
        """Paint areas and lines in their order. The painter counts in points from the page's corner."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape, pen, brush in self._ink:
            painter.setPen(pen)
            painter.setBrush(brush or Qt.BrushStyle.NoBrush)
            if brush is None:
                painter.drawPolyline(shape)
            else:
                painter.drawPolygon(shape)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _tools(one: Area | Path) -> tuple[QPen, QBrush | None]:
    """The pen and brush of an area, the pen of a line."""
    if isinstance(one, Path):
        pen = QPen(QColor(f"#{one.color}"), one.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if one.dashes:
            pen.setDashPattern([length / one.width for length in one.dashes])
        return pen, None
    brush = QBrush(QColor(f"#{one.fill}")) if one.fill else QBrush(Qt.BrushStyle.NoBrush)
    return QPen(QColor("black"), one.edge) if one.edge else QPen(Qt.PenStyle.NoPen), brush
