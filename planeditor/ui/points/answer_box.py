"""The box in which the answer to a 指摘 is written: entered when it is left, given back by Esc."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from planeditor.ui.fields.growing_text import GrowingText

_LINES = 2


class TextBox(GrowingText):
    """Knows what was there before. What was typed and refused stays in it until it is entered or given up."""

    entered = Signal(str)
    """The box was left with another text than it had."""

    def __init__(self, lines: int = _LINES) -> None:
        super().__init__(lines)
        self._shown = self._sent = ""

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that the plan does not have."""
        return self.raw_text() != self._shown

    def show_plan(self, text: str, *, anew: bool) -> None:
        """Show the text of the plan. ``anew``: of another place than before; else what is being typed stays."""
        keeps = not anew and self.is_dirty and not (text != self._shown and self.raw_text() == self._sent)
        self._shown, self._sent = text, text
        if not keeps and self.raw_text() != text:
            self.show_text(text)

    def commit(self) -> None:
        """Have entered what was typed, once."""
        text = self.raw_text()
        if self.is_dirty and text != self._sent and not self.isReadOnly():
            self._sent = text
            self.entered.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left: enter it. A menu of its own does not count."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives back the text there was; where there is nothing to give back it is the window's."""
        if event.key() == Qt.Key.Key_Escape and self.is_dirty:
            self.show_text(self._shown)
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)
