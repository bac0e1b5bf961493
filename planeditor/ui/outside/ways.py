"""The ways to go on with a plan whose file is away or was replaced."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from planeditor.messages import outside as say
from planeditor.messages import ui_main as say_main
from planeditor.services.planfiles.filetypes import with_suffix
from planeditor.ui.later import later
from planeditor.ui.notices import Choice, NoticeArea
from planeditor.ui.opening import Opener
from planeditor.ui.outside.unsaved import Unsaved
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.intake.outcome import FileResult
    from planeditor.services.planfiles.rescuing import Rescued
    from planeditor.store.document import Document

RESCUED = "rescued"
"""The topic of the bar that says what became of it."""


class Ways(QObject):
    """Each hands over what could not be written."""

    unfinished = Signal()
    """One was begun and not gone to its end: they are to be offered again."""

    def __init__(
        self, session: Session, opener: Opener, notices: NoticeArea, unsaved: Unsaved, review: Callable[[int | None], object]
    ) -> None:
        super().__init__(session)
        self.session, self.opener, self.notices, self.unsaved, self._review = session, opener, notices, unsaved, review
        self._about: Path | None = None
        session.opened.connect(self._opened)

    # 別の名前で保存

    def save_elsewhere(self) -> None:
        """Save the plan under another name, with what could not be written, and open that."""
        own = self.session.path
        if own is None:
            return
        self.session.gathering.emit()
        folder = own.parent if not self._is_stuck and own.parent.is_dir() else Path.home()
        suggested = folder / say.RESCUE_NAME.format(name=own.stem)
        name, _ = QFileDialog.getSaveFileName(
            self.notices.window(), say.SAVE_ELSEWHERE, str(suggested), say_main.PLAN_FILES,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.save_to(with_suffix(Path(name)))
        else:
            later(self, 0, self.unfinished.emit)  # the bar goes with the click

    def save_to(self, target: Path) -> None:
        """As ``save_elsewhere``, to a name that is chosen already."""
        session = self.session
        plan, forms, who, texts = session.plan, session.forms, session.who, self.unsaved.texts

        def work(document: Document | None) -> Rescued:
            from planeditor.services.planfiles.rescuing import rescue

            return rescue(plan, forms, target, who=who, document=document, unsaved=texts)

        if self._is_stuck:  # the lane of the file waits for a share: the content is in memory
            session.runner.run(Lane.BESIDE, lambda: work(None), self._saved_beside, self._failed)
        else:
            session.ask(work, self._saved, self._failed)

    def _saved(self, rescued: Rescued) -> None:
        self._told_of(rescued)
        self.opener.open(rescued.path)

    def _saved_beside(self, rescued: Rescued) -> None:
        """Nothing is opened by itself: the plan that is open may come back."""
        self._told_of(rescued)
        self.notices.show_notice(
            say.RESCUED_BESIDE.format(file=rescued.path), [(say.OPEN_RESCUED, partial(self.opener.open, rescued.path))], topic=RESCUED
        )

    def _opened(self) -> None:
        """What became of one plan is no news about another."""
        if self.session.path not in (None, self._about):
            self.notices.end(RESCUED)

    def _told_of(self, rescued: Rescued) -> None:
        self._about = rescued.path
        self.unsaved.settle(rescued.entered)
        text = say.RESCUED_WHOLE if rescued.whole else say.RESCUED_CONTENT
        self.notices.show_notice(text.format(file=rescued.path, count=rescued.entered.count), topic=RESCUED)

    # 新しい方に取り込む

    def merge(self) -> None:
        """Open the file that has the name now, with our changes taken in as a copy's are."""
        session, path = self.session, self.session.path
        if path is None:
            return
        session.gathering.emit()
        plan, forms, sets, who, texts = session.plan, session.forms, session.form_sets, session.who, self.unsaved.texts

        def work(document: Document) -> FileResult:
            from planeditor.services.intake.own_changes import merge_into

            return merge_into(path, plan, forms, sets, who=who, document=document, unsaved=texts)

        session.ask(work, partial(self._merged, path), self._failed)

    def _merged(self, path: Path, result: FileResult) -> None:
        self._about = path
        self.unsaved.drop()
        self.opener.open(path)
        waiting, text = result.waiting.total, say.MERGED.format(count=result.accepted)
        choices: list[Choice] = [(say.REVIEW, partial(self._review, result.receipt))] if waiting else []
        if waiting:
            text += say.MERGED_WAITING.format(count=waiting)
        self.session.runner.when_idle(lambda: self.notices.show_notice(text, choices, topic=RESCUED))

    # 開き直す

    def reopen(self) -> None:
        """Open the file that has the name now; what could not be written is offered there."""
        if self.session.path is not None:
            self.opener.open(self.session.path)

    # Inside

    @property
    def _is_stuck(self) -> bool:
        return self.session.saving or self.session.runner.busy

    def _failed(self, error: Exception) -> None:
        self.session.failed.emit(error)
        self.unfinished.emit()
