"""A period that becomes longer after the fact: everything kept in it stands in the longer one afterwards."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.domain.fields import SeriesDef, periods_entry, periods_field
from planeditor.domain.periods import Period
from planeditor.domain.plan import CURRENT, LABEL, PLAN_ID, Change, Key, Plan
from planeditor.domain.reserved import base_of


def lengthened(period: Period) -> Period:
    """The period and the year after it."""
    return Period(period.series, period.first, period.last + 1)


def lengthening(plan: Plan, old: Period, series: SeriesDef) -> Iterator[Change]:
    """The changes that make a period of the plan a year longer: the list of periods, which one is current, and every entry
    of it or of a run of periods that ends with it.

    A label of its own that spells the former years is dropped: the usual one tells the new ones.
    """
    new = lengthened(old)
    field = periods_field(old.series)
    periods = [new if p == old else p for p in map(Period.from_key, plan.period_keys(old.series))]
    yield _change(plan, Key(PLAN_ID, field), periods_entry(periods))
    if plan.text(PLAN_ID, CURRENT) == old.key:
        yield _change(plan, Key(PLAN_ID, CURRENT), new.key)
    for key, text in list(plan.entries.items()):
        if not key.period:
            continue
        period = Period.from_key(key.period)
        if period.series != old.series or period.last != old.last:
            continue
        yield Change(key, text, None)
        if not (base_of(key.field) == LABEL and series.parse_label(text) == old):
            yield _change(plan, key._replace(period=lengthened(period).key), text)


def _change(plan: Plan, key: Key, text: str) -> Change:
    return Change(key, plan.entries.get(key), text)
