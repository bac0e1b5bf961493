"""The differences between two plans, every one once, in the order of the plan."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planeditor.domain.blocks import COVERS, covers_field, holder
from planeditor.domain.comparison.difference import Difference, Kind, Said, Stand
from planeditor.domain.comparison.order import merged, moved
from planeditor.domain.comparison.pairing import Pairs, pair
from planeditor.domain.comparison.scope import Scope
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import PLAN_ID, Node, Plan
from planeditor.domain.reserved import base_of, subject_of
from planeditor.domain.text import notation_key

_NOTE_MARK = re.compile(r"\[\^[^\]\n]{1,80}\]")
_THE_PLAN = Node(PLAN_ID, "plan", "", 0, "", "")


@dataclass(frozen=True)
class Compared:
    """Two plans held against each other."""

    old: Plan
    new: Plan
    scope: Scope
    pairs: Pairs
    differences: tuple[Difference, ...]
    """Every one once, in the order of the new plan; what was removed where it stood."""

    def texts_before(self, old_node: str) -> dict[tuple[str, str], str]:
        """The texts of a node of the old plan, as ``Scope.texts``; marks of 対応 under the ids that their items have now."""
        return _before(self.old, self.scope, self.pairs, old_node)


def compared(old: Plan, new: Plan, vocabulary: Vocabulary, *, reports: bool = False) -> Compared:
    """Hold two plans against each other in the fields of a vocabulary: what was decided, with ``reports`` the yearly report too.

    What is internal is never compared. A place that both leave empty, or print alike, is no difference.
    """
    scope = Scope(vocabulary, reports)
    pairs = pair(old, new, scope)
    return Compared(old, new, scope, pairs, tuple(_Comparing(old, new, scope, pairs).run()))


def differences(old: Plan, new: Plan, vocabulary: Vocabulary, *, reports: bool = False) -> list[Difference]:
    """What differs between two plans; as ``compared``."""
    return list(compared(old, new, vocabulary, reports=reports).differences)


class _Comparing:
    def __init__(self, old: Plan, new: Plan, scope: Scope, pairs: Pairs) -> None:
        self.old, self.new, self.scope, self.pairs = old, new, scope, pairs

    def run(self) -> Iterator[Difference]:
        old, new = (plan.node(PLAN_ID) or _THE_PLAN for plan in (self.old, self.new))
        yield from self._texts(old, new)
        yield from self._below(PLAN_ID, PLAN_ID)

    def _below(self, old_parent: str | None, new_parent: str | None) -> Iterator[Difference]:
        """What differs below a node that is on both sides, or on one."""
        here = self.scope.children(self.old, old_parent) if old_parent is not None else []
        there = self.scope.children(self.new, new_parent) if new_parent is not None else []
        going = {n.id: n for n in here if n.id not in self.pairs.new_of}
        nodes = {n.id: n for n in there}
        stays = [self.pairs.new_of[n.id] for n in here if self.pairs.new_of.get(n.id) in nodes]
        moving = moved(stays, [n.id for n in there if n.id in set(stays)]) | (nodes.keys() & self.pairs.old_of.keys() - set(stays))
        names = [f"-{n.id}" if n.id in going else self.pairs.new_of[n.id] for n in here]
        for name in merged([n for n in names if n.startswith("-") or n in nodes], list(nodes)):
            if name.startswith("-"):
                yield from self._alone(going[name[1:]], Kind.REMOVED)
            elif name not in self.pairs.old_of:
                yield from self._alone(nodes[name], Kind.ADDED)
            else:
                node = nodes[name]
                before = self.old.node(self.pairs.old_of[name])
                assert before is not None  # noqa: S101  # pairs are of nodes that are there
                if name in moving:
                    yield Difference(
                        Kind.MOVED, holder(self.new, node), before, node,
                        old=self._stand(self.old, before).told(), new=self._stand(self.new, node).told(),
                    )
                yield from self._texts(before, node)
                yield from self._below(before.id, node.id)

    def _alone(self, node: Node, kind: Kind) -> Iterator[Difference]:
        """A node that is on one side only, and what stands below it."""
        is_new = kind is Kind.ADDED
        plan = self.new if is_new else self.old
        said = tuple(Said(field, period, text) for (field, period), text in self.scope.texts(plan, node.id).items())
        stand = self._stand(plan, node).told()
        yield Difference(
            kind, holder(plan, node), None if is_new else node, node if is_new else None,
            old="" if is_new else stand, new=stand if is_new else "", texts=said,
        )
        yield from self._below(None, node.id) if is_new else self._below(node.id, None)

    def _texts(self, old: Node, new: Node) -> Iterator[Difference]:
        one, other = _before(self.old, self.scope, self.pairs, old.id), self.scope.texts(self.new, new.id)
        for field, period in self.scope.ordered(self.new, new.kind, {**one, **other}):
            was, becomes = one.get((field, period), ""), other.get((field, period), "")
            if was != becomes:
                kind = Kind.NOTATION if was and becomes and _key(was) == _key(becomes) else Kind.CHANGED
                yield Difference(kind, holder(self.new, new), old, new, field, period, was, becomes)

    def _stand(self, plan: Plan, node: Node) -> Stand:
        """Where a node stands in its own plan."""
        siblings = self.scope.children(plan, node.parent)
        place = next(n for n, sibling in enumerate(siblings) if sibling.id == node.id)
        return Stand(node.parent, siblings[place - 1].id if place else "")


def _before(plan: Plan, scope: Scope, pairs: Pairs, node: str) -> dict[tuple[str, str], str]:
    found = {}
    for (field, period), text in scope.texts(plan, node).items():
        item = subject_of(field) if base_of(field) == COVERS else ""
        found[covers_field(pairs.new_of.get(item, item)) if item else field, period] = text
    return found


def _key(text: str) -> str:
    """A text without its notation; whether a term is marked in it is notation too."""
    return notation_key(_NOTE_MARK.sub("", text))
