"""Where the rows of the tree come from: the plan by area, or by department with the register of departments."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planeditor.domain.days import today
from planeditor.services.tree.outline import Row, by_area, by_department
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.departments import Department

_SETTING, _DEPARTMENT, _AREA = "tree_grouping", "department", "area"


class TreeSource(QObject):
    """The rows of the open plan in the grouping that was chosen last, which is remembered between starts."""

    regrouped = Signal()
    """The rows stand in other groups: the grouping was changed, or the register of departments has come."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._register: Sequence[Department] | None = None
        self.rows: tuple[Row, ...] = ()
        """The rows as they were taken last."""

    @property
    def by_department(self) -> bool:
        """Whether the rows stand under departments."""
        return self._session.settings.value(_SETTING) == _DEPARTMENT

    def group(self, *, by_department: bool) -> None:
        """Choose the grouping; ``regrouped`` follows, by department after the register was read."""
        self._session.settings.keep(_SETTING, _DEPARTMENT if by_department else _AREA)
        self.reload()

    def reload(self) -> None:
        """Have the rows anew, with the register as it is now."""
        if self.by_department and self._session.is_open:
            self._session.ask(lambda document: document.departments.all(), self._take_register)
        else:
            self.regrouped.emit()

    def begin(self) -> None:
        """Another plan is open, or none any more."""
        self._register, self.rows = None, ()
        if self._session.is_open and self.by_department:
            self.reload()
        self.take()

    def take(self) -> tuple[Row, ...]:
        """The rows of the plan as it is now; by department they are those of before until the register was read."""
        session = self._session
        if not session.is_open:
            self.rows = ()
        elif not self.by_department:
            self.rows = by_area(session.plan, session.vocabulary)
        elif self._register is not None:
            self.rows = by_department(session.plan, session.vocabulary, self._register, today())
        return self.rows

    def _take_register(self, register: Sequence[Department]) -> None:
        self._register = register
        if self.by_department:
            self.regrouped.emit()
