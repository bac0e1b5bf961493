"""Reading a plan beside the window: one reading at a time, and another where the plan has changed meanwhile."""
from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session

T = TypeVar("T")


class Rereading(Generic[T]):
    """Belongs to a widget; what is read after that has gone is dropped."""

    def __init__(
        self, owner: QObject, session: Session, read: Callable[[Plan, FormSet], T], show: Callable[[T], object]
    ) -> None:
        """``read`` runs beside the window and touches no Qt object; ``show`` gets what it gave, of the plan as it is."""
        self.owner, self.session, self._read, self._show = owner, session, read, show
        self._running = False

    def renew(self) -> None:
        """Read anew."""
        session = self.session
        if self._running or not session.is_open:
            return
        plan, forms = session.plan, session.forms
        self._running = True

        def done(found: T) -> None:
            if not isValid(self.owner):
                return
            self._running = False
            if session.is_open and plan is session.plan:
                self._show(found)
            else:
                self.renew()

        def failed(error: Exception) -> None:
            self._running = False
            session.failed.emit(error)

        session.runner.run(Lane.BESIDE, lambda: self._read(plan, forms), done, failed)
