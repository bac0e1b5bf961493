"""What the present clerk writes for the next one: a box for each head."""
from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from planeditor.messages import handover as say_list
from planeditor.messages import ui_handover as say
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP
from planeditor.ui.points.answer_box import TextBox

_LINES = 4


class NotesBox(QWidget):
    """Shows what it is told, and says what is to be written."""

    written = Signal(str, str)
    """The kind of note, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = False
        self.boxes = {kind: TextBox(_LINES) for kind in say_list.NOTE_KINDS}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 2 * STEP, 2 * STEP, 0)
        rows.setSpacing(2 * STEP)
        rows.addWidget(Sentence(say.NOTES_LEAD))
        for kind, box in self.boxes.items():
            head = QLabel(say_list.NOTE_KINDS[kind])
            head.setProperty("role", "heading")
            head.setBuddy(box)
            box.setAccessibleName(say_list.NOTE_KINDS[kind])
            box.entered.connect(partial(self.written.emit, kind))
            rows.addWidget(head)
            rows.addWidget(box)
        rows.addStretch(1)

    def show_notes(self, notes: Mapping[str, str], *, writing: bool) -> None:
        """Show the notes of the plan; what is being typed stays."""
        for kind, box in self.boxes.items():
            box.setReadOnly(not writing)
            box.setPlaceholderText(say_list.NOTE_HINTS[kind] if writing else say_list.NO_NOTE)
            box.show_plan(notes.get(kind, ""), anew=not self._shown)
        self._shown = True

    def commit(self) -> None:
        """Have entered what was typed."""
        for box in self.boxes.values():
            box.commit()
