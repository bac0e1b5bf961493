"""One transaction on the change log, and what it will mean for the snapshot in memory once it is committed."""
from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.plan import Change, Key, Plan

from .checksum import storable
from .errors import as_sentences
from .history import GroupStep, History
from .log import GroupHead, append_group
from .report import ChangeReport

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may


class Transaction:
    """The database inside a transaction with the plan and the history as they were at its start."""

    def __init__(self, path: Path, db: Database, plan: Plan, history: History) -> None:
        self.db = db
        self.plan = plan
        self.history = history
        self.closed = False
        self._path = path
        self._recorded: list[tuple[GroupStep, tuple[Change, ...]]] = []

    def sentences(self) -> AbstractContextManager[None]:
        """Errors of the database within as sentences for the user."""
        return as_sentences(self._path)

    def record(self, head: GroupHead, changes: Sequence[Change], skipped: Sequence[Key] = ()) -> ChangeReport:
        """Append one change group to the log."""
        name = storable(head.name)
        head = GroupHead(
            head.kind, name, storable(head.who), storable(head.source), head.receipt, head.targets
        )
        with self.sentences():
            group = append_group(self.db, head, changes)
        step = GroupStep(group, head.kind, name, head.receipt, head.targets)
        self._recorded.append((step, tuple(changes)))
        return ChangeReport(group, name, tuple(changes), tuple(skipped))

    @property
    def groups(self) -> list[int]:
        """The numbers of the groups recorded so far."""
        return [step.id for step, _ in self._recorded]

    def plan_after(self) -> Plan:
        """The plan after what was recorded; the history takes it in. To be called once, after the commit."""
        plan = self.plan
        for step, changes in self._recorded:
            self.history.add(step)
            if changes:
                plan = plan.with_changes(changes)
        return plan
