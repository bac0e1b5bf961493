"""The box of the toolbar in which one types what to look for."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from planeditor.messages import ui_search as say
from planeditor.ui.icons import icon
from planeditor.ui.session import Session


class SearchBox(QLineEdit):
    """Tells what is looked for as it is typed. What an IME still composes is not looked for before it is settled."""

    searched = Signal(str)
    """Another text to look for; "" for none."""
    list_wanted = Signal()
    """Down: to the list of hits."""
    next_wanted = Signal()
    """Enter: to the next hit."""
    previous_wanted = Signal()
    """Shift+Enter."""
    left = Signal()
    """Esc: back to the sheet."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(say.PLACEHOLDER)
        self.setAccessibleName(say.BOX)
        self.setAccessibleDescription(say.BOX_HELP)
        self.setToolTip(say.BOX_HELP)
        self._glass = QAction(icon("search"), "", self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._empty = QAction(icon("close"), say.CLEAR, self)
        self.addAction(self._empty, QLineEdit.ActionPosition.TrailingPosition)
        self._empty.setVisible(False)
        self._empty.triggered.connect(self.clear)
        self.textChanged.connect(self._changed)
        session.opened.connect(self.clear)

    def begin(self) -> None:
        """Ctrl+F: type here, over what was looked for last."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this place come first."""
        key = Qt.Key
        if event.key() == key.Key_Down:
            self.list_wanted.emit()
        elif event.key() in (key.Key_Return, key.Key_Enter):
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous_wanted if shift else self.next_wanted).emit()
        elif event.key() == key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _changed(self, text: str) -> None:
        self._empty.setVisible(bool(text))
        self.searched.emit(text)
