"""What goes on by itself while a plan is open: being asked for the file, giving it up when idle, seeing what others do to it, and
what becomes of it at its place."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from planeditor.domain.errors import KnownError
from planeditor.messages import ui_main as say
from planeditor.store.outside import SAME, Outside
from planeditor.ui.notices import NoticeArea
from planeditor.ui.opening import Opener
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document
    from planeditor.store.handover import Request

EVERY = 10_000
"""How often to look, in ms: a request is seen within 10 seconds, and so is what others do."""
IDLE = 15 * 60_000
"""After so long without an edit others may write, in ms."""
NO_ANSWER = 4_000
"""A place of the file that does not answer for so long is told, in ms."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one look has shown."""

    changed: bool = False
    request: Request | None = None
    taken_over: str = ""
    released: bool = False
    unreadable: str = ""
    outside: Outside = SAME


class Watch(QObject):
    """Looks after the lock and the place of the open plan."""

    outside_seen = Signal(object)
    """An ``Outside``: what became of the file at its place."""
    no_answer = Signal()
    """The place of the file has not answered for some seconds."""
    rewritten = Signal(str)
    """Another program wrote into the file while only this one may; "" where it was read anew, else why it cannot be read."""

    def __init__(self, session: Session, opener: Opener, notices: NoticeArea) -> None:
        super().__init__(session)
        self.session, self.opener, self.notices = session, opener, notices
        self.idle = IDLE
        self._explained = ""
        self._looking = self._asking = False
        self._since_edit = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(NO_ANSWER)
        self._patience.timeout.connect(self.no_answer)
        session.opened.connect(self._opened)
        session.saved.connect(self._edited)
        session.access_changed.connect(self._explain)

    def _opened(self) -> None:
        self._edited()
        self._explained, self._looking, self._asking = "", False, False
        self._patience.stop()
        if self.session.is_open:
            self._timer.start()
        else:
            self._timer.stop()

    def _edited(self) -> None:
        self._since_edit.start()

    def _explain(self) -> None:
        """Say once that somebody else has taken the file over, and what can be done."""
        session = self.session
        if session.lost and session.lost != self._explained and session.path is not None:
            self._explained = session.lost
            self.opener.explain(session.path, session.lost)

    def look(self) -> None:
        """Look at the place of the file; see who asks for it, give it up when nobody has edited for long, take in what others
        did."""
        self.session.sign()
        self.opener.lock_watch.look()
        if not self.session.is_open:
            return
        if not self._asking:
            self._asking = True
            self._patience.start()
            self.session.ask(lambda document: document.outside(), self._answered, self._not_answered, lane=Lane.LOOK)
        if not self._looking:
            self._looking = True
            self._look_at_content()

    def _look_at_content(self) -> None:
        reading = self.session.file_read_only or self.session.released
        idle = self._since_edit.elapsed() >= self.idle

        def work(document: Document) -> _Seen:
            if reading:
                return _Seen(changed=document.refresh())
            other = document.taken_over()
            try:
                changed = document.refresh()
            except KnownError as error:
                outside = document.why_refused(error)
                return _Seen(outside=outside) if outside.is_apart else _Seen(unreadable=error.message)
            if other is not None:
                return _Seen(changed, taken_over=other.message)
            request = document.handover_request()
            released = idle and not document.outside().is_apart and not self._typing(document)
            if released:
                document.release()
            return _Seen(changed, None if released else request, released=released)

        self.session.ask(work, self._looked, self._missed)

    def _typing(self, document: Document) -> bool:
        """Whether a text was half typed lately: its drafts tell."""
        now, idle = datetime.now(UTC), timedelta(milliseconds=self.idle)
        return any(abs(now - draft.at) < idle for draft in document.drafts.all())  # the clock may have been set back

    def _answered(self, outside: Outside) -> None:
        self._asking = False
        self._patience.stop()
        self.outside_seen.emit(outside)

    def _not_answered(self, _: Exception) -> None:
        """There is no document yet, or none any more."""
        self._asking = False
        self._patience.stop()

    def _looked(self, seen: _Seen) -> None:
        self._looking = False
        if seen.changed:
            self.session.reread()
        if seen.outside.is_apart:
            self.outside_seen.emit(seen.outside)
        if seen.unreadable:
            self.rewritten.emit(seen.unreadable)
        elif seen.changed and (self.session.file_read_only or self.session.released or seen.taken_over):
            self.session.told.emit(say.REGAINED_CHANGED)
        elif seen.changed:
            self.rewritten.emit("")
        if seen.taken_over:
            self.session.lose(seen.taken_over)
        self.opener.turns.asked_for(seen.request)
        if seen.released:
            self.session.access_changed.emit()
            self.notices.show_notice(say.RELEASED, topic="idle")

    def _missed(self, _: Exception) -> None:
        """The disk could not be reached just now; the next edit says so, and the next look tries again."""
        self._looking = False
