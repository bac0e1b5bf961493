"""How a year stands: counted by 進捗区分 and area, what is late, the 主な成果, 指摘, the years side by side, and the figures.

Only what the secretariat has confirmed is counted as anything but 未判定. A measure counts once in each year in which it
lives (``Living``).
"""
from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from planeditor.domain.blocks import DONE
from planeditor.domain.current import current_period
from planeditor.domain.living import Living
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, PLAN_ID, Node, Plan
from planeditor.domain.points import Point, points
from planeditor.domain.progress import Progress
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import overview as say
from planeditor.services.overview.effects import effects
from planeditor.services.overview.highlights import highlights
from planeditor.services.overview.model import AreaRow, CourseRow, EffectLine, Late, Overview
from planeditor.services.progress.proposing import late_of, wants_details


def overview(plan: Plan, forms: FormSet, period: str = "") -> Overview:
    """Everything for one year. ``period``: a key of the series of the yearly report; by default the current one.

    A plan without years gives an overview without figures: one line, of no measures.
    """
    vocabulary = forms.vocabulary
    current = current_period(plan, vocabulary)
    chosen = period or (current.key if current else "")
    latest = max((Period.from_key(k) for k in (chosen, current.key if current else "") if k), key=lambda p: p.last, default=None)
    living = Living(plan, vocabulary, until=latest.key if latest else "")
    place = living.periods.index(chosen) if chosen in living.periods else None
    before = living.periods[place - 1] if place else ""
    return Overview(
        chosen, before, living.periods, tuple(_areas(plan, forms, living, chosen, before)),
        tuple(_late(plan, forms, living, chosen)), highlights(plan, forms, living, chosen),
        tuple(_points(plan, chosen)), tuple(_courses(plan, living)), _effects(plan, forms, living),
    )  # fmt: skip


def measures_below(plan: Plan, area: str) -> list[Node]:
    """The measures of an area, all below it counted; those that stand in no area for ""."""
    if not area:
        return plan.children(PLAN_ID, "measure")
    return [node for node in plan.walk(area) if node.kind == "measure"]


def _areas(plan: Plan, forms: FormSet, living: Living, period: str, before: str) -> Iterator[AreaRow]:
    def row(area: str, number: str, name: str, level: int, measures: Sequence[Node]) -> AreaRow:
        now, then = (_count(living, measures, key) for key in (period, before))
        return AreaRow(area, number, name, level, sum(now.values()), now, then)

    levels: dict[str, int] = {PLAN_ID: 0}
    for node in plan.walk():
        if node.kind == "area":
            levels[node.id] = levels.get(node.parent, 0) + 1
            yield row(node.id, node.number, node.name, levels[node.id], measures_below(plan, node.id))
    without = measures_below(plan, "")
    if without and len(levels) > 1:
        yield row("", "", say.WITHOUT_AREA.format(area=forms.vocabulary.word("area")), 1, without)
    yield row(PLAN_ID, "", say.WHOLE, 0, plan.measures)


def _count(living: Living, measures: Sequence[Node], period: str) -> Mapping[Progress, int]:
    found = Counter(progress for node in measures if (progress := living.at(node.id, period)) is not None) if period else Counter()
    return {progress: found[progress] for progress in Progress if found[progress]}


def _late(plan: Plan, forms: FormSet, living: Living, period: str) -> Iterator[Late]:
    for node in plan.measures:
        progress = living.at(node.id, period)
        if progress is not None and wants_details(progress):
            told, proposed = late_of(plan, forms, node.id, period)
            departments = plan.text(node.id, DEPARTMENTS).replace("\n", " ")
            yield Late(node.id, node.title, departments, progress, told.reason, told.action, told.due, proposed)


def _points(plan: Plan, period: str) -> Iterator[Point]:
    """Those that were still open when the year began: later ones of it, and those ticked off since."""
    begin = dt.date(Period.from_key(period).first, 4, 1).isoformat() if period else ""
    for point in points(plan):
        if not point.done or plan.text(point.node, DONE) >= begin:
            yield point


def _courses(plan: Plan, living: Living) -> Iterator[CourseRow]:
    for node in plan.measures:
        yield CourseRow(node.id, node.number, node.name, node.parent, living.course(node.id))


def _effects(plan: Plan, forms: FormSet, living: Living) -> tuple[EffectLine, ...]:
    groups = [(area.title, measures_below(plan, area.id)) for area in plan.children(PLAN_ID, "area")]
    without = measures_below(plan, "")
    if without:
        groups.append((say.WITHOUT_AREA.format(area=forms.vocabulary.word("area")) if groups else say.WHOLE, without))
    return effects(plan, forms.vocabulary, living.periods, groups)
