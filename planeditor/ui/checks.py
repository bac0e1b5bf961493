"""点検 beside editing: run again in a quiet moment after changes, on a snapshot, and handed to whoever shows findings. Only what
an edit can have changed is looked at again."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planeditor.domain.findings import Claim, Finding
from planeditor.domain.plan import Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the rules are not loaded before the first paint
    from planeditor.services.checking.live import LiveChecks
    from planeditor.services.checking.seen import Seen

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
        self.seen: Sequence[Seen] = ()
        """Those that somebody has looked at already."""
        self.done = False
        """Whether the open plan has been read through: before that nothing found says nothing."""
        self._live: LiveChecks | None = None
        self._claims: tuple[Claim, ...] = ()
        self._submitted: frozenset[str] = frozenset()
        self._running: Plan | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.run)
        session.opened.connect(self._opened)
        session.changed.connect(self._timer.start)

    def _opened(self) -> None:
        self.findings = self.seen = self._claims = ()
        self.done = False
        self.found.emit(self.findings)
        self._timer.start() if self.session.is_open else self._timer.stop()

    def set_submitted(self, measures: frozenset[str]) -> None:
        """The measures that came back for the current year: what is empty in them was left empty."""
        if measures != self._submitted:
            self._submitted = measures
            self._timer.start()

    def set_claims(self, claims: tuple[Claim, ...]) -> None:
        """What other papers say of the plan."""
        if claims != self._claims:
            self._claims = claims
            self._timer.start()

    def run(self) -> None:
        """Check now."""
        session = self.session
        if not session.is_open:
            return
        if self._running is not None:  # one at a time; the one under way is followed by another
            self._timer.start()
            return
        plan, forms, submitted, claims = session.plan, session.forms, self._submitted, self._claims
        self._running = plan

        def work() -> tuple[Sequence[Finding], Sequence[Seen]]:
            from planeditor.services.checking.seen import split

            return split(plan, self._live_of(forms).check(plan, submitted, claims))

        session.runner.run(Lane.BESIDE, work, self._done, self._failed)

    def _live_of(self, forms: FormSet) -> LiveChecks:
        """The checks of the last time; on the lane, where one runs at a time."""
        from planeditor.services.checking.live import LiveChecks

        if self._live is None or self._live.forms is not forms:
            self._live = LiveChecks(forms, self.fonts)
        return self._live

    def _done(self, found: tuple[Sequence[Finding], Sequence[Seen]]) -> None:
        checked, self._running = self._running, None
        if self.session.is_open and checked is self.session.plan:
            (self.findings, self.seen), self.done = found, True
            self.found.emit(self.findings)
        elif self.session.is_open:
            self._timer.start()

    def _failed(self, error: Exception) -> None:
        self._running = None
        self.session.failed.emit(error)
