"""The editor laid over a submitted text, for taking it in other words."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTextEdit, QVBoxLayout, QWidget

from planeditor.domain.fields import FieldDef
from planeditor.messages import ui_review as say
from planeditor.ui.fields.editors import Editor, TextEditor, editor_for
from planeditor.ui.keys_to import keys_to
from planeditor.ui.look import STEP
from planeditor.ui.review.shown import RowLine


class RowEditor(QFrame):
    """An editor of the field's own kind, with what takes the text and what gives it up."""

    taken = Signal(str)
    """The text to be written."""
    given_up = Signal()
    typed = Signal(str)
    """What stands in it for now."""
    grown = Signal()
    """It needs another height."""

    def __init__(self, line: RowLine, definition: FieldDef | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self.setProperty("role", "card")
        self.editor: Editor = editor_for(definition) if definition else TextEditor()
        self.box = self.editor.widget
        self.box.setAccessibleName(say.EDIT_NAME.format(field=line.label))
        self.take_button, self.back_button = QPushButton(say.EDIT_TAKE), QPushButton(say.EDIT_BACK)
        self.take_button.setProperty("role", "choice-main")
        self.back_button.setProperty("role", "choice")
        self.hint = QLabel(say.EDIT_HINT)
        self.hint.setProperty("role", "quiet")
        self.hint.setWordWrap(True)
        self._lay_out()
        self.editor.show(line.draft)
        self.editor.typed.connect(self._typed)
        self.editor.next_wanted.connect(self.take)
        self.editor.given_back.connect(self.given_up)
        self.take_button.clicked.connect(self.take)
        self.back_button.clicked.connect(self.given_up)
        if isinstance(self.box, QTextEdit):
            self.box.document().documentLayout().documentSizeChanged.connect(self.grown)
            self.box.moveCursor(QTextCursor.MoveOperation.End)
        keys_to(self, self.box)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addWidget(self.take_button)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        rows = self._rows = QVBoxLayout(self)
        rows.setContentsMargins(STEP, STEP, STEP, STEP)
        rows.setSpacing(STEP)
        rows.addWidget(self.box)
        rows.addWidget(self.hint)
        rows.addLayout(buttons)
        rows.addStretch(1)

    def text(self) -> str:
        """What stands in it now."""
        return self.editor.text()

    def take(self) -> None:
        """Take the text as it stands; an empty one is another choice."""
        self.editor.finish_composing()
        text = self.editor.text()
        if text.strip():
            self.taken.emit(text)
        else:
            self.hint.setText(say.EDIT_EMPTY)
            self.grown.emit()

    def needed(self, width: int) -> int:
        """How high it wants to be at a width."""
        self.setFixedWidth(width)
        self._rows.activate()
        return max(self._rows.heightForWidth(width), self._rows.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up; every other key stays here."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        event.accept()

    def _typed(self) -> None:
        self.typed.emit(self.editor.text())
        self.hint.setText(say.EDIT_HINT)
