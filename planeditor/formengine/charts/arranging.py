"""How much of a chart fits and which way it lies: the room of its words, how many categories are shown, which are named."""
from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from planeditor.formengine.charts.picture import Rect
from planeditor.formengine.charts.plot import Plot
from planeditor.formengine.charts.ruler import Ruler
from planeditor.formengine.charts.scale import scale_for, shown
from planeditor.formengine.pages import Chart

_LEAST_WORD = 2.2
"""Room for the words of a category below its bar, in ems."""
_LEAST_BAR = 2.5
"""Room for a bar beside others, in points."""
_MOST_LINES = 3
_NAMES_WISH, _NAMES_SHARE = 0.3, 0.4
"""How much of the width the names beside lying bars take where more lines would save it, and at most."""
_LEAST_PART = 3.0
"""A field lower or narrower than this, in ems, is not drawn."""
_GAP = 4.0
_LEAST_STEPS = 4


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The field of a chart and the words of its categories."""

    plot: Plot
    words: list[list[str]]
    every: int = 1
    """Every so many categories are named."""


def arrange(chart: Chart, room: Rect, ruler: Ruler) -> Arrangement | None:
    """Arrange what is below title and key. None where there is no room for a field."""
    count = len(chart.categories)
    if chart.kind == "lines":
        return _upright(chart, room, ruler, count)
    beside = max(len(chart.series), 1) if chart.kind == "bars" else 1
    standing = int(room.width * 0.88 / max(_LEAST_WORD * ruler.size, beside * _LEAST_BAR + 2))
    lying = int((room.height - 2 * ruler.leading) / max(1.25 * ruler.size, beside * _LEAST_BAR + 2))
    sideways = chart.sideways or (count > standing and lying > standing) or (count <= lying and _is_long(chart, room, ruler))
    shown_count = min(count, max(lying if sideways else standing, 1))
    return (_lying if sideways else _upright)(chart, room, ruler, shown_count)


def _is_long(chart: Chart, room: Rect, ruler: Ruler) -> bool:
    """Whether the words of the categories do not fit below standing bars."""
    slot = room.width * 0.88 / max(len(chart.categories), 1)
    return any(ruler.width(name) > slot * _MOST_LINES for name in chart.categories)


def _upright(chart: Chart, room: Rect, ruler: Ruler, count: int) -> Arrangement | None:
    low, high = _extent(chart, count)
    head = ruler.leading if chart.kind != "stacked" else ruler.leading / 2
    most = int((room.height - head - 2 * ruler.leading) / (2.2 * ruler.size))
    scale = scale_for(low, high, whole=chart.whole, most=most, least=_least_step(chart))
    left = room.left + max(ruler.width(shown(tick)) for tick in scale.ticks) + _GAP
    slot = (room.right - left) / max(count, 1)
    every = max(1, math.ceil(_LEAST_WORD * ruler.size / slot)) if slot > 0 else 1
    words = [ruler.wrapped(name, slot * every - 2, _MOST_LINES) for name in chart.categories[:count]]
    lines = max((len(one) for one in words[::every]), default=0)
    field = Rect(left, room.top + head, room.right, room.bottom - lines * ruler.leading - _GAP)
    return _checked(Plot(field, scale, count, sideways=False), words, every, ruler)


def _lying(chart: Chart, room: Rect, ruler: Ruler, count: int) -> Arrangement | None:
    slot = (room.height - ruler.leading - _GAP) / max(count, 1)
    most_lines = max(1, min(_MOST_LINES, int(slot / ruler.leading)))
    names = chart.categories[:count]
    widest = max((ruler.width(name) for name in names), default=0.0)
    room_by_lines = {n: widest / n + (1.5 * ruler.size if n > 1 else 0.0) for n in range(1, most_lines + 1)}
    lines = next((n for n, wide in room_by_lines.items() if wide <= room.width * _NAMES_WISH), most_lines)
    beside = min(room_by_lines[lines], widest, room.width * _NAMES_SHARE)
    words = [ruler.wrapped(name, beside + 0.01, lines) for name in names]
    low, high = _extent(chart, count)
    left = room.left + beside + _GAP
    widest_figure = max(ruler.width(shown(value)) for value in (low, high, chart.whole))
    after = widest_figure + _GAP if chart.kind == "bars" else widest_figure / 2 + 1
    most = max(_LEAST_STEPS, int((room.right - left - after) / max(1.6 * widest_figure, 2 * ruler.size)))
    scale = scale_for(low, high, whole=chart.whole, most=most, least=_least_step(chart))
    if scale.low < 0 and chart.kind == "bars":
        left += widest_figure + _GAP
    field = Rect(left, room.top + _GAP / 2, room.right - after, room.bottom - ruler.leading - _GAP)
    return _checked(Plot(field, scale, count, sideways=True, names=room.left + beside), words, 1, ruler)


def _checked(plot: Plot, words: list[list[str]], every: int, ruler: Ruler) -> Arrangement | None:
    least = _LEAST_PART * ruler.size
    return Arrangement(plot, words, every) if plot.field.width >= least and plot.field.height >= least else None


def _extent(chart: Chart, count: int) -> tuple[float, float]:
    """The least and the greatest figure to be shown, zero among them."""
    figures = [0.0, *_reached(chart, count)]
    return min(figures), max(figures)


def _least_step(chart: Chart) -> float:
    """The least step between ticks: figures that are all whole have no ticks between whole numbers."""
    figures = (value for series in chart.series for value in (*series.values, chart.whole) if value is not None)
    return 1.0 if all(value == int(value) for value in figures) else 0.0


def _reached(chart: Chart, count: int) -> Iterator[float]:
    for number in range(count):
        own = [value for series in chart.series if (value := value_of(series.values, number)) is not None]
        if chart.kind == "stacked":
            yield sum(value for value in own if value > 0)
            yield sum(value for value in own if value < 0)
        else:
            yield from own


def value_of(values: tuple[float | None, ...], number: int) -> float | None:
    """The figure of a category; None where there is none."""
    return values[number] if number < len(values) else None
