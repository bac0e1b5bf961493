"""What is not finished at the moment of a handover, and where to go for it."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from planeditor.domain.current import is_over, main_series
from planeditor.domain.days import today
from planeditor.domain.findings import Finding
from planeditor.domain.plan import PLAN_ID, Key, Plan
from planeditor.domain.points import open_points
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import handover as say
from planeditor.services.editing.years import is_closed
from planeditor.services.handover.model import OpenItem
from planeditor.services.handover.operations import names
from planeditor.services.requests.addressing import address
from planeditor.services.requests.status import status
from planeditor.services.states.editions import latest
from planeditor.services.states.standing import PUBLISHED, standing, status_of
from planeditor.services.working.places import copies_of

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def open_items(document: Document, forms: FormSet, findings: Iterable[Finding], on: dt.date | None = None) -> list[OpenItem]:
    """Everything of which there is any, in the order of the year's work. ``findings``: what 点検 says of the plan now, without
    what somebody has looked at already."""
    return [item for item in _every(document, forms, findings, on or today()) if item.count]


def _every(document: Document, forms: FormSet, findings: Iterable[Finding], day: dt.date) -> Iterator[OpenItem]:
    plan = document.plan()
    yield from _submissions(document, forms, day)
    points = open_points(plan)
    for kind, own in ("points", [p for p in points if not p.answer]), ("answered", [p for p in points if p.answer]):
        yield _item(kind, plan, [Key(p.measure, "") for p in own])
    grave = [f for f in findings if f.severity != "note"]
    yield _item("findings", plan, [Key(f.node, f.field, f.period) for f in grave])
    unresolved = address(plan, forms.vocabulary, document.departments.all(), day).unresolved
    measures = [(node.title if (node := plan.node(u.node)) else "", u.printed or say.NO_DEPARTMENT) for u in unresolved]
    told = (say.CONTACT.format(measure=measure, printed=printed) for measure, printed in measures)
    yield _counted("contacts", len(unresolved), told, tuple(Key(u.node, "") for u in unresolved))
    yield from _states(document, forms)
    drafts = document.drafts.all()
    yield _item("drafts", plan, [draft.key for draft in drafts])
    copies = copies_of(document.path, document.plan_id)
    yield _counted("copies", len(copies), (say.COPY.format(file=copy.path.name, who=copy.record.who) for copy in copies))


def _submissions(document: Document, forms: FormSet, day: dt.date) -> Iterator[OpenItem]:
    found = status(document, forms, on=day)
    if found is None:
        return
    plan, asked = document.plan(), [d for d in found.departments if not d.own]
    yield _item("waiting", plan, [Key(item.node or PLAN_ID, item.proposal.field, item.proposal.period) for item in found.waiting])
    missing = [d for d in asked if d.state != "all"] if found.requested else []
    yield _counted("missing", len(missing), (d.name for d in missing))
    owing = [d for d in asked if d.corrections]
    yield _counted("corrections", sum(len(d.corrections) for d in owing), (d.name for d in owing))
    yield _item("unconfirmed", plan, [key for d in asked for key in d.unconfirmed])
    yield _item("forecasts", plan, [key for d in found.departments for key in d.forecasts])


def _states(document: Document, forms: FormSet) -> Iterator[OpenItem]:
    plan, vocabulary = document.plan(), forms.vocabulary
    edition, stood = latest(plan), standing(document, forms)
    if edition is None or not stood.plan_decided or stood.status != PUBLISHED:
        name = edition.name if edition else say.NO_EDITION
        yield OpenItem("edition", 1, say.STATUS_OPEN.format(status=status_of(plan), edition=name))
    current = [p for p in vocabulary.periods(plan, main_series(vocabulary)) if is_over(plan, vocabulary, p) and not is_closed(plan, p.key)]
    yield _counted("years", len(current), (vocabulary.period_label(plan, p) for p in current))


def _item(kind: str, plan: Plan, places: Sequence[Key]) -> OpenItem:
    """So many places, named by the measures they are in."""
    return _counted(kind, len(places), (_title(plan, key.node) for key in places), tuple(places))


def _counted(kind: str, count: int, told: Iterable[str], places: tuple[Key, ...] = ()) -> OpenItem:
    known = names(told)
    pattern = say.OPEN_NAMES if known else say.OPEN_COUNT
    return OpenItem(kind, count, pattern.format(count=count, names=known), places)


def _title(plan: Plan, node_id: str) -> str:
    node = plan.node(node_id)
    while node is not None and node.kind == "block" and node.parent != PLAN_ID:
        node = plan.node(node.parent)
    return "" if node is None else say.WHOLE_PLAN if node.id == PLAN_ID else node.title
