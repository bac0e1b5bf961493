"""The 指摘 that go out with a request: those about the measures of a department that are not over yet."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from planeditor.domain.plan import Plan
from planeditor.domain.points import open_points
from planeditor.formengine.requesting.order import AskedPoint
from planeditor.messages import request_sheet as words


def asked_points(plan: Plan, measures: Iterable[str]) -> Iterator[AskedPoint]:
    """One for each, in the order of the measures."""
    for measure in dict.fromkeys(measures):
        node = plan.node(measure)
        for point in open_points(plan, measure) if node is not None else ():
            due = words.POINT_DUE.format(due=point.due) if point.due else ""
            about = "　".join(filter(None, (point.meeting, point.date, due)))
            yield AskedPoint(node.number if node else "", node.name if node else "", point.text, about, point.answer)
