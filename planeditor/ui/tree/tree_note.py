"""What stands in the tree's place where there is nothing to show: a sentence and what can be done."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from planeditor.ui.look import STEP

Way = tuple[str, Callable[[], object]]
"""What a button says, and what it does."""


class TreeNote(QWidget):
    """A sentence with up to two buttons under it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._acts: list[Callable[[], object]] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(STEP * 4, STEP * 4, STEP * 4, STEP * 4)
        rows.setSpacing(STEP * 2)
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setProperty("role", "quiet")
        self.sentence.setWordWrap(True)
        rows.addWidget(self.sentence)
        self.buttons = [QPushButton(), QPushButton()]
        for number, button in enumerate(self.buttons):
            button.clicked.connect((self._first, self._second)[number])
            rows.addWidget(button)

    def say(self, sentence: str, ways: Sequence[Way] = ()) -> None:
        """Show a sentence and the ways on; an empty sentence takes the note away."""
        self.setVisible(bool(sentence))
        self.sentence.setText(sentence)
        self._acts = [act for _, act in ways]
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(ways))
            if number < len(ways):
                button.setText(ways[number][0])

    def _first(self) -> None:
        self._acts[0]()

    def _second(self) -> None:
        self._acts[1]()
