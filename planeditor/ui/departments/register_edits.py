"""What the buttons and keys of the departments' screen do to the register, and the dialogs they open."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from planeditor.domain.days import short_day, today
from planeditor.messages import ui_departments as say
from planeditor.services.tree import contacts
from planeditor.services.tree.contacts import Listed
from planeditor.store.departments import Department
from planeditor.ui.departments.department_dialogs import DepartmentDialog, EndDialog
from planeditor.ui.departments.register_jobs import RegisterJobs


class RegisterEdits(QObject):
    """Each begins with the chosen department; none does anything where the register cannot be written."""

    added = Signal(int)
    """The id of a department that is new or stands elsewhere: it is to be chosen."""

    def __init__(self, register: RegisterJobs, chosen: Callable[[], Listed | None], window: QWidget) -> None:
        super().__init__(window)
        self.register, self._chosen, self._window = register, chosen, window
        self._tell = register.session.told.emit

    @property
    def writable(self) -> bool:
        """Whether the register can be changed."""
        return self.register.session.is_open and not self.register.session.read_only

    def close_dialogs(self) -> None:
        """Another plan is open."""
        for dialog in self._window.findChildren(QDialog):
            dialog.reject()

    def add(self) -> None:
        """Ask for a new department."""
        if self.writable:
            DepartmentDialog(Department("", ""), self._add, self._window).open()

    def _add(self, new: Department, dialog: DepartmentDialog) -> None:
        self.register.change(
            lambda document: contacts.add(document, new.division, new.section, aliases=new.aliases, valid_from=new.valid_from),
            partial(self._added, dialog), dialog.refused,
        )

    def _added(self, dialog: DepartmentDialog, added: object) -> None:
        dialog.done_with()
        if isinstance(added, Department):
            self.added.emit(added.id)
            self._tell(say.ADDED.format(name=added.name))

    def change(self) -> None:
        """Ask what to change of the chosen department."""
        listed = self._chosen()
        if listed is not None and self.writable:
            DepartmentDialog(listed.department, self._change, self._window).open()

    def _change(self, department: Department, dialog: DepartmentDialog) -> None:
        self.register.change(
            lambda document: contacts.change(document, department),
            partial(self._done, dialog, say.CHANGED.format(name=department.name)), dialog.refused,
        )

    def end(self) -> None:
        """Ask for the last day of the chosen department and what takes over."""
        listed = self._chosen()
        if listed is not None and self.writable:
            EndDialog(listed, self.register.rows, partial(self._end, listed.department), self._window).open()

    def _end(self, department: Department, last_day: dt.date, successor: int | None, dialog: EndDialog) -> None:
        told = say.IS_ENDED.format(name=department.name, end=short_day(last_day))
        self.register.change(
            lambda document: contacts.end(document, department.id, last_day, successor), partial(self._done, dialog, told), dialog.refused
        )

    def reopen(self) -> None:
        """The chosen department goes on after all."""
        listed = self._chosen()
        if listed is not None:
            department, told = listed.department, say.IS_REOPENED.format(name=listed.department.name)
            self.register.change(
                lambda document: contacts.reopen(document, department.id), lambda _: self._tell(told)
            )

    def _done(self, dialog: DepartmentDialog | EndDialog, told: str, _: object) -> None:
        dialog.done_with()
        self._tell(told)

    def move_by(self, step: int) -> None:
        """One place up (-1) or down (1) in 建制順."""
        listed = self._chosen()
        if listed is not None and self.writable:
            number, move = listed.department.id, contacts.move_up if step < 0 else contacts.move_down
            self.register.change(lambda document: move(document, number))

    def move(self, department: int, before: int | None) -> None:
        """Put a department before another one, or at the end (None)."""
        self.register.change(lambda document: contacts.move(document, department, before), lambda _: self.added.emit(department))

    def fill(self) -> None:
        """Add the names of the plan that the register does not know."""
        day = today()
        self.register.change(lambda document: contacts.fill_from_plan(document, day), self._filled)

    def _filled(self, added: object) -> None:
        count = len(added) if isinstance(added, list) else 0
        self._tell(say.FILLED.format(count=count) if count else say.FILLED_NONE)
