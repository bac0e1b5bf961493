"""The open plan file: what the services work with."""
from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Change, Key, Plan
from planeditor.domain.soundness import without_senseless
from planeditor.files import put_in_place
from planeditor.messages import store as messages
from planeditor.messages import verifying

from . import handover
from .access import Access
from .checksum import storable
from .connection import connect_for_reading, connect_for_writing, require_nothing_left, require_plan_file
from .contents import Mark, mark_of
from .copying import plan_beside
from .drafts import drop_drafts
from .edit import Edit
from .erasing import drop_cold_journal, finish_packing
from .errors import as_sentences, is_undecodable
from .fingerprints import fingerprints
from .history import History
from .labels import name_entries, read_labels, write_labels
from .lock import FileLock
from .log import (
    ChangeGroup,
    GroupHead,
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
from .newfile import write_new
from .openfile import OpenFile, true_path
from .papers import NewPaper, Paper, Papers, insert_paper
from .receipts import NewProposal, NewReceipt, Receipts, insert_decisions, require_receipt
from .report import ChangeReport
from .requests import NewRequest, Request, Requests, insert_request, withdraw
from .transaction import Transaction
from .undo import again, inverse
from .upgrade import upgrade_if_older
from .verify import Step, inspect, no_step
from .verifying.damage import Damage

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

    from .redaction.redactions import Redactions

_NAMED_DAMAGE = 3
Check = Callable[[Plan, Sequence[Change]], None]
"""Looks at the present plan and at what taking back or redoing would change in it, and raises where that must not be."""


def _anything(_: Plan, __: Sequence[Change]) -> None:
    pass


class Document(OpenFile):
    """A plan file, open for writing (by one program at a time) or for reading.

    One thread at a time changes it; ``plan``, ``undo_name`` and ``redo_name`` answer other threads without waiting.
    """

    def __init__(self, access: Access) -> None:
        super().__init__(access)
        self._plan: Plan | None = None
        self._history: History | None = None
        self._mark: Mark | None = None
        self._own_groups: list[int] = []
        self._damaged: tuple[Key, ...] = ()
        access.on_outside_change = self._forget
        self.receipts = Receipts(access, self._loaded_history)
        self.requests = Requests(access)
        self.papers = Papers(access)

    @classmethod
    def create(
        cls, path: Path, content: Iterable[Change] | Mapping[Key, str], *, name: str, who: str, source: str = ""
    ) -> Document:
        """Make a new plan file and open it for writing; the content becomes the first group, which stays for ever.

        A failed creation leaves nothing. Raises ``KnownError`` where the file exists or cannot be written.
        """
        path = true_path(path)
        with as_sentences(path):
            if not path.parent.is_dir():
                raise KnownError(messages.FOLDER_MISSING.format(folder=path.parent))
            if path.exists():
                raise KnownError(messages.ALREADY_EXISTS.format(file=path))
            require_nothing_left(path)
        lock = FileLock.acquire(path, who)
        try:
            with as_sentences(path), plan_beside(path) as temporary:
                write_new(temporary, GroupHead("create", storable(name), storable(who), storable(source)), content)
                put_in_place(temporary, path)
            return cls._open_locked(path, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, who: str = "", take_over: bool = False) -> Document:
        """Open a plan file. ``who`` is named to others who want to write (default: the signed-in user).

        ``take_over`` takes the lock from its holder, who then cannot write any more. Raises ``KnownError`` where the
        file is missing, no plan, damaged, newer than the program, not writable, or held by another writer. A file with
        damaged entries opens for reading only: an edit would carry the damage into the log, the one source of repair.
        """
        path = true_path(path)
        if read_only:
            db = connect_for_reading(path)
            return cls._guarded(path, db, None)
        # Looked at before the lock is taken, so that a file that is no plan gets no lock file beside it.
        require_plan_file(path)
        lock = FileLock.acquire(path, who, take_over=take_over)
        try:
            handover.tidy(path)
            upgrade_if_older(path)
            return cls._open_locked(path, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _open_locked(cls, path: Path, lock: FileLock) -> Document:
        db = connect_for_writing(path)
        document = cls._guarded(path, db, lock)
        try:
            with as_sentences(path):
                drop_cold_journal(db, path)
                finish_packing(db, path)
            document._require_sound()
        except BaseException:
            document.close()
            raise
        return document

    @classmethod
    def _guarded(cls, path: Path, db: Database, lock: FileLock | None) -> Document:
        try:
            with as_sentences(path, opening=True):
                return cls(Access(path, db, lock))
        except BaseException:
            db.close()
            raise

    @cached_property
    def redactions(self) -> Redactions:
        """What was removed for good; few open a plan for that, so it is loaded when asked for."""
        from .redaction.redactions import Redactions

        return Redactions(self._access, self._forget)

    # The content

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

    def set_labels(self, fields: Mapping[str, str], periods: Mapping[str, str]) -> None:
        """Keep the labels of fields and periods for the file's views; writes only where they differ."""
        with self._access.reading() as db:
            old_fields, old_periods = read_labels(db)
        if not (fields.items() <= old_fields.items() and periods.items() <= old_periods.items()):
            with self._access.writing() as db, self._access.reading():
                write_labels(db, fields, periods)

    # Changing it

    @contextlib.contextmanager
    def edit(self, name: str, *, who: str, source: str = "", receipt: int | None = None) -> Iterator[Edit]:
        """One named operation: everything set within is one change group in one transaction, or nothing of it is.

        ``edit.report`` says afterwards what was done; where nothing changed and nothing was decided there is no
        group. ``receipt`` is the 取込番号 the changes come from. Raises ``KnownError`` where the file cannot be written.
        """
        with self._transaction() as transaction:
            edit = Edit(transaction, receipt)
            yield edit
            report = ChangeReport(None, name)
            changes = edit.changes
            if changes or edit.decisions:
                report = transaction.record(GroupHead("edit", name, who, source, edit.receipt), changes)
                with transaction.sentences():
                    insert_decisions(transaction.db, report.group or 0, edit.decisions.items())
            with transaction.sentences():
                drop_drafts(transaction.db, edit.keys)
        edit.finish(report)

    def add_receipt(self, new: NewReceipt, proposals: Iterable[NewProposal] = ()) -> int:
        """Record a file that came in, with its proposals, changing nothing in the plan; returns the 取込番号."""
        with self.edit("", who=new.who) as edit:
            return edit.add_receipt(new, proposals)

    def add_request(self, new: NewRequest, after_group: int | None = None) -> Request:
        """Record what was sent out; no part of undo, since it is out of the house.

        ``after_group``: the change group that what was sent rests on, by default the latest. Raises ``KnownError`` where the
        file cannot be written.
        """
        with self._transaction() as transaction, transaction.sentences():
            latest = next(reversed(transaction.history.steps), 0)
            number = insert_request(transaction.db, new, latest if after_group is None else after_group)
        return self.requests.get(number)

    def adopt_request(self, request: Request, after_group: int) -> Request:
        """Record what another copy of this plan sent out, so that it is known here when it comes back.

        ``after_group``: the last group both copies share of what the request rests on. Raises as ``add_request``.
        """
        with self._transaction() as transaction, transaction.sentences():
            number = insert_request(transaction.db, request, after_group, request.at)
        return self.requests.get(number)

    def withdraw_request(self, number: int) -> None:
        """Let a request no longer count; raises ``KnownError`` where there is none of that number in force."""
        with self._transaction() as transaction, transaction.sentences():
            withdraw(transaction.db, number)

    def keep_paper(self, new: NewPaper) -> Paper:
        """Keep what was handed out; no part of undo, since it is out of the house. Raises ``KnownError`` where the file cannot be
        written."""
        with self._transaction() as transaction, transaction.sentences():
            number = insert_paper(transaction.db, new)
        return self.papers.get(number)

    def undo(self, who: str, check: Check = _anything) -> ChangeReport:
        """Take back the latest operation in force; raises ``KnownError`` where there is none, and what ``check`` raises."""
        with self._transaction() as transaction:
            target = transaction.history.to_undo
            if target is None:
                raise KnownError(messages.NOTHING_TO_UNDO)
            name = messages.UNDO_GROUP_NAME.format(name=transaction.history.steps[target].name)
            return self._take_back(transaction, GroupHead("undo", name, who, targets=(target,)), check)

    def redo(self, who: str, check: Check = _anything) -> ChangeReport:
        """Bring back the operation undone last; raises ``KnownError`` where there is none, and what ``check`` raises."""
        with self._transaction() as transaction:
            target = transaction.history.to_redo
            if target is None:
                raise KnownError(messages.NOTHING_TO_REDO)
            self._require_sound_log(transaction)
            name = messages.REDO_GROUP_NAME.format(name=transaction.history.steps[target].name)
            with transaction.sentences():
                changes, skipped = again(transaction.db, target, transaction.plan.entries)
            check(transaction.plan, changes)
            return transaction.record(GroupHead("redo", name, who, targets=(target,)), changes, skipped)

    def undo_group(self, group: int, who: str, check: Check = _anything) -> ChangeReport:
        """Take back one operation of any age, leaving alone what was changed since (``skipped`` of the report).

        This is itself an operation: ``undo`` brings the group back. Raises ``KnownError`` where there is no such group,
        where it is the creation or a step of undo or redo, or where it is not in force.
        """
        with self._transaction() as transaction:
            self._require_group(group)
            step = transaction.history.steps[group]
            if step.kind not in {"edit", "revert"}:
                raise KnownError(messages.CANNOT_UNDO_GROUP.format(group=group, name=step.name))
            if not transaction.history.effective(group):
                raise KnownError(messages.ALREADY_UNDONE.format(group=group, name=step.name))
            name = messages.REVERT_GROUP_NAME.format(name=step.name)
            return self._take_back(transaction, GroupHead("revert", name, who, targets=(group,)), check)

    def undo_import(self, receipt: int, who: str, check: Check = _anything) -> ChangeReport:
        """Take back, in one operation, everything in force that came from a receipt; as ``undo_group`` otherwise."""
        with self._transaction() as transaction:
            with transaction.sentences():
                require_receipt(transaction.db, receipt)
            targets = tuple(transaction.history.effective_of_receipt(receipt))
            if not targets:
                raise KnownError(messages.NOTHING_OF_RECEIPT.format(receipt=receipt))
            name = messages.REVERT_IMPORT_NAME.format(receipt=receipt)
            return self._take_back(transaction, GroupHead("revert", name, who, targets=targets), check)

    def revert_session(self, who: str, check: Check = _anything) -> ChangeReport:
        """Take back, in one operation, everything done since this document was opened; ``undo`` brings it back.

        What others have changed since is left alone (``skipped``). There is no group where nothing is to be taken back.
        """
        with self._transaction() as transaction:
            history, own = transaction.history, self._own_groups
            targets = tuple(g for g in own if history.steps[g].kind in {"edit", "revert"} and history.effective(g))
            self._require_sound_log(transaction)
            head = GroupHead("revert", messages.REVERT_SESSION_NAME, who, targets=targets)
            with transaction.sentences():
                changes, skipped = inverse(transaction.db, history, own, transaction.plan.entries) if own else ([], [])
            if not changes and not targets:
                return ChangeReport(None, head.name, skipped=tuple(skipped))
            check(transaction.plan, changes)
            return transaction.record(head, changes, skipped)

    def undo_name(self) -> str | None:
        """The name of the operation ``undo`` would take back, for the menu; None where there is none."""
        history = self._loaded_history()
        return None if history.to_undo is None else history.steps[history.to_undo].name

    def redo_name(self) -> str | None:
        """The name of the operation ``redo`` would bring back, for the menu; None where there is none."""
        history = self._loaded_history()
        return None if history.to_redo is None else history.steps[history.to_redo].name

    # Looking back

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

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Transaction]:
        committing = False
        with self._access.mutex:
            try:
                with self._access.writing() as db:
                    self._require_sound()
                    transaction = Transaction(self.path, db, self.plan(), self._loaded_history())
                    try:
                        yield transaction
                    finally:
                        transaction.closed = True
                    committing = True
                self._plan = transaction.plan_after()
                self._own_groups += transaction.groups
            except BaseException:
                if committing:  # whether it was committed is for the file to say
                    self._forget()
                raise

    def _take_back(self, transaction: Transaction, head: GroupHead, check: Check) -> ChangeReport:
        self._require_sound_log(transaction)
        with transaction.sentences():
            changes, skipped = inverse(transaction.db, transaction.history, head.targets, transaction.plan.entries)
        check(transaction.plan, changes)
        return transaction.record(head, changes, skipped)

    @staticmethod
    def _require_sound_log(transaction: Transaction) -> None:
        damaged = transaction.history.damaged
        if damaged:
            raise KnownError(verifying.DAMAGED_LOG.format(group=min(damaged)))

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
