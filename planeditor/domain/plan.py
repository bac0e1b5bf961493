"""A plan as plain data: everything is an entry (node, field, period) -> text."""
from __future__ import annotations

import copy
from collections import Counter
from collections.abc import ItemsView, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, Literal, NamedTuple

from planeditor.domain.text import number_key

NodeKind = Literal["plan", "area", "measure", "block"]

PLAN_ID = "plan"
"""The id of the one node that is the plan itself."""

# Reserved fields: what a node is. They are entries like any other, so structure has history, undo and merge.
KIND = "@kind"
PARENT = "@parent"
ORDER = "@order"
NUMBER = "@number"
NAME = "@name"
DEPARTMENTS = "@departments"
STATE = "@state"
MERGED_INTO = "@merged_into"
BLOCK_TYPE = "@type"
FORMER = "@former"
"""Of a measure: its number in the plan before; where several were merged into it, all of them joined by 、."""
# Reserved fields of the plan node.
MUNICIPALITY = "@municipality"
FORM_SET = "@forms"
FORMS_VERSION = "@forms_version"
"""The version of the form set that the plan was last used with, as a whole number; absent = not known."""
KEPT = "@kept"
"""``@kept:<holder>:<field>``: the name of a field that the form set has no place for, since its texts stay all the same."""
PERIODS = "@periods"
"""``@periods:<series>`` holds the keys of the periods of a series, in order, joined by a space."""
LABEL = "@label"
"""``@label:<form>`` in a period: the label this plan prints for it on that form, where it is not the usual one."""
CURRENT = "@current"
"""The key of the period that is being reported now."""
CLOSED = "@closed"
"""In a period: the day (ISO) on which it was closed."""
SECRETARIAT = "@secretariat"
"""The department that keeps the plan: its own measures are filled in directly, no request goes out for them."""
ROUNDS = "@rounds"
"""The rounds of reporting within a year, in order, joined by a space (4月計画 10月中間 3月結果); none = once a year."""
# Reserved fields of a measure's round trip.
CONTACTS = "@contacts"
"""Who is asked: departments joined by 、, the lead first, details in brackets: 行政管理課（情報係・佐藤・内線234）、財政課."""
FORECAST = "@forecast"
"""``@forecast:<field>`` in a period: 見込 where the figure of that field is not final yet."""
REMARK = "@remark"
"""The field of a proposal that is no entry: a comment, a text box, a text beside the table; to be ticked off."""
CONFIRMED = "@confirmed"
"""``@confirmed:<field>`` in a period: the digest of a text that the secretariat wrote and the department has agreed to."""
# Reserved fields of deciding and publishing.
STATUS = "@status"
"""Of the plan: how far its papers are (作成中, 検討, 本部決定, 公表); absent = 作成中."""
STATUS_SET = "@status:set"
"""Of the plan: the moment (ISO) at which its status was set last; being decided anew is told by it too."""
PROGRESS = "@progress"
"""進捗区分 of a measure in a period, as the secretariat has confirmed it; absent = 未判定."""
BASIS = "@basis"
"""The sentence of the report that the confirmed 進捗区分 rests on, in the same period."""
LATE = "@late"
"""``@late:reason``, ``@late:action``, ``@late:due`` of a measure in a period: why it is late, what is done, by when."""
HIGHLIGHT = "@highlight"
"""The sentence under which a measure is among the 主な成果 of a period."""
ACHIEVED = "@achieved"
"""達成, 一部達成 or 未達成 of a measure over the whole plan, as the secretariat has judged it."""
ASSESSMENT = "@assessment"
"""The written assessment of a measure over the whole plan."""
SEEN = "@seen"
"""``@seen:<rule>:<field>`` where a finding stands: why it is no slip, after the digest of the text it was said of."""
WITHHELD = "@withheld"
"""``@withheld:<field>`` where an entry stands: that it is not to be published (公表しない); the text may say why."""
MUNICIPAL_CODE = "@municipal_code"
"""Of the plan: the six digits of the 団体コード."""
HANDOVER = "@handover"
"""``@handover:<kind>`` of the plan: what the present clerk notes for the next one (関係者, 気をつけること …)."""
HANDED_OVER = "@handed_over"
"""``@handed_over:<first day>:<item>`` of the plan: the day (ISO) on which an item of the 引継ぎの一覧 was ticked."""

