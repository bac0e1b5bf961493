"""ファイル ▸ バックアップから戻す, also where a plan cannot be opened; and the backups that are taken while one edits."""
from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planeditor.domain.errors import KnownError
from planeditor.messages import backups as say
from planeditor.ui.actions import Slots
from planeditor.ui.backups.regular import RegularBackups
from planeditor.ui.notices import NoticeArea
from planeditor.ui.opening import Opener
from planeditor.ui.parts import Parts
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session
from planeditor.ui.viewed import Viewed

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.backups.restoring import Restored
    from planeditor.ui.backups.backups_dialog import BackupsDialog
    from planeditor.ui.backups.looking import Row

TOPIC = "refused"
"""The bar that says why a plan could not be opened."""


class BackupCommands(QObject):
    """The window of backups, and what is asked of it."""

    def __init__(self, window: QWidget, session: Session, opener: Opener, notices: NoticeArea, parts: Parts) -> None:
        super().__init__(window)
        self.window, self.session, self.opener, self.notices, self.parts = window, session, opener, notices, parts
        self.regular = RegularBackups(session, notices)
        opener.could_not_open.connect(self.offer)

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {"restore_backup": self.restore_backup}

    def restore_backup(self) -> None:
        """Show the backups of the plan that is open, once all that was typed is in its file."""
        path = self.session.path
        if path is not None:
            self.session.gathering.emit()
            self.session.once_saved(partial(self.show_backups, path))

    def show_backups(self, path: Path, *, broken: bool = False) -> None:
        """Show the backups of a plan file, which may not be there any more."""
        from planeditor.ui.backups.backups_dialog import BackupsDialog

        dialog = BackupsDialog(self.session, path, self.window, broken=broken)
        dialog.wanted.connect(partial(self._put_back, dialog))
        dialog.view_wanted.connect(partial(self._view, dialog))
        dialog.open()

    def offer(self, path: Path, error: Exception) -> None:
        """A plan could not be opened: where there are backups of it, offer them with the sentence that says why."""
        if not isinstance(error, KnownError):
            return

        def work() -> bool:
            from planeditor.services.backups.listing import kept_backups
            from planeditor.store.lock import HeldByOther

            return not isinstance(error, HeldByOther) and bool(kept_backups(path))

        def done(there: object) -> None:
            if there and not self.session.is_open:
                choices = [(say.OFFER, partial(self.show_backups, path, broken=True))]
                self.notices.show_notice(error.message, choices, topic=TOPIC, role="error")

        self.session.runner.run(Lane.BESIDE, work, done, lambda _: None)

    # Looking at one

    def _view(self, dialog: BackupsDialog, row: Row) -> None:
        """Show what a backup holds, read-only: in place of the present, or as a file where the plan itself cannot be opened."""
        session, backup = self.session, row.kept.backup
        if not session.is_open:
            dialog.accept()
            self.opener.open(backup.path, read_only=True)
            return
        sets = session.form_sets
        # Papers made of it are drafts, unless the log tells how far they were then.
        on_log = row.looked is not None and row.looked.changed is not None and not row.looked.changed.gained
        group = backup.group if on_log and backup.group else 1

        def read() -> Viewed:
            from planeditor.services.states.moments import State
            from planeditor.store.document import Document

            with Document.open(backup.path, read_only=True) as document:
                plan = document.plan()
                _ = plan.measures  # the tree of nodes is made here rather than in the window's thread
                forms = sets.of(plan, document.field_labels())
            return Viewed(State(say.VIEWED.format(at=row.kept.at[:-3]), "snapshot", group, "", "", "", ""), plan, forms)

        def show(viewed: Viewed) -> None:
            dialog.accept()
            session.look_back(viewed)

        session.runner.run(Lane.BESIDE, read, show, dialog.failed)

    # Putting one back

    def _put_back(self, dialog: BackupsDialog, row: Row) -> None:
        """Close the plan, put the backup in its place, and open it where the user was."""
        session, path, who = self.session, dialog.plan_file, self.session.who
        other = row.looked is not None and row.looked.changed is not None and row.looked.changed.other_plan
        dialog.accept()

        def work() -> Restored:
            from planeditor.services.backups.restoring import restore

            return restore(path, row.kept.backup.path, who, other=other)

        def done(_: Restored) -> None:
            self.opener.open(path)
            session.told.emit(say.DONE.format(at=row.kept.at[:-3]))

        def failed(error: Exception) -> None:
            if was_open:
                self.opener.open(path)
            session.failed.emit(error)

        def put_back() -> None:
            session.runner.run(Lane.PLAN, work, done, failed)

        was_open = session.is_open
        self.notices.end(TOPIC)
        if session.viewing is not None:
            session.look_back(None)
        if was_open:
            session.settings.keep("page", self.parts.pages.name)
            session.leave(put_back)
        else:
            put_back()
