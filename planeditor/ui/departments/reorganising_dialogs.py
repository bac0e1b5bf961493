"""The dialogs for departments that change with a day: another name, several out of one, one out of several."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from planeditor.domain.days import today
from planeditor.messages import ui_departments as say
from planeditor.services.tree.contacts import Listed
from planeditor.store.departments import Department
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.departments.days import day_of_change
from planeditor.ui.departments.department_dialogs import RegisterDialog, day_field, day_of
from planeditor.ui.theme import scaled

Names = tuple[str, str]
"""部 and 課."""
_NUMBER = Qt.ItemDataRole.UserRole
_LINES, _LISTED = 4, 6


class _ChangeDialog(RegisterDialog):
    """What is asked stands at the top, the day and what it means at the bottom."""

    def __init__(self, title: str, verb: str, ask: str, parent: QWidget) -> None:
        super().__init__(title, verb, parent)
        self.rows.insertWidget(0, Sentence(ask, role=""))
        self.day = day_field(day_of_change(today()))
        self.day.setAccessibleName(say.FROM_DAY)

    def add_line(self, word: str, text: str, hint: str = "") -> QLineEdit:
        """A line to type a name in."""
        line = QLineEdit(text)
        line.setPlaceholderText(hint)
        line.setAccessibleName(word)
        self.form.addRow(word, line)
        return line

    def end_with_day(self) -> None:
        """The day comes last."""
        self.form.addRow(say.FROM_DAY, self.day)
        self.add_hint(say.LEADS_TO)

    def add_hint(self, text: str) -> None:
        """A quiet sentence below a field."""
        self.form.addRow("", Sentence(text))


class RenameDialog(_ChangeDialog):
    """The new name of a department; ``submit`` gets it and its first day with the dialog itself."""

    def __init__(self, department: Department, submit: Callable[[Names, dt.date, RenameDialog], object], parent: QWidget) -> None:
        super().__init__(say.RENAME_TITLE, say.RENAME_GO, say.RENAME_ASK.format(name=department.name), parent)
        self._submit = submit
        self.division = self.add_line(say.DIVISION, department.division)
        self.section = self.add_line(say.SECTION, department.section, say.SECTION_HINT)
        self.end_with_day()
        self.section.selectAll()
        self.section.setFocus()
        self.on_go(self._go)

    def _go(self) -> None:
        self.wait()
        self._submit((self.division.text().strip(), self.section.text().strip()), day_of(self.day), self)


class SplitDialog(_ChangeDialog):
    """What a department becomes; ``submit`` gets the names and the first day with the dialog itself."""

    def __init__(
        self, department: Department, submit: Callable[[list[Names], dt.date, SplitDialog], object], parent: QWidget
    ) -> None:
        super().__init__(say.SPLIT_TITLE, say.SPLIT_GO, say.SPLIT_ASK.format(name=department.name), parent)
        self._submit, self._division = submit, department.division
        self.into = QPlainTextEdit()
        self.into.setTabChangesFocus(True)
        self.into.setFixedHeight(self.into.fontMetrics().lineSpacing() * _LINES + scaled(16))
        self.into.setAccessibleName(say.SPLIT_INTO)
        self.into.setAccessibleDescription(say.SPLIT_HINT)
        self.form.addRow(say.SPLIT_INTO, self.into)
        self.add_hint(say.SPLIT_HINT)
        self.end_with_day()
        self.on_go(self._go)

    @property
    def names(self) -> list[Names]:
        """部 and 課 of each line; without a 部 it is the one of the department."""
        lines = (" ".join(line.split()) for line in self.into.toPlainText().splitlines())
        return [_names(line, self._division) for line in lines if line]

    def _go(self) -> None:
        self.wait()
        self._submit(self.names, day_of(self.day), self)


class MergeDialog(_ChangeDialog):
    """Which departments become one; ``submit`` gets their ids, the name and the first day with the dialog itself."""

    def __init__(
        self, department: Department, register: Sequence[Listed],
        submit: Callable[[list[int], Names, dt.date, MergeDialog], object], parent: QWidget,
    ) -> None:
        super().__init__(say.MERGE_TITLE, say.MERGE_GO, say.MERGE_ASK, parent)
        self._submit = submit
        self.of = QListWidget()
        self.of.setUniformItemSizes(True)
        self.of.setAccessibleName(say.MERGE_OF)
        for listed in register:
            if listed.department.valid_to is None:
                self._add(listed.department, checked=listed.department.id == department.id)
        self.of.setFixedHeight(max(self.of.sizeHintForRow(0), scaled(24)) * _LISTED)
        self.form.addRow(say.MERGE_OF, self.of)
        self.division = self.add_line(say.DIVISION, department.division)
        self.section = self.add_line(say.SECTION, department.section, say.SECTION_HINT)
        self.end_with_day()
        self.on_go(self._go)

    def _add(self, department: Department, *, checked: bool) -> None:
        item = QListWidgetItem(department.name)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        item.setData(_NUMBER, department.id)
        self.of.addItem(item)
        if checked:
            self.of.setCurrentItem(item)

    @property
    def chosen(self) -> list[int]:
        """The ids of those that are ticked."""
        items = (self.of.item(row) for row in range(self.of.count()))
        return [item.data(_NUMBER) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _go(self) -> None:
        self.wait()
        self._submit(self.chosen, (self.division.text().strip(), self.section.text().strip()), day_of(self.day), self)


def _names(line: str, division: str) -> Names:
    head, _, tail = line.partition(" ")
    return (head, tail) if tail else (division, head)
