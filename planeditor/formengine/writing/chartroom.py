"""What fits on a chart that Excel draws itself: a guess, since only Excel knows where it puts things."""
from __future__ import annotations

from planeditor.formengine.charts.arranging import value_of
from planeditor.formengine.charts.scale import shown
from planeditor.formengine.writing.excelbook import ChartPlace

_FIELD = 0.7
"""Which share of a chart its field takes."""
_FILLED = 0.7
_WIDEST, _MOST_GAP = 60.0, 500
_DIGIT = 0.55
"""How wide a digit is, in type sizes."""
_LINES = 1.3
"""How much room a figure takes beside its point, in type sizes."""


def has_long_names(place: ChartPlace) -> bool:
    """Whether the names of the categories do not fit below standing bars."""
    slot = place.width / max(len(place.chart.categories), 1) / place.size
    return slot < 2 or any(len(name) > 3 * slot for name in place.chart.categories)


def gap_width(place: ChartPlace, *, lying: bool) -> int:
    """The gap between the bars of two categories, in hundredths of a bar; few bars do not become broad ones."""
    slot = _FIELD * (place.height if lying else place.width) / max(len(place.chart.categories), 1)
    count = max(len(place.chart.series), 1) if place.chart.kind == "bars" else 1
    bar = min(_FILLED * slot / count, _WIDEST)
    return min(_MOST_GAP, round(100 * (slot - count * bar) / bar))


def has_room(place: ChartPlace, series: int, category: int, *, lying: bool) -> bool:
    """Whether a figure has room at its bar or point."""
    chart = place.chart
    value = value_of(chart.series[series].values, category)
    if value is None or (chart.kind == "stacked" and not value):
        return False
    width, height = _DIGIT * place.size * len(shown(value)), place.size
    along, across = (place.height, place.width) if lying else (place.width, place.height)
    slot = _FIELD * along / max(len(chart.categories), 1)
    thick, long = (height, width) if lying else (width, height)
    if chart.kind == "lines":
        return thick <= slot and bool(side_of(place, series, category))
    if chart.kind == "bars":
        alone = len(chart.series) == 1 and not lying
        return thick <= slot * (1.0 if alone else _FILLED / len(chart.series) * (1.2 if lying else 1.0))
    return thick <= slot * _FILLED and long <= _FIELD * (0.8 if lying else 1.0) * across * abs(value) / _whole(place)


def side_of(place: ChartPlace, series: int, category: int) -> str:
    """Where the figure of a line's point stands, in Excel's letter: above it (t), else below (b); "" where other lines are too near."""
    chart = place.chart
    values = [value_of(one.values, category) for one in chart.series]
    value = values[series]
    if value is None:
        return ""
    others = [other for number, other in enumerate(values) if number != series and other is not None]
    figures = [v for one in chart.series for v in one.values if v is not None]
    span = max(chart.whole, *figures, 0.0) - min(0.0, *figures)
    near = _LINES * place.size / (_FIELD * place.height) * span
    earlier = any(other == value for other in values[:series])
    if not earlier and not any(value < other < value + 2 * near for other in others):
        return "t"
    if not any(value - 2 * near < other <= value for other in others) and value >= near:
        return "b"
    return ""


def _whole(place: ChartPlace) -> float:
    """How long the axis is, in its figures."""
    chart = place.chart
    sums = [
        sum(abs(value) for one in chart.series if (value := value_of(one.values, n)) is not None)
        for n in range(len(chart.categories))
    ]
    return max([chart.whole, *sums]) or 1.0
