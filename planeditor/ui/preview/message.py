"""What stands where there are no pages to show: a sentence, and what can be done."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from planeditor.ui.look import STEP


class Message(QFrame):
    """A sentence in the middle of the desk."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "desk")
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(STEP * 8,) * 4)
        rows.setSpacing(STEP * 4)
        rows.addStretch(1)
        rows.addWidget(self.label)
        rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        rows.addStretch(2)
        self.button.hide()

    def tell(self, text: str, deed: str = "") -> None:
        """Show a sentence, and a button where there is something to do."""
        self.label.setText(text)
        self.button.setText(deed)
        self.button.setVisible(bool(deed))
