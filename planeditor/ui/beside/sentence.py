"""A sentence that wraps, with room between its lines."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

_LINES = '<div style="line-height:140%; white-space:pre-wrap">{text}</div>'
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""Not by ``html``, whose table of names takes some ms at the start."""


class Sentence(QLabel):
    """A label as wide as there is room, however narrow."""

    def __init__(self, text: str = "", role: str = "quiet") -> None:
        super().__init__()
        self._said = ""
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another sentence, to the letter."""
        if text != self._said:
            self._said = text
            super().setText(_LINES.format(text=text.translate(_ESCAPED)))
            self.setAccessibleName(text)

    def text(self) -> str:
        """The sentence that is shown."""
        return self._said
