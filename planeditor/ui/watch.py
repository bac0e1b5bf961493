"""What goes on by itself while a plan is open: the sign of life, being asked for the file, giving it up when idle, and seeing
what others do."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from planeditor.messages import ui_main as say
from planeditor.ui.notices import NoticeArea
from planeditor.ui.opening import Opener
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document
    from planeditor.store.handover import Request

EVERY = 10_000
"""How often to look, in ms: a request is seen within 10 seconds, and so is what others do."""
BEAT = 3
"""The sign of life is given every third time."""
IDLE = 15 * 60_000
"""After so long without an edit others may write, in ms."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one look has shown."""

    changed: bool = False
    request: Request | None = None
    taken_over: str = ""
    released: bool = False


class Watch(QObject):
    """Looks after the lock of the open plan."""

    def __init__(self, session: Session, opener: Opener, notices: NoticeArea) -> None:
        super().__init__(session)
        self.session, self.opener, self.notices = session, opener, notices
        self.idle = IDLE
        self._count = 0
        self._explained = ""
        self._looking = False
        self._since_edit = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        session.opened.connect(self._opened)
        session.saved.connect(self._edited)
        session.access_changed.connect(self._explain)

    def _opened(self) -> None:
        self._edited()
        self._count, self._explained, self._looking = 0, "", False
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
        """Give the sign of life when it is due, see who asks for the file, give it up when nobody has edited for long; where
        others may write, take in what they did."""
        if not self.session.is_open or self._looking:
            return
        self._looking = True
        self._count += 1
        reading = self.session.file_read_only or self.session.released
        beat = self._count % BEAT == 1
        idle = self._since_edit.elapsed() >= self.idle

        def work(document: Document) -> _Seen:
            if reading:
                return _Seen(changed=document.refresh())
            if beat and not document.beat() and (other := document.taken_over()) is not None:
                return _Seen(changed=document.refresh(), taken_over=other.message)
            request = document.handover_request()
            released = idle and not self._typing(document)
            if released:
                document.release()
            return _Seen(request=None if released else request, released=released)

        self.session.ask(work, self._looked, self._missed)

    def _typing(self, document: Document) -> bool:
        """Whether a text was half typed lately: its drafts tell."""
        since = datetime.now(UTC) - timedelta(milliseconds=self.idle)
        return any(draft.at > since for draft in document.drafts.all()[:1])

    def _looked(self, seen: _Seen) -> None:
        self._looking = False
        if seen.changed:
            self.session.reread()
            self.session.told.emit(say.REGAINED_CHANGED)
        if seen.taken_over:
            self.session.lose(seen.taken_over)
        self.opener.turns.asked_for(seen.request)
        if seen.released:
            self.session.access_changed.emit()
            self.notices.show_notice(say.RELEASED, topic="idle")

    def _missed(self, _: Exception) -> None:
        """The disk could not be reached just now; the next edit says so, and the next look tries again."""
        self._looking = False
