"""What is compared: which nodes, and which texts of them in which order."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from planeditor.domain.blocks import COVERS, EDITION, POINT, SNAPSHOT, TEXT, cell_place
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.plan import (
    BLOCK_TYPE,
    DEPARTMENTS,
    MERGED_INTO,
    NAME,
    NUMBER,
    PLAN_ID,
    STATE,
    Key,
    Node,
    NodeKind,
    Plan,
)
from planeditor.domain.reserved import base_of
from planeditor.messages import words

_APART = frozenset({EDITION, SNAPSHOT, POINT})
"""Blocks that are no part of what the plan says: its states, and what was asked about it."""
_HEAD = {NUMBER: 0, NAME: 1, DEPARTMENTS: 2}


@dataclass(frozen=True)
class Scope:
    """What is compared of two plans of one vocabulary."""

    vocabulary: Vocabulary
    reports: bool = False
    """Whether the yearly report too; else only what was decided."""

    def nodes(self, plan: Plan, start: str = PLAN_ID) -> Iterator[Node]:
        """The nodes below one that are compared, depth first, in order."""
        for node in self.children(plan, start):
            yield node
            yield from self.nodes(plan, node.id)

    def children(self, plan: Plan, parent: str) -> list[Node]:
        """The nodes right under one that are compared, in order."""
        return [n for n in plan.children(parent) if n.kind != "block" or plan.text(n.id, BLOCK_TYPE) not in _APART]

    def texts(self, plan: Plan, node: str) -> dict[tuple[str, str], str]:
        """The texts of a node that are compared, by field and period, in the order of a sheet. A field that is printed with a
        usual text where it is empty has that text."""
        found = plan.node(node)
        kind: NodeKind = "plan" if found is None else found.kind
        own = {(k.field, k.period): text for k, text in plan.of_node(node).items() if self._is_compared(kind, k)}
        into = plan.node(plan.text(node, MERGED_INTO))
        if (STATE, "") in own and into is not None:
            own[STATE, ""] = words.MERGED_INTO.format(state=own[STATE, ""], title=into.title)
        for definition in self._fields(kind):
            if definition.default and not definition.series:
                own.setdefault((definition.key, ""), definition.default)
        return {place: own[place] for place in self.ordered(plan, kind, own)}

    def ordered(self, plan: Plan, kind: NodeKind, places: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Places of a node's texts in the order of a sheet: years one after the other where fields of years stand together."""
        ranks = self._ranks(kind)
        return sorted(places, key=lambda place: self._rank(ranks, plan, *place))

    def _rank(self, ranks: dict[str, tuple[int, int]], plan: Plan, field: str, period: str) -> tuple[int, int, str, int, str]:
        group, place = ranks.get(field, (len(ranks), 0))
        series = period.rpartition(":")[0]
        keys = plan.period_keys(series) if period else []
        cell = cell_place(field)
        if cell is not None:
            return (len(ranks), cell[0], "", cell[1], "")
        return (group, keys.index(period) if period in keys else len(keys), period, place, field)

    def _ranks(self, kind: NodeKind) -> dict[str, tuple[int, int]]:
        """By field: its group (fields of one series that stand together are one) and its place."""
        known = sorted(self._fields(kind), key=lambda f: _HEAD.get(f.key, len(_HEAD)))
        ranks: dict[str, tuple[int, int]] = {}
        group = 0
        for series, together in groupby(known, lambda f: f.series):
            for place, definition in enumerate(together):
                group += not (series and place)
                ranks[definition.key] = (group, place)
        ranks[STATE] = (group + 1, 0)
        return ranks

    def _fields(self, kind: NodeKind) -> list[FieldDef]:
        return [f for f in self.vocabulary.fields if f.of == kind and self._is_told(f)]

    def _is_compared(self, kind: NodeKind, key: Key) -> bool:
        definition = self.vocabulary.by_key.get((kind, key.field))
        if definition is not None:
            return self._is_told(definition) and definition.series == key.period.rpartition(":")[0]
        if kind == "measure":
            return key.field == STATE or base_of(key.field) == COVERS
        return kind == "block" and (key.field == TEXT or cell_place(key.field) is not None)

    def _is_told(self, definition: FieldDef) -> bool:
        return definition.kind == "plan" or (self.reports and definition.kind == "report")