RESERVED_MARK = "@"
STRUCTURE_FIELDS = frozenset({KIND, PARENT, ORDER})
_SHAPING = STRUCTURE_FIELDS | {NUMBER, NAME}
"""What a ``Node`` is made of."""


class Key(NamedTuple):
    """Where an entry stands: node id, field key, period key ("" = not of a period)."""

    node: str
    field: str
    period: str = ""


class Change(NamedTuple):
    """One entry changed; ``None`` is "no entry" (an entry is never the empty string)."""

    key: Key
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the plan's tree, derived from the reserved entries."""

    id: str
    kind: NodeKind
    parent: str
    order: int
    number: str
    name: str

    @property
    def title(self) -> str:
        """Number and name, as lists show them."""
        return f"{self.number} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Plan:
    """The content of a plan at one moment. Read only: a change makes a new one (``with_changes``)."""

    entries: Mapping[Key, str]
    _cache: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of_nodes(cls, by_node: Mapping[str, Mapping[Key, str]]) -> Plan:
        """A plan of entries that are already told apart by node; they are kept as they are, in half the room."""
        plan = cls(_Entries(by_node))
        plan._cache["tree"] = _Tree(by_node)
        return plan

    def text(self, node: str, field_key: str, period: str = "") -> str:
        """The text of an entry, "" where there is none."""
        return self.entries.get(Key(node, field_key, period), "")

    @property
    def _tree(self) -> _Tree:
        tree = self._cache.get("tree")
        if not isinstance(tree, _Tree):
            tree = self._cache["tree"] = _Tree(_by_node(self.entries))
        return tree

    def node(self, node_id: str) -> Node | None:
        """The node of that id, or None."""
        return self._tree.nodes.get(node_id)

    def children(self, parent: str, kind: NodeKind | None = None) -> list[Node]:
        """The nodes under ``parent`` in their order."""
        found = self._tree.children.get(parent, [])
        return [n for n in found if n.kind == kind] if kind else list(found)

    def walk(self, start: str = PLAN_ID) -> Iterator[Node]:
        """Every node below ``start``, depth first, in order."""
        return self._tree.walk(start)

    @property
    def areas(self) -> list[Node]:
        """Every area, in order, any depth."""
        return list(self._tree.areas)

    @property
    def measures(self) -> list[Node]:
        """Every measure, in the order of the plan."""
        return list(self._tree.measures)

    def measure_by_number(self, number: str) -> Node | None:
        """The measure printed under that number, or None."""
        return self._tree.measure_by_number.get(number)

    def numbered(self, kind: NodeKind) -> Mapping[str, Node]:
        """The areas or measures by their number as compared (``number_key``), however it is spelled."""
        return self._tree.numbered.get(kind, {})

    @property
    def title(self) -> str:
        """The plan's title."""
        return self.text(PLAN_ID, NAME)

    @property
    def form_set(self) -> str:
        """The id of the form set this plan uses."""
        return self.text(PLAN_ID, FORM_SET)

    def period_keys(self, series: str) -> list[str]:
        """The keys of the periods of a series, in order."""
        return self.text(PLAN_ID, f"{PERIODS}:{series}").split()

    @property
    def series_names(self) -> list[str]:
        """The series this plan has periods of."""
        head = f"{PERIODS}:"
        return [k.field.removeprefix(head) for k in self.of_node(PLAN_ID) if k.field.startswith(head)]

    @property
    def used(self) -> Mapping[tuple[str, str], int]:
        """How many entries each field has in each period."""
        used = self._cache.get("used")
        if not isinstance(used, Counter):
            used = self._cache["used"] = Counter((field, period) for _, field, period in self.entries if period)
        return used

    def of_node(self, node_id: str) -> Mapping[Key, str]:
        """All entries of one node."""
        return self._tree.by_node.get(node_id, {})

    def with_changes(self, changes: Iterable[Change]) -> Plan:
        """The plan after these changes (their old values are not looked at). Takes as long as the nodes concerned are big."""
        changes = list(changes)
        by_node = dict(self._tree.by_node)
        for change in changes:
            own = by_node[change.key.node] = dict(by_node.get(change.key.node, {}))
            if change.new is None:
                own.pop(change.key, None)
            else:
                own[change.key] = change.new
        if _only_texts(changes):
            plan = Plan(_Entries(by_node))
            plan._cache["tree"] = self._tree.with_texts(by_node)
        else:
            plan = Plan.of_nodes(by_node)
        used = self._cache.get("used")
        if isinstance(used, Counter):
            plan._cache["used"] = _used_after(used, self.entries, changes)
        return plan


