"""The command that writes what goes out to the departments."""
from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence

from planeditor.cli.output import FINDINGS, Answer, progress_bar
from planeditor.cli.sets import form_sets
from planeditor.domain.days import long_day, today
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import requests as say
from planeditor.services.editing.entry import find_main_period
from planeditor.services.requests.addressing import Unresolved, address
from planeditor.services.requests.covering import suggested_cover
from planeditor.services.requests.days import parse_day
from planeditor.services.requests.issuing import RequestOrder, UnresolvedError, issue
from planeditor.services.tree import contacts
from planeditor.store.departments import Resolver
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def request(chosen: argparse.Namespace) -> Answer:
    """Write the workbooks that go out, the covering text and the list."""
    with Document.open(chosen.file, who=current_user()) as document:
        forms = form_sets().of_file(document)
        day = today()
        lines = []
        if chosen.fill_departments or not document.departments.all():
            lines.append(say.FILLED_DEPARTMENTS.format(count=len(contacts.fill_from_plan(document, day))))
        order = _order(document, forms, chosen, day)
        try:
            issued = issue(document, forms, order, chosen.to, who=current_user(), progress=progress_bar(say.PROGRESS))
        except UnresolvedError as error:
            return _unresolved(document.plan(), error.unresolved, lines)
    lines.append(say.DONE_REQUEST.format(folder=chosen.to, count=len(issued.books), pages=issued.pages))
    lines += [say.REQUEST_PAPER.format(file=path.name) for path in issued.paths]
    data = {
        "written": [str(path) for path in issued.paths], "pages": issued.pages, "warnings": issued.warnings,
        "request": issued.number, "unresolved": [],
    }
    return Answer([*lines, *issued.warnings, *_about_deadline(order.deadline, day)], data)


def _about_deadline(deadline: dt.date | None, day: dt.date) -> list[str]:
    """What a person may have overlooked; the request went out all the same."""
    if deadline is None:
        return [say.NO_DEADLINE]
    return [say.DEADLINE_PASSED.format(day=long_day(deadline, weekday=True))] if deadline < day else []


def _order(document: Document, forms: FormSet, chosen: argparse.Namespace, day: dt.date) -> RequestOrder:
    periods = sorted({find_main_period(document.plan(), forms.vocabulary, text) for text in chosen.period})
    deadline = parse_day(chosen.deadline) if chosen.deadline else None
    cover = suggested_cover(document, forms.vocabulary, periods, revision=chosen.revision, deadline=deadline)
    departments = _departments(document, forms.vocabulary, chosen.department, day) if chosen.department else ()
    return RequestOrder(tuple(p.key for p in periods), deadline, cover, chosen.revision, chosen.round, departments)


def _departments(document: Document, vocabulary: Vocabulary, names: Sequence[str], day: dt.date) -> tuple[int, ...]:
    """The numbers of the departments named. Raises KnownError for one that has no measures."""
    register = document.departments.all()
    asked = [a for a in address(document.plan(), vocabulary, register, day).addressees if a.department and not a.own]
    numbers, resolver = [], Resolver(register)
    for name in names:
        found = {d.id for d in resolver.resolve(name, day).found}
        meant = [a.department.id for a in asked if a.department and a.department.id in found]
        if len(meant) != 1:
            known = "、".join(a.name for a in asked)
            raise KnownError(say.NO_SUCH_DEPARTMENT.format(word=vocabulary.word("measure"), name=name, known=known))
        numbers += meant
    return tuple(numbers)


def _unresolved(plan: Plan, unresolved: Sequence[Unresolved], lines: Sequence[str]) -> Answer:
    data = [
        {
            "measure": node.number if (node := plan.node(u.node)) else "", "printed": u.printed, "reason": u.reason,
            "message": u.message, "candidates": [d.name for d in u.candidates],
        }
        for u in unresolved
    ]
    answer = {"written": [], "pages": 0, "warnings": [], "request": None, "unresolved": data}
    return Answer(lines, answer, FINDINGS, [u.message for u in unresolved])
