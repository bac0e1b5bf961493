"""The strip that names what the plan prints as 担当部署 and the register does not know."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from planeditor.messages import ui_departments as say
from planeditor.ui.look import STEP

_NAMED = 5


class UnknownStrip(QFrame):
    """There is nothing to see while every name is known."""

    fill_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.button = QPushButton(say.FILL)
        self.button.setToolTip(say.FILL_HELP)
        self.button.setAccessibleDescription(say.FILL_HELP)
        self.button.clicked.connect(self.fill_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        row.setSpacing(3 * STEP)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        self.hide()

    def show_names(self, names: Sequence[str], *, writable: bool) -> None:
        """Name them, the first few of many."""
        text = say.ALIASES_BETWEEN.join(f"「{name}」" for name in names[:_NAMED])
        if len(names) > _NAMED:
            text = say.UNKNOWN_MORE.format(names=text)
        self.label.setText(say.UNKNOWN.format(count=len(names), names=text))
        self.button.setEnabled(writable)
        self.setVisible(bool(names))
