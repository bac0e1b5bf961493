"""The dialogs of the register: a department's names and first day, and its end. They stay open until it is done."""
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from planeditor.domain.days import today
from planeditor.messages import ui_departments as say
from planeditor.services.tree.contacts import Listed
from planeditor.store.departments import Department
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.departments.days import last_day_of_fiscal_year
from planeditor.ui.fitting import fit_height
from planeditor.ui.form_labels import align_labels
from planeditor.ui.look import STEP
from planeditor.ui.questions import verb_and_back
from planeditor.ui.theme import scaled

_BETWEEN = re.compile(r"[、,，\n]+")
_WIDTH = 500


class RegisterDialog(QDialog):
    """A form, a place for the sentence of a refusal, and the one main action."""

    def __init__(self, title: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = QFormLayout()
        self.form.setSpacing(2 * STEP)
        self.form.setHorizontalSpacing(4 * STEP)
        self.problem = Sentence(role="error")
        self.problem.hide()
        self._buttons, self.go = verb_and_back(verb)
        self._buttons.rejected.connect(self.reject)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(*(5 * STEP,) * 4)
        self.rows.setSpacing(4 * STEP)
        self.rows.addLayout(self.form)
        self.rows.addWidget(self.problem)
        self.rows.addWidget(self._buttons)
        self.setMinimumWidth(min(scaled(_WIDTH), self.screen().availableSize().width()))

    def on_go(self, then: Callable[[], object]) -> None:
        """What the main action does."""
        align_labels(self.form)
        self._buttons.accepted.connect(then)
        self.adjustSize()
        fit_height(self)

    def refused(self, sentence: str) -> None:
        """Say why it was not done; the dialog can be mended, unless it was closed meanwhile."""
        if not isValid(self):
            return
        self.problem.setText(sentence)
        self.problem.show()
        self.go.setEnabled(True)

    def done_with(self) -> None:
        """It was done: close, unless that happened meanwhile."""
        if isValid(self):
            self.accept()

    def wait(self) -> None:
        """It is being done."""
        self.problem.hide()
        self.go.setEnabled(False)


class DepartmentDialog(RegisterDialog):
    """Names and first day of a new or known department; ``submit`` gets it with the dialog itself."""

    def __init__(
        self, department: Department, submit: Callable[[Department, DepartmentDialog], object], parent: QWidget
    ) -> None:
        new = department.id == 0
        super().__init__(say.ADD_TITLE if new else say.CHANGE_TITLE, say.ADD_GO if new else say.CHANGE_GO, parent)
        self._department, self._submit = department, submit
        self.division = QLineEdit(department.division)
        self.section = QLineEdit(department.section)
        self.section.setPlaceholderText(say.SECTION_HINT)
        self.aliases = QLineEdit(say.ALIASES_BETWEEN.join(department.aliases))
        self.aliases.setToolTip(say.ALIASES_HINT)
        self.aliases.setAccessibleDescription(say.ALIASES_HINT)
        hint = QLabel(say.ALIASES_HINT)
        hint.setProperty("role", "quiet")
        hint.setWordWrap(True)
        self.since = QCheckBox(say.SINCE)
        self.first_day = day_field(department.valid_from or today())
        self.first_day.setAccessibleName(say.SINCE)
        self.since.setChecked(department.valid_from is not None)
        self.first_day.setEnabled(self.since.isChecked())
        self.since.toggled.connect(self.first_day.setEnabled)
        for word, field in ((say.DIVISION, self.division), (say.SECTION, self.section), (say.ALIASES, self.aliases)):
            field.setAccessibleName(word)
            self.form.addRow(word, field)
        self.form.addRow("", hint)
        self.form.addRow(self.since, self.first_day)
        self.on_go(self._go)

    @property
    def department(self) -> Department:
        """What the fields say."""
        return replace(
            self._department, division=self.division.text().strip(), section=self.section.text().strip(),
            aliases=tuple(a for alias in _BETWEEN.split(self.aliases.text()) if (a := alias.strip())),
            valid_from=day_of(self.first_day) if self.since.isChecked() else None,
        )

    def _go(self) -> None:
        self.wait()
        self._submit(self.department, self)


class EndDialog(RegisterDialog):
    """The last day of a department and what takes over; ``submit`` gets both with the dialog itself."""

    def __init__(
        self, listed: Listed, others: Sequence[Listed], submit: Callable[[dt.date, int | None, EndDialog], object], parent: QWidget
    ) -> None:
        super().__init__(say.END_TITLE, say.END_GO, parent)
        self._submit = submit
        department = listed.department
        self.rows.insertWidget(0, Sentence(say.END_ASK.format(name=department.name), role=""))
        self.last_day = day_field(department.valid_to or last_day_of_fiscal_year(today()))
        self.successor = QComboBox()
        self.successor.addItem(say.NO_SUCCESSOR, None)
        for other in others:
            if other.department.id != department.id and not other.ended:
                self.successor.addItem(other.department.name, other.department.id)
        self.successor.setCurrentIndex(max(0, self.successor.findData(department.successor)))
        for word, field in ((say.LAST_DAY, self.last_day), (say.SUCCESSOR, self.successor)):
            field.setAccessibleName(word)
            self.form.addRow(word, field)
        self.on_go(self._go)

    def _go(self) -> None:
        self.wait()
        self._submit(day_of(self.last_day), self.successor.currentData(), self)


def day_field(day: dt.date) -> QDateEdit:
    """A field for a day."""
    field = QDateEdit(QDate(day.year, day.month, day.day))
    field.setDisplayFormat(say.DAY_FORMAT)
    return field


def day_of(field: QDateEdit) -> dt.date:
    """The day a field says."""
    day = field.date()
    return dt.date(day.year(), day.month(), day.day())
