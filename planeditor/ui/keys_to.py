"""Where the keys go that a whole page is given."""
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class _KeysTo(QObject):
    """Hands the keys on as soon as the page has them."""

    def __init__(self, page: QWidget, part: QWidget) -> None:
        super().__init__(page)
        self._part = part
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page has the keys for a moment only."""
        if event.type() is QEvent.Type.FocusIn:
            reason = event.reason() if isinstance(event, QFocusEvent) else Qt.FocusReason.OtherFocusReason
            self._part.setFocus(reason)
        return super().eventFilter(watched, event)


def keys_to(page: QWidget, part: QWidget) -> None:
    """Let the keys that are given to a page go to one of its parts. A focus proxy does that too, but then Tab takes the
    page for one field and passes over all its other parts: bars, lists and buttons would be for the mouse alone."""
    _KeysTo(page, part)
