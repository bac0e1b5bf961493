"""``point``: 指摘 on the command line."""
from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from planeditor.cli.output import Answer
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import PLAN_ID, Plan
from planeditor.domain.points import Point, points
from planeditor.messages import points as say
from planeditor.services.editing.entry import find_node
from planeditor.services.points import editing
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def point(chosen: argparse.Namespace) -> Answer:
    """Record a 指摘, answer one, tick one off; then list them."""
    writes = bool(chosen.add or chosen.answer or chosen.done)
    if not chosen.add and (chosen.meeting or chosen.date or chosen.due):
        raise KnownError(say.NEEDS_ADD)
    with Document.open(chosen.file, read_only=not writes, who=current_user()) as document:
        plan = document.plan()
        answers = [(_numbered(plan, number).node, answer) for number, answer in chosen.answer]
        done = [_numbered(plan, number).node for number in chosen.done]
        words = form_sets().of_file(document).vocabulary
        node = find_node(plan, words, chosen.measure).id if chosen.measure else PLAN_ID
        if chosen.add:
            told = editing.PointText(chosen.add, chosen.meeting, chosen.date, chosen.due)
            editing.add_point(document, node, told, who=current_user())
        for node, answer in answers:
            editing.answer_point(document, node, answer, who=current_user())
        for node in done:
            editing.tick_off(document, node, who=current_user())
        plan = document.plan()
    about = node if chosen.measure and not writes else ""
    shown = [(n, p) for n, p in enumerate(points(plan), start=1) if about in ("", p.measure) and not (chosen.open and p.done)]
    lines = [line for n, p in shown for line in _lines(n, p)]
    return Answer(lines or [say.NONE_OPEN if chosen.open else say.NONE], {"points": [_data(n, p) for n, p in shown]})


def _numbered(plan: Plan, number: str) -> Point:
    found = dict(enumerate(points(plan), start=1))
    if not number.isdecimal() or int(number) not in found:
        raise KnownError(say.NO_SUCH.format(number=number))
    return found[int(number)]


def _lines(number: int, one: Point) -> list[str]:
    head = " ".join(filter(None, (one.title or say.WHOLE_PLAN, one.meeting, one.date)))
    lines = [say.LINE.format(number=number, state=say.STATES[one.state], head=head, text=one.text)]
    lines += [say.LINE_DUE.format(due=one.due)] if one.due else []
    return lines + ([say.LINE_ANSWER.format(answer=one.answer)] if one.answer else [])


def _data(number: int, one: Point) -> dict[str, Any]:
    told = {k: v for k, v in asdict(one).items() if k not in ("node", "measure", "title")}
    return {"number": number, "measure": one.title, "state": one.state, **told}
