"""The status bar: what is saved, who may write, what the last check found, where in time we are."""
from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStatusBar

from planeditor.messages import outside as say_outside
from planeditor.messages import ui_main as say
from planeditor.messages import ui_review as say_review
from planeditor.messages import ui_submissions as say_submissions
from planeditor.services.editing.permissions import Mode
from planeditor.ui import theme
from planeditor.ui.editions.status_step import StatusStep
from planeditor.ui.elided import ElidedButton, ElidedLabel
from planeditor.ui.look import STEP
from planeditor.ui.session import Session

TOLD_MS = 6000
"""How long a quiet sentence stands, in ms."""


class StatusBar(QStatusBar):
    """Follows the session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setSizeGripEnabled(False)
        self.saved, self.writer, self.checked = (ElidedLabel() for _ in range(3))
        self.mode, self.year = QLabel(), QLabel()
        for label in (self.saved, self.writer, self.checked):
            label.setContentsMargins(STEP, 0, STEP, 0)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            self.addWidget(label)
        self.submitted = ElidedButton()
        self.submitted.setProperty("role", "status")
        self.submitted.setProperty("told", "quiet")
        self.submitted.setAccessibleName(say_submissions.SUBMITTED)
        self.addWidget(self.submitted)
        self.step = StatusStep(session)
        self.addWidget(self.step)
        self.waiting = QPushButton()
        self.waiting.setProperty("role", "status")
        for widget in (self.waiting, self.mode, self.year):
            self.addPermanentWidget(widget)
        self.show_waiting(0)
        for signal in (session.opened, session.changed, session.saved, session.mode_changed, session.access_changed):
            signal.connect(self.refresh)
        session.told.connect(self.tell)
        session.mode_changed.connect(self.clearMessage)  # why something could not be done before is no longer so
        theme.watch().changed.connect(self.clearMessage)  # laid out anew, the labels would come up under the sentence
        self.refresh()

    def tell(self, text: str) -> None:
        """A quiet sentence for a while."""
        self.showMessage(text, TOLD_MS)

    def refresh(self) -> None:
        """Show how things are."""
        session = self.session
        if not session.is_open:
            for label in (self.saved, self.writer, self.checked, self.mode, self.year):
                label.clear()  # hiding is the bar's own way of making room for a sentence
            return
        self.saved.setText(say.SAVING if session.saving else saved_text(session.saved_at))
        if session.viewing is not None:
            self.writer.setText(say.WRITER_VIEWING)
        elif session.is_apart:
            self.writer.setText(say_outside.WRITER_APART)
        elif session.read_only:
            self.writer.setText(say.WRITER_READ_ONLY)
        else:
            self.writer.setText(say.WRITER_RELEASED if session.released else say.WRITER_HERE)
        words = {"revision": session.vocabulary.word("revision")}
        modes = {Mode.REVISION: say.MODE_REVISION.format_map(words), Mode.CORRECTION: say.MODE_CORRECTION}
        self.mode.setText(modes.get(session.mode, ""))
        current = session.current
        self.year.setText(session.vocabulary.period_label(session.plan, current) if current else "")

    def show_waiting(self, count: int) -> None:
        """How much of what came in waits for a decision."""
        self.waiting.setText(say_review.WAITING.format(count=count))
        self.waiting.setVisible(count > 0)

    def show_submitted(self, text: str, tip: str) -> None:
        """How many departments have handed in, "" where nobody was asked."""
        self.submitted.say(text)
        self.submitted.setToolTip(tip)
        self.submitted.setEnabled(bool(text))
        self.submitted.setAccessibleName(text or say_submissions.SUBMITTED)

    def show_check(self, errors: int | None, warnings: int = 0) -> None:
        """What the last check found; None = not checked yet."""
        text = say.NOT_CHECKED if errors is None else say.CHECKED.format(errors=errors, warnings=warnings)
        self.checked.setText(text if self.session.is_open else "")


def saved_text(at: datetime | None) -> str:
    """保存済み 14:02."""
    return say.SAVED_AT.format(time=f"{at:%H:%M}") if at else say.SAVED
