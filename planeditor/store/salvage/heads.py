"""The heads of change groups: those that are lost get a stand-in, chosen so that undo and redo go on to make sense."""
from __future__ import annotations

from collections import defaultdict

from planeditor.messages import salvaging as say

from .gathering import Found
from .rebuilding import Rebuilt
from .shapes import Row

_BEGINNING = "1970-01-01T00:00:00+00:00"
_OPERATIONS = frozenset({"edit", "revert"})
_STANDIN = "?"
"""The kind of a group of which only that it takes back or redoes others is left."""


def complete_heads(found: Found, rebuilt: Rebuilt) -> tuple[list[Row], dict[int, list[int]]]:
    """The heads of all groups in order, and which groups each takes back or redoes."""
    targets: dict[int, list[int]] = defaultdict(list)
    for row in found.rows["reversal"].values():
        targets[int(str(row["group_id"]))].append(int(str(row["target"])))
    heads = {int(str(group)): row for (group,), row in found.rows["change_group"].items()}
    receipts = _receipts(found)
    wanted = {target for own in targets.values() for target in own}
    made, at = [], _BEGINNING
    for group in range(1, rebuilt.last + 1):
        head = heads.get(group)
        if head is None:
            kind = _STANDIN if group in targets else "edit" if group in wanted or group in receipts else "create"
            head = {
                "id": group, "kind": kind, "name": say.LOST_OPERATION, "who": say.UNKNOWN, "at": at, "source": say.SOURCE,
                "receipt": receipts.get(group),
            }  # fmt: skip
        at = str(head["at"])
        made.append(head)
    return _in_step(made, targets), targets


def _receipts(found: Found) -> dict[int, int]:
    """The receipts of groups that decided about what came in."""
    proposals = {int(str(row["id"])): int(str(row["receipt"])) for row in found.rows["proposal"].values()}
    return {
        int(str(row["group_id"])): proposals[int(str(row["proposal"]))] for row in found.rows["decision"].values()
        if row["proposal"] in proposals
    }


def _in_step(heads: list[Row], targets: dict[int, list[int]]) -> list[Row]:
    """Undo takes back the last operation in force and redo brings back the last one undone; where what is lost breaks that order,
    the steps stay as operations of their own."""
    done: list[int] = []
    undone: list[int] = []
    kinds = {int(str(head["id"])): head["kind"] for head in heads}
    kept = []
    for head in heads:
        group, kind = int(str(head["id"])), head["kind"]
        own = targets.get(group, [])
        if kind == _STANDIN:
            kind = "undo" if done and own == done[-1:] else "redo" if undone and own == undone[-1:] else "revert"
            head = {**head, "kind": kind}
        if kind in {"undo", "redo"}:
            stack, other = (done, undone) if kind == "undo" else (undone, done)
            if stack and own in ([], [stack[-1]]):
                targets[group] = [stack[-1]]
                other.append(stack.pop())
                kept.append(head)
                continue
            targets[group] = [t for t in own if kind == "undo" and t < group and kinds.get(t) in _OPERATIONS]
            head = {**head, "kind": "revert" if targets[group] else "edit"}
        elif kind == "revert":
            targets[group] = [t for t in own if t < group and kinds.get(t) in _OPERATIONS]
        else:
            targets.pop(group, None)
        kinds[group] = head["kind"]
        if head["kind"] in _OPERATIONS:
            done.append(group)
            undone.clear()
        kept.append(head)
    return kept
