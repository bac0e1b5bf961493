"""会議 ▸ 会議資料を作る."""
from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planeditor.ui.actions import Slots
from planeditor.ui.forward import come_forward
from planeditor.ui.parts import Parts
from planeditor.ui.session import Session


class MeetingPaperCommands(QObject):
    """Opens the window of 会議資料, one at a time."""

    written = Signal(object)
    """The ``Path`` of a file that was written."""

    def __init__(self, window: QWidget, session: Session, parts: Parts) -> None:
        super().__init__(window)
        self.window, self.session, self.parts = window, session, parts

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {"meeting_papers": self.meeting_papers}

    def meeting_papers(self) -> None:
        """会議資料を作る: beside the window, which stays usable."""
        from planeditor.ui.meeting.meeting_dialog import MeetingDialog

        self.session.gathering.emit()
        if come_forward(self.window, MeetingDialog):
            return
        dialog = MeetingDialog(self.session, self.parts.jobs, self.window)
        dialog.written.connect(self.written)
        dialog.show()
