"""What stands on the desk where there is no sheet to show: a sentence and the way on."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from planeditor.messages import ui_sheet as say
from planeditor.ui.look import STEP


class EmptySheet(QFrame):
    """An invitation; hidden where there is a sheet."""

    open_wanted = Signal(str)
    """The id of the node to go to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "desk")
        self._node = ""
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self.take_up)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(STEP * 6, STEP * 6, STEP * 6, STEP * 6)
        rows.setSpacing(STEP * 4)
        rows.addStretch(2)
        rows.addWidget(self._sentence)
        rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)
        self.hide()

    def tell(self, sentence: str, node: str, title: str) -> None:
        """Show a sentence and a button that goes to a node; "" hides all, no node hides the button."""
        self._node = node
        self._sentence.setText(sentence)
        self.button.setText(say.OPEN_FIRST.format(node=title))
        self.button.setAccessibleName(self.button.text())
        self.button.setVisible(bool(node))
        self.setVisible(bool(sentence))
        if sentence:
            self.raise_()

    def take_up(self) -> None:
        """Do what is invited to."""
        if self._node:
            self.open_wanted.emit(self._node)
