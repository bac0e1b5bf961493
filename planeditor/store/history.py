"""Which change groups are in force, and what undo and redo would do next. Plain data, no database."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

GroupKind = Literal["create", "edit", "undo", "redo", "revert"]
"""``undo`` and ``redo`` step along the history as an editor's Ctrl+Z and Ctrl+Y do. ``revert`` takes back groups long
ago and is itself an operation one can undo."""


@dataclass(frozen=True, slots=True)
class GroupStep:
    """A change group as the history sees it; ``targets`` are the groups it takes back or redoes."""

    id: int
    kind: GroupKind
    name: str
    receipt: int | None
    targets: tuple[int, ...] = ()


class History:
    """The change groups of a plan in order."""

    def __init__(self, steps: Iterable[GroupStep] = (), damaged: Iterable[int] = ()) -> None:
        self.damaged = frozenset(damaged)
        """The groups whose rows are damaged: as long as there is one, nothing is undone or redone."""
        self.steps: dict[int, GroupStep] = {}
        self._done: list[int] = []
        self._undone: list[int] = []
        self._reverts: dict[int, list[int]] = {}
        for step in steps:
            self.add(step)

    def add(self, step: GroupStep) -> None:
        """Take in the next group of the log."""
        self.steps[step.id] = step
        if step.kind == "undo":
            self._undone += self._done[-1:]
            del self._done[-1:]
        elif step.kind == "redo":
            self._done += self._undone[-1:]
            del self._undone[-1:]
        elif step.kind in {"edit", "revert"}:
            # A new operation ends the way forward, but what was undone before it stays undone.
            self._done.append(step.id)
            self._undone.clear()
            if step.kind == "revert":
                for target in step.targets:
                    self._reverts.setdefault(target, []).append(step.id)
        self._done_set: set[int] | None = None

    @property
    def to_undo(self) -> int | None:
        """The group the next undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> int | None:
        """The group the next redo brings back."""
        return self._undone[-1] if self._undone else None

    def effective(self, group: int) -> bool:
        """Whether the group is in force: neither undone nor taken back by a revert that is itself in force."""
        step = self.steps.get(group)
        if step is None:  # a damaged file: what names a group that is not there has no force
            return False
        if step.kind not in {"edit", "revert"}:
            return True
        if self._done_set is None:
            self._done_set = set(self._done)
        return group in self._done_set and not any(self.effective(r) for r in self._reverts.get(group, ()))

    def effective_of_receipt(self, receipt: int) -> list[int]:
        """The edits in force that came from a receipt."""
        return [s.id for s in self.steps.values() if s.receipt == receipt and self.effective(s.id)]
