"""Asks how much of the plan goes back to a state."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QRadioButton, QVBoxLayout, QWidget

from planeditor.messages import ui_editions as say
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP
from planeditor.ui.questions import verb_and_back

_WIDTH = 460


class RestoreDialog(QDialog):
    """All of it, or the measure the user is at. It stays open until ``accept``, so that a refusal is told in it."""

    wanted = Signal(object)
    """The id of the measure, or None for all."""

    def __init__(self, name: str, count: int, measure: tuple[str, str] | None, parent: QWidget) -> None:
        """``count``: the changes since; ``measure``: id and title of the one the user is at."""
        super().__init__(parent)
        self.setWindowTitle(say.RESTORE_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._measure = measure
        self.all = QRadioButton(say.RESTORE_ALL)
        self.one = QRadioButton(say.RESTORE_ONE.format(measure=measure[1]) if measure else "")
        self.all.setChecked(True)
        self.one.setVisible(measure is not None)
        self.problem = Sentence(role="error")
        self.problem.hide()
        buttons, self.go = verb_and_back(say.RESTORE_GO)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        for widget in (Sentence(say.RESTORE_ASK.format(name=name, count=count), role=""), self.all, self.one, self.problem):
            rows.addWidget(widget)
        rows.addStretch(1)
        rows.addWidget(buttons)
        self.setMinimumWidth(min(theme.scaled(_WIDTH), self.screen().availableSize().width() - 8 * STEP))

    def tell(self, text: str) -> None:
        """Why it was not done."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.adjustSize()

    def _take(self) -> None:
        self.tell("")
        self.wanted.emit(self._measure[0] if self._measure and self.one.isChecked() else None)
