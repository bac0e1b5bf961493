"""A day to choose, with what it is called in the era beside it."""
from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QLabel, QWidget

from planeditor.domain.days import long_day
from planeditor.messages import ui_requests as say
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP


class DayField(QWidget):
    """The field stands in ``field``."""

    changed = Signal()

    def __init__(self, name: str, day: dt.date) -> None:
        super().__init__()
        self.field = QDateEdit(QDate(day.year, day.month, day.day))
        self.field.setDisplayFormat(say.DAY_FORMAT)
        self.field.setAccessibleName(name)
        self.words = QLabel()
        self.words.setProperty("role", "quiet")
        row = FlowLayout(self, 2 * STEP)
        row.addWidget(self.field)
        row.addWidget(self.words)
        self.setFocusProxy(self.field)
        self.field.dateChanged.connect(self._changed)
        self._changed()

    @property
    def day(self) -> dt.date:
        """The chosen day."""
        chosen = self.field.date()
        return dt.date(chosen.year(), chosen.month(), chosen.day())

    def choose(self, day: dt.date) -> None:
        """Choose a day."""
        self.field.setDate(QDate(day.year, day.month, day.day))

    def _changed(self) -> None:
        self.words.setText(long_day(self.day, weekday=True))
        self.field.setAccessibleDescription(self.words.text())
        self.changed.emit()
