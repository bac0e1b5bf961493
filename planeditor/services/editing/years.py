"""The fiscal years of a plan: which one is current, opening the next, closing and reopening."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from planeditor.domain.days import today
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary, periods_entry, periods_field
from planeditor.domain.periods import Period
from planeditor.domain.plan import CLOSED, CURRENT, PLAN_ID, Change, Key, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editing as say
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


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
    periods = vocabulary.periods(plan, main_series(vocabulary)) or vocabulary.all_periods(plan)
    return _latest_reported(periods, vocabulary, plan.used)


def _latest_reported(periods: Sequence[Period], vocabulary: Vocabulary, used: Iterable[tuple[str, str]]) -> Period | None:
    reports = {f.key for f in vocabulary.of("measure") if f.kind == "report" and f.series}
    reported = {period for field, period in used if field in reports}
    return next((p for p in reversed(periods) if p.key in reported), periods[0] if periods else None)


def with_current(plan: Plan, vocabulary: Vocabulary, used: Iterable[tuple[str, str]]) -> Plan:
    """A plan of which only a part was read, with the current period of the whole: ``used`` are the fields and periods of all
    its entries."""
    if plan.text(PLAN_ID, CURRENT):
        return plan
    periods = vocabulary.periods(plan, main_series(vocabulary)) or vocabulary.all_periods(plan)
    current = _latest_reported(periods, vocabulary, used)
    return plan.with_changes([Change(Key(PLAN_ID, CURRENT), None, current.key)]) if current else plan


def closed_on(plan: Plan, period_key: str) -> dt.date | None:
    """The day a period was closed, None where it is open."""
    text = plan.text(PLAN_ID, CLOSED, period_key)
    return dt.date.fromisoformat(text) if text else None


def is_closed(plan: Plan, period_key: str) -> bool:
    """Whether the entries of a period are locked."""
    return bool(period_key) and Key(PLAN_ID, CLOSED, period_key) in plan.entries


def next_period(plan: Plan, vocabulary: Vocabulary) -> Period | None:
    """The period after the current one in its series, None where the plan has none."""
    current = current_period(plan, vocabulary)
    later = [p for p in vocabulary.periods(plan, current.series) if p.first > current.first] if current else []
    return later[0] if later else None


def set_current(document: Document, forms: FormSet, period: Period, who: str) -> ChangeReport:
    """Make a period of the plan the current one. Raises KnownError where the plan has no such period."""
    label = _label_of_known(document.plan(), forms.vocabulary, period)
    return _set(document, Key(PLAN_ID, CURRENT), period.key, say.GROUP_CURRENT.format(period=label), who)


def open_next_year(document: Document, forms: FormSet, who: str) -> ChangeReport:
    """Make the period after the current one the current one.

    Raises KnownError where the plan has none: ``extend`` adds it.
    """
    plan, vocabulary = document.plan(), forms.vocabulary
    current, following = current_period(plan, vocabulary), next_period(plan, vocabulary)
    if current is None:
        raise KnownError(say.NO_YEARS)
    if following is None:
        raise KnownError(say.NO_NEXT_YEAR.format(period=vocabulary.period_label(plan, current)))
    name = say.GROUP_OPEN_YEAR.format(period=vocabulary.period_label(plan, following))
    return _set(document, Key(PLAN_ID, CURRENT), following.key, name, who)


def extend(document: Document, forms: FormSet, who: str) -> ChangeReport:
    """Add the year after the plan's last one, in every series that ends with the main series; a stage is followed by
    a stage of as many years. Raises KnownError where the plan has no periods yet."""
    plan, vocabulary = document.plan(), forms.vocabulary
    last = {name: periods[-1] for name in plan.series_names if (periods := vocabulary.periods(plan, name))}
    if not last:
        raise KnownError(say.NO_YEARS)
    main = last.get(main_series(vocabulary)) or next(iter(last.values()))
    added = [_after(p) for p in last.values() if p.last == main.last]
    name = say.GROUP_EXTEND.format(period=vocabulary.period_label(plan, _after(main)))
    with document.edit(name, who=who) as edit:
        for period in added:
            field = periods_field(period.series)
            edit.set(Key(PLAN_ID, field), periods_entry([*vocabulary.periods(plan, period.series), period]))
    return edit.report


def close_period(document: Document, forms: FormSet, period: Period, who: str) -> ChangeReport:
    """Close a period: its entries are locked from now on. Raises KnownError where it is closed or no period of the plan."""
    label = require_closable(document.plan(), forms.vocabulary, period)
    return _set(document, Key(PLAN_ID, CLOSED, period.key), today().isoformat(), say.GROUP_CLOSE.format(period=label), who)


def require_closable(plan: Plan, vocabulary: Vocabulary, period: Period) -> str:
    """The label of a period that can be closed. Raises KnownError where it is closed already or no period of the plan."""
    label = _label_of_known(plan, vocabulary, period)
    on = closed_on(plan, period.key)
    if on is not None:
        raise KnownError(say.ALREADY_CLOSED.format(period=label, on=say.DATE.format(on)))
    return label


def reopen_period(document: Document, forms: FormSet, period: Period, why: str, who: str) -> ChangeReport:
    """Open a closed period again. Raises KnownError without a reason, and where the period is not closed."""
    plan = document.plan()
    label = _label_of_known(plan, forms.vocabulary, period)
    if not is_closed(plan, period.key):
        raise KnownError(say.NOT_CLOSED.format(period=label))
    if not why.strip():
        raise KnownError(say.WHY_EMPTY)
    name = say.GROUP_REOPEN.format(period=label)
    return _set(document, Key(PLAN_ID, CLOSED, period.key), None, name, who, source=why.strip())


def _label_of_known(plan: Plan, vocabulary: Vocabulary, period: Period) -> str:
    label = vocabulary.period_label(plan, period)
    if period.key not in plan.period_keys(period.series):
        raise KnownError(say.NOT_A_YEAR.format(period=label))
    return label


def _after(period: Period) -> Period:
    return Period(period.series, period.last + 1, period.last + len(period.years))


def _set(document: Document, key: Key, text: str | None, name: str, who: str, source: str = "") -> ChangeReport:
    with document.edit(name, who=who, source=source) as edit:
        edit.set(key, text)
    return edit.report
