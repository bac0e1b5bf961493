"""The workbook of one department: its sheets, its instruction sheet, its 整理番号."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from planeditor.domain.contacts import Contact, contacts_text
from planeditor.domain.days import long_day
from planeditor.domain.plan import PLAN_ID, Key, Plan
from planeditor.domain.stamps import new_stamp
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.requesting.order import BookOrder, SheetOrder, SlipText
from planeditor.formengine.requesting.writer import RequestWriter
from planeditor.messages import requests as say
from planeditor.services.requests.addressing import Addressee, Assigned
from planeditor.services.requests.meetingpoints import asked_points
from planeditor.services.requests.scope import Scope
from planeditor.services.requests.sheets import AskedForm, SheetMaker, narrowed
from planeditor.store.requests import RequestBook, RequestSheet, Role

_NO_POINTS: Mapping[Key, str] = {}


@dataclass(frozen=True, slots=True)
class BookText:
    """What all instruction sheets of a request tell. ``reason`` is told of a correction only."""

    years: str
    deadline: dt.date | None = None
    contact: str = ""
    sender: str = ""
    round: str = ""
    reason: str = ""


class BookMaker:
    """Writes the workbooks of one request, one after the other; it keeps nothing of those that are written."""

    def __init__(
        self, plan: Plan, forms: FormSet, scope: Scope, asked: Sequence[AskedForm], fonts: FontBook, text: BookText,
        stamps: tuple[str, Iterable[str]],
    ) -> None:
        """``stamps``: the id of the plan and the 整理番号 given out so far."""
        self._plan, self._forms, self._scope, self._fonts, self._text = plan, forms, scope, fonts, text
        self._plan_id, self._taken = stamps[0], set(stamps[1])
        self._sheets = [SheetMaker(plan, forms, scope, form) for form in asked]
        self._writer = RequestWriter(forms, plan, fonts)

    def write(
        self, addressee: Addressee, file_name: str, output: BinaryIO, points: Mapping[Key, str] = _NO_POINTS
    ) -> tuple[RequestBook, int]:
        """Write one workbook; gives what the plan file remembers of it, and its pages.

        ``points`` are the entries that a correction asks for, each with what is asked.
        """
        token, written = self._stamp(), []
        orders: list[SheetOrder] = []
        for sheets in self._sheets:
            form = sheets.asked.form
            for node, role in _roots(form, addressee):
                marked = {k: t for k, t in points.items() if node in (PLAN_ID, k.node) and k.field in sheets.asked.fields}
                written.append(RequestSheet(self._stamp(), node, form.name, role))
                orders.append(sheets.sheet(node, written[-1].token, say.ROLES[role], marked))
        writer = self._writer
        if any(order.form.each == "plan" for order in orders):
            writer = RequestWriter(self._forms, narrowed(self._plan, (a.node for a in addressee.measures)), self._fonts)
        slip = self._slip(addressee, corrects=bool(points))
        asked = () if points else tuple(asked_points(self._plan, (a.node for a in addressee.measures)))
        word = self._forms.vocabulary.word("measure")
        pages = writer.write(BookOrder(token, slip.title, slip, tuple(orders), asked, word), output)
        number = addressee.department.id if addressee.department else None
        return RequestBook(token, number, addressee.name, file_name, tuple(written)), pages

    def _stamp(self) -> str:
        stamp = new_stamp(self._plan_id, self._taken)
        self._taken.add(stamp)
        return stamp

    def _slip(self, addressee: Addressee, *, corrects: bool) -> SlipText:
        text, words = self._text, self._forms.vocabulary
        title = say.CORRECTION_TITLE if corrects else say.SLIP_TITLE
        lines = [say.SLIP_CORRECTION, *say.SLIP_LINES[1:]] if corrects else list(say.SLIP_LINES)
        if any(definition.figure for definition in words.of("measure")):
            lines.insert(1, say.SLIP_FIGURES)
        if self._scope.revision:
            lines.insert(1, say.SLIP_REVISION.format(revision=words.word("revision")))
        if not corrects and any(assigned.role == "contributing" for assigned in addressee.measures):
            lines.insert(1, say.SLIP_CONTRIBUTING)
        facts = (
            (say.SLIP_DEPARTMENT, contacts_text([Contact(addressee.name, addressee.details)])),
            (say.SLIP_REASON, text.reason),
            (say.SLIP_ROUND, text.round),
            (say.SLIP_DEADLINE, long_day(text.deadline, weekday=True) if text.deadline else ""),
            (say.SLIP_TO, text.sender),
            (say.SLIP_CONTACT, text.contact),
        )
        return SlipText(
            title.format(years=text.years, title=self._plan.title), tuple(lines), tuple((h, t) for h, t in facts if t),
            tuple(self._line(assigned) for assigned in addressee.measures),
        )

    def _line(self, assigned: Assigned) -> tuple[str, ...]:
        node = self._plan.node(assigned.node)
        number, name = (node.number, node.name) if node else ("", "")
        return number, name, say.ROLES[assigned.role], assigned.printed


def _roots(form: FormDef, addressee: Addressee) -> list[tuple[str, Role]]:
    """What the form is filled for, and whether the department leads there."""
    if form.each == "measure":
        return [(assigned.node, assigned.role) for assigned in addressee.measures]
    return [(PLAN_ID, "lead" if addressee.leading else "contributing")]
