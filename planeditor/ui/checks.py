"""点検 beside editing: run again in a quiet moment after changes, on a snapshot, and handed to whoever shows findings."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from planeditor.domain.findings import Finding
from planeditor.domain.plan import Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session

PAUSE = 1200
"""How long after the last change the check runs, in ms."""


class Checks(QObject):
    """The findings of the open plan."""

    found = Signal(object)
    """The findings, in the order of the rules."""

    def __init__(self, session: Session, fonts: FontBook) -> None:
        """``fonts``: a book that only the lane beside the plan uses."""
        super().__init__(session)
        self.session, self.fonts = session, fonts
        self.findings: Sequence[Finding] = ()
        self._submitted: frozenset[str] = frozenset()
        self._running: Plan | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.run)
        session.opened.connect(self._opened)
        session.changed.connect(self._timer.start)

    def _opened(self) -> None:
        self.findings = ()
        self.found.emit(self.findings)
        self._timer.start() if self.session.is_open else self._timer.stop()

    def set_submitted(self, measures: frozenset[str]) -> None:
        """The measures that came back for the current year: what is empty in them was left empty."""
        if measures != self._submitted:
            self._submitted = measures
            self._timer.start()

    def run(self) -> None:
        """Check now."""
        session = self.session
        if not session.is_open:
            return
        if self._running is not None:  # one at a time; the one under way is followed by another
            self._timer.start()
            return
        plan, forms, fonts, submitted = session.plan, session.forms, self.fonts, self._submitted
        self._running = plan

        def work() -> Sequence[Finding]:
            from planeditor.services.checking import check  # the rules are not loaded before the first paint

            return check(plan, forms, fonts, submitted)

        session.runner.run(Lane.BESIDE, work, self._done, self._failed)

    def _done(self, findings: Sequence[Finding]) -> None:
        checked, self._running = self._running, None
        if self.session.is_open and checked is self.session.plan:
            self.findings = findings
            self.found.emit(findings)
        elif self.session.is_open:
            self._timer.start()

    def _failed(self, error: Exception) -> None:
        self._running = None
        self.session.failed.emit(error)
