"""What a search shows: each entry that was found, with what stands round its first match."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from planeditor.domain.fields import Vocabulary
from planeditor.domain.folding import fold, matches
from planeditor.domain.plan import PLAN_ID, Key, Plan
from planeditor.services.editing.naming import field_name, node_name

_BEFORE, _AFTER = 24, 60
"""How many characters of context a hit shows."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry in which the query was found: where it stands, and its first match with what is round it."""

    key: Key
    node: str
    """Number and name of the node; the plan's title for the plan itself."""
    period: str
    """The label of the period, "" for an entry of none."""
    field: str
    before: str
    match: str
    after: str
    count: int
    """How many matches there are in the entry."""


@dataclass(frozen=True, slots=True)
class Hits:
    """How many entries a search found, and the first of them in the order of the plan."""

    total: int = 0
    hits: Sequence[Hit] = ()
    keys: Sequence[Key] = ()
    """The entries of these hits, known without working any of them out."""


class ShownHits(Sequence[Hit]):
    """The hits of a search in one state of the plan; each is worked out when it is first looked at."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary, wanted: str, keys: Sequence[Key]) -> None:
        self._plan, self._vocabulary, self._wanted, self._keys = plan, vocabulary, wanted, keys
        self._known: dict[int, Hit] = {}

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> Hit: ...

    @overload
    def __getitem__(self, index: slice) -> list[Hit]: ...

    def __getitem__(self, index: int | slice) -> Hit | list[Hit]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        key = self._keys[index]
        if index not in self._known:
            self._known[index] = self._hit(key)
        return self._known[index]

    def _hit(self, key: Key) -> Hit:
        text = self._plan.entries[key]
        spans = matches(fold(text), self._wanted)
        start, end = spans[0]
        before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
        return Hit(
            key, *place(self._plan, self._vocabulary, key),
            ("…" if start > _BEFORE else "") + _flat(before), _flat(text[start:end]),
            _flat(after) + ("…" if end + _AFTER < len(text) else ""), len(spans),
        )


def place(plan: Plan, vocabulary: Vocabulary, key: Key) -> tuple[str, str, str]:
    """How an entry is called: title of its node, label of its period ("" for none) and of its field."""
    node = plan.node(key.node)
    title = plan.title if key.node == PLAN_ID or node is None else node.title
    if node is not None and node.kind == "block":
        title = node_name(plan, node)
    period = vocabulary.label_of_period(plan, key.period)
    return title, period, field_name(plan, vocabulary, key) or vocabulary.label("block", key.field)


def _flat(text: str) -> str:
    """A piece of a text on one line; spaces at its ends stay."""
    return text.replace("\n", " ").replace("\t", " ")
