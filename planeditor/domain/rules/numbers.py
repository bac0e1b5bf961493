"""Rules about the numbers of areas and measures."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from planeditor.domain.findings import CheckContext, Finding, finding_at
from planeditor.domain.plan import NUMBER, PLAN_ID, Key, Node
from planeditor.domain.rulebook import Facts, plan_rule
from planeditor.domain.text import label_key, number_key
from planeditor.messages import checks as say

_DIGITS = re.compile(r"\d+")
_HABIT = 2


@plan_rule("number-twice")
def number_twice(context: CheckContext, _: Facts) -> Iterator[Finding]:
    """Two measures (or two areas under one node) with one number, however it is spelled: an import could not tell them apart."""
    same: defaultdict[tuple[str, str, str], list[Node]] = defaultdict(list)
    for node in context.plan.walk():
        if node.number and node.kind in ("area", "measure"):
            same[node.kind, node.parent if node.kind == "area" else "", number_key(node.number)].append(node)
    for (kind, _parent, _key), nodes in same.items():
        if len(nodes) > 1:
            names = say.BETWEEN.join(say.QUOTED.format(text=node.name or node.number) for node in nodes)
            message = say.NUMBER_TWICE.format(number=nodes[0].number, word=context.vocabulary.word(kind), names=names)
            yield finding_at("number-twice", "error", message, tuple(Key(node.id, NUMBER) for node in nodes))


@plan_rule("number-order")
def number_order(context: CheckContext, _: Facts) -> Iterator[Finding]:
    """Measures or areas of one node that do not stand in the order of their numbers. Where plain numbers (1, 2 …) run through the
    plan and stand out of order in several places, that is how the city lists them."""
    found = [pair for parent in (PLAN_ID, *(a.id for a in context.plan.areas)) for pair in _turned(context.plan.children(parent))]
    plain = [pair for pair in found if len(_places(pair[1])) == 1 and pair[1].kind == "measure"]
    for before, node in found:
        if len(plain) < _HABIT or (before, node) not in plain:
            message = say.NUMBER_ORDER.format(number=node.number, before=before.number)
            yield Finding("number-order", "note", message, node.id, NUMBER)


def _turned(nodes: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """Neighbours of one kind of which the second has the lower number."""
    for kind in ("area", "measure"):
        numbered = [n for n in nodes if n.kind == kind and _places(n)]
        yield from ((before, node) for before, node in pairwise(numbered) if _places(node) < _places(before))


def _places(node: Node) -> list[int]:
    return [int(digits) for digits in _DIGITS.findall(label_key(node.number))]
