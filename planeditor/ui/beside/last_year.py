"""Last year's text of the field the user is at, and copying it."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from planeditor.domain.plan import Key
from planeditor.messages import ui_beside as say
from planeditor.services.editing.lastyear import LastYear, last_year, same_as_last_year
from planeditor.services.editing.naming import field_name
from planeditor.services.editing.permissions import Lock
from planeditor.ui.beside.differences import differing
from planeditor.ui.beside.panel import Panel
from planeditor.ui.beside.prose import Prose
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP
from planeditor.ui.session import Session


class LastYearPanel(Panel):
    """The text of the year before, with what this year's does not have marked, and 「写す」."""

    about_to_copy = Signal()
    """What is half typed in the field should be committed now."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, say.LAST_YEAR_PANEL)
        self.heading = Sentence("", "heading")
        self.button = QPushButton(say.COPY)
        self.button.setProperty("role", "link")
        self.button.clicked.connect(self.copy)
        self.same = Sentence(say.SAME)
        self.prose = Prose(say.LAST_YEAR_PANEL)
        self.empty = Sentence()
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP * 2)
        row.addWidget(self.heading, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.head = head
        self.column([head, self.same, self.prose, self.empty])

    def refresh(self) -> None:
        """Show the text for the field the user is at."""
        session, key = self.session, self.session.place.key
        before = self._before(key)
        there = bool(before and before.text)
        for widget in (self.head, self.prose):
            widget.setVisible(there)
        self.empty.setVisible(not there)
        self.same.hide()
        if key is None or before is None or not there:
            self.empty.setText(self._why_empty(key, before))
            return
        field = self._field(key)
        self.heading.setText(say.LAST_YEAR.format(field=field))
        self.heading.setToolTip(say.LAST_YEAR_LONG.format(period=before.label, field=field))
        now = session.plan.text(*key)
        self.prose.setAccessibleName(say.LAST_YEAR.format(field=field))
        self.prose.say(before.text, differing(before.text, now))
        self.same.setVisible(same_as_last_year(session.plan, session.vocabulary, key))
        lock = session.lock(key)
        self.button.setAccessibleName(say.COPY_NAME.format(field=field))
        self.button.setEnabled(lock is Lock.OPEN and now != before.text)
        self.button.setToolTip(session.permissions.sentence(lock))

    def copy(self) -> None:
        """Give the field the user is at last year's text, or say why that cannot be."""
        session = self.session
        self.about_to_copy.emit()
        key = session.place.key
        before = self._before(key)
        if key is None or before is None or not before.text:
            session.told.emit(say.NOTHING_TO_COPY)
        elif session.lock(key) is not Lock.OPEN:
            session.told.emit(session.permissions.sentence(session.lock(key)))
        else:
            session.enter(key, before.text)
            session.told.emit(say.COPIED)

    def _before(self, key: Key | None) -> LastYear | None:
        session = self.session
        if key is None or not session.is_open:
            return None
        return last_year(session.plan, session.vocabulary, key)

    def _why_empty(self, key: Key | None, before: LastYear | None) -> str:
        if key is None or not self.session.is_open:
            return say.NO_CELL
        if before is not None:
            return say.LAST_YEAR_EMPTY.format(period=before.label)
        if not key.period:
            return say.NOT_YEARLY.format(field=self._field(key))
        session = self.session
        return say.FIRST_YEAR.format(period=session.vocabulary.label_of_period(session.plan, key.period))

    def _field(self, key: Key) -> str:
        session = self.session
        return field_name(session.plan, session.vocabulary, key) or session.vocabulary.label("block", key.field)
