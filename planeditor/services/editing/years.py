"""The fiscal years of a plan: which one is current, opening the next, closing and reopening."""
from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planeditor.domain.current import current_period
from planeditor.domain.days import today
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import CLOSED, CURRENT, PLAN_ID, STATUS, STATUS_SET, Key, Plan
from planeditor.domain.points import unanswered
from planeditor.domain.runs import covered, is_run
from planeditor.domain.text import shorten
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editing as say
from planeditor.messages import points as say_points
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_NAMED, _SHORT = 5, 40


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


def open_next_year(document: Document, forms: FormSet, who: str) -> ChangeReport:
    """Make the period after the current one the current one; its papers begin as drafts, for what was decided was those of the
    year before.

    Raises KnownError where the plan has none: ``extending.extend`` adds it.
    """
    plan, vocabulary = document.plan(), forms.vocabulary
    current, following = current_period(plan, vocabulary), next_period(plan, vocabulary)
    if current is None:
        raise KnownError(say.NO_YEARS)
    if following is None:
        raise KnownError(say.NO_NEXT_YEAR.format(period=vocabulary.period_label(plan, current)))
    with document.edit(say.GROUP_OPEN_YEAR.format(period=vocabulary.period_label(plan, following)), who=who) as edit:
        for field in (STATUS, STATUS_SET):
            edit.set(Key(PLAN_ID, field), None)
        edit.set(Key(PLAN_ID, CURRENT), following.key)
    return edit.report


def close_period(document: Document, forms: FormSet, period: Period, who: str) -> ChangeReport:
    """Close a period: its entries are locked from now on. Raises KnownError where it is closed or no period of the plan, and
    while a 指摘 is not answered."""
    label = require_closable(document.plan(), forms.vocabulary, period)
    return _set(document, Key(PLAN_ID, CLOSED, period.key), today().isoformat(), say.GROUP_CLOSE.format(period=label), who)


def require_closable(plan: Plan, vocabulary: Vocabulary, period: Period) -> str:
    """The label of a period that can be closed. Raises KnownError where it is closed already or no period of the plan, and
    while a 指摘 is not answered."""
    label = _label_of_known(plan, vocabulary, period)
    on = closed_on(plan, period.key)
    if on is not None:
        raise KnownError(say.ALREADY_CLOSED.format(period=label, on=say.DATE.format(on)))
    _require_answered(plan)
    return label


def _require_answered(plan: Plan) -> None:
    left = unanswered(plan)
    if not left:
        return
    told = [
        say_points.UNANSWERED_LINE.format(place=p.title or say_points.WHOLE_PLAN, text=shorten(p.text, _SHORT))
        for p in left[:_NAMED]
    ]
    if len(left) > _NAMED:
        told.append(say_points.AND_MORE.format(count=len(left) - _NAMED))
    raise KnownError(say_points.UNANSWERED.format(count=len(left), points="\n".join(told)))


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


def _set(document: Document, key: Key, text: str | None, name: str, who: str, source: str = "") -> ChangeReport:
    with document.edit(name, who=who, source=source) as edit:
        edit.set(key, text)
    return edit.report
