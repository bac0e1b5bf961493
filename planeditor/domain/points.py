"""指摘: what the headquarters asked at a meeting about a measure or about the whole plan, and what was done about it."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planeditor.domain.blocks import ANSWER, DATE, DONE, DUE, MEETING, POINT, TEXT, blocks
from planeditor.domain.plan import PLAN_ID, Node, Plan

PointState = Literal["open", "answered", "done"]
"""未回答, 措置中, 終了."""


@dataclass(frozen=True, slots=True)
class Point:
    """One 指摘."""

    node: str
    measure: str
    """The node it was made about: a measure, or ``PLAN_ID``."""
    title: str
    """Number and name of the measure, "" for the whole plan."""
    meeting: str
    date: str
    """The day of the meeting, as it is printed."""
    text: str
    answer: str
    due: str
    done: bool
    """Ticked off by the secretariat: it goes into no further request."""

    @property
    def state(self) -> PointState:
        """How far it is."""
        return "done" if self.done else "answered" if self.answer else "open"


def points(plan: Plan, node: str = "") -> list[Point]:
    """The 指摘 about a node, by default of the whole plan and of every measure, in the order of the plan and as they were made."""
    owners = [plan.node(node)] if node else [plan.node(PLAN_ID), *plan.measures]
    return [point for owner in owners if owner is not None for point in _of(plan, owner)]


def open_points(plan: Plan, node: str = "") -> list[Point]:
    """Those that are not ticked off."""
    return [point for point in points(plan, node) if not point.done]


def unanswered(plan: Plan) -> list[Point]:
    """Those that nobody has answered: a year cannot be closed with them."""
    return [point for point in open_points(plan) if not point.answer]


def point_of(plan: Plan, node: Node) -> Point | None:
    """The 指摘 that a node is; None where it is none."""
    return next((p for p in points(plan, node.parent) if p.node == node.id), None) if node.kind == "block" else None


def _of(plan: Plan, owner: Node) -> Iterator[Point]:
    for block in blocks(plan, owner.id, POINT):
        meeting, date, text, answer, due = (plan.text(block.id, field) for field in (MEETING, DATE, TEXT, ANSWER, DUE))
        title = owner.title if owner.id != PLAN_ID else ""
        yield Point(block.id, owner.id, title, meeting, date, text, answer, due, bool(plan.text(block.id, DONE)))
