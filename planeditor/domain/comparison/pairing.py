"""Which node of the new plan is which of the old one: by id where they share it, else by what they are called and say."""
from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from difflib import SequenceMatcher

from planeditor.domain.blocks import CHAPTER, FLOW, ITEM, LIST, NOTE, holder
from planeditor.domain.comparison.scope import Scope
from planeditor.domain.likeness import share_of_same
from planeditor.domain.plan import BLOCK_TYPE, NAME, NUMBER, PLAN_ID, Node, Plan
from planeditor.domain.text import label_key, notation_key, number_key

_ALIKE = 0.6
"""How much of what two nodes say must be the same for them to be one that was renamed and renumbered."""
_ALIKE_NUMBERED = 0.4
"""The same of nodes that kept their number, and of texts one of which took the other's place."""
_MOST_PAIRS = 40_000
"""More pairs of nodes than this are not held against each other: two plans with nothing in common."""


class Pairs:
    """The nodes that both plans have."""

    def __init__(self) -> None:
        self.new_of: dict[str, str] = {PLAN_ID: PLAN_ID}
        """The new plan's id by the old plan's."""
        self.old_of: dict[str, str] = {PLAN_ID: PLAN_ID}

    def add(self, old: str, new: str) -> None:
        """Two nodes are the same."""
        self.new_of[old] = new
        self.old_of[new] = old


def pair(old: Plan, new: Plan, scope: Scope) -> Pairs:
    """Pair the nodes of two plans, each with one other at most."""
    return _Pairing(old, new, scope).run()


class _Pairing:
    def __init__(self, old: Plan, new: Plan, scope: Scope) -> None:
        self.old, self.new, self.scope = old, new, scope
        self.pairs = Pairs()
        self.one_file = False
        """Whether they are states of one plan file: then what has no partner by id was really added or removed."""
        self.old_nodes, self.new_nodes = list(scope.nodes(old)), list(scope.nodes(new))

    def run(self) -> Pairs:
        known = {n.id: n for n in self.old_nodes}
        for node in self.new_nodes:
            same = known.get(node.id)
            if same is not None and holder(self.old, same) == holder(self.new, node):
                self.pairs.add(same.id, node.id)
        self.one_file = len(self.pairs.new_of) > 1
        for kind in ("area", "measure"):
            self._by_what_they_are([n for n in self.old_nodes if n.kind == kind], [n for n in self.new_nodes if n.kind == kind])
        for sort in (CHAPTER, NOTE, LIST, ITEM):
            self._by_what_they_are(
                [n for n in self.old_nodes if holder(self.old, n) == sort], [n for n in self.new_nodes if holder(self.new, n) == sort]
            )
        for parent in (PLAN_ID, *(n.id for n in self.old_nodes)):
            if parent in self.pairs.new_of:
                self._in_sequence(parent)
        return self.pairs

    def _by_what_they_are(self, old: Iterable[Node], new: Iterable[Node]) -> None:
        """The same number and name, the same name, the same number (and something in common), else nearly the same texts."""
        olds = [n for n in old if n.id not in self.pairs.new_of]
        news = [n for n in new if n.id not in self.pairs.old_of]
        names: tuple[Callable[[Node], Hashable], ...] = (
            lambda n: (number_key(n.number), notation_key(n.name)) if n.number and n.name else None,
            lambda n: notation_key(n.name) or None,
        )
        for name in names:
            self._by_name(olds, news, name)
        olds, news = self._left(olds, news)
        if self.one_file or len(olds) * len(news) > _MOST_PAIRS:
            return
        told = {(side, n.id): self._said(plan, n) for side, plan, nodes in ((0, self.old, olds), (1, self.new, news)) for n in nodes}
        found = []
        for one in olds:
            for other in news:
                same_number = bool(one.number) and number_key(one.number) == number_key(other.number)
                least = _ALIKE_NUMBERED if same_number else _ALIKE
                share = share_of_same(told[0, one.id], told[1, other.id], least)
                if share >= least or (same_number and not (one.name and other.name)):
                    found.append((-same_number, -share, sorted((one.id, other.id)), one.id, other.id))
        for *_, one_id, other_id in sorted(found):
            if one_id not in self.pairs.new_of and other_id not in self.pairs.old_of:
                self.pairs.add(one_id, other_id)

    def _by_name(self, old: Sequence[Node], new: Sequence[Node], name: Callable[[Node], Hashable]) -> None:
        by_name: dict[Hashable, list[Node]] = {}
        for node in self._left(old, new)[1]:
            by_name.setdefault(name(node), []).append(node)
        mine: dict[Hashable, list[Node]] = {}
        for node in self._left(old, new)[0]:
            mine.setdefault(name(node), []).append(node)
        for key, nodes in mine.items():
            others = by_name.get(key, [])
            if key is not None and len(nodes) == len(others) == 1:
                self.pairs.add(nodes[0].id, others[0].id)

    def _left(self, old: Sequence[Node], new: Sequence[Node]) -> tuple[list[Node], list[Node]]:
        return [n for n in old if n.id not in self.pairs.new_of], [n for n in new if n.id not in self.pairs.old_of]

    def _said(self, plan: Plan, node: Node) -> str:
        """A node by its name and its longest texts."""
        usual = {f.key: f.default for f in self.scope.vocabulary.of(node.kind)}
        own = ((f, t) for (f, _), t in self.scope.texts(plan, node.id).items() if f not in (NUMBER, NAME) and t != usual.get(f))
        texts = sorted((text for _, text in own), key=lambda text: (-len(text), text))[:4]
        return label_key(node.name) + "".join(label_key(text) for text in texts)

    def _in_sequence(self, parent: str) -> None:
        """Running text under one node: the same text is the same node; one between two known ones is what stands there."""
        here, there = self._left(
            [n for n in self.scope.children(self.old, parent) if _is_flow(self.old, n)],
            [n for n in self.scope.children(self.new, self.pairs.new_of[parent]) if _is_flow(self.new, n)],
        )
        one, other = [_text(self.old, n) for n in here], [_text(self.new, n) for n in there]
        for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if tag == "equal":
                for x, y in zip(range(a, b), range(c, d), strict=True):
                    self.pairs.add(here[x].id, there[y].id)
            elif tag == "replace" and not self.one_file:
                self._alike(here[a:b], there[c:d])

    def _alike(self, here: Sequence[Node], there: Sequence[Node]) -> None:
        """Of what was replaced by what: texts of one type that have the most in common, without changing their order."""
        if len(here) * len(there) > _MOST_PAIRS:
            return
        found = []
        for a, node in enumerate(here):
            for b, other in enumerate(there):
                one, two = _text(self.old, node), _text(self.new, other)
                share = share_of_same(one[1], two[1], _ALIKE_NUMBERED) if one[0] == two[0] else 0.0
                if share >= _ALIKE_NUMBERED:
                    found.append((-share, abs(a - b), a, b))
        taken: list[tuple[int, int]] = []
        for *_, a, b in sorted(found):
            if all(a != x and b != y and (a < x) == (b < y) for x, y in taken):
                taken.append((a, b))
                self.pairs.add(here[a].id, there[b].id)


def _is_flow(plan: Plan, node: Node) -> bool:
    return node.kind == "block" and plan.text(node.id, BLOCK_TYPE) in FLOW


def _text(plan: Plan, node: Node) -> tuple[str, str]:
    own = sorted((k.field, text) for k, text in plan.of_node(node.id).items() if not k.field.startswith("@"))
    return plan.text(node.id, BLOCK_TYPE), "\n".join(text for _, text in own)
