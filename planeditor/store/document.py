"""The open plan file: what the services work with."""
from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Change, Key, Plan
from planeditor.files import put_in_place
from planeditor.messages import store as messages
from planeditor.messages import verifying

from . import handover
from .access import Access
from .checksum import storable
from .connection import connect_for_reading, connect_for_writing, require_nothing_left, require_plan_file
from .copying import plan_beside
from .decisions import insert_decisions
from .drafts import drop_drafts
from .edit import Edit
from .erasing import drop_cold_journal, finish_packing
from .errors import as_sentences
from .labels import read_labels, write_labels
from .lock import FileLock
from .log import GroupHead
from .newfile import write_new
from .openfile import require_one_name, true_path
from .papers import NewPaper, Paper, insert_paper
from .readable import ReadableFile
from .receipts import NewProposal, NewReceipt, require_receipt
from .report import ChangeReport
from .requests import NewRequest, Request, insert_request, withdraw
from .transaction import Transaction
from .undo import again, inverse
from .upgrade import upgrade_if_older

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

Check = Callable[[Plan, Sequence[Change]], None]
"""Looks at the present plan and at what taking back or redoing would change in it, and raises where that must not be."""


def _anything(_: Plan, __: Sequence[Change]) -> None:
    pass


class Document(ReadableFile):
    """A plan file, open for writing (by one program at a time) or for reading.

    One thread at a time changes it; ``plan``, ``undo_name`` and ``redo_name`` answer other threads without waiting.
    """

    def __init__(self, access: Access) -> None:
        super().__init__(access)
        self._own_groups: list[int] = []

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
            require_one_name(path)
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

    # Changing it

    def set_labels(self, fields: Mapping[str, str], periods: Mapping[str, str]) -> None:
        """Keep the labels of fields and periods for the file's views; writes only where they differ."""
        with self._access.reading() as db:
            old_fields, old_periods = read_labels(db)
        if not (fields.items() <= old_fields.items() and periods.items() <= old_periods.items()):
            with self._access.writing() as db, self._access.reading():
                write_labels(db, fields, periods)

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
