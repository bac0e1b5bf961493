"""Charts of a workbook as Excel's own, over the cells that keep their places; told apart by patterns as on paper."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.layout import Layout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.charts.draw import has_legend
from planeditor.formengine.charts.grounds import DASHES, SIDES, Ground, Hatch, ground_of, point_mark
from planeditor.formengine.charts.picture import BLACK, WHITE
from planeditor.formengine.pages import Chart
from planeditor.formengine.writing.chartdata import FRACTION, WHOLE, Block, ChartData, heading
from planeditor.formengine.writing.chartrefs import series_of
from planeditor.formengine.writing.chartroom import gap_width, has_long_names, has_room, side_of
from planeditor.formengine.writing.excelbook import ChartPlace, ExcelBook
from planeditor.messages import charts as say

_PATTERNS: dict[Hatch, str] = {
    "rising": "wdUpDiag", "falling": "wdDnDiag", "crossed": "diagCross", "level": "horz", "dotted": "pct10",
}  # fmt: skip
_SYMBOLS = dict(zip(range(len(SIDES)), ("circle", "square", "triangle", "diamond"), strict=True))
_DASHES = ("solid", "dash", "sysDot", "dashDot")
_POINT = 12700
"""Excel's units in one point."""
_INSET = 3 * _POINT
_WHOLE_TICKS = 10
_MOST_POINTS = 60
"""Lines of more categories have no points."""


def add_charts(book: ExcelBook, new_sheet: Callable[[str], Worksheet]) -> None:
    """Put the charts that wait in a book over their cells, their figures on a sheet of their own."""
    if not book.charts:
        return
    sheet = new_sheet(say.DATA_SHEET)
    data = ChartData(book, sheet)
    for place in book.charts:
        made = _chart(place, sheet.title, data.add(place.chart))
        made.anchor = _anchor(place)
        place.sheet.add_chart(made)


def _chart(place: ChartPlace, sheet: str, block: Block) -> Any:
    chart = place.chart
    made: Any = LineChart() if chart.kind == "lines" else BarChart()
    made.title = _title(heading(chart), place)
    made.display_blanks = "gap"
    made.roundedCorners = False
    made.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    made.layout = Layout()
    if has_legend(chart):
        made.legend.position, made.legend.txPr = "t", _type(place)
    else:
        made.legend = None
    if chart.kind != "lines":
        made.grouping, made.overlap = ("stacked", 100) if chart.kind == "stacked" else ("clustered", None)
    lying = chart.kind != "lines" and (chart.sideways or has_long_names(place))
    if chart.kind != "lines":
        made.gapWidth = gap_width(place, lying=lying)
    if lying:
        made.type = "bar"
        made.x_axis.scaling.orientation, made.y_axis.crosses = "maxMin", "max"
    _dress_axes(made, place)
    for number in range(len(chart.series)):
        series = series_of(chart, number, sheet, block)
        _dress(series, number, place, lying=lying)
        made.series.append(series)
    return made


def _dress_axes(made: Any, place: ChartPlace) -> None:
    for axis in (made.x_axis, made.y_axis):
        axis.delete = False
        axis.txPr = _type(place)
        axis.graphicalProperties = GraphicalProperties(ln=_line(0.7))
    made.x_axis.tickLblPos = "low"
    made.x_axis.number_format, made.y_axis.number_format = "General", _axis_format(place.chart)
    made.y_axis.majorGridlines.spPr = GraphicalProperties(ln=_line(0.5, "BFBFBF"))
    figures = [value for series in place.chart.series for value in series.values if value is not None]
    if place.chart.whole > 0 and max(figures, default=0.0) <= place.chart.whole:
        made.y_axis.scaling.max = place.chart.whole
    if min(figures, default=0.0) >= 0:
        made.y_axis.scaling.min = 0.0


