"""What the check of the plan file found: that all is well, or a list of what is damaged and the way to the backups."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QListWidget, QPushButton, QVBoxLayout, QWidget

from planeditor.messages import verifying as say
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.flow import FlowLayout
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled

_WIDTH, _LIST = 640, 220


class VerifyDialog(QDialog):
    """The result of one check. ``faults`` are its sentences, none where the file is sound; ``detail`` says what was looked at."""

    restore_wanted = Signal()
    """The user wants to see the backups."""

    def __init__(self, session: Session, faults: Sequence[str], detail: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.faults = list(faults)
        self.setWindowTitle(say.TITLE)
        self.result_line = Sentence(say.FOUND.format(count=len(faults)) if faults else say.SOUND, role="error" if faults else "")
        self.detail = Sentence(say.FOUND_DETAIL if faults else detail)
        self.list = QListWidget()
        self.list.setAccessibleName(say.LIST_NAME)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.addItems(self.faults)
        self.copy, self.restore, self.close_button = (QPushButton(word) for word in (say.COPY, say.RESTORE, say.CLOSE))
        self.restore.setProperty("role", "primary")
        for button, slot in ((self.copy, self._copy), (self.restore, self._restore), (self.close_button, self.reject)):
            button.clicked.connect(slot)
            button.setAutoDefault(button is (self.restore if faults else self.close_button))
        for widget in (self.list, self.copy, self.restore):
            widget.setVisible(bool(faults))
        self._lay_out()
        session.opened.connect(self.reject)
        HelpKey(session, "verifying", self)
        (self.list if faults else self.close_button).setFocus()

    def _lay_out(self) -> None:
        below = FlowLayout()
        below.addWidget(self.copy)
        below.push()
        below.addWidget(self.close_button)
        below.addWidget(self.restore)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(STEP * 3, STEP * 3, STEP * 3, STEP * 2)
        rows.setSpacing(STEP * 2)
        rows.addWidget(self.result_line)
        rows.addWidget(self.detail)
        rows.addWidget(self.list, 1)
        rows.addLayout(below)
        self.list.setMinimumHeight(scaled(_LIST))
        width = scaled(_WIDTH)
        self.resize(width, rows.totalHeightForWidth(width))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self.faults))

    def _restore(self) -> None:
        self.accept()
        self.restore_wanted.emit()
