"""A card: what it is about, one figure, a quiet line, and what can be done about it."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP


class Card(QFrame):
    """Shows what it is told; a link without words is not shown."""

    wanted = Signal()
    """The link was chosen."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._title = title
        self.title, self.figure, self.text = QLabel(title), QLabel(), Sentence()
        self.title.setProperty("role", "card-title")
        self.figure.setProperty("role", "figure")
        self.link = QPushButton()
        self.link.setProperty("role", "link")
        self.link.clicked.connect(self.wanted)
        self.link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4 * STEP, 3 * STEP, 4 * STEP, 3 * STEP)
        rows.setSpacing(STEP)
        for widget in (self.title, self.figure, self.text):
            rows.addWidget(widget)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.link)
        below.addStretch(1)
        rows.addLayout(below)
        rows.addStretch(1)
        self.tell("", "")

    def tell(self, figure: str, text: str, link: str = "", *, tone: str = "figure") -> None:
        """Show a figure and what belongs to it; ``tone``: ``figure``, or ``figure-warning`` where it needs a look."""
        self.figure.setText(figure)
        self.text.setText(text)
        self.link.setText(link)
        self.link.setAccessibleName(f"{self._title}　{link}")
        self.link.setVisible(bool(link))
        self.setAccessibleName(f"{self._title}　{figure}　{text}".strip())
        if self.figure.property("role") != tone:
            self.figure.setProperty("role", tone)
            self.figure.style().polish(self.figure)
