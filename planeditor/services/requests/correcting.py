"""修正依頼: the workbook that goes back to a department, with the places marked that are to be put right, and why."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.cover import CoverText
from planeditor.domain.current import current_period
from planeditor.domain.days import today
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, PLAN_ID, Change, Key, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import requests as say
from planeditor.services.editing.entry import entry_name
from planeditor.services.editing.permissions import require_open
from planeditor.services.requests.addressing import Addressee, Assigned, address
from planeditor.services.requests.books import BookMaker, BookText
from planeditor.services.requests.covering import cover_of, years_text
from planeditor.services.requests.delivery import Delivery
from planeditor.services.requests.naming import correction_name
from planeditor.services.requests.outgoing import Issued, Outgoing, Progress
from planeditor.services.requests.scope import Scope
from planeditor.services.requests.sheets import AskedForm, asked_forms
from planeditor.store.departments import Department
from planeditor.store.requests import FoundStamp, NewRequest, Point

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


@dataclass(frozen=True, slots=True)
class _Answered:
    """What a correction goes back to: who handed in, and what that department had been asked for."""

    addressee: Addressee
    scope: Scope
    sender: str = ""
    contact: str = ""


class Correcting(Outgoing):
    """A correction in the making: the workbook that asks a department to put right what it handed in with a receipt.

    It holds the sheets that the points are on. Where a point is marked, and where what was handed in still waits for
    a decision, the cells show what the department wrote, so that it goes on with its own words; everywhere else they show the
    plan as it is now. As sent still counts as the plan's text: words that come back as they were handed in are what they were
    before, a proposal.

    ``contact`` is printed for questions, by default the request's. Raises KnownError for no points or no reason, a point that
    the department was not asked for, a closed period, and a plan file open for reading.
    """

    def __init__(
        self, document: Document, forms: FormSet, receipt: int, points: Sequence[Point], reason: str, deadline: dt.date | None,
        *, who: str, contact: str = "", on: dt.date | None = None,
    ) -> None:  # fmt: skip
        super().__init__(document)
        self.forms, self.receipt, self.points, self.reason = forms, receipt, tuple(points), reason.strip()
        self.deadline, self.who, self.contact = deadline, who, contact
        _require_points(self.plan, forms, points, reason)
        self.answered = _answered(document, forms, receipt, points, on or today())
        _require_asked(self.plan, forms, self.answered, points, receipt)
        self.marked = {point.key: point.text for point in points}
        self.shown = _as_handed_in(document, forms, receipt, self.answered.scope, self.marked)
        self._stamps = (document.plan_id, document.requests.tokens())

    def _write(self, delivery: Delivery, fonts: FontBook, progress: Progress | None) -> None:
        answered, scope = self.answered, self.answered.scope
        periods = [Period.from_key(key) for key in scope.periods]
        label = years_text(periods)
        text = BookText(label, self.deadline, self.contact or answered.contact, answered.sender, reason=self.reason)
        asked = _forms_of(self.forms, scope, label, self.points)
        maker = BookMaker(self.shown, self.forms, scope, asked, fonts, text, self._stamps)
        department = answered.addressee.department
        short = department.short_name if department else answered.addressee.name
        target = delivery.name(correction_name(short, periods, self.receipt))
        with delivery.write(target) as output:
            book, self.issued.pages = maker.write(answered.addressee, target.name, output, self.marked)
        self.issued.books = (book,)
        if progress is not None:
            progress(1, 1)

    def _record(self) -> NewRequest:
        scope = self.answered.scope
        return NewRequest(
            periods=scope.periods, who=self.who, kind="correction", revision=scope.revision, deadline=self.deadline,
            receipt=self.receipt, reason=self.reason, books=self.issued.books, points=self.points,
        )  # fmt: skip


def correct(
    document: Document, forms: FormSet, receipt: int, points: Sequence[Point], reason: str, deadline: dt.date | None,
    folder: Path, *, who: str, contact: str = "", fonts: FontBook | None = None, on: dt.date | None = None,
) -> Issued:
    """Write the correction into ``folder`` and record it: the steps of ``Correcting`` in one go.

    Raises what its steps raise, leaving nothing.
    """
    correcting = Correcting(document, forms, receipt, points, reason, deadline, who=who, contact=contact, on=on)
    correcting.write(folder, fonts)
    return correcting.finish(document)


def _require_points(plan: Plan, forms: FormSet, points: Sequence[Point], reason: str) -> None:
    if not points:
        raise KnownError(say.NO_POINTS)
    if not reason.strip():
        raise KnownError(say.REASON_EMPTY)
    require_open(plan, forms.vocabulary, [point.key for point in points])


def _answered(document: Document, forms: FormSet, receipt: int, points: Sequence[Point], day: dt.date) -> _Answered:
    """Who handed in: the department of the file's 整理番号, else that which leads the first point's measure."""
    register = document.departments.all()
    addressing = address(document.plan(), forms.vocabulary, register, day)
    nodes = list(dict.fromkeys(point.key.node for point in points))
    stamps = [sheet.token for sheet in document.receipts.sheets(receipt) if sheet.token]
    found = next((f for token in stamps if (f := document.requests.find(token))), None)
    if found is None:
        return _unstamped(document.plan(), forms, addressing.addressees, nodes, points)
    return _stamped(document.plan(), found, addressing.addressees, register, nodes)


def _stamped(
    plan: Plan, found: FoundStamp, addressees: Sequence[Addressee], register: Sequence[Department], nodes: Sequence[str]
) -> _Answered:
    """The department of a 整理番号, with those of the measures that its workbook held."""
    request, book = found.request, found.book
    now = next((a for a in addressees if a.department and a.department.id == book.department), None)
    assigned = {a.node: a for a in now.measures} if now else {}
    sent = {sheet.node: sheet.role for sheet in book.sheets}
    chosen = tuple(
        assigned.get(node) or Assigned(node, sent[node], plan.text(node, DEPARTMENTS))
        for node in nodes
        if node in sent or (PLAN_ID in sent and node in assigned)
    )
    department = next((d for d in register if d.id == book.department), None)
    cover = cover_of(request) or CoverText("")
    return _Answered(
        Addressee(department, book.name, chosen), Scope(request.periods, request.revision), cover.sender, cover.contact
    )  # fmt: skip


def _unstamped(
    plan: Plan, forms: FormSet, addressees: Sequence[Addressee], nodes: Sequence[str], points: Sequence[Point]
) -> _Answered:
    """The department that leads the first measure, asked for the periods and kinds of field that the points are of."""
    lead = next((a for a in addressees if any(own.node == nodes[0] for own in a.leading)), Addressee(None, "", ()))
    assigned = {a.node: a for a in lead.measures}
    chosen = tuple(assigned.get(node) or Assigned(node, "lead", plan.text(node, DEPARTMENTS)) for node in nodes)
    periods = sorted({point.key.period for point in points if point.key.period}, key=Period.from_key)
    current = current_period(plan, forms.vocabulary)
    fields = [forms.vocabulary.by_key.get(("measure", point.key.field)) for point in points]
    scope = Scope(tuple(periods or ([current.key] if current else [])), any(f.kind == "plan" for f in fields if f))
    return _Answered(Addressee(lead.department, lead.name, chosen), scope)


def _require_asked(plan: Plan, forms: FormSet, answered: _Answered, points: Sequence[Point], receipt: int) -> None:
    nodes = {assigned.node for assigned in answered.addressee.measures}
    for point in points:
        definition = forms.vocabulary.by_key.get(("measure", point.key.field))
        if point.key.node not in nodes or definition is None or not answered.scope.is_open(definition, point.key.period):
            cell = entry_name(plan, forms.vocabulary, point.key)
            raise KnownError(say.POINT_ELSEWHERE.format(cell=cell, receipt=receipt))


def _forms_of(forms: FormSet, scope: Scope, label: str, points: Sequence[Point]) -> list[AskedForm]:
    """The forms the request went out in, as far as a point is open there."""
    fields = {point.key.field for point in points}
    return [asked for asked in asked_forms(forms, scope, label) if asked.fields & fields]


def _as_handed_in(document: Document, forms: FormSet, receipt: int, scope: Scope, marked: Mapping[Key, str]) -> Plan:
    """The plan with the department's own words where they are marked, or still wait for a decision."""
    plan = document.plan()
    changes = []
    for proposal in document.receipts.proposals(receipt):
        key = proposal.key
        definition = forms.vocabulary.by_key.get(("measure", proposal.field))
        if key is None or plan.node(key.node) is None or definition is None or proposal.damaged:
            continue
        if scope.is_open(definition, key.period) and (key in marked or not proposal.decision):
            changes.append(Change(key, plan.text(*key) or None, proposal.submitted or None))
    return plan.with_changes(changes)
