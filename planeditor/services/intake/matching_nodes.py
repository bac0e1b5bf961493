"""Which node of this plan a node of a file is that knows nothing of this plan's ids, or knows them all."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from planeditor.domain.blocks import COVERS, FLOW
from planeditor.domain.building import new_id
from planeditor.domain.plan import BLOCK_TYPE, MERGED_INTO, ORDER, PARENT, PLAN_ID, RESERVED_MARK, Key, Node, Plan
from planeditor.domain.reserved import base_of, subject_of
from planeditor.domain.text import label_key, number_key
from planeditor.services.transport.reading import PlanContent

_Text = tuple[str, tuple[tuple[str, str], ...]]


def as_ours(ours: Plan, content: PlanContent, ids: Callable[[], str] = new_id) -> Plan:
    """The plan of a file with the ids that its nodes have here.

    A node is the one of the same id and kind, else the one of the same number (without a number: of the same name) in the
    same place, a measure anywhere; running text is matched in its sequence. What is not here keeps its id where that is free,
    and stands behind what is here where the file says no order.
    """
    return _Matching(ours, content, ids).run()


class _Matching:
    def __init__(self, ours: Plan, content: PlanContent, ids: Callable[[], str]) -> None:
        self.ours, self.theirs, self.placed, self.new = ours, content.plan, content.placed, ids
        self.ids = {PLAN_ID: PLAN_ID}
        self.taken = {PLAN_ID}

    def run(self) -> Plan:
        """Match from the plan down, then write their entries under our ids."""
        for node in self.theirs.walk():
            same = self.ours.node(node.id)
            if same is not None and self._sort(self.theirs, node) == self._sort(self.ours, same):
                self._match(node, same)
        for parent in (PLAN_ID, *[n.id for n in self.theirs.walk()]):
            below = self.theirs.children(parent)
            for node in below:
                found = None if node.id in self.ids else self._alike(node)
                if found is not None:
                    self._match(node, found)
            self._match_texts(parent, [n for n in below if n.id not in self.ids and self._is_text(self.theirs, n)])
            for node in below:
                if node.id not in self.ids:
                    self._bring(node)
        return Plan(dict(self._entries()))

    def _match(self, node: Node, ours: Node) -> None:
        self.ids[node.id] = ours.id
        self.taken.add(ours.id)

    def _bring(self, node: Node) -> None:
        free = node.id not in self.taken and not self.ours.of_node(node.id)
        self.ids[node.id] = node.id if free else self.new()
        self.taken.add(self.ids[node.id])

    def _alike(self, node: Node) -> Node | None:
        if self._is_text(self.theirs, node):
            return None
        if node.kind == "measure":
            found = self.ours.numbered("measure").get(number_key(node.number)) if node.number else None
            return found if found is not None and found.id not in self.taken else None
        sort, called = self._sort(self.theirs, node), _called(node)
        siblings = self.ours.children(self.ids[node.parent], node.kind)
        fitting = (n for n in siblings if n.id not in self.taken and self._sort(self.ours, n) == sort and _called(n) == called)
        return next(fitting, None) if called[1] else None

    def _match_texts(self, parent: str, unknown: Sequence[Node]) -> None:
        """The same text is the same node; a text between two known ones is the one that stands there here."""
        here = [n for n in self.ours.children(self.ids[parent], "block") if n.id not in self.taken and self._is_text(self.ours, n)]
        there, known = [_text(self.theirs, n) for n in unknown], [_text(self.ours, n) for n in here]
        for tag, a, b, c, d in SequenceMatcher(None, there, known, autojunk=False).get_opcodes():
            if tag in ("equal", "replace"):
                for one, other in zip(range(a, b), range(c, d), strict=False):
                    if there[one][0] == known[other][0]:
                        self._match(unknown[one], here[other])

    @staticmethod
    def _sort(plan: Plan, node: Node) -> tuple[str, str]:
        """What a node is; all running text is of one sort."""
        kind = plan.text(node.id, BLOCK_TYPE)
        return node.kind, "" if kind in FLOW else kind

    @staticmethod
    def _is_text(plan: Plan, node: Node) -> bool:
        return node.kind == "block" and plan.text(node.id, BLOCK_TYPE) in FLOW

    def _entries(self) -> Iterator[tuple[Key, str]]:
        last: dict[str, int] = {}
        for key, text in self.theirs.entries.items():
            node = self.ids.get(key.node, key.node)
            field, value = key.field, text
            if base_of(field) == COVERS:
                field = f"{COVERS}:{self.ids.get(subject_of(field), subject_of(field))}"
            elif field in (PARENT, MERGED_INTO):
                value = self.ids.get(text, text)
            elif field == ORDER and key.node not in self.placed:
                parent = self.ids.get(self.theirs.text(key.node, PARENT), "")
                here = self.ours.node(node)
                if here is not None and here.parent == parent:
                    continue  # the file says nothing of it
                last.setdefault(parent, max((n.order for n in self.ours.children(parent)), default=0))
                last[parent] += 1
                value = str(last[parent])
            yield Key(node, field, key.period), value


def _called(node: Node) -> tuple[bool, str]:
    return (True, number_key(node.number)) if node.number else (False, label_key(node.name))


def _text(plan: Plan, node: Node) -> _Text:
    own = plan.of_node(node.id)
    texts = sorted((key.field, text) for key, text in own.items() if not key.field.startswith(RESERVED_MARK))
    return plan.text(node.id, BLOCK_TYPE), tuple(texts)
