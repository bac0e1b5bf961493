"""ファイル: taking a working copy of the plan, and putting one back."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from planeditor import paths
from planeditor.messages import ui_main
from planeditor.messages import working as say
from planeditor.ui.actions import Slots
from planeditor.ui.notices import Choice, NoticeArea
from planeditor.ui.opening import Opener
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.working.backing import CheckedBack
    from planeditor.services.working.taking import Taken
    from planeditor.store.document import Document

TOPIC = "put_back"


class WorkingCommands(QObject):
    """What is done with working copies."""

    def __init__(
        self, window: QWidget, session: Session, opener: Opener, notices: NoticeArea, review: Callable[[int | None], object]
    ) -> None:
        """``review`` shows what waits for a decision, beginning with a receipt."""
        super().__init__(window)
        self.window, self.session, self.opener, self.notices, self._review = window, session, opener, notices, review

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {"take_working_copy": self.take, "put_back": self.put_back}

    def take(self) -> None:
        """手元に作業用コピーを作って編集: ask where, make it, and open it."""
        if not self.session.is_open:
            return
        from planeditor.ui.working.take_dialog import TakeDialog

        dialog = TakeDialog(paths.working_folder(), self.window)
        dialog.wanted.connect(self.take_into)
        dialog.open()

    def take_into(self, folder: Path) -> None:
        """Make a working copy in a folder and open it; the original is closed."""
        session, who = self.session, self.session.who

        def work(document: Document) -> Taken:
            from planeditor.services.working.taking import take_working_copy

            return take_working_copy(document, folder, who=who)

        session.gathering.emit()
        session.once_saved(lambda: session.ask(work, self._taken))

    def _taken(self, taken: Taken) -> None:
        if taken.notes:
            self.notices.show_notice("\n".join(taken.notes), topic=TOPIC, role="warning")
        self.opener.open(taken.copy.path)

    def put_back(self) -> None:
        """元の計画へ戻す: close the copy, put it back, and open the original."""
        path = self.session.path
        if path is not None:
            self._leave_and_put(path, None)

    def _leave_and_put(self, copy: Path, original: Path | None) -> None:
        self.opener.give_up()
        self.session.leave(partial(self._put, copy, original))

    def _put(self, copy: Path, original: Path | None) -> None:
        forms, who = self.session.form_sets, self.session.who
        self.notices.show_notice(say.PUTTING_BACK, topic=TOPIC, closes=False)

        def work() -> CheckedBack:
            from planeditor.services.working.backing import check_back

            return check_back(copy, forms, who=who, original=original)

        self.session.runner.run(Lane.PLAN, work, self._is_back, partial(self._stayed, copy))

    def _is_back(self, done: CheckedBack) -> None:
        self.opener.open(done.original)
        choices: list[Choice] = []
        if done.waiting and done.result is not None:
            choices = [(say.REVIEW, partial(self._review, done.result.receipt))]
        role = "warning" if done.waiting else "notice"
        # What was compared, in detail, stands with the receipt.
        self.notices.show_notice("".join(done.sentences[:2]), choices, topic=TOPIC, role=role)

    def _stayed(self, copy: Path, error: Exception) -> None:
        """It was not put back: show the copy again, with why."""
        from planeditor.services.working.backing import OriginalAway

        self.notices.end(TOPIC)
        self.opener.open(copy)
        if isinstance(error, OriginalAway):
            choices = [(say.FIND_ORIGINAL, partial(self._find, copy))]
            self.notices.show_notice(error.message, choices, topic=TOPIC, role="error")
        else:
            self.session.failed.emit(error)

    def _find(self, copy: Path) -> None:
        name, _ = QFileDialog.getOpenFileName(self.window, say.CHOOSE_ORIGINAL, str(copy.parent), ui_main.PLAN_FILES)
        if name:
            self._leave_and_put(copy, Path(name))
