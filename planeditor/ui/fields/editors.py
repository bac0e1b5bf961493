"""What a field is typed into: running text, one line, or a choice, all answering to the same few calls."""
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from planeditor.domain.fields import FieldDef
from planeditor.messages import ui_fields as say
from planeditor.ui.fields.growing_text import GrowingText

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEEPS_FOCUS = (Qt.FocusReason.PopupFocusReason,)
"""A menu of the field itself, or its list: nobody has left."""
_MOVING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)


class Editor(QObject):
    """An editor round its ``widget``. What was shown is given back to the letter as long as nobody typed."""

    typed = Signal()
    entered = Signal()
    """The cursor came in."""
    left = Signal()
    """The cursor goes; what was being composed is in the text."""
    given_back = Signal()
    """Esc."""
    next_wanted = Signal()
    """Ctrl+Enter."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget
        self.locked = False
        self._shown = ""
        self._touched = False
        self._composing = ""
        widget.installEventFilter(self)

    def text(self) -> str:
        """What stands in it now."""
        return self._typed_text() if self._touched else self._shown

    def show(self, text: str) -> None:
        """Show another text."""
        if self._touched or text != self._shown:
            self._shown = text
            self._put(text)
        self._touched, self._composing = False, ""

    def type(self, text: str) -> None:
        """Put a text in as if it had been typed."""
        self._put(text)
        self._note_typing()

    def lock(self, *, locked: bool) -> None:
        """Show only, or let type."""
        if locked != self.locked:
            self.locked = locked
            self._show_lock()

    def finish_composing(self) -> None:
        """Take what the input method is composing into the text, so that nothing is lost when the cursor goes."""
        if self._composing:
            QGuiApplication.inputMethod().commit()
        if self._composing:  # the input method did not answer
            event = QInputMethodEvent()
            event.setCommitString(self._composing)
            QApplication.sendEvent(self.widget, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Follow focus, composing and the keys that mean the same in every editor."""
        kind = event.type()
        if isinstance(event, QInputMethodEvent):
            self._composing = event.preeditString()
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._leave_to_window(event)
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        elif isinstance(event, QFocusEvent) and event.reason() not in _KEEPS_FOCUS:
            if event.gotFocus():
                if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
                    self.entered.emit()
            else:
                self.finish_composing()
                self.left.emit()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self._touched:
            self.given_back.emit()
            return True
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.next_wanted.emit()
            return True
        return False

    def _leave_to_window(self, event: QKeyEvent) -> bool:
        """Undo and redo belong to the window where nothing was typed here."""
        if self._touched or not (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)):
            return False
        event.ignore()
        return True

    def _note_typing(self) -> None:
        self._touched = True
        self.typed.emit()

    # What differs between them

    def _typed_text(self) -> str:
        raise NotImplementedError

    def _put(self, text: str) -> None:
        raise NotImplementedError

    def _show_lock(self) -> None:
        raise NotImplementedError


class TextEditor(Editor):
    """Running text that grows with what is typed. Enter breaks the line, Tab leaves."""

    def __init__(self, lines: int = 1) -> None:
        self.box = GrowingText(lines)
        super().__init__(self.box)
        self._origin = self._seen = ""
        self.box.textChanged.connect(self._changed)

    def type(self, text: str) -> None:
        """As typed over what is there: Ctrl+Z in the field brings that back."""
        cursor = self.box.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def _changed(self) -> None:
        """What is only being composed is no change yet."""
        text = self.box.raw_text()
        if text != self._seen:
            self._seen = text
            self._touched = text != self._origin
            self.typed.emit()

    def _typed_text(self) -> str:
        return self._seen

    def _put(self, text: str) -> None:
        self.box.blockSignals(True)  # noqa: FBT003  # Qt's own name for it is the position
        caret = self.box.textCursor().position()
        self.box.show_text(text)
        cursor = self.box.textCursor()
        cursor.setPosition(min(caret, self.box.document().characterCount() - 1))
        self.box.setTextCursor(cursor)
        self.box.blockSignals(False)  # noqa: FBT003
        self._origin = self._seen = self.box.raw_text()

    def _show_lock(self) -> None:
        self.box.setReadOnly(self.locked)


class LineEditor(Editor):
    """One line, for numbers."""

    def __init__(self) -> None:
        self.box = QLineEdit()
        super().__init__(self.box)
        self.box.textEdited.connect(self._note_typing)

    def _typed_text(self) -> str:
        return self.box.text()

    def _put(self, text: str) -> None:
        self.box.setText(text)

    def _show_lock(self) -> None:
        self.box.setReadOnly(self.locked)


class ChoiceEditor(Editor):
    """A list to choose from; a text that is no choice of today stays one of its entries."""

    def __init__(self, choices: tuple[str, ...]) -> None:
        self.box = QComboBox()
        super().__init__(self.box)
        self._choices = choices
        self.box.addItem(say.CHOOSE_NONE, "")
        for choice in choices:
            self.box.addItem(choice, choice)
        self.box.activated.connect(self._note_typing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the form and never changes a choice; a locked list does not open."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        if self.locked and event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        return super()._key(event) or (self.locked and event.key() not in _MOVING)

    def _typed_text(self) -> str:
        return str(self.box.currentData() or "")

    def _put(self, text: str) -> None:
        place = self.box.findData(text)
        if place < 0:
            self.box.addItem(text, text)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)

    def _show_lock(self) -> None:
        self.box.setProperty("locked", self.locked)
        self.box.style().unpolish(self.box)
        self.box.style().polish(self.box)


def editor_for(definition: FieldDef) -> Editor:
    """The editor of a field."""
    if definition.choices:
        return ChoiceEditor(definition.choices)
    if definition.type == "number":
        return LineEditor()
    return TextEditor(2 if definition.kind == "internal" else 1)
