"""The plans that the drawings of 会議資料 are filled from: made for one paper, never stored."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count

from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Plan

KIND = "meeting_kind"


class PaperPlan:
    """A plan in the making whose ids are the same each time, so that equal papers are equal to the byte."""

    def __init__(self, title: str, periods: Iterable[Period] = ()) -> None:
        numbers = count(1)
        self.builder = PlanBuilder(ids=lambda: f"n{next(numbers)}")
        self.builder.start(title, "", "papers", periods)

    def tell(self, **texts: str) -> None:
        """Fields of the plan itself, without the ``meeting_`` of their keys."""
        for name, text in texts.items():
            self.builder.set(PLAN_ID, f"meeting_{name}", text)

    def row(self, kind: str, parent: str = PLAN_ID, **texts: str) -> str:
        """One row of a list, told by its kind; gives its node."""
        return self.builder.add("measure", parent, {KIND: kind, **_keyed(texts)})

    def area(self, parent: str, number: str, name: str, texts: Mapping[str, str] | None = None) -> str:
        """An area under the plan or under another one; gives its node."""
        return self.builder.add("area", parent or PLAN_ID, _keyed(texts or {}), number, name)

    def plan(self) -> Plan:
        """What there is so far."""
        return Plan(self.builder.entries)


def _keyed(texts: Mapping[str, str]) -> dict[str, str]:
    return {f"meeting_{name}": text for name, text in texts.items()}
