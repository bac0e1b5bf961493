"""Reads how the submissions stand, on the plan's own thread, and again a moment after each change."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planeditor.domain.days import today
from planeditor.domain.periods import Period
from planeditor.store.report import ChangeReport
from planeditor.ui.session import Session

if TYPE_CHECKING:  # not loaded before the first paint
    from planeditor.services.requests.status import Status
    from planeditor.store.document import Document

_AFTER = 300
"""How long after a change it is read again, in ms: changes come in rows."""


class StatusReader(QObject):
    """Keeps what was read last; nothing is read while nobody looks."""

    read = Signal()
    """``status`` is new."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.status: Status | None = None
        self.period: Period | None = None
        """The year to read; None = the current one."""
        self.round = ""
        """The round to read; "" = all of them."""
        self._looked_at = False
        self._stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.read_again)
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        session.access_changed.connect(self.renew)

    def look(self, *, looked_at: bool) -> None:
        """Somebody looks at it, or nobody any more."""
        self._looked_at = looked_at
        if looked_at and self._stale:
            self.read_again()

    def show(self, period: Period | None, turn: str) -> None:
        """Read another year or round."""
        if (period, turn) != (self.period, self.round):
            self.period, self.round = period, turn
            self.read_again()

    def renew(self) -> None:
        """Read it again in a moment, once somebody looks."""
        self._stale = True
        if self._looked_at:
            self._timer.start()

    def read_again(self) -> None:
        """Read it now."""
        session = self.session
        self._timer.stop()
        if not session.is_open or session.partial:
            return
        self._stale = False
        forms, period, turn, day = session.forms, self.period or session.current, self.round, today()

        def work(document: Document) -> Status | None:
            from planeditor.services.requests.status import status

            return status(document, forms, period, turn, day) if period is not None else None

        session.ask(work, self._take)

    def _take(self, status: Status | None) -> None:
        self.status = status
        self.read.emit()

    def _opened(self) -> None:
        self.status, self.period, self.round = None, None, ""
        self.read.emit()
        self.renew()

    def _changed(self, _: ChangeReport) -> None:
        self.renew()
