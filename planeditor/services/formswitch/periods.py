"""The years of a plan, and whether an entry's years are among its periods."""
from __future__ import annotations

from collections.abc import Collection, Iterable

from planeditor.domain.periods import Period
from planeditor.domain.plan import Plan


def years_of(plan: Plan, series: Iterable[str] = ()) -> range:
    """The years of the plan from first to last, of these series or, without any, of all."""
    names = list(series) or plan.series_names
    years = [y for name in names for key in plan.period_keys(name) for y in Period.from_key(key).years]
    return range(min(years), max(years) + 1) if years else range(0)


def covers(periods: Collection[Period], wanted: Period) -> bool:
    """Whether an entry of that period stands in these periods: in one, or as a run of several."""
    if wanted in periods:
        return True
    inside = [p for p in periods if wanted.covers(p)]
    return {y for p in inside for y in p.years} == set(wanted.years)
