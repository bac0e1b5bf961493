"""The key of a chart: a sample of each series and its name, in as many rows as they need."""
from __future__ import annotations

from planeditor.formengine.charts import grounds
from planeditor.formengine.charts.picture import Path, Picture, Rect
from planeditor.formengine.charts.ruler import Ruler
from planeditor.formengine.pages import Chart

_SAMPLE = 1.6
_LINE_SAMPLE = 2.6
"""How wide a sample is, in ems."""
_GAP = 0.4
_BETWEEN = 1.2


def draw_legend(picture: Picture, chart: Chart, room: Rect, ruler: Ruler) -> float:
    """Draw the key from the top of ``room`` on, as far as it fits; how high it is."""
    em = ruler.size
    sample = (_LINE_SAMPLE if chart.kind == "lines" else _SAMPLE) * em
    rows: list[list[tuple[int, str]]] = [[]]
    used = 0.0
    for number, series in enumerate(chart.series):
        name = ruler.shortened(series.name, room.width - sample - _GAP * em)
        width = sample + _GAP * em + ruler.width(name)
        if rows[-1] and used + _BETWEEN * em + width > room.width:
            rows.append([])
            used = 0.0
        used += width + (_BETWEEN * em if rows[-1] else 0.0)
        rows[-1].append((number, name))
    top, step = room.top, ruler.leading * 1.15
    for row in rows:
        if top + step > room.bottom:
            break
        widths = [sample + _GAP * em + ruler.width(name) for _, name in row]
        x = room.left + max(0.0, (room.width - sum(widths) - _BETWEEN * em * (len(row) - 1)) / 2)
        for (number, name), width in zip(row, widths, strict=True):
            _draw_sample(picture, chart, number, Rect(x, top + 0.2 * em, x + sample, top + em))
            ruler.write(picture, name, x + sample + _GAP * em, top)
            x += width + _BETWEEN * em
        top += step
    return top - room.top


def _draw_sample(picture: Picture, chart: Chart, series: int, place: Rect) -> None:
    if chart.kind != "lines":
        picture.ink += grounds.bar(place, grounds.ground_of(series))
        return
    y = (place.top + place.bottom) / 2
    picture.ink.append(Path(((place.left, y), (place.right, y)), 1.0, grounds.dashes_of(series)))
    picture.ink.append(grounds.point_mark(series, ((place.left + place.right) / 2, y), 0.28 * place.height))
