"""The few questions the window asks: one line of text, with a verb on the button."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from planeditor.messages import ui_main as say
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP


def verb_and_back(verb: str) -> tuple[QDialogButtonBox, QPushButton]:
    """The buttons of a question: what it is about, also by Enter, and the way back. Gives the first one too."""
    buttons, go, back = QDialogButtonBox(), QPushButton(verb), QPushButton(say.BACK)
    go.setProperty("role", "primary")
    go.setAutoDefault(True)
    back.setAutoDefault(False)  # Enter never means to leave
    buttons.addButton(go, QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.addButton(back, QDialogButtonBox.ButtonRole.RejectRole)
    return buttons, go


class AskReason(QDialog):
    """Asks for a reason; ``then`` gets it. The button does nothing as long as there is none."""

    def __init__(self, parent: QWidget, title: str, text: str, verb: str, then: Callable[[str], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then = then
        rows = self._rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(STEP * 3)
        label = Sentence(text, role="")
        self.reason = QLineEdit()
        self.reason.setAccessibleName(text)
        label.setBuddy(self.reason)
        self.reason.setMinimumWidth(STEP * 100)
        buttons, self.go = verb_and_back(verb)
        self.go.setEnabled(False)
        for widget in (label, self.reason, buttons):
            rows.addWidget(widget)
        self.reason.textChanged.connect(self._typed)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its sentence is at this width."""
        super().showEvent(event)
        self.resize(self.width(), self._rows.totalHeightForWidth(self.width()))

    def _typed(self, text: str) -> None:
        self.go.setEnabled(bool(text.strip()))

    def _take(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.accept()
            self._then(reason)
