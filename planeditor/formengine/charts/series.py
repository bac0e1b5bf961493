"""The series of a chart on its field: bars, stacked or side by side, and lines; with their figures where they fit."""
from __future__ import annotations

from planeditor.formengine.charts.arranging import value_of
from planeditor.formengine.charts.grounds import Ground, bar, dashes_of, ground_of, point_mark
from planeditor.formengine.charts.picture import WHITE, Area, Path, Picture, Point, Rect
from planeditor.formengine.charts.plot import Plot
from planeditor.formengine.charts.ruler import Ruler
from planeditor.formengine.charts.scale import shown
from planeditor.formengine.pages import Chart

_FILLED = 0.7
"""How much of the room of a category its bars take."""
_WIDEST = 60.0
_LINE = 1.2
_GAP = 2.0
_READABLE = 0.95
"""Of the room of a category: where the figures beside lines are longer, none is written."""


def draw_stacked(picture: Picture, chart: Chart, plot: Plot, ruler: Ruler) -> None:
    """One bar for each category, made of the series; figures below zero go the other way."""
    half = min(_FILLED, _WIDEST / plot.slot) / 2
    for number in range(plot.count):
        up = down = 0.0
        for series in range(len(chart.series)):
            value = value_of(chart.series[series].values, number)
            if not value:
                continue
            base = up if value > 0 else down
            place = plot.bar(number + 0.5 - half, number + 0.5 + half, base, base + value)
            ground = ground_of(series)
            picture.ink += bar(place, ground)
            _write_inside(picture, place, shown(value), ground, ruler)
            if value > 0:
                up += value
            else:
                down += value


def _write_inside(picture: Picture, place: Rect, text: str, ground: Ground, ruler: Ruler) -> None:
    width = ruler.width(text)
    if width + _GAP > place.width or ruler.size > place.height:
        return
    x, y = (place.left + place.right) / 2, (place.top + place.bottom) / 2
    if ground.hatch:
        _lay_under(picture, Rect(x - width / 2, y - ruler.leading / 2, x + width / 2, y + ruler.leading / 2))
    ruler.write(picture, text, x, y - ruler.leading / 2, share=0.5, white=ground.is_dark)


def _lay_under(picture: Picture, text: Rect) -> None:
    """White paper under a figure that would stand on lines."""
    rise = text.height * 0.08
    picture.ink.append(Area(Rect(text.left - 1, text.top + rise, text.right + 1, text.bottom - rise).corners, WHITE))


def draw_bars(picture: Picture, chart: Chart, plot: Plot, ruler: Ruler) -> None:
    """Bars side by side, each with its figure at its end."""
    count = max(len(chart.series), 1)
    wide = min(_FILLED, count * _WIDEST / plot.slot)
    each = wide / count
    for number in range(plot.count):
        for series in range(count if chart.series else 0):
            value = value_of(chart.series[series].values, number)
            if value is None:
                continue
            start = number + 0.5 - wide / 2 + series * each
            place = plot.bar(start, start + each, 0.0, value)
            if value:
                picture.ink += bar(place, ground_of(series))
            _write_at_end(picture, plot, place, value, ruler, alone=count == 1)


def _write_at_end(picture: Picture, plot: Plot, place: Rect, value: float, ruler: Ruler, *, alone: bool) -> None:
    """Write a figure beyond the end of its bar where it fits; ``alone``: there is no other bar in its category."""
    text = shown(value)
    width = ruler.width(text)
    if plot.sideways:
        if ruler.size * 0.85 <= place.height:
            x = place.right + _GAP if value >= 0 else place.left - _GAP
            top = (place.top + place.bottom - ruler.leading) / 2
            _lay_under(picture, ruler.write(picture, text, x, top, share=0.0 if value >= 0 else 1.0))
    elif width <= (plot.slot * _READABLE if alone else place.width):
        top = place.top - ruler.leading if value >= 0 else place.bottom
        _lay_under(picture, ruler.write(picture, text, (place.left + place.right) / 2, top, share=0.5))


def draw_lines(picture: Picture, chart: Chart, plot: Plot, ruler: Ruler) -> None:
    """A line for each series, broken where there is no figure, with a point for each."""
    points = [
        {n: plot.at(n + 0.5, value) for n in range(plot.count) if (value := value_of(one.values, n)) is not None}
        for one in chart.series
    ]
    for series, own in enumerate(points):
        picture.ink += [Path(tuple(run), _LINE, dashes_of(series)) for run in _runs(own)]
    radius = min(0.28 * ruler.size, plot.slot / 3)
    for series, own in enumerate(points):
        picture.ink += [point_mark(series, at, radius) for at in own.values()]
    if any(ruler.width(shown(v)) > plot.slot * _READABLE for one in chart.series for v in one.values if v is not None):
        return
    taken = [Rect(x - radius, y - radius, x + radius, y + radius) for own in points for x, y in own.values()]
    for series, own in enumerate(points):
        for number, at in own.items():
            value = value_of(chart.series[series].values, number)
            if value is not None:
                _write_beside(picture, plot, at, shown(value), taken, ruler)


def _runs(points: dict[int, Point]) -> list[list[Point]]:
    """The points of neighbouring categories together."""
    runs: list[list[Point]] = []
    last = -2
    for number, point in points.items():
        if number == last + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
        last = number
    return [run for run in runs if len(run) > 1]


def _write_beside(picture: Picture, plot: Plot, at: Point, text: str, taken: list[Rect], ruler: Ruler) -> None:
    """Write a figure above its point, else below it, where nothing else stands."""
    (x, y), half = at, ruler.width(text) / 2
    far = 0.35 * ruler.size
    for top in (y - far - ruler.leading, y + far):
        place = Rect(x - half, top, x + half, top + ruler.leading)
        if any(place.meets(other) for other in taken) or place.bottom > plot.field.bottom:
            continue
        taken.append(ruler.write(picture, text, x, top, share=0.5))
        _lay_under(picture, place)
        return
