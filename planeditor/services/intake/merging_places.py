"""Where two copies of a plan get in each other's way: moves into one another, and numbers given twice."""
from __future__ import annotations

from planeditor.domain.plan import PLAN_ID, Node, Plan
from planeditor.domain.text import number_key


def circling(ancestor: Plan, ours: Plan, theirs: Plan) -> frozenset[str]:
    """The nodes whose move by them would, with our moves, put a node below itself."""
    above = {n.id: n.parent for n in (*theirs.walk(), *ours.walk())}
    moved = set()
    for node in theirs.walk():
        before, here = ancestor.node(node.id), ours.node(node.id)
        if before is not None and here is not None and before.parent != node.parent:
            above[node.id] = node.parent
            moved.add(node.id)
    return frozenset(n for n in moved if _is_below_itself(n, above))


def _is_below_itself(node: str, above: dict[str, str]) -> bool:
    seen: set[str] = set()
    place = above.get(node, PLAN_ID)
    while place != node and place not in seen and place in above:
        seen.add(place)
        place = above[place]
    return place == node


def taken_numbers(ancestor: Plan, ours: Plan, theirs: Plan) -> dict[str, Node]:
    """The nodes that got their number from them, each with the node of ours that has this number after the merge."""
    here: dict[tuple[str, str, str], Node] = {}
    for node in ours.walk():
        before, there = ancestor.node(node.id), theirs.node(node.id)
        gives_up = there is not None and before is not None and there.number != before.number == node.number
        if not gives_up:
            here[_claim(node)] = node
    found: dict[str, Node] = {}
    for node in theirs.walk():
        before = ancestor.node(node.id)
        other = here.get(_claim(node))
        if (before is None or before.number != node.number) and node.number and other is not None and other.id != node.id:
            found[node.id] = other
    return found


def _claim(node: Node) -> tuple[str, str, str]:
    """A measure's number stands once in the plan, an area's once beside its siblings."""
    return node.kind, node.parent if node.kind == "area" else "", number_key(node.number)
