"""What left the house and what came back: requests and their answers, papers, redactions, the register of departments."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from planeditor.domain.days import short_day
from planeditor.domain.fields import Vocabulary
from planeditor.messages import handover as say
from planeditor.services.handover.model import Event, Span
from planeditor.services.handover.operations import names
from planeditor.services.intake.senders import Senders
from planeditor.store.receipts import Receipt
from planeditor.store.requests import Request

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def paperwork(document: Document, vocabulary: Vocabulary, span: Span, day: dt.date) -> list[Event]:
    """Everything of a span that the change log does not hold, first to last. ``day``: today, before which a deadline is told."""
    return sorted(_every(document, vocabulary, span, day), key=lambda event: event.day)


def _every(document: Document, vocabulary: Vocabulary, span: Span, day: dt.date) -> Iterator[Event]:
    arrivals = _arrivals(document)
    for request in document.requests.all():
        if request.kind == "correction":
            if (at := _day(request.at)) in span:
                yield Event(at, "correction", say.CORRECTION.format(names=names(b.name for b in request.books)), request.who)
        else:
            yield from _of_request(document, vocabulary, request, arrivals, span, day)
    yield from _receipts(document, span)
    for paper in document.papers.all():
        if (at := _day(paper.at)) in span:
            yield Event(at, "paper", say.PAPERS.format(name=paper.name), paper.who, yearly=True)
    yield from _redactions(document, span)
    yield from _register(document, span)


def _of_request(
    document: Document, vocabulary: Vocabulary, request: Request, arrivals: dict[str, dt.date], span: Span, day: dt.date
) -> Iterator[Event]:
    plan, at = document.plan(), _day(request.at)
    sheets = sum(len(book.sheets) for book in request.books)
    pattern = say.REVISION_REQUEST if request.revision else say.REQUEST
    periods = say.BETWEEN.join(vocabulary.label_of_period(plan, key) for key in request.periods)
    deadline = say.DEADLINE.format(day=short_day(request.deadline)) if request.deadline else ""
    turn = f"{request.round} " if request.round else ""
    text = pattern.format(periods=periods, round=turn, books=len(request.books), sheets=sheets, deadline=deadline).strip()
    if at in span:
        text += say.WITHDRAWN if request.withdrawn else ""
        yield Event(at, "request", text, request.who, yearly=not request.withdrawn)
    if request.withdrawn:
        return
    came = [(book.name, min(days)) for book in request.books if (days := [arrivals[t] for t in book.tokens if t in arrivals])]
    if came and (first := min(d for _, d in came)) in span:
        last = max(d for _, d in came)
        yield Event(first, "returned", say.RETURNED.format(count=len(came)), last=last if last != first else None)
    if request.deadline is not None and request.deadline in span and request.deadline <= day:
        yield Event(request.deadline, "deadline", _due(request, dict(came)), yearly=True)


def _due(request: Request, came: dict[str, dt.date]) -> str:
    """How it stood with a deadline: who was in time, who late, who never came."""
    end = request.deadline or dt.date.max
    late = [name for name, day in came.items() if day > end]
    missing = [book.name for book in request.books if book.name not in came]
    parts = [say.DUE_IN_TIME.format(count=len(came) - len(late))]
    if late:
        parts.append(say.DUE_LATE.format(count=len(late), names=names(late)))
    if missing:
        parts.append(say.DUE_MISSING.format(count=len(missing), names=names(missing)))
    return say.DUE.format(parts=say.BETWEEN.join(parts))


def _arrivals(document: Document) -> dict[str, dt.date]:
    """The day on which each 整理番号 first came back."""
    days = {receipt.number: _day(receipt.at) for receipt in document.receipts.all()}
    found: dict[str, dt.date] = {}
    for sheet in document.receipts.sheets():
        if sheet.token and sheet.receipt in days:
            found[sheet.token] = min(found.get(sheet.token, dt.date.max), days[sheet.receipt])
    return found


def _receipts(document: Document, span: Span) -> Iterator[Event]:
    """The files that came in, day by day."""
    senders = Senders(document)
    by_day: dict[dt.date, list[Receipt]] = {}
    for receipt in document.receipts.all():
        if (at := _day(receipt.at)) in span:
            by_day.setdefault(at, []).append(receipt)
    for at, own in by_day.items():
        known = names(name for receipt in own for name in senders.asked(receipt.number))
        text = say.RECEIPTS.format(count=len(own), senders=say.SENDERS.format(names=known) if known else "")
        yield Event(at, "receipts", text, names(receipt.who for receipt in own))


def _redactions(document: Document, span: Span) -> Iterator[Event]:
    """Their number by month: why, and of what, is nobody's to read here."""
    months: dict[tuple[int, int], list[dt.date]] = {}
    for redaction in document.redactions.all():
        if (at := _day(redaction.at)) in span:
            months.setdefault((at.year, at.month), []).append(at)
    for days in months.values():
        yield Event(min(days), "redactions", say.REDACTIONS.format(count=len(days)))


def _register(document: Document, span: Span) -> Iterator[Event]:
    """The departments that began or ended, by the day the register names."""
    one = dt.timedelta(days=1)
    changed: dict[tuple[dt.date, str], list[str]] = {}
    for department in document.departments.all():
        if department.valid_from is not None and department.valid_from in span:
            changed.setdefault((department.valid_from, say.STARTED), []).append(department.short_name)
        if department.valid_to is not None and department.valid_to < dt.date.max and department.valid_to + one in span:
            changed.setdefault((department.valid_to + one, say.ENDED), []).append(department.short_name)
    for (at, pattern), found in changed.items():
        yield Event(at, "register", pattern.format(names=names(found)))


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone().date()
