"""A part of the form under a heading; a reason that locks all of its fields is said once."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from planeditor.services.editing.permissions import Lock
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.fields.field_row import FieldRow
from planeditor.ui.look import STEP
from planeditor.ui.session import Session


class Section(QWidget):
    """Heading, a quiet line, rows."""

    def __init__(self, session: Session, title: str, note: str = "") -> None:
        super().__init__()
        self.session = session
        self._note = note
        self.rows: list[FieldRow] = []
        self.title, self.note = QLabel(title), Sentence(note)
        self.title.setProperty("role", "section")
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(STEP * 4)
        head = QVBoxLayout()
        head.setSpacing(STEP)
        for widget in (self.title, line, self.note):
            head.addWidget(widget)
        self._layout.addLayout(head)

    def add(self, row: FieldRow) -> None:
        """A further row."""
        self.rows.append(row)
        self._layout.addWidget(row, 0, Qt.AlignmentFlag.AlignTop)

    def show_locks(self, period: str) -> None:
        """Say what may be edited; ``period`` is the printed year of the rows that are of one."""
        shown = [row for row in self.rows if not row.isHidden()]
        self.setVisible(bool(shown))
        locks = {self.session.lock(row.key) for row in shown}
        whole = locks.pop() if len(locks) == 1 else Lock.OPEN
        sentence = self.session.permissions.sentence(whole) if shown else ""
        self.note.setText(sentence or self._note)
        self.note.setVisible(bool(self.note.text()))
        for row in shown:
            row.show_lock(period if row.definition.series else "", told=bool(sentence))
