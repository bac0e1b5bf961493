"""One question: its label, what answers it, and a sentence where the answer will not do."""
from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLayout, QVBoxLayout, QWidget

from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP


class Question(QWidget):
    """A labelled field with room for a hint and a problem below it."""

    def __init__(self, label: str, field: QWidget, hint: str = "", beside: QLayout | None = None) -> None:
        """``beside``: a layout that holds the field together with its buttons."""
        super().__init__()
        self.field = field
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(STEP)
        name = QLabel(label)
        name.setProperty("role", "heading")
        name.setBuddy(field)
        rows.addWidget(name)
        if beside is not None:
            rows.addLayout(beside, 1)
        else:
            rows.addWidget(field)
        if not field.accessibleName():
            field.setAccessibleName(label)
        self.hint, self._problem = Sentence(hint), Sentence(role="error")
        self._problem.hide()
        rows.addWidget(self.hint)
        rows.addWidget(self._problem)
        self.hint.setVisible(bool(hint))

    @property
    def problem(self) -> str:
        """The sentence that is shown, "" = none."""
        return self._problem.text()

    def tell(self, sentence: str) -> None:
        """Show what is wrong; "" = nothing."""
        if sentence == self._problem.text():
            return
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)
        self.field.setProperty("role", "error" if sentence else "")
        self.field.style().polish(self.field)

    def say(self, hint: str) -> None:
        """Show another hint."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
