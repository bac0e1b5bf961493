"""Recording 指摘 and their answers: each a named operation, to be undone as any other."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.blocks import ANSWER, DATE, DONE, DUE, MEETING, POINT, TEXT
from planeditor.domain.building import PlanBuilder
from planeditor.domain.days import today
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import BLOCK_TYPE, PLAN_ID, Key, Plan
from planeditor.domain.points import Point, points
from planeditor.domain.text import shorten
from planeditor.messages import points as say
from planeditor.services.editing.entry import clean_text
from planeditor.services.tree.nodes import node_of, write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_SHORT = 40


@dataclass(frozen=True, slots=True)
class PointText:
    """What is recorded of a 指摘. Dates are kept as they are printed."""

    text: str
    meeting: str = ""
    date: str = ""
    due: str = ""
    answer: str = ""


def add_point(document: Document, node: str, told: PointText, *, who: str) -> ChangeReport:
    """Record a 指摘 about a measure, or about the whole plan (``PLAN_ID``). Raises KnownError for an empty text and for a node
    that is gone."""
    plan = document.plan()
    owner = node_of(plan, node, "measure", "plan")
    texts = _texts(told)
    builder = PlanBuilder(plan)
    builder.add("block", owner.id, {BLOCK_TYPE: POINT, **{f: t for f, t in texts.items() if t}})
    return write(document, say.GROUP_ADD.format(place=_place(plan, owner.id)), builder.entries, who, told.meeting)


def change_point(document: Document, point: str, told: PointText, *, who: str) -> ChangeReport:
    """Write a 指摘 and its answer anew. Raises KnownError for an empty text and where there is no such 指摘."""
    found = _point(document.plan(), point)
    return _write(document, found, say.GROUP_CHANGE, _texts(told), who)


def answer_point(document: Document, point: str, answer: str, *, who: str) -> ChangeReport:
    """Write what was done about a 指摘; "" takes the answer back. Raises KnownError where there is no such 指摘."""
    return _write(document, _point(document.plan(), point), say.GROUP_ANSWER, {ANSWER: clean_text(answer).strip()}, who)


def tick_off(document: Document, point: str, *, who: str) -> ChangeReport:
    """Let a 指摘 be over: it goes into no further request. Raises KnownError where it is not answered, or gone."""
    found = _point(document.plan(), point)
    if not found.answer:
        raise KnownError(say.NO_ANSWER.format(place=found.title or say.WHOLE_PLAN, text=shorten(found.text, _SHORT)))
    return _write(document, found, say.GROUP_DONE, {DONE: today().isoformat()}, who)


def take_up_again(document: Document, point: str, *, who: str) -> ChangeReport:
    """Let a 指摘 that was ticked off be open again. Raises KnownError where it is gone."""
    return _write(document, _point(document.plan(), point), say.GROUP_OPEN, {DONE: None}, who)


def remove_point(document: Document, point: str, *, who: str) -> ChangeReport:
    """Take a 指摘 away. Raises KnownError where it is gone."""
    plan = document.plan()
    found = _point(plan, point)
    name = say.GROUP_REMOVE.format(place=_place(plan, found.measure))
    return write(document, name, dict.fromkeys(plan.of_node(point)), who, "")


def _texts(told: PointText) -> dict[str, str]:
    given = {TEXT: told.text, MEETING: told.meeting, DATE: told.date, DUE: told.due, ANSWER: told.answer}
    texts = {field: clean_text(text).strip() for field, text in given.items()}
    if not texts[TEXT]:
        raise KnownError(say.TEXT_EMPTY)
    return texts


def _point(plan: Plan, point: str) -> Point:
    node = plan.node(point)
    found = next((p for p in points(plan, node.parent) if p.node == point), None) if node is not None else None
    if found is None:
        raise KnownError(say.GONE)
    return found


def _place(plan: Plan, node: str) -> str:
    owner = plan.node(node)
    return say.WHOLE_PLAN if owner is None or owner.id == PLAN_ID else owner.number or owner.name


def _write(document: Document, point: Point, name: str, texts: Mapping[str, str | None], who: str) -> ChangeReport:
    place = _place(document.plan(), point.measure)
    return write(document, name.format(place=place), {Key(point.node, f): t for f, t in texts.items()}, who, "")
