"""An open plan file as a plan: its content and its log, for reading."""
from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Change, Key, Plan
from planeditor.domain.soundness import without_senseless
from planeditor.messages import store as messages

from .access import Access
from .contents import Mark, mark_of
from .errors import is_undecodable
from .fingerprints import fingerprints
from .history import History
from .labels import name_entries, read_labels
from .log import (
    ChangeGroup,
    LastChange,
    changes_between,
    changes_until,
    first_moment,
    load_history,
    load_present,
    read_cell,
    read_groups,
    read_last_changes,
    rebuild,
)
from .openfile import OpenFile
from .papers import Papers
from .receipts import Receipts
from .requests import Requests
from .verify import Step, inspect, no_step
from .verifying.damage import Damage

if TYPE_CHECKING:
    from .redaction.redactions import Redactions

_NAMED_DAMAGE = 3


class ReadableFile(OpenFile):
    """What an open plan file says. ``plan``, ``undo_name`` and ``redo_name`` answer any thread without waiting."""

    def __init__(self, access: Access) -> None:
        super().__init__(access)
        self._plan: Plan | None = None
        self._history: History | None = None
        self._mark: Mark | None = None
        self._damaged: tuple[Key, ...] = ()
        access.on_outside_change = self._forget
        self.receipts = Receipts(access, self._loaded_history)
        self.requests = Requests(access)
        self.papers = Papers(access)

    @cached_property
    def redactions(self) -> Redactions:
        """What was removed for good; few open a plan for that, so it is loaded when asked for."""
        from .redaction.redactions import Redactions

        return Redactions(self._access, self._forget)

    def plan(self) -> Plan:
        """The present content; the same object until something changes. Damaged entries are not in it."""
        plan = self._plan
        if plan is None:
            with self._access.mutex:
                plan = self._plan = self._load()
        return plan

    @property
    def damaged(self) -> tuple[Key, ...]:
        """The entries whose checksum does not hold."""
        self.plan()
        return self._damaged

    def plan_at(self, group: int) -> Plan:
        """The plan as it was right after a change group, rebuilt from the log; raises ``KnownError`` for no such one."""
        with self._access.reading() as db:
            self._require_group(group)
            return Plan(without_senseless(rebuild(changes_until(db, group))))

    def refresh(self) -> bool:
        """Take in what another program has written since; returns whether there was anything but drafts.

        Where there was nothing else, ``plan`` stays the same object.
        """
        with self._access.mutex:
            if not self._access.changed_outside():
                return False
            plan, mark, damaged = self._plan, self._mark, self._damaged
            # Both are put in place when they are there, so that other threads that ask for them need not wait.
            present, history = self._load(), self._read_history()
            if plan is not None and present.entries == plan.entries and (self._mark, self._damaged) == (mark, damaged):
                return False
            self._plan, self._history = present, history
            return True

    def regain(self) -> bool:
        """Take the lock again; returns whether others changed the content meanwhile.

        Raises ``KnownError`` naming who writes now, or where the file was replaced.
        """
        self._access.regain()
        return self.refresh()

    def field_labels(self) -> dict[str, str]:
        """The labels of fields that the file keeps."""
        with self._access.reading() as db:
            return read_labels(db)[0]

    # Looking back

    def undo_name(self) -> str | None:
        """The name of the operation ``undo`` would take back, for the menu; None where there is none."""
        history = self._loaded_history()
        return None if history.to_undo is None else history.steps[history.to_undo].name

    def redo_name(self) -> str | None:
        """The name of the operation ``redo`` would bring back, for the menu; None where there is none."""
        history = self._loaded_history()
        return None if history.to_redo is None else history.steps[history.to_redo].name

    @property
    def last_group(self) -> int:
        """The number of the latest change group."""
        return next(reversed(self._loaded_history().steps), 0)

    @property
    def begun(self) -> datetime:
        """When the plan file was made."""
        with self._access.reading() as db:
            return first_moment(db)

    def log(
        self, node: str | None = None, limit: int | None = None, between: tuple[datetime, datetime] | None = None
    ) -> list[ChangeGroup]:
        """The change groups, latest first; with ``node`` only those that changed it, with its changes only; ``between``: from the
        first of two moments on and before the second."""
        history = self._loaded_history()
        with self._access.reading() as db:
            return read_groups(db, history, node, limit, between)

    def cell_log(self, key: Key, limit: int) -> list[ChangeGroup]:
        """The latest change groups of one entry, latest first, each with that one change."""
        history = self._loaded_history()
        with self._access.reading() as db:
            return read_cell(db, history, key, limit)

    def changed_since(self, group: int, until: int | None = None) -> list[Change]:
        """What differs now (or right after the group ``until``) from how it was right after a group; what was changed and
        changed back is none of it. Takes as long as the log after the group is."""
        with self._access.reading() as db:
            return changes_between(db, group, until)

    def fingerprints(self) -> dict[int, str]:
        """A digest of every change group in order; a group has the same one only in copies of one plan file."""
        with self._access.reading() as db:
            return fingerprints(db)

    def last_changes(self, period: str) -> dict[Key, LastChange]:
        """Who wrote the texts of a period as they are now, when and from which source."""
        history = self._loaded_history()
        with self._access.reading() as db:
            return read_last_changes(db, history, period)

    def verify(self) -> list[str]:
        """Check the whole file; one sentence for each fault, none for a sound file."""
        return [damage.sentence for damage in self.inspect()]

    def inspect(self, step: Step = no_step) -> list[Damage]:
        """As ``verify``, with the table, row and page of each fault; ``step`` is told how far it is and may raise to stop."""
        entries: Mapping[Key, str] = {}
        with contextlib.suppress(KnownError):  # damaged so that no plan can be read: then entries have no names
            entries = self.plan().entries
        with self._access.tolerant_reading() as db:
            return inspect(db, entries, step)

    # Inside

    def _require_group(self, group: int) -> None:
        if group not in self._loaded_history().steps:
            raise KnownError(messages.NO_SUCH_GROUP.format(group=group))

    def _require_sound(self) -> None:
        if not self.damaged:
            return
        with self._access.tolerant_reading() as db:
            names = "、".join(name_entries(db, self.plan().entries, self._damaged[:_NAMED_DAMAGE]))
        if len(self._damaged) > _NAMED_DAMAGE:
            names = messages.AND_MORE.format(entries=names)
        raise KnownError(messages.DAMAGED_ENTRIES.format(file=self.path, count=len(self._damaged), entries=names))

    def _load(self) -> Plan:
        with self._access.reading() as db:
            try:
                entries, damaged = load_present(db)
            except sqlite3.OperationalError as error:
                if not is_undecodable(error):
                    raise
                with self._access.tolerant_reading():
                    entries, damaged = load_present(db)
            self._mark = mark_of(db)
        self._damaged = tuple(damaged)
        return Plan.of_nodes(entries)

    def _loaded_history(self) -> History:
        history = self._history
        if history is None:
            with self._access.mutex:
                history = self._history = self._history or self._read_history()
        return history

    def _read_history(self) -> History:
        with self._access.reading() as db:
            return load_history(db)

    def _forget(self) -> None:
        self._plan = None
        self._history = None
