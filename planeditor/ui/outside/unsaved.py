"""What was typed while the plan file was away: kept beside it on this terminal, written as soon as it can be."""
from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from planeditor.messages import outside as say
from planeditor.messages import ui_main as say_main
from planeditor.services.editing.entry import entry_name
from planeditor.services.planfiles.unsaved import Entered, UnsavedText, enter_unsaved, keep_unsaved, kept_unsaved, with_texts
from planeditor.ui.notices import NoticeArea
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session
from planeditor.ui.typed import Typed

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

UNSAVED = "unsaved"
"""The topic of the bar about what was kept from an earlier time."""


class Unsaved(QObject):
    """The texts of the open plan that could not be written, in the order they were typed."""

    changed = Signal()
    """There are more of them, fewer, or none."""

    def __init__(self, session: Session, notices: NoticeArea) -> None:
        super().__init__(session)
        self.session, self.notices = session, notices
        self.texts: tuple[UnsavedText, ...] = ()
        self._plan_id = ""
        session.unsaved.connect(self.add)
        session.opened.connect(self._opened)
        session.access_changed.connect(self._opened)

    # Coming and going

    def add(self, texts: Sequence[UnsavedText]) -> None:
        """These could not be written; they outlive the program from here on."""
        self._take(with_texts(self.texts, texts))

    def settle(self, entered: Entered) -> None:
        """What became of them: what is left is handed back to the user, one by one, and is kept no longer."""
        self._take(())
        for one in entered.left:
            self.session.handed_back.emit(Typed(self._plan_id, one.key, one.text))

    def drop(self) -> None:
        """Give them up."""
        self._take(())

    def write(self) -> None:
        """Write them into the open plan, where nothing else stands there by now."""
        session, forms, texts, who = self.session, self.session.forms, self.texts, self.session.who
        if not texts or session.read_only:
            self._offer()
            return

        def work(document: Document) -> Entered:
            document.regain()
            return enter_unsaved(document, forms, texts, who)

        session.ask(work, self._written)

    def copy(self) -> None:
        """Put the texts on the clipboard, each with its place; they stay kept."""
        parts = [f"{number}. {self._name(one)}\n{one.text}" for number, one in enumerate(self.texts, 1)]
        QApplication.clipboard().setText("\n\n".join(parts))
        self.session.told.emit(say.COPIED)
        self._offer()

    def _written(self, entered: Entered) -> None:
        self.session.reread()
        self.settle(entered)
        self.session.told.emit(say.WRITTEN.format(count=entered.count) if entered.count else say.WRITTEN_NOTHING)

    def _take(self, texts: tuple[UnsavedText, ...]) -> None:
        if texts == self.texts:
            return
        self.texts = texts
        if not texts:
            self.notices.end(UNSAVED)
        session = self.session
        session.runner.run(Lane.BESIDE, partial(keep_unsaved, self._plan_id, texts), lambda _: None, session.failed.emit)
        self.changed.emit()

    # From an earlier time

    def _opened(self) -> None:
        session, plan_id = self.session, self.session.plan_id
        if plan_id == self._plan_id:
            return
        self._plan_id, self.texts = plan_id, ()
        self.notices.end(UNSAVED)
        if plan_id:
            session.runner.run(Lane.BESIDE, partial(kept_unsaved, plan_id), partial(self._found, plan_id), session.failed.emit)

    def _found(self, plan_id: str, texts: tuple[UnsavedText, ...]) -> None:
        if plan_id == self._plan_id and texts:
            self.texts = with_texts(texts, self.texts)
            self._offer()

    def _offer(self) -> None:
        if not self.texts or not self.session.is_open:
            return
        self.notices.show_notice(
            say.KEPT.format(count=len(self.texts), first=self._name(self.texts[0])),
            [(say.WRITE_KEPT, self.write), (say_main.HANDED_BACK_COPY, self.copy), (say_main.DRAFT_DROP, self.drop)],
            topic=UNSAVED, role="warning", closes=False,
        )

    def _name(self, one: UnsavedText) -> str:
        session = self.session
        if session.is_open and session.plan.node(one.key.node) is not None:
            return entry_name(session.plan, session.vocabulary, one.key)
        return one.text.split("\n")[0][:20]
