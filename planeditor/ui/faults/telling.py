"""Saying that a fault happened: in a bar, or where a dialog covers the bars, in a dialog of its own."""
from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from planeditor.messages import faults as say
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.faults.kept import Typed, drafts_hold, has_loose_text, keep_half_typed
from planeditor.ui.fitting import fit_height
from planeditor.ui.handback import HANDED_BACK
from planeditor.ui.later import later
from planeditor.ui.look import STEP
from planeditor.ui.notices import Choice, NoticeArea
from planeditor.ui.parts import Parts
from planeditor.ui.session import Session

FAULT = "fault"
"""The topic of the bar."""
AGAIN = 60.0
"""The same fault within so many seconds opens no dialog."""
_PATIENCE = 2000
"""So long the file is waited for before nothing is promised, in ms."""


class FaultNotice(QObject):
    """One bar about faults at a time."""

    restart_wanted = Signal()

    def __init__(self, window: QWidget, session: Session, parts: Parts, notices: NoticeArea) -> None:
        super().__init__(window)
        self.window, self.session, self.parts, self.notices = window, session, parts, notices
        self._asked: object = None
        self._told: dict[str, float] = {}

    def show(self, report: str) -> None:
        """Say that a fault happened; ``report``: the place of its report, "" where none could be written."""
        session = self.session
        typed = keep_half_typed(self.window, self.parts) if session.is_open else []
        if not session.is_open:
            self._tell(report, "")
        elif not typed and not session.saving:
            self._tell(report, self._promise(say.SAVED))
        else:
            self._ask(report, typed)

    def _ask(self, report: str, typed: list[Typed]) -> None:
        """Promise nothing before the file was looked at."""
        asked = self._asked = object()

        def answered(held: object) -> None:
            if self._asked is asked:
                self._asked = None
                kept = say.SAVED_DRAFT if typed else say.SAVED
                self._tell(report, self._promise(kept) if held is True and not self.session.saving else say.NOT_SURE)

        self.session.ask(lambda document: drafts_hold(document, typed), answered, answered)
        later(self, _PATIENCE, lambda: answered(None))

    def _promise(self, kept: str) -> str:
        refused = any(notice.topic == HANDED_BACK for notice in self.notices.notices)
        return say.NOT_SURE if refused or has_loose_text(self.parts) else kept

    def _tell(self, report: str, kept: str) -> None:
        place = say.REPORT.format(file=Path(report).name) if report else say.NO_REPORT
        text = f"{say.FAULT}{kept}{place}"
        choices: list[Choice] = [(say.GO_ON, _nothing), (say.RESTART, self.restart_wanted.emit)]
        if report:
            choices.append((say.OPEN_REPORT, lambda: open_report(report)))
        now = time.monotonic()
        again = now - self._told.get(report, -AGAIN) < AGAIN
        self._told = {**{r: at for r, at in self._told.items() if now - at < AGAIN}, report: now}
        covering = QApplication.activeModalWidget()
        if covering is not None and not again and not isinstance(covering, FaultDialog):
            FaultDialog(covering, text, choices).open()
        self.notices.show_notice(text, choices, topic=FAULT, role="error", closes=False)


class FaultDialog(QDialog):
    """The same over a dialog, which covers the bars."""

    def __init__(self, parent: QWidget, text: str, choices: list[Choice]) -> None:
        super().__init__(parent)
        self.setWindowTitle(say.DIALOG_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(STEP * 120)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(STEP * 3)
        rows.addWidget(Sentence(text, role=""))
        buttons = QDialogButtonBox()
        for number, (word, act) in enumerate(choices):
            button = QPushButton(word)
            button.setAutoDefault(number == 0)
            button.clicked.connect(self.accept)
            button.clicked.connect(act)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            if number == 0:
                button.setProperty("role", "primary")
                button.setDefault(True)
        rows.addWidget(buttons)
        fit_height(self)


def open_report(report: str) -> None:
    """Show a report in the program the system has for texts."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(report))))


def _nothing() -> None:
    """On with the work."""
