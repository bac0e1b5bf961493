"""Lines of text to read and to copy, with air between them."""
from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

_LINE = 150
"""Height of a line in percent of the type."""


class Lines(QTextEdit):
    """A read-only text; Tab goes on to the next field."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)

    def tell(self, lines: Iterable[str]) -> None:
        """Show these lines."""
        self.setPlainText("\n".join(lines))
        form = QTextBlockFormat()
        form.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)
