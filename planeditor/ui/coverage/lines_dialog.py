"""Asks for the items of a list: typed or pasted, one a line."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from planeditor.domain.errors import KnownError
from planeditor.messages import ui_coverage as say
from planeditor.services.coverage.pasting import Line, parse_lines
from planeditor.ui import theme
from planeditor.ui.look import STEP
from planeditor.ui.questions import verb_and_back

_WIDTH, _HEIGHT = 560, 380


class LinesDialog(QDialog):
    """A text with a line for each item; what it comes to is said below. ``then`` gets the items."""

    def __init__(self, parent: QWidget, name: str, taken: Sequence[str], then: Callable[[list[Line]], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say.LINES_TITLE.format(list=name))
        self._taken, self._then = taken, then
        self.lines: list[Line] = []
        ask = QLabel(say.LINES_ASK)
        ask.setWordWrap(True)
        self.text, self.found = QPlainTextEdit(), QLabel(say.LINES_NONE)
        self.text.setAccessibleName(say.LINES_ASK)
        self.text.setTabChangesFocus(True)
        self.found.setWordWrap(True)
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        buttons, self.go = verb_and_back(say.LINES_VERB)
        self.go.setEnabled(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addWidget(ask)
        rows.addWidget(self.text, 1)
        rows.addWidget(self.found)
        rows.addWidget(buttons)
        self.text.textChanged.connect(self._typed)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        self.resize(theme.scaled(_WIDTH), theme.scaled(_HEIGHT))
        self.text.setFocus()

    def _typed(self) -> None:
        try:
            self.lines = parse_lines(self.text.toPlainText(), self._taken)
        except KnownError as error:
            self.lines = []
            self._say(error.message)
        else:
            titles = [f"{line.number} {line.name}".strip() for line in self.lines]
            several = say.LINES_FOUND if len(titles) > 1 else say.LINES_ONE
            self._say(several.format(count=len(titles), first=titles[0], last=titles[-1]) if titles else say.LINES_NONE)
        self.go.setEnabled(bool(self.lines))

    def _say(self, text: str) -> None:
        self.found.setText(text)

    def _take(self) -> None:
        if self.lines:
            lines = self.lines
            self.accept()
            self._then(lines)
