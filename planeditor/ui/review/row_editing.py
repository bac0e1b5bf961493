"""The one editor of the review: opened over a row, put away again, and nothing typed is lost between."""
from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from planeditor.domain.plan import Key
from planeditor.ui.review.row_editor import RowEditor
from planeditor.ui.review.shown import Line, RowLine
from planeditor.ui.session import Session


class RowEditing(QObject):
    """Opens the editor. What was half typed of a row stands in it again the next time, until the row is decided."""

    taken = Signal(object, str)
    """A ``RowLine`` and the text in other words."""
    half_typed = Signal(object, str)
    """A ``RowLine`` and what stands in the editor for now."""
    given_up = Signal(object)
    """A ``RowLine`` whose editor was left with Esc."""
    grown = Signal(object)
    """A ``RowLine`` that needs another height."""

    def __init__(self, session: Session, viewport: QWidget, back: QWidget) -> None:
        """``back``: where the keys go when the editor is put away."""
        super().__init__(back)
        self.session, self._viewport, self._back = session, viewport, back
        self.editor: RowEditor | None = None
        self._typed: dict[int, str] = {}

    @property
    def line(self) -> RowLine | None:
        """The row it is open over."""
        return self.editor.line if self.editor is not None else None

    def is_over(self, line: Line) -> bool:
        """Whether it is open over a row."""
        return self.editor is not None and isinstance(line, RowLine) and line.id == self.editor.line.id

    def open(self, line: RowLine) -> None:
        """Open it over a row."""
        self.close()
        definition = self.session.field(Key(line.node, line.field, line.period)) if line.node else None
        self.editor = editor = RowEditor(line, definition, self._viewport)
        editor.taken.connect(self._take)
        editor.given_up.connect(self._give_up)
        editor.typed.connect(self._note)
        editor.grown.connect(self._grow)
        if line.id in self._typed:
            editor.editor.type(self._typed[line.id])
        self._grow()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Put it away."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        if editor.isAncestorOf(QApplication.focusWidget() or self._back):
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.hide()
        editor.deleteLater()
        self.grown.emit(editor.line)

    def commit(self) -> None:
        """What is being composed is part of what is half typed."""
        if self.editor is not None:
            self.editor.editor.finish_composing()

    def follow(self, lines: Iterable[Line]) -> None:
        """Other rows are shown: what was typed of those that are decided is done with."""
        waiting = {line.id for line in lines if isinstance(line, RowLine) and line.is_open}
        if self.line is not None and self.line.id not in waiting:
            self.close()
        self._typed = {number: text for number, text in self._typed.items() if number in waiting}

    def has_typed(self, line: RowLine) -> bool:
        """Whether something was typed of a row that was not taken."""
        return line.id in self._typed

    def _take(self, text: str) -> None:
        line = self.line
        if line is not None:
            self._typed[line.id] = text  # until it stands in the file
            self.close()
            self.taken.emit(line, text)

    def _give_up(self) -> None:
        line = self.line
        if line is not None:
            self.close()
            self._typed.pop(line.id, None)
            self.given_up.emit(line)

    def _note(self, text: str) -> None:
        if self.line is not None:
            self._typed[self.line.id] = text
            self.half_typed.emit(self.line, text)

    def _grow(self) -> None:
        if self.line is not None:
            self.grown.emit(self.line)
