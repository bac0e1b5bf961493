"""Running text to read and to copy from, as high as it is, with parts of it marked."""
from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from planeditor.ui import theme

Span = tuple[int, int]
_LINE_HEIGHT = 150.0
"""In percent of the type."""


class Prose(QTextEdit):
    """A text that wraps, can be selected and read out, and never scrolls by itself."""

    def __init__(self, name: str) -> None:
        """``name``: what the text is, for those who hear it."""
        super().__init__()
        self.setProperty("role", "prose")
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._said: tuple[str, tuple[Span, ...]] = ("", ())

    def say(self, text: str, marked: Iterable[Span] = ()) -> None:
        """Show a text; ``marked`` are the parts that stand out."""
        said = (text, tuple(marked))
        if said == self._said:
            return
        self._said = said
        self.setPlainText(text)
        self._mark()
        self._grow()

    @property
    def text(self) -> str:
        """The text that is shown."""
        return self._said[0]

    @property
    def marked(self) -> tuple[Span, ...]:
        """The parts that stand out."""
        return self._said[1]

    def sizeHint(self) -> QSize:
        """Some width, and the height of the text."""
        return QSize(theme.scaled(200), self._height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        return QSize(theme.scaled(80), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other lines."""
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._mark()
            self._grow()

    def _mark(self) -> None:
        """Space out the lines and lay the ground under what stands out."""
        text, spans = self._said
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        lines = QTextBlockFormat()
        lines.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(lines)
        cursor.setCharFormat(QTextCharFormat())
        ground = QTextCharFormat()
        ground.setBackground(QColor(theme.current().selected))
        for start, end in spans:
            cursor.setPosition(_units(text, start))
            cursor.setPosition(_units(text, end), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(ground)

    def _height(self) -> int:
        return math.ceil(self.document().size().height()) + max(0, self.height() - self.viewport().height())

    def _grow(self) -> None:
        height = self._height()
        if height != self.maximumHeight():
            self.setFixedHeight(height)


def _units(text: str, place: int) -> int:
    """A place in the text as Qt counts: characters beyond the first plane are two."""
    return place + sum(1 for char in text[:place] if ord(char) > 0xFFFF)
