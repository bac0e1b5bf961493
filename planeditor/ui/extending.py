"""計画期間の延長 of a plan whose last period is a run of years: a year longer, or another one behind it."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLabel, QRadioButton, QVBoxLayout, QWidget

from planeditor.messages import ui_main as say
from planeditor.ui.look import STEP
from planeditor.ui.questions import verb_and_back


class AskExtension(QDialog):
    """Asks which of the two is meant; ``then`` gets whether another period is to follow."""

    def __init__(self, parent: QWidget, now: str, longer: str, following: str, then: Callable[[bool], object]) -> None:
        """The labels of the last period as it is, as it would be, and of the one that would follow."""
        super().__init__(parent)
        self.setWindowTitle(say.EXTEND_TITLE)
        self._then = then
        rows = QVBoxLayout(self)
        rows.setSpacing(STEP * 3)
        label = QLabel(say.EXTEND_ASK)
        label.setWordWrap(True)
        self.longer = QRadioButton(say.EXTEND_LONGER.format(period=now, longer=longer))
        self.anew = QRadioButton(say.EXTEND_ANEW.format(period=following))
        self.longer.setChecked(True)
        buttons, self.go = verb_and_back(say.EXTEND_START)
        for widget in (label, self.longer, self.anew, buttons):
            rows.addWidget(widget)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)

    def _take(self) -> None:
        self.accept()
        self._then(self.anew.isChecked())
