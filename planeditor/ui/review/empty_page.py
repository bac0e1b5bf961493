"""What the review shows where nothing waits."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planeditor.messages import ui_review as say
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.keys_to import keys_to
from planeditor.ui.look import STEP


class EmptyPage(QWidget):
    """A sentence, and how to go on."""

    import_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title, self.text = QLabel(say.NOTHING), Sentence()
        title.setProperty("role", "section")
        self.import_, self.back = QPushButton(say.IMPORT), QPushButton(say.TO_SHEET)
        self.import_.setProperty("role", "primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addWidget(self.import_)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(12 * STEP,) * 4)
        rows.setSpacing(4 * STEP)
        rows.addWidget(title)
        rows.addWidget(self.text)
        rows.addLayout(buttons)
        rows.addStretch(1)
        self.import_.clicked.connect(self.import_wanted)
        self.back.clicked.connect(self.back_wanted)
        keys_to(self, self.import_)
        title.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.tell(done=False)

    def tell(self, *, done: bool) -> None:
        """``done``: files were decided in this visit."""
        self.text.setText(say.DONE_TEXT if done else say.NOTHING_TEXT)
