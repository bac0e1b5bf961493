"""Extending a plan: a year more after its last one, or a last period that becomes a year longer."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from planeditor.domain.current import main_series
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import SeriesDef, Vocabulary, periods_entry, periods_field
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Key, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editing as say
from planeditor.services.editing.lengthening import lengthened, lengthening
from planeditor.services.intake.waiting import waiting_of_all
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


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
    keys = {p.key for p in periods}
    found = sum(item.proposal.period in keys for item in waiting_of_all(document)) if keys else 0
    if found:
        label = vocabulary.period_label(document.plan(), periods[0])
        raise KnownError(say.EXTEND_UNDECIDED.format(period=label, count=found))


def _until(period: Period, reached: int) -> list[Period]:
    """What follows a period: single years up to the one that is reached, else one period of as many years."""
    if len(period.years) > 1:
        return [_after(period)]
    return [Period(period.series, year, year) for year in range(period.last + 1, reached + 1)]


def _after(period: Period) -> Period:
    return Period(period.series, period.last + 1, period.last + len(period.years))
