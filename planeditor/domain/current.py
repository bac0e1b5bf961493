"""Which period is being reported now, and which ones are over."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import CLOSED, CURRENT, PLAN_ID, Change, Key, Plan


def main_series(vocabulary: Vocabulary) -> str:
    """The series that most report fields belong to; the first one where there are none; "" without any series."""
    counts = dict.fromkeys(vocabulary.series, 0)
    for definition in vocabulary.fields:
        if definition.kind == "report" and definition.series in counts:
            counts[definition.series] += 1
    return max(counts, key=lambda name: counts[name], default="")


def current_period(plan: Plan, vocabulary: Vocabulary) -> Period | None:
    """The period being reported now: the one that was set, else the latest with a report entry, else the first.

    None where the plan has no periods.
    """
    chosen = plan.text(PLAN_ID, CURRENT)
    if chosen and chosen in plan.period_keys(chosen.rpartition(":")[0]):
        return Period.from_key(chosen)
    return _latest_reported(_main_periods(plan, vocabulary), vocabulary, plan.used)


def with_current(plan: Plan, vocabulary: Vocabulary, used: Iterable[tuple[str, str]]) -> Plan:
    """A plan of which only a part was read, with the current period of the whole: ``used`` are the fields and periods of all
    its entries."""
    if plan.text(PLAN_ID, CURRENT):
        return plan
    current = _latest_reported(_main_periods(plan, vocabulary), vocabulary, used)
    return plan.with_changes([Change(Key(PLAN_ID, CURRENT), None, current.key)]) if current else plan


def is_over(plan: Plan, vocabulary: Vocabulary, period: Period) -> bool:
    """Whether a period was closed or lies before the current one."""
    if Key(PLAN_ID, CLOSED, period.key) in plan.entries:
        return True
    current = current_period(plan, vocabulary)
    if current is None:
        return False
    return period < current if period.series == current.series else period.last < current.first


def _main_periods(plan: Plan, vocabulary: Vocabulary) -> list[Period]:
    return vocabulary.periods(plan, main_series(vocabulary)) or vocabulary.all_periods(plan)


def _latest_reported(periods: Sequence[Period], vocabulary: Vocabulary, used: Iterable[tuple[str, str]]) -> Period | None:
    reports = {f.key for f in vocabulary.of("measure") if f.kind == "report" and f.series}
    reported = {period for field, period in used if field in reports}
    return next((p for p in reversed(periods) if p.key in reported), periods[0] if periods else None)
