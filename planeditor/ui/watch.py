"""What goes on by itself while a plan is open: the sign of life, being asked for the file, giving it up when idle."""
from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from planeditor.messages import ui_main as say
from planeditor.store.document import Document
from planeditor.store.handover import Request
from planeditor.ui.notices import NoticeArea
from planeditor.ui.session import Session
from planeditor.ui.turns import Turns

EVERY = 10_000
"""How often to look, in ms: a request is seen within 10 seconds."""
BEAT = 3
"""The sign of life is given every third time."""
IDLE = 15 * 60_000
"""After so long without an edit others may write, in ms."""


class Watch(QObject):
    """Looks after the lock of the open plan."""

    def __init__(self, session: Session, turns: Turns, notices: NoticeArea) -> None:
        super().__init__(session)
        self.session, self.turns, self.notices = session, turns, notices
        self.idle = IDLE
        self._count = 0
        self._since_edit = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        session.opened.connect(self._opened)
        session.saved.connect(self._edited)

    def _opened(self) -> None:
        self._edited()
        self._count = 0
        if self.session.is_open:
            self._timer.start()
        else:
            self._timer.stop()

    def _edited(self) -> None:
        self._since_edit.start()

    def typed(self) -> None:
        """Somebody is typing: not idle."""
        self._since_edit.start()

    def look(self) -> None:
        """Give the sign of life when it is due, see who asks for the file, give it up when nobody has edited for long."""
        if not self.session.is_open or self.session.read_only or self.session.released:
            return
        self._count += 1
        beat = self._count % BEAT == 1
        idle = self._since_edit.elapsed() >= self.idle

        def work(document: Document) -> tuple[Request | None, bool]:
            if beat:
                document.beat()
            request = document.requests()
            if idle:
                document.release()
            return request, idle

        self.session.ask(work, self._looked)

    def _looked(self, result: tuple[Request | None, bool]) -> None:
        request, idle = result
        self.turns.asked_for(None if idle else request)
        if idle:
            self.session.access_changed.emit()
            self.notices.show_notice(say.RELEASED, topic="idle")
