"""Counts a year beside the window, and again a moment after each change, as long as somebody looks."""
from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from planeditor.domain.plan import Plan
from planeditor.services.overview.overview import overview
from planeditor.services.overview.steps import open_entries
from planeditor.ui.dashboard.shown import Shown
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session

_AFTER = 250
"""How long after a change it is counted again, in ms."""


class OverviewReader(QObject):
    """Keeps what was counted last."""

    read = Signal()
    """``shown`` is new."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.shown: Shown | None = None
        self.period = ""
        """The year to count; "" = the current one."""
        self._looked_at = False
        self._stale = True
        self._running: Plan | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.count)
        session.opened.connect(self._opened)
        session.changed.connect(self.renew)

    def look(self, *, looked_at: bool) -> None:
        """Somebody looks at it, or nobody any more."""
        self._looked_at = looked_at
        if looked_at and self._stale:
            self.count()

    def show(self, period: str) -> None:
        """Count another year."""
        if period != self.period:
            self.period, self._stale = period, True
            self.count()

    def renew(self) -> None:
        """Count again in a moment, once somebody looks."""
        self._stale = True
        if self._looked_at:
            self._timer.start()

    def count(self) -> None:
        """Count now."""
        session = self.session
        self._timer.stop()
        if not session.is_open or session.partial:
            return
        if self._running is not None:  # one at a time; the one under way is followed by another
            self._timer.start()
            return
        plan, forms, period = session.plan, session.forms, self.period
        self._running, self._stale = plan, False

        def work() -> Shown:
            found = overview(plan, forms, period if period in plan.period_keys(period.rpartition(":")[0]) else "")
            return Shown(plan, forms.vocabulary, forms.progress, found, open_entries(plan, forms, found))

        def done(shown: Shown) -> None:
            self._running = None
            if session.is_open and session.forms is forms:
                self.shown = shown
                self.read.emit()

        session.runner.run(Lane.BESIDE, work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        self._running = None
        self.session.failed.emit(error)

    def _opened(self) -> None:
        self.shown, self.period = None, ""
        self.read.emit()
        self.renew()
