"""Charts and the table of years of 会議資料."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Plan
from planeditor.domain.progress import Progress
from planeditor.formengine.filling.extras import Extras
from planeditor.formengine.pages import Chart, Series
from planeditor.messages import meeting as say
from planeditor.messages.overview import PERCENT, YEN
from planeditor.services.meeting.material import Material
from planeditor.services.meeting.sheet import PaperPlan
from planeditor.services.overview.model import EffectLine

_EFFECT = "効果"
_MOST_SERIES = 6
"""More lines than this cannot be told apart without colour."""
_MAN, _MANY = 10_000, 1_000_000
"""From so many yen on, money is shown in tens of thousands."""
_SERIES = "年度"


def charts(material: Material) -> tuple[Plan, Extras]:
    """The page of charts: progress by area, then each figure over the years."""
    sheet = PaperPlan(material.plan.title)
    sheet.tell(title=f"{material.label(material.order.period)}", chart=say.DOCUMENT)
    found = {"進捗": progress_chart(material)}
    for chart in effect_charts(material):
        found[f"{_EFFECT}:{sheet.row(_EFFECT)}"] = chart
    if len(found) > 1:
        sheet.tell(chart_note=say.CHART_NOTE.format(measure=material.word))
    return sheet.plan(), Extras(charts=found)


def progress_chart(material: Material) -> Chart:
    """One bar for each area right under the plan; every 進捗区分 looks the same in each year, also where some have none."""
    rows = [row for row in material.overview.areas if row.level == 1] or [material.overview.total]
    rules = material.forms.progress
    title = say.CHART_PROGRESS.format(
        area=material.forms.vocabulary.word("area"), period=material.label(material.order.period)
    )
    return Chart(
        "stacked", title, tuple(f"{row.number} {row.name}".strip() for row in rows),
        tuple(Series(rules.label(p), tuple(float(row.now.get(p, 0)) for row in rows)) for p in Progress),
        unit=material.word, sideways=True,
    )  # fmt: skip


def effect_charts(material: Material) -> Iterator[Chart]:
    """The figures of one unit together, as many as can be told apart."""
    labels = tuple(map(material.label, material.overview.periods))
    lines = sorted(material.overview.effects, key=lambda line: (line.unit != PERCENT, line.unit))
    for unit, same in groupby(lines, key=lambda line: line.unit):
        known = [line for line in same if any(value is not None for value in line.values)]
        count = -(-len(known) // _MOST_SERIES)
        for place in range(count):
            yield _effect_chart(unit, labels, known[len(known) * place // count : len(known) * (place + 1) // count])


def _effect_chart(unit: str, labels: tuple[str, ...], lines: Sequence[EffectLine]) -> Chart:
    highest = max(value for line in lines for value in line.values if value is not None)
    share = _MAN if unit == YEN and highest >= _MANY else 1
    unit = say.CHART_MAN_YEN if share == _MAN else unit
    pattern = say.CHART_EFFECT_ONE if len(lines) == 1 else say.CHART_EFFECT
    return Chart(
        "lines", pattern.format(unit=unit or say.CHART_NO_UNIT, label=lines[0].label), labels,
        tuple(Series(line.label, tuple(v if v is None else v / share for v in line.values)) for line in lines),
        unit=unit, whole=100.0 if unit == PERCENT else 0.0,
    )  # fmt: skip


def course_plan(material: Material) -> Plan:
    """施策 × 年度: the mark of each year, in the order of the plan."""
    view = material.overview
    years = [Period(_SERIES, Period.from_key(key).first, Period.from_key(key).first) for key in view.periods]
    sheet = PaperPlan(material.plan.title, years)
    rules = material.forms.progress
    sheet.tell(legend=say.LEGEND.format(marks="　".join(map(rules.label, Progress))))
    for year, key in zip(years, view.periods, strict=True):
        sheet.builder.set(PLAN_ID, "meeting_year", material.label(key), year.key)
    made = {PLAN_ID: PLAN_ID}
    rows = {row.measure: row for row in view.courses}
    for node in material.quoted.walk():
        parent = made.get(node.parent, PLAN_ID)
        if node.kind == "area":
            made[node.id] = sheet.area(parent, node.number, node.name)
        elif node.id in rows:
            measure = sheet.builder.add("measure", parent, {}, node.number, node.name)
            for year, progress in zip(years, rows[node.id].course, strict=True):
                if progress is not None:
                    sheet.builder.set(measure, "meeting_progress", progress.mark, year.key)
    return sheet.plan()