def _only_texts(changes: Iterable[Change]) -> bool:
    """Whether the changes leave every node where and what it is."""
    return not any(change.key.field in _SHAPING for change in changes)


def _used_after(
    used: Counter[tuple[str, str]], before: Mapping[Key, str], changes: Iterable[Change]
) -> Counter[tuple[str, str]]:
    after = Counter(used)
    there: dict[Key, bool] = {}
    for key, _, new in changes:
        if key.period:
            was = there.get(key, key in before)
            there[key] = new is not None
            after[key.field, key.period] += there[key] - was
    return +after


class _Entries(Mapping[Key, str]):
    """Entries kept by node, so that a changed plan shares all other nodes with the one before."""

    __slots__ = ("_by_node",)

    def __init__(self, by_node: Mapping[str, Mapping[Key, str]]) -> None:
        self._by_node = by_node

    def __getitem__(self, key: Key) -> str:
        return self._by_node[key.node][key]

    def get(self, key: Key, default: Any = None) -> Any:
        own = self._by_node.get(key.node)
        return default if own is None else own.get(key, default)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, Key) and key in self._by_node.get(key.node, {})

    def __iter__(self) -> Iterator[Key]:
        return chain.from_iterable(self._by_node.values())

    def __len__(self) -> int:
        return sum(map(len, self._by_node.values()))

    def items(self) -> ItemsView[Key, str]:
        return _Items(self)


class _Items(ItemsView[Key, str]):
    """Goes over the nodes' own entries: no look-up for each."""

    _mapping: _Entries

    def __iter__(self) -> Iterator[tuple[Key, str]]:
        return chain.from_iterable(own.items() for own in self._mapping._by_node.values())


class _Tree:
    """The tree and the look-ups of a plan, made once for each snapshot."""

    def __init__(self, by_node: Mapping[str, Mapping[Key, str]]) -> None:
        self.by_node = by_node
        self.nodes: dict[str, Node] = {}
        for node_id, own in by_node.items():
            kind = "plan" if node_id == PLAN_ID else own.get(Key(node_id, KIND))
            if kind is not None:
                self.nodes[node_id] = Node(
                    node_id,
                    kind,  # type: ignore[arg-type]  # the store only ever holds the four kinds
                    own.get(Key(node_id, PARENT), ""),
                    int(own.get(Key(node_id, ORDER), "0")),
                    own.get(Key(node_id, NUMBER), ""),
                    own.get(Key(node_id, NAME), ""),
                )
        self.children: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            if node.id != PLAN_ID:
                self.children.setdefault(node.parent, []).append(node)
        for siblings in self.children.values():
            siblings.sort(key=lambda n: (n.order, n.id))

    @cached_property
    def areas(self) -> list[Node]:
        return [n for n in self.order if n.kind == "area"]

    @cached_property
    def measures(self) -> list[Node]:
        return [n for n in self.order if n.kind == "measure"]

    @cached_property
    def order(self) -> list[Node]:
        return list(self._below(PLAN_ID))

    def walk(self, start: str) -> Iterator[Node]:
        return iter(self.order) if start == PLAN_ID else self._below(start)

    def _below(self, start: str) -> Iterator[Node]:
        for child in self.children.get(start, ()):
            yield child
            yield from self._below(child.id)

    @cached_property
    def measure_by_number(self) -> dict[str, Node]:
        return {n.number: n for n in self.nodes.values() if n.kind == "measure" and n.number}

    @cached_property
    def numbered(self) -> dict[NodeKind, dict[str, Node]]:
        found: dict[NodeKind, dict[str, Node]] = {}
        for node in self.order:
            if node.number:
                found.setdefault(node.kind, {})[number_key(node.number)] = node
        return found

    def with_texts(self, by_node: Mapping[str, Mapping[Key, str]]) -> _Tree:
        """The same tree with other texts; it shares all else with this one."""
        after = copy.copy(self)
        after.by_node = by_node
        return after


def _by_node(entries: Mapping[Key, str]) -> dict[str, dict[Key, str]]:
    by_node: dict[str, dict[Key, str]] = {}
    for key, text in entries.items():
        by_node.setdefault(key.node, {})[key] = text
    return by_node
