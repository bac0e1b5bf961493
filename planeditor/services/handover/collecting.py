"""The whole checklist of a plan file, looked up."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from planeditor.domain.days import today
from planeditor.domain.findings import Finding
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import handover as say
from planeditor.services.handover.model import Handover, Month, Span
from planeditor.services.handover.notes import notes_of, ticks_of
from planeditor.services.handover.openitems import open_items
from planeditor.services.handover.operations import operations, shares
from planeditor.services.handover.paperwork import paperwork
from planeditor.services.handover.span import fiscal_year, usual_year
from planeditor.services.handover.whereabouts import whereabouts

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def begun_on(document: Document) -> dt.date:
    """The day on which a plan file was made."""
    return document.begun.astimezone().date()


def collect(
    document: Document, forms: FormSet, span: Span | None = None, findings: Iterable[Finding] = (), *, who: str,
    day: dt.date | None = None,
) -> Handover:
    """Everything of a span, by default of the usual year. ``findings``: what 点検 says now; ``who``: the one who hands over.

    Raises KnownError where the file is damaged.
    """
    plan, on = document.plan(), day or today()
    chosen = span or fiscal_year(usual_year(begun_on(document), on))
    log = document.log(between=chosen.moments)
    events = [*paperwork(document, forms.vocabulary, chosen, on), *operations(log, plan, chosen)]
    events.sort(key=lambda event: event.day)
    months = tuple(
        Month(year, month, tuple(e for e in events if (e.day.year, e.day.month) == (year, month)), say.USUAL[month])
        for year, month in chosen.months()
    )
    return Handover(
        plan.title, chosen, on, who, months, tuple(shares(log, chosen)), tuple(open_items(document, forms, findings, on)),
        tuple(whereabouts(document, forms)), notes_of(plan), ticks_of(plan, chosen),
    )
