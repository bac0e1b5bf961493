"""The bar about a plan file that was changed, replaced, or is away: what happened, and the ways to go on."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planeditor.domain.errors import KnownError
from planeditor.messages import outside as say
from planeditor.messages import ui_main as say_main
from planeditor.store.lock import HeldByOther
from planeditor.store.outside import SAME, Outside, outside_of
from planeditor.ui.notices import Choice, NoticeArea
from planeditor.ui.opening import Opener
from planeditor.ui.outside.unsaved import Unsaved
from planeditor.ui.outside.ways import Ways
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.access import Return

OUTSIDE, REWRITTEN = "outside", "rewritten"
"""The topics of the two bars."""


class OutsideNotice(QObject):
    """Follows what ``Watch`` and the edits find; goes on by itself where the file is there again with all that we had."""

    def __init__(
        self, session: Session, opener: Opener, notices: NoticeArea, review: Callable[[int | None], object]
    ) -> None:
        """``review`` shows what waits of a receipt."""
        super().__init__(session)
        self.session, self.notices = session, notices
        self.unsaved = Unsaved(session, notices)
        self.ways = Ways(session, opener, notices, self.unsaved, review)
        self.outside = SAME
        self._waiting = False
        self._coming_back = False
        session.apart.connect(self.seen)
        session.opened.connect(self._opened)
        for signal in (self.unsaved.changed, self.ways.unfinished):
            signal.connect(self._again)

    def seen(self, outside: Outside) -> None:
        """The file was looked at."""
        if not self.session.is_open:
            return
        was_away = self.outside.is_apart or self._waiting
        if outside.is_apart and outside.kind != "replaced":
            self._is(outside)
        elif outside.kind == "replaced" or was_away:
            self._come_back(outside)

    def no_answer(self) -> None:
        """The place of the file does not answer; the window goes on."""
        if self.session.is_open and not self.outside.is_apart:
            self._waiting = True
            self._show(say.NO_ANSWER)

    def rewritten(self, why: str) -> None:
        """Another program wrote into the file; ``why`` it cannot be read any more, "" where it was read anew."""
        if why:
            self.notices.show_notice(
                say.UNREADABLE.format(sentence=why), [(say.SAVE_ELSEWHERE, self.ways.save_elsewhere)], topic=REWRITTEN, role="error"
            )
        elif not (self.outside.is_apart or self._waiting or self._coming_back):  # a write of ours that was cut short is no news
            self.notices.show_notice(say.REWRITTEN, topic=REWRITTEN, role="warning")

    # Inside

    def _opened(self) -> None:
        self.outside, self._waiting, self._coming_back = SAME, False, False
        self.notices.end(OUTSIDE)
        self.notices.end(REWRITTEN)

    def _is(self, outside: Outside) -> None:
        if outside != self.outside or self._waiting:
            self.outside, self._waiting = outside, False
            self.session.set_apart(True)
            self._again()

    def _again(self) -> None:
        if self.outside.is_apart:
            texts = {"replaced": say.BAR_REPLACED, "gone": say.BAR_GONE, "barred": say.BAR_BARRED}
            self._show(texts.get(self.outside.kind, say.BAR_UNREACHABLE))

    def _show(self, text: str) -> None:
        path, count = self.session.path, len(self.unsaved.texts)
        if path is None:
            return
        sentence = text.format(file=path.name) + (say.BAR_UNSAVED.format(count=count) if count else "")
        choices: list[Choice] = [(say.SAVE_ELSEWHERE, self.ways.save_elsewhere)]
        if self.outside.kind == "replaced":
            merge = [] if self.session.file_read_only else [(say.MERGE, self.ways.merge)]
            choices = [*merge, *choices, (say.REOPEN, self.ways.reopen)]
        else:
            choices.append((say_main.TRY_AGAIN, self._try_again))
        self.notices.show_notice(sentence, choices, topic=OUTSIDE, role="warning", closes=False)

    def _try_again(self) -> None:
        self.session.ask(lambda document: document.outside(), self._tried)

    def _tried(self, outside: Outside) -> None:
        if outside.is_apart:
            self._again()
        self.seen(outside)

    def _come_back(self, outside: Outside) -> None:
        """Go on with what is at the place of the file, where that can be done without losing anything."""
        if self._coming_back:
            return
        self._coming_back = True

        def done(found: Return) -> None:
            self._coming_back = False
            if found == "other":
                self._is(Outside("replaced"))
            else:
                self._is_back(found)

        def failed(error: Exception) -> None:
            self._coming_back = False
            if isinstance(error, HeldByOther):
                self._end()
                self.session.lose(error.message)
            elif isinstance(error, KnownError):
                now = outside_of(error)
                self._is(next((o for o in (now, outside, self.outside) if o.is_apart), Outside("replaced")))
            else:
                self.session.failed.emit(error)

        self.session.ask(lambda document: document.come_back(), done, failed)

    def _is_back(self, found: Return) -> None:
        was_away = self.outside.is_apart or self._waiting
        self._end()
        if found == "further":
            self.session.reread()
        if was_away or found == "further":
            self.session.told.emit(say.BACK if found == "same" else say.BACK_FURTHER)
        if self.unsaved.texts:
            self.unsaved.write()

    def _end(self) -> None:
        self.outside, self._waiting = SAME, False
        self.session.set_apart(False)
        self.notices.end(OUTSIDE)
