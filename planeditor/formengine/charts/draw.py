"""Drawing a chart inside a cell."""
from __future__ import annotations

from planeditor.formengine.charts.arranging import arrange
from planeditor.formengine.charts.legend import draw_legend
from planeditor.formengine.charts.picture import Picture, Rect
from planeditor.formengine.charts.ruler import Ruler
from planeditor.formengine.charts.series import draw_bars, draw_lines, draw_stacked
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Box, Chart
from planeditor.messages import charts as say

_PAD = 5.0
_TITLE_SIZE = 1.15
_TITLE_LINES = 2
_DRAW = {"stacked": draw_stacked, "bars": draw_bars, "lines": draw_lines}


def draw_chart(chart: Chart, box: Box, fonts: FontBook) -> Picture:
    """The chart in the box of its cell, in the type of the cell. Raises KnownError where its font is not installed."""
    picture = Picture()
    ruler = Ruler(fonts, box.style.face.family, box.size)
    heading = Ruler(fonts, box.style.face.family, box.size * _TITLE_SIZE, bold=True)
    room = Rect(box.x + _PAD, box.y + _PAD, box.x + box.width - _PAD, box.y + box.height - _PAD)
    top = room.top + _draw_title(picture, chart, room, heading)
    if has_legend(chart):
        top += draw_legend(picture, chart, room._replace(top=top), ruler)
    arranged = None
    if chart.categories and chart.series and room.bottom - top > 0:
        arranged = arrange(chart, room._replace(top=top + ruler.leading), ruler)
    if arranged is None:
        ruler.write(picture, say.EMPTY, (room.left + room.right) / 2, min(top, room.bottom - ruler.leading), share=0.5)
        return picture
    plot = arranged.plot
    _draw_notes(picture, chart, len(chart.categories) - plot.count, room._replace(top=top), ruler)
    plot.draw_axes(picture, ruler)
    plot.draw_categories(picture, arranged.words, arranged.every, ruler)
    _DRAW[chart.kind](picture, chart, plot, ruler)
    plot.draw_zero(picture)
    return picture


def has_legend(chart: Chart) -> bool:
    """Whether it has a key: a single series is told by the title, but what a bar is a part of is not."""
    return len(chart.series) > (0 if chart.kind == "stacked" else 1)


def _draw_title(picture: Picture, chart: Chart, room: Rect, ruler: Ruler) -> float:
    """The title over the middle; how high it is."""
    if not chart.title.strip():
        return 0.0
    lines = ruler.wrapped(chart.title, room.width, _TITLE_LINES)
    for number, line in enumerate(lines):
        ruler.write(picture, line, (room.left + room.right) / 2, room.top + number * ruler.leading, share=0.5)
    return len(lines) * ruler.leading + ruler.size * 0.3


def _draw_notes(picture: Picture, chart: Chart, hidden: int, room: Rect, ruler: Ruler) -> None:
    """The unit, and how many categories are not shown, at the right over the field."""
    notes = [say.MORE.format(count=hidden)] if hidden else []
    notes += [say.UNIT.format(unit=chart.unit)] if chart.unit and f"（{chart.unit}）" not in chart.title else []
    text = ruler.shortened(" ".join(notes), room.width)
    if notes:
        ruler.write(picture, text, room.right, room.top, share=1.0)
