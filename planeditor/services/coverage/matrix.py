"""A list against the measures of a plan: which answers to which, and what nothing answers to."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from planeditor.domain.blocks import covers_field
from planeditor.domain.plan import Node, Plan
from planeditor.services.coverage.lists import items, list_of


@dataclass(frozen=True)
class Matrix:
    """One list, its items and the measures in their order, and the marks by (measure, item)."""

    owner: Node
    items: tuple[Node, ...]
    measures: tuple[Node, ...]
    marks: Mapping[tuple[str, str], str]

    @cached_property
    def per_item(self) -> dict[str, int]:
        """How many measures answer to each item."""
        found = {item.id: 0 for item in self.items}
        for _, item in self.marks:
            found[item] += 1
        return found

    @cached_property
    def per_measure(self) -> dict[str, int]:
        """To how many items each measure answers."""
        found = {measure.id: 0 for measure in self.measures}
        for measure, _ in self.marks:
            found[measure] += 1
        return found

    @property
    def open_items(self) -> list[Node]:
        """The items that no measure answers to."""
        return [item for item in self.items if not self.per_item[item.id]]

    @property
    def open_measures(self) -> list[Node]:
        """The measures that answer to no item."""
        return [measure for measure in self.measures if not self.per_measure[measure.id]]


def matrix(plan: Plan, list_id: str) -> Matrix:
    """A list against all measures of the plan. Raises KnownError where there is no such list."""
    found, points, measures = list_of(plan, list_id), tuple(items(plan, list_id)), tuple(plan.measures)
    fields = [(covers_field(item.id), item.id) for item in points]
    marks = {(m.id, item): text for m in measures for field, item in fields if (text := plan.text(m.id, field))}
    return Matrix(found, points, measures, marks)
