"""What was typed and could not be entered: kept at hand until it is written on, copied or given up."""
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from planeditor.domain.plan import Key
from planeditor.messages import ui_main as say
from planeditor.services.editing.entry import entry_name
from planeditor.services.editing.permissions import Lock
from planeditor.ui.notices import NoticeArea
from planeditor.ui.session import Session
from planeditor.ui.typed import Typed

if TYPE_CHECKING:
    from planeditor.store.document import Document
    from planeditor.store.drafts import Draft  # the store is opened after the first paint

HANDED_BACK = "handed_back"


class HandBack(QObject):
    """One bar for all of it."""

    def __init__(self, session: Session, notices: NoticeArea, restore: Callable[[Draft], bool]) -> None:
        """``restore`` opens a cell with a text; False where it cannot be opened now."""
        super().__init__(session)
        self.session, self.notices, self._restore = session, notices, restore
        self._typed: dict[tuple[str, Key], Typed] = {}
        session.handed_back.connect(self.take)

    def take(self, typed: Typed) -> None:
        """Something could not be entered; of one cell the latest text stays."""
        place = (typed.plan_id, typed.key)
        self._typed.pop(place, None)
        self._typed[place] = typed
        self._show()

    def _show(self) -> None:
        if not self._typed:
            self.notices.end(HANDED_BACK)
            return
        first = next(iter(self._typed.values()))
        session = self.session
        where = entry_name(session.plan, session.vocabulary, first.key) if self._is_here(first) else first.text.split("\n")[0][:20]
        self.notices.show_notice(
            say.HANDED_BACK.format(count=len(self._typed), first=where),
            [(say.DRAFT_RESTORE, self.write_on), (say.HANDED_BACK_COPY, self.copy), (say.DRAFT_DROP, self.drop)],
            topic=HANDED_BACK, role="warning", closes=False,
        )

    def _is_here(self, typed: Typed) -> bool:
        return self.session.plan_id == typed.plan_id and self.session.plan.node(typed.key.node) is not None

    def write_on(self) -> None:
        """Open the cell of the first with its text; where it cannot be edited, say why and keep the text."""
        first = next(iter(self._typed.values()))
        session = self.session
        lock = session.lock(first.key) if self._is_here(first) else None
        if lock is Lock.OPEN:
            from planeditor.store.drafts import Draft

            if self._restore(Draft(first.key, first.text, session.who, datetime.now(UTC))):
                del self._typed[(first.plan_id, first.key)]
        else:
            why = session.permissions.sentence(lock) if lock else say.HANDED_BACK_ELSEWHERE
            session.told.emit(say.HANDED_BACK_LOCKED.format(sentence=why))
        self._show()

    def copy(self) -> None:
        """Put the texts on the clipboard; they stay at hand."""
        QApplication.clipboard().setText("\n\n".join(typed.text for typed in self._typed.values()))
        self.session.told.emit(say.HANDED_BACK_COPIED)
        self._show()

    def drop(self) -> None:
        """Give them up, with the drafts that were kept of them."""
        keys = [typed.key for typed in self._typed.values() if self._is_here(typed)]
        self._typed.clear()
        self._show()

        def work(document: Document) -> None:
            for key in keys:
                document.drafts.drop(key)

        self.session.ask(work, lambda _: None)
