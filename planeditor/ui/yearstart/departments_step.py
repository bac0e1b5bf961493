"""The first step: what has changed among the departments."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.days import short_day, today
from planeditor.messages import ui_yearstart as say
from planeditor.services.tree import contacts
from planeditor.services.tree.contacts import Listed
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP
from planeditor.ui.session import Session

_NEAR = dt.timedelta(days=150)
"""So far from today a change is of this spring."""


class DepartmentsStep(QWidget):
    """Reads the register each time it is seen."""

    departments_wanted = Signal()
    """The page of the departments is wanted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.note, self.list, self.button = Sentence(role=""), QListWidget(), QPushButton(say.TO_DEPARTMENTS)
        self.list.setAccessibleName(say.DEPARTMENTS)
        self.list.hide()
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.departments_wanted)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3 * STEP)
        rows.addWidget(self.note)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addStretch(0)

    def enter(self) -> None:
        """The step begins."""
        day = today()
        self.session.ask(lambda document: contacts.listed(document, day), self._show)

    def _show(self, register: Sequence[Listed]) -> None:
        if not isValid(self):
            return
        lines = [line for listed in register for line in changes_of(listed, today())]
        self.list.clear()
        self.list.addItems(lines)
        self.list.setVisible(bool(lines))
        self.note.setText(say.DEPARTMENTS if lines else say.DEPARTMENTS_NONE if register else say.DEPARTMENTS_EMPTY)


def changes_of(listed: Listed, day: dt.date) -> list[str]:
    """What has changed of a department round a day, a line each."""
    department, found = listed.department, []
    start, end = department.valid_from, department.valid_to
    if start is not None and abs(start - day) <= _NEAR:
        found.append(say.BEGINS.format(name=department.name, day=short_day(start)))
    if end is not None and abs(end - day) <= _NEAR:
        successor = listed.successor.name if listed.successor is not None else ""
        pattern = say.ENDS_WITH if successor else say.ENDS_WITHOUT
        found.append(pattern.format(name=department.name, day=short_day(end), successor=successor))
    return found