def _dress(series: Any, number: int, place: ChartPlace, *, lying: bool) -> None:
    """The pattern, line and figures of a series."""
    chart = place.chart
    series.dLbls = DataLabelList()
    labels: Any = series.dLbls
    _show(labels, figure=True)
    labels.numFmt = _format(chart)
    labels.txPr = _type(place)
    labels.dLbl = [_unlabelled(n) for n in range(len(chart.categories)) if not has_room(place, number, n, lying=lying)]
    if chart.kind == "lines":
        series.smooth = False
        line = _line(1.2)
        line.prstDash = _DASHES[number % len(DASHES)]
        series.graphicalProperties = GraphicalProperties(ln=line)
        few = len(chart.categories) <= _MOST_POINTS
        series.marker.symbol, series.marker.size = _SYMBOLS[number % len(SIDES)] if few else "none", 6
        fill = point_mark(number, (0.0, 0.0), 1.0).fill
        series.marker.graphicalProperties = GraphicalProperties(solidFill=fill, ln=_line(0.75))
        labels.position = "t"
        there = {label.idx for label in labels.dLbl}
        below = [n for n in range(len(chart.categories)) if n not in there and side_of(place, number, n) == "b"]
        labels.dLbl = sorted([*labels.dLbl, *(_below(n, place) for n in below)], key=lambda label: label.idx)
        return
    ground = ground_of(number)
    series.graphicalProperties = _properties(ground)
    series.invertIfNegative = False
    labels.position = "ctr" if chart.kind == "stacked" else "outEnd"
    if chart.kind == "stacked":
        labels.txPr = _type(place, WHITE if ground.is_dark else BLACK)
        if ground.hatch:
            labels.spPr = GraphicalProperties(solidFill=WHITE)


def _properties(ground: Ground) -> GraphicalProperties:
    made: Any = GraphicalProperties(ln=_line(0.6))
    if ground.hatch:
        pattern: Any = PatternFillProperties()
        pattern.prst = _PATTERNS[ground.hatch]
        pattern.fgClr, pattern.bgClr = _color(BLACK), _color(ground.fill)
        made.pattFill = pattern
    else:
        made.solidFill = ground.fill
    return made  # type: ignore[no-any-return]


def _color(color: str) -> ColorChoice:
    made: Any = ColorChoice()
    made.srgbClr = color
    return made  # type: ignore[no-any-return]


def _line(width: float, color: str = BLACK) -> Any:
    return LineProperties(solidFill=color, w=round(width * _POINT))


def _format(chart: Chart) -> str:
    figures = (value for series in chart.series for value in series.values if value is not None)
    return WHOLE if all(value == int(value) for value in figures) else FRACTION


def _axis_format(chart: Chart) -> str:
    """Ticks of ten and more are whole."""
    highest = max((abs(v) for series in chart.series for v in series.values if v is not None), default=0.0)
    return WHOLE if highest >= _WHOLE_TICKS else _format(chart)


def _show(labels: Any, *, figure: bool) -> None:
    labels.showVal = figure
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent", "showBubbleSize"):
        setattr(labels, other, False)


def _unlabelled(category: int) -> DataLabel:
    made: Any = DataLabel(idx=category)
    _show(made, figure=False)
    return made  # type: ignore[no-any-return]


def _below(category: int, place: ChartPlace) -> DataLabel:
    """The figure of a point below it."""
    made: Any = DataLabel(idx=category, numFmt=_format(place.chart), txPr=_type(place))
    made.position = "b"
    _show(made, figure=True)
    return made  # type: ignore[no-any-return]


def _type(place: ChartPlace, color: str = BLACK) -> RichText:
    paragraph: Any = Paragraph(pPr=ParagraphProperties(defRPr=_characters(place, place.size, color)))
    paragraph.r = []  # the library puts an empty text there
    paragraph.endParaRPr = CharacterProperties(lang="ja-JP")
    return RichText(p=[paragraph])


def _characters(place: ChartPlace, size: float, color: str = BLACK, *, bold: bool = False) -> CharacterProperties:
    font = Font(typeface=place.family)
    return CharacterProperties(sz=round(size * 100), b=bold, solidFill=color, latin=font, ea=font)


def _title(text: str, place: ChartPlace) -> Title | None:
    if not text:
        return None
    style = _characters(place, place.size * 1.15, bold=True)
    title: Any = Title(overlay=False)
    run = RegularTextRun(rPr=style, t=text)
    title.tx = Text(rich=RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=style), r=[run])]))
    return title  # type: ignore[no-any-return]


def _anchor(place: ChartPlace) -> TwoCellAnchor:
    first_row, first_column, last_row, last_column = place.cells
    start = AnchorMarker(first_column - 1, _INSET, first_row - 1, _INSET)
    end = AnchorMarker(last_column - 1, round(place.last_width * _POINT) - _INSET, last_row - 1, round(place.last_height * _POINT) - _INSET)
    return TwoCellAnchor(editAs="oneCell", _from=start, to=end)
