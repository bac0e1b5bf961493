"""The editors of the cells: a text that grows over its neighbours, and a list of choices."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from planeditor.messages import ui_table as say
from planeditor.ui.later import later
from planeditor.ui.look import STEP
from planeditor.ui.theme import scaled

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAST_WIDTH = 160
KEEP, GIVE_BACK = True, False
"""What happens to what was typed when an editor is left."""


class TextEditor(QPlainTextEdit):
    """Enter commits and goes down, Tab to the right, Alt+Enter breaks the line, Esc gives back the old text."""

    left = Signal(int, int, bool)
    """How many rows and columns to go on, and whether what was typed is kept."""

    def __init__(self, parent: QWidget, *, single: bool) -> None:
        """``single``: the text is of one line."""
        super().__init__(parent)
        self._single = single
        self.room = QRect()
        """The cell."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(False)
        self.textChanged.connect(self.grow)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.toPlainText()

    def show_text(self, text: str, *, marked: bool) -> None:
        """Begin with a text; ``marked``: what is typed next takes its place."""
        self.setPlainText(text)
        cursor = self.textCursor()
        if marked:
            cursor.select(cursor.SelectionType.Document)
        else:
            cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def grow(self) -> None:
        """Be as large as the text needs, at least as the cell, at most as far as the table is seen."""
        around = self.parentWidget()
        if around is None or self.room.isEmpty():
            return
        width = min(max(self.room.width(), scaled(_LEAST_WIDTH)), around.width())
        frame = self.size() - self.viewport().size() if self.viewport().width() < self.width() else self.size() * 0
        self.resize(width, max(self.height(), self.room.height()))
        lines = self.document().size().height()
        wanted = int(lines * self.fontMetrics().lineSpacing()) + frame.height() + 2 * STEP
        height = min(max(self.room.height(), wanted), around.height())
        left = max(0, min(self.room.left(), around.width() - width))
        top = max(0, min(self.room.top(), around.height() - height))
        self.setGeometry(left, top, width, height)
        scrolls = wanted > height
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that leave the cell, else typing."""
        key, modifiers = event.key(), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER and modifiers & Qt.KeyboardModifier.AltModifier:
            if not self._single:
                self.textCursor().insertText("\n")
        elif key in _ENTER:
            self.left.emit(-1 if shift else 1, 0, KEEP)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            back = shift or key == Qt.Key.Key_Backtab
            self.left.emit(0, -1 if back else 1, KEEP)
        elif key == Qt.Key.Key_Escape:
            self.left.emit(0, 0, GIVE_BACK)
        else:
            super().keyPressEvent(event)


class ChoiceEditor(QComboBox):
    """The choices of a field and nothing; the list opens with the editor."""

    left = Signal(int, int, bool)
    """As of ``TextEditor``."""

    def __init__(self, choices: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.addItem(say.NOTHING, "")
        for choice in choices:
            self.addItem(choice, choice)
        self.activated.connect(self._chosen)
        later(self, 0, self.showPopup)

    @property
    def text(self) -> str:
        """The chosen one, "" for nothing."""
        return str(self.currentData() or "")

    def show_text(self, text: str) -> None:
        """Begin with a text; one that is no choice stays choosable."""
        if self.findData(text) < 0:
            self.addItem(text, text)
        self.setCurrentIndex(self.findData(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Tab commit, Esc gives back the old text."""
        if event.key() in _ENTER:
            self.left.emit(1, 0, KEEP)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.left.emit(0, -1 if event.key() == Qt.Key.Key_Backtab else 1, KEEP)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit(0, 0, GIVE_BACK)
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> None:
        self.left.emit(0, 0, KEEP)
