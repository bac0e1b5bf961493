"""What the menu 組織改正 of the departments' screen does to the register, and the dialogs it opens."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from planeditor.domain.days import short_day
from planeditor.messages import ui_departments as say
from planeditor.services.tree import reorganising
from planeditor.services.tree.contacts import Listed
from planeditor.store.departments import Department
from planeditor.ui.departments.register_jobs import RegisterJobs
from planeditor.ui.departments.reorganising_dialogs import MergeDialog, Names, RenameDialog, SplitDialog


class ReorganisingEdits(QObject):
    """Each begins with the chosen department, as long as that goes on and the register can be written."""

    changed = Signal(int)
    """The id of the department that took over: it is to be chosen."""

    def __init__(self, register: RegisterJobs, chosen: Callable[[], Listed | None], window: QWidget) -> None:
        super().__init__(window)
        self.register, self._chosen, self._window = register, chosen, window
        self._tell = register.session.told.emit
        self.menu = QMenu()
        for text, act in ((say.RENAME, self.rename), (say.SPLIT, self.split), (say.MERGE, self.merge)):
            action = QAction(text, self.menu)
            action.triggered.connect(act)
            self.menu.addAction(action)

    def rename(self) -> None:
        """Ask for the new name and its first day."""
        department = self._department()
        if department is not None:
            RenameDialog(department, partial(self._rename, department), self._window).open()

    def _rename(self, old: Department, new: Names, day: dt.date, dialog: RenameDialog) -> None:
        def done(found: object) -> None:
            dialog.done_with()
            if isinstance(found, Department):
                self._told(say.IS_RENAMED.format(old=old.name, day=short_day(day), new=found.name), found)

        self.register.change(lambda document: reorganising.rename(document, old.id, *new, day), done, dialog.refused)

    def split(self) -> None:
        """Ask what the department becomes."""
        department = self._department()
        if department is not None:
            SplitDialog(department, partial(self._split, department), self._window).open()

    def _split(self, old: Department, into: list[Names], day: dt.date, dialog: SplitDialog) -> None:
        def done(found: object) -> None:
            dialog.done_with()
            heirs = found if isinstance(found, list) else []
            told = "".join(say.NAME.format(name=heir.name) for heir in heirs)
            self._told(say.IS_SPLIT.format(old=old.name, day=short_day(day), new=told), heirs[0])

        self.register.change(lambda document: reorganising.split(document, old.id, into, day), done, dialog.refused)

    def merge(self) -> None:
        """Ask which departments become one."""
        department = self._department()
        if department is not None:
            MergeDialog(department, self.register.rows, self._merge, self._window).open()

    def _merge(self, old: list[int], new: Names, day: dt.date, dialog: MergeDialog) -> None:
        names = [n.department.name for n in self.register.rows if n.department.id in old]

        def done(found: object) -> None:
            dialog.done_with()
            if isinstance(found, Department):
                told = "".join(say.NAME.format(name=name) for name in names)
                self._told(say.IS_MERGED.format(old=told, day=short_day(day), new=found.name), found)

        self.register.change(lambda document: reorganising.merge(document, old, *new, day), done, dialog.refused)

    def _department(self) -> Department | None:
        listed, session = self._chosen(), self.register.session
        if listed is None or listed.department.valid_to is not None or not session.is_open or session.read_only:
            return None
        return listed.department

    def _told(self, sentence: str, heir: Department) -> None:
        self.changed.emit(heir.id)
        self._tell(sentence)
