"""The shape of a plan as JSON: its version, its words, and the label under which each field stands."""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from planeditor.domain.blocks import CHAPTER, EDITION, FLOW, ITEM, LIST, NOTE, POINT, SNAPSHOT, cell_field, cell_place
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import DEPARTMENTS, NAME, NUMBER, ORDER, PLAN_ID, RESERVED_MARK, STATE, Key, NodeKind, Plan
from planeditor.messages import transport as say

FORMAT_VERSION = 1
"""A reader refuses a higher one; keys that join the shape leave it as it is."""
CHILDREN: Mapping[str, NodeKind] = {"areas": "area", "measures": "measure", "blocks": "block"}
"""The lists of what stands under a node, and what each holds."""
BLOCK_TYPES = frozenset({"", *FLOW, CHAPTER, NOTE, EDITION, LIST, ITEM, SNAPSHOT, POINT})
DEEPEST = 50
"""How many nodes may stand in each other."""
LONGEST_CELL = 20
"""Of the field of a cell: more are no place that a table has."""
_TEXTS = {"number": NUMBER, "name": NAME}
TEXTS: Mapping[NodeKind, Mapping[str, str]] = {
    "plan": {}, "area": _TEXTS, "block": _TEXTS,
    "measure": {**_TEXTS, "departments_printed": DEPARTMENTS, "state": STATE},
}
"""The reserved entries that a node has a word of its own for: word -> field."""


class Labels:
    """The label of every field that a plan has texts of: the form set's, made different where two would be the same."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self._order = {(f.of, f.key): n for n, f in enumerate(vocabulary.fields)}
        self._vocabulary = vocabulary
        self._labels: dict[NodeKind, dict[str, str]] = {}
        for kind, keys in _used(plan).items():
            self._labels[kind] = dict(self._named(kind, sorted(keys, key=lambda key: self.place(kind, key))))

    def _named(self, kind: NodeKind, keys: list[str]) -> Iterator[tuple[str, str]]:
        taken: set[str] = set()
        for key in keys:
            label = usual = self._vocabulary.label(kind, key)
            while label in taken:
                label = say.NAME_WITH_KEY.format(label=usual, key=key)
                usual = label
            taken.add(label)
            yield key, label

    def place(self, kind: NodeKind, key: str) -> tuple[int, str]:
        """Where a field stands among those of its kind of node."""
        return self._order.get((kind, key), len(self._order)), key

    def of(self, kind: NodeKind, key: str) -> str:
        """The label of a field."""
        return self._labels[kind][key]

    def as_json(self) -> dict[str, dict[str, str]]:
        """Kind of node -> label -> key, so that the plan can be read where the form set is not."""
        return {kind: {label: key for key, label in own.items()} for kind, own in sorted(self._labels.items())}


def _used(plan: Plan) -> dict[NodeKind, set[str]]:
    """The fields that people write in, by the kind of node they have texts of."""
    used: dict[NodeKind, set[str]] = {}
    for node in (plan.node(PLAN_ID), *plan.walk()):
        own = {k.field for k in plan.of_node(node.id) if not k.field.startswith(RESERVED_MARK)} if node else set()
        if own and node is not None:
            used.setdefault(node.kind, set()).update(own)
    return used


def plain_cell(field: str) -> tuple[int, int] | None:
    """Row and column of the field of a table's cell; None for any other field, and for one spelled otherwise than we do."""
    found = cell_place(field) if len(field) <= LONGEST_CELL else None
    return found if found and min(found) >= 1 and field == cell_field(*found) else None


def order_of(own: Mapping[Key, str], node: str) -> int | None:
    """The order of a node where it is a number as we write it; None otherwise."""
    text = own.get(Key(node, ORDER), "")
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 and str(int(text)) == text else None
