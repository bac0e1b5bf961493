"""The lists of the dashboard as grids: effects over the years, what is late, 主な成果, 指摘."""
from __future__ import annotations

from planeditor.domain.plan import PLAN_ID
from planeditor.messages import overview as say_overview
from planeditor.messages import ui_dashboard as say
from planeditor.services.overview.model import EffectLine
from planeditor.ui.dashboard.cells import Cell, Grid, Target, listed
from planeditor.ui.dashboard.shown import Shown

MOST = 20
"""So many rows of a list are shown; all of them are behind the counts of the 総括表."""
_MAN = 10_000
_WHOLE = 100


def effects(shown: Shown) -> Grid:
    """Each figure a row, each year a column standing in its cell."""
    lines, periods = shown.found.effects, shown.found.periods
    labels = tuple(shown.label(key) for key in periods)

    def cell(row: int, column: int) -> Cell:
        line = lines[row]
        value = line.values[column]
        if value is None:
            return Cell(say.HEAT_NONE, said=say.EFFECT_SAID_NONE.format(label=line.label, period=labels[column]), quiet=True)
        text = value_text(line, value)
        said = say.EFFECT_SAID.format(
            label=line.label, period=labels[column], value=text, count=line.counted[column]
        )
        return Cell(text, said=said, level=min(value / _top(line), 1.0) if value > 0 else 0.0, tip=said)

    weights = tuple(2 + any(line.values[n] is not None for line in lines) for n in range(len(labels)))
    return Grid(labels, tuple(line.label for line in lines), len(lines), cell, weights=weights)


def value_text(line: EffectLine, value: float) -> str:
    """A figure as it is read at a glance: 86%, 1,200万円."""
    if line.unit == say_overview.PERCENT:
        return say.RATE.format(value=value)
    return say.MAN.format(value=value / _MAN) if value >= _MAN else say.PLAIN.format(value=value)


def _top(line: EffectLine) -> float:
    highest = max((v for v in line.values if v is not None), default=1.0)
    return max(highest, _WHOLE) if line.unit == say_overview.PERCENT else max(highest, 1.0)


def late(shown: Shown) -> Grid:
    """遅延 and 中止: why, what is done, by when."""
    rows = []
    for one in shown.found.late[:MOST]:
        texts = [say.PROPOSED.format(text=t) if one.proposed and t else t or say.NOT_SAID for t in (one.reason, one.action, one.due)]
        title = f"{shown.word(one.progress)} {one.title}\n{one.departments}".strip()
        rows.append(_row(title, texts, Target((one.measure,), shown.found.period)))
    return listed([head.format_map(shown.words) for head in say.LATE_HEADS], rows)


def highlights(shown: Shown) -> Grid:
    """主な成果."""
    rows = [_row(one.title, [one.text], Target((one.measure,), shown.found.period)) for one in shown.found.highlights]
    return listed([head.format_map(shown.words) for head in say.HIGHLIGHT_HEADS], rows)


def points(shown: Shown) -> Grid:
    """指摘 and their answers."""
    rows = []
    for one in shown.found.points[:MOST]:
        text = say.DONE.format(text=one.text) if one.done else one.text
        target = Target((one.measure,), shown.found.period) if one.measure != PLAN_ID else None
        rows.append(_row(one.title or say.WHOLE_PLAN, [text, one.answer or say.NO_ANSWER, one.due], target))
    return listed([head.format_map(shown.words) for head in say.POINT_HEADS], rows)


def _row(title: str, texts: list[str], target: Target | None) -> list[Cell]:
    said = say.ROW_SAID.format(title=title, texts=say.BETWEEN.join(t for t in texts if t))
    return [Cell(title, (), said, target, strong=True, wrapped=True), *(Cell(t, (), t, target, wrapped=True) for t in texts)]
