"""A backup every half hour while a plan is edited; taken beside the editing, by a connection of its own."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planeditor.messages import ui_main as say
from planeditor.services.backups.policy import EVERY_MINUTES
from planeditor.ui.notices import NoticeArea
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session, sentence

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.backups.taking import Taken

TOPIC = "backup"


class RegularBackups(QObject):
    """Takes the backups, and says once where one cannot be taken."""

    taken = Signal()
    """A backup was taken."""

    def __init__(self, session: Session, notices: NoticeArea) -> None:
        super().__init__(session)
        self.session, self.notices = session, notices
        self._changed = self._working = False
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MINUTES * 60 * 1000)
        self._timer.timeout.connect(self.look)
        session.opened.connect(self._opened)
        session.saved.connect(self._saved)

    def _opened(self) -> None:
        self._changed = False
        self.notices.end(TOPIC)
        if self.session.is_open:
            self._timer.start()
        else:
            self._timer.stop()

    def _saved(self) -> None:
        self._changed = True

    def look(self) -> None:
        """Take a backup where something was changed here since the last one."""
        path = self.session.path
        if not self._changed or self._working or path is None or self.session.file_read_only:
            return
        self._changed, self._working = False, True

        def work() -> Taken:
            from planeditor.services.backups.taking import take

            return take(path, "regular")

        self.session.runner.run(Lane.BESIDE, work, lambda found: self._done(path, found.trouble), lambda e: self._failed(path, e))

    def _done(self, path: Path, trouble: str) -> None:
        self._working = False
        self._tell(path, trouble)
        self.taken.emit()

    def _failed(self, path: Path, error: Exception) -> None:
        self._working, self._changed = False, True
        text = sentence(error)
        if text is None:
            self.session.failed.emit(error)
        else:
            self._tell(path, say.BACKUP_FAILED.format(sentence=text))

    def _tell(self, path: Path, text: str) -> None:
        """Once, until it is another trouble or none."""
        told, self._told = self._told, text
        if text and text != told and self.session.path == path:
            self.notices.show_notice(text, topic=TOPIC, role="warning")
