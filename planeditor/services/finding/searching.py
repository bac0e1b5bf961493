"""Search over the whole plan: every text is folded once, a search then is a scan, and only shown hits get their context."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from typing import NamedTuple

from planeditor.domain.blocks import SNAPSHOT
from planeditor.domain.fields import FieldKind, Vocabulary
from planeditor.domain.folding import has_marks, joined, needle, variants
from planeditor.domain.plan import (
    BLOCK_TYPE,
    DEPARTMENTS,
    NAME,
    NUMBER,
    PLAN_ID,
    RESERVED_MARK,
    STRUCTURE_FIELDS,
    Change,
    Key,
    NodeKind,
    Plan,
)
from planeditor.services.finding.hits import Hit as Hit
from planeditor.services.finding.hits import Hits as Hits
from planeditor.services.finding.hits import ShownHits

_SEARCHED = (NUMBER, NAME, DEPARTMENTS)
"""The reserved fields that people read."""


class _Slot(NamedTuple):
    """A searched entry, folded in two parts (``variants``)."""

    plain: str
    marked: str
    key: Key
    kind: FieldKind


class SearchIndex:
    """The folded texts of a plan, in the order of the plan.

    Folding is done in ``step``, as idle time allows; whatever is still missing when a search comes is done then.
    """

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self.plan, self.vocabulary = plan, vocabulary
        self._fields: dict[NodeKind, Mapping[str, int]] = {}
        self._periods: Mapping[str, int] = {}
        self._slots: dict[str, dict[Key, _Slot]] = {}
        self._order: list[str] = []
        self._scanned: dict[bool, tuple[list[_Slot], list[str]]] = {}
        """Until the next update: every slot in order with its plain part, and those with marks with the other."""
        self._renew_order()

    @property
    def complete(self) -> bool:
        """Whether every text is folded."""
        return len(self._slots) == len(self._order)

    def step(self, nodes: int = 8) -> bool:
        """Fold the texts of the next so many nodes; returns whether there are more to do."""
        for node in list(islice((n for n in self._order if n not in self._slots), nodes)):
            self._slots[node] = self._made(node, {})
        return not self.complete

    def update(self, plan: Plan, changes: Iterable[Change]) -> None:
        """Go over to a plan after these changes; only the texts that they touch are folded anew."""
        self.plan = plan
        self._scanned.clear()
        by_node: dict[str, set[Key]] = {}
        structure = False
        for change in changes:
            key = change.key
            by_node.setdefault(key.node, set()).add(key)
            structure |= key.field in STRUCTURE_FIELDS or (key.node == PLAN_ID and key.field.startswith(RESERVED_MARK))
        if structure:
            self._renew_order()
        for node, keys in by_node.items():
            if node in self._slots:
                kept = {k: s for k, s in self._slots[node].items() if k not in keys}
                self._slots[node] = self._made(node, kept)

    def search(
        self, query: str, *, limit: int = 500, kinds: Collection[FieldKind] | None = None, period: str | None = None,
        nodes: Collection[str] | None = None,
    ) -> Hits:
        """The entries in which the query stands, folded (``domain/folding``), and the first ``limit`` of them as hits.

        ``kinds``: only in fields of these kinds (numbers, names and departments are ``plan``). ``period``: only in entries of the
        period with that key, "" for those of none. ``nodes``: only in entries of these nodes.
        """
        wanted = needle(query)
        if not wanted:
            return Hits()
        found = self._found(wanted)
        if kinds is not None:
            found = [s for s in found if s.kind in kinds]
        if period is not None:
            found = [s for s in found if s.key.period == period]
        if nodes is not None:
            found = [s for s in found if s.key.node in nodes]
        keys = [s.key for s in found[:limit]]
        return Hits(len(found), ShownHits(self.plan, self.vocabulary, wanted, keys), keys)

    def keys(self, query: str) -> list[Key]:
        """Every entry in which the query stands, in the order of the plan."""
        wanted = needle(query)
        return [s.key for s in self._found(wanted)] if wanted else []

    def _found(self, wanted: str) -> list[_Slot]:
        while self.step(len(self._order)):
            pass
        marked = has_marks(wanted)
        if marked not in self._scanned:
            slots = [s for node in self._order for s in self._slots[node].values() if s.marked or not marked]
            self._scanned[marked] = slots, [s.marked if marked else s.plain for s in slots]
        return [slot for slot, text in zip(*self._scanned[marked], strict=True) if wanted in text]

    def folded(self, key: Key) -> str | None:
        """The folded text of an entry as far as it is there already."""
        slot = self._slots.get(key.node, {}).get(key)
        return None if slot is None else joined(slot.plain, slot.marked)

    def _renew_order(self) -> None:
        """Take over the order of nodes, fields and periods from the plan; texts of nodes that are gone are forgotten."""
        plan = self.plan
        there = (PLAN_ID, *(n.id for n in plan.walk()))
        self._order = [n for n in there if plan.of_node(n) and plan.text(n, BLOCK_TYPE) != SNAPSHOT]
        known = set(self._order)
        self._slots = {n: s for n, s in self._slots.items() if n in known}
        periods = {p.key: i for i, p in enumerate(self.vocabulary.all_periods(plan), start=1)}
        if periods != self._periods:
            self._periods = periods
            self._slots = {n: self._made(n, slots) for n, slots in self._slots.items()}

    def _made(self, node: str, kept: Mapping[Key, _Slot]) -> dict[Key, _Slot]:
        """The slots of a node in order; those that are kept keep their folded text."""
        found = self.plan.node(node)
        kind: NodeKind = found.kind if found is not None else "block"
        ranks = self._fields.get(kind)
        if ranks is None:
            fields = dict.fromkeys([*_SEARCHED, *(f.key for f in self.vocabulary.of(kind))])
            ranks = self._fields[kind] = {key: rank for rank, key in enumerate(fields)}
        own = [k for k in self.plan.of_node(node) if not k.field.startswith(RESERVED_MARK) or k.field in _SEARCHED]
        own.sort(key=lambda k: (ranks.get(k.field, len(ranks)), k.field, self._periods.get(k.period, 0), k.period))
        return {key: kept.get(key) or self._slot(key, kind) for key in own}

    def _slot(self, key: Key, kind: NodeKind) -> _Slot:
        definition = self.vocabulary.by_key.get((kind, key.field))
        return _Slot(*variants(self.plan.entries[key]), key, definition.kind if definition is not None else "plan")
