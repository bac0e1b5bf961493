"""The fiscal years of a plan: which one is current, opening the next, closing and reopening."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from planeditor.domain.current import current_period as current_period
from planeditor.domain.current import main_series as main_series
from planeditor.domain.current import with_current as with_current
from planeditor.domain.days import today
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import SeriesDef, Vocabulary, periods_entry, periods_field
from planeditor.domain.periods import Period
from planeditor.domain.plan import CLOSED, CURRENT, PLAN_ID, Key, Plan
from planeditor.domain.runs import covered, is_run
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editing as say
from planeditor.services.editing.lengthening import lengthened, lengthening
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def closed_on(plan: Plan, period_key: str) -> dt.date | None:
    """The day a period was closed, None where it is open; of a run of years, the day the first closed one of them was."""
    text = plan.text(PLAN_ID, CLOSED, period_key)
    if not text and is_run(plan, period_key):
        text = next((day for key in covered(plan, period_key) if (day := plan.text(PLAN_ID, CLOSED, key))), "")
    return dt.date.fromisoformat(text) if text else None


def is_closed(plan: Plan, period_key: str) -> bool:
    """Whether the entries of a period are locked; those of a run of years are where any of the years is closed."""
    if not period_key:
        return False
    if Key(PLAN_ID, CLOSED, period_key) in plan.entries:
        return True
    return is_run(plan, period_key) and any(is_closed(plan, key) for key in covered(plan, period_key))


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


def extend(document: Document, forms: FormSet, who: str, *, anew: bool = False) -> ChangeReport:
    """Add the year after the plan's last one, in every series that ends with the main series. A last period of several
    years becomes a year longer, with all that is kept in it; with ``anew`` another one of as many years follows it.

    Raises KnownError where the plan has no periods yet, or where something waits to be decided in a period that would change.
    """
    plan, vocabulary = document.plan(), forms.vocabulary
    last = {name: periods[-1] for name in plan.series_names if (periods := vocabulary.periods(plan, name))}
    if not last:
        raise KnownError(say.NO_YEARS)
    main = last.get(main_series(vocabulary)) or next(iter(last.values()))
    longer = [p for p in last.values() if p.last == main.last and len(p.years) > 1 and not anew]
    reached = _after(main).last if main not in longer else main.last + 1
    added = [new for p in last.values() if p.last == main.last and p not in longer for new in _until(p, reached)]
    _require_decided(document, vocabulary, longer)
    label = vocabulary.period_label(plan, lengthened(main) if main in longer else _after(main))
    half_typed = document.drafts.all() if longer else []  # those of a cell that is written are dropped
    with document.edit(say.GROUP_EXTEND.format(period=label), who=who) as edit:
        for period in longer:
            for change in lengthening(plan, period, vocabulary.series.get(period.series, SeriesDef(period.series))):
                edit.set(change.key, change.new)
        for series in {p.series for p in added}:
            known = vocabulary.periods(plan, series)
            edit.set(Key(PLAN_ID, periods_field(series)), periods_entry([*known, *(p for p in added if p.series == series)]))
    for draft in half_typed:
        for period in longer:
            if draft.key.period == period.key:
                document.drafts.drop(draft.key)
                document.drafts.keep(draft.key._replace(period=lengthened(period).key), draft.text, draft.who)
    return edit.report


class Extension(NamedTuple):
    """What becomes of the last period of the main series when the plan is extended."""

    now: Period
    longer: Period
    following: Period


def extension(plan: Plan, vocabulary: Vocabulary) -> Extension | None:
    """The two ways to extend a plan whose last period is of several years; None where ``extend`` adds a year anyway."""
    periods = vocabulary.periods(plan, main_series(vocabulary))
    last = periods[-1] if periods else None
    return Extension(last, lengthened(last), _after(last)) if last is not None and len(last.years) > 1 else None


def _require_decided(document: Document, vocabulary: Vocabulary, periods: Sequence[Period]) -> None:
    """Raise KnownError where a text waits for a period whose key would change under it."""
    from planeditor.services.intake.waiting import waiting_of_all  # stands on this module itself

    keys = {p.key for p in periods}
    found = sum(item.proposal.period in keys for item in waiting_of_all(document)) if keys else 0
    if found:
        label = vocabulary.period_label(document.plan(), periods[0])
        raise KnownError(say.EXTEND_UNDECIDED.format(period=label, count=found))


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


def _until(period: Period, reached: int) -> list[Period]:
    """What follows a period: single years up to the one that is reached, else one period of as many years."""
    if len(period.years) > 1:
        return [_after(period)]
    return [Period(period.series, year, year) for year in range(period.last + 1, reached + 1)]


def _after(period: Period) -> Period:
    return Period(period.series, period.last + 1, period.last + len(period.years))


def _set(document: Document, key: Key, text: str | None, name: str, who: str, source: str = "") -> ChangeReport:
    with document.edit(name, who=who, source=source) as edit:
        edit.set(key, text)
    return edit.report
