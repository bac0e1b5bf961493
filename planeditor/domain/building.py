"""Making nodes: the entries that a new plan, area or measure consists of."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping

from planeditor.domain.fields import periods_entry, periods_field
from planeditor.domain.periods import Period
from planeditor.domain.plan import (
    FORM_SET,
    KIND,
    MUNICIPALITY,
    NAME,
    NUMBER,
    ORDER,
    PARENT,
    PLAN_ID,
    Key,
    NodeKind,
    Plan,
)
from planeditor.domain.text import label_key


def new_id() -> str:
    """An id for a node; it never changes and is never used again."""
    return os.urandom(8).hex()


class PlanBuilder:
    """Collects the entries of new nodes, on top of a plan that may already hold some."""

    def __init__(self, plan: Plan | None = None, ids: Callable[[], str] = new_id) -> None:
        """``ids`` gives the id of each new node in turn."""
        self.plan = plan or Plan({})
        self._ids = ids
        self.entries: dict[Key, str] = {}
        self._counts: dict[str, int] = {}
        self._areas = {label_key(n.number): n.id for n in self.plan.areas if n.number}

    def start(self, title: str, municipality: str, form_set: str, periods: Iterable[Period]) -> None:
        """The plan node itself and its periods."""
        self.set(PLAN_ID, KIND, "plan")
        self.set(PLAN_ID, NAME, title)
        self.set(PLAN_ID, MUNICIPALITY, municipality)
        self.set(PLAN_ID, FORM_SET, form_set)
        self.add_periods(periods)

    def add_periods(self, periods: Iterable[Period]) -> None:
        """Periods of any series; those of a series that the plan has already are kept."""
        by_series: dict[str, set[Period]] = {}
        for period in periods:
            by_series.setdefault(period.series, set()).add(period)
        for series, found in by_series.items():
            known = {Period.from_key(k) for k in self.text(PLAN_ID, periods_field(series)).split()}
            self.set(PLAN_ID, periods_field(series), periods_entry(found | known))

    def add(self, kind: NodeKind, parent: str, fields: Mapping[str, str], number: str = "", name: str = "") -> str:
        """A new node at the end of its parent's children; gives its id."""
        node = self._ids()
        order = self._counts.get(parent)
        if order is None:
            order = max((n.order for n in self.plan.children(parent)), default=0)
        self._counts[parent] = order + 1
        self.set(node, KIND, kind)
        self.set(node, PARENT, parent)
        self.set(node, ORDER, str(order + 1))
        self.set(node, NUMBER, number)
        self.set(node, NAME, name)
        for field, text in fields.items():
            self.set(node, field, text)
        return node

    def area(self, number: str, name: str = "") -> str:
        """The area of that number, made where there is none; a name fills in a missing one."""
        node = self._areas.get(label_key(number))
        if node is None:
            node = self._areas[label_key(number)] = self.add("area", PLAN_ID, {}, number, name)
        elif name and not self.text(node, NAME):
            self.set(node, NAME, name)
        return node

    def text(self, node: str, field: str, period: str = "") -> str:
        """What will stand there."""
        return self.entries.get(Key(node, field, period)) or self.plan.text(node, field, period)

    def set(self, node: str, field: str, text: str, period: str = "") -> None:
        """One entry; an empty text makes none."""
        if text:
            self.entries[Key(node, field, period)] = text


def area_number(measure_number: str) -> str:
    """The area's part of a measure's number: ① of ①-01; "" where the number has none."""
    head, dash, _ = measure_number.replace("－", "-").replace("‐", "-").rpartition("-")
    return head.strip() if dash else ""
