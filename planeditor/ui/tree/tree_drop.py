"""Where rows dropped in the tree go: under which node, before which one. No Qt."""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planeditor.domain.plan import PLAN_ID, Plan
from planeditor.services.tree.outline import Row


class Target(NamedTuple):
    """A place for nodes: under ``parent``, before ``before`` (None = at the end)."""

    parent: str
    before: str | None


def target(plan: Plan, nodes: Sequence[str], above: Row | None, shown: Sequence[Row], place: int) -> Target | None:
    """The place in the plan for nodes dropped among the shown rows of ``above`` (None = the top), at a place or on it (-1).

    None where they cannot go there: into themselves, and measures into the plan itself where all others stand in areas.
    """
    parent = above.node if above else PLAN_ID
    shown = [row for row in shown if row.node]  # without the group of the chapters, which is no place of the plan
    moved = set(nodes)
    if not moved or any(plan.node(node) is None for node in moved):
        return None
    if parent in moved or any(below.id == parent for node in moved for below in plan.walk(node)):
        return None
    if parent == PLAN_ID and plan.areas and not plan.children(PLAN_ID, "measure") and _holds_measure(plan, nodes):
        return None
    if place < 0:
        return Target(parent, None)
    if place < len(shown):
        return Target(parent, shown[place].node)
    return Target(parent, _after(plan, parent, shown[-1].node) if shown else None)


def _holds_measure(plan: Plan, nodes: Sequence[str]) -> bool:
    return any(found.kind == "measure" for node in nodes if (found := plan.node(node)))


def _after(plan: Plan, parent: str, node: str) -> str | None:
    """What stands after a node in the plan; where only some rows are shown it may be a hidden one."""
    siblings = [n.id for n in plan.children(parent)]
    at = siblings.index(node) + 1
    return siblings[at] if at < len(siblings) else None
