"""A box of running text that is as high as its text."""
from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QSizePolicy, QTextEdit

_PARAGRAPH_END = "\u2029"
_LINE_HEIGHT = 140.0
"""In percent of the type."""


class GrowingText(QTextEdit):
    """Plain text only. Never scrolls by itself: it grows with its lines, from ``lines`` on."""

    def __init__(self, lines: int = 1) -> None:
        super().__init__()
        self._least = lines
        self.setProperty("role", "field")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(1)
        self._space_lines()
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def raw_text(self) -> str:
        """The text to the letter (``toPlainText`` would turn a no-break space into a common one)."""
        return self.document().toRawText().replace(_PARAGRAPH_END, "\n")

    def show_text(self, text: str) -> None:
        """Show another text; there is nothing to undo in it yet."""
        self.setPlainText(text)
        self._space_lines()

    def sizeHint(self) -> QSize:
        """Some width, and the height of the text."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        return QSize(self.fontMetrics().height() * 5, self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, also with Alt or Shift, breaks the line. (Qt's own way of it forgets the room between the lines.)"""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other lines."""
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size, other heights."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()

    def _space_lines(self) -> None:
        lines = QTextBlockFormat()
        lines.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(lines)
        self.document().clearUndoRedoStacks()

    def _height(self) -> int:
        least = self._least * self.fontMetrics().height() * _LINE_HEIGHT / 100 + 2 * self.document().documentMargin()
        inside = max(least, self.document().size().height())
        return math.ceil(inside) + max(0, self.height() - self.viewport().height())

    def _grow(self) -> None:
        height = self._height()
        if height != self.maximumHeight():
            self.setFixedHeight(height)
        self.verticalScrollBar().setValue(0)
