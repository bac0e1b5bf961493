"""The search index of the open plan: built while the window is idle, kept up with every change."""
from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from planeditor.services.finding.searching import SearchIndex
from planeditor.store.report import ChangeReport
from planeditor.ui.session import Session

BUDGET = 8
"""How long one slice of the work may take, in ms: the window answers in between."""
AFTER_OPENING = 400
"""Nothing is done before the first sheet had time to be painted, in ms."""
_NODES = 2


class IndexKeeper(QObject):
    """Keeps the index of a session's plan. There is one for each session: ``of`` finds or makes it."""

    ready = Signal()
    """The index is complete for the first time since the plan was opened."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.index: SearchIndex | None = None
        """None while no plan is open."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._slice)
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        self._opened()

    @classmethod
    def of(cls, session: Session) -> IndexKeeper:
        """The one of this session."""
        return session.findChild(cls) or cls(session)

    @property
    def complete(self) -> bool:
        """Whether a search takes no longer than usual."""
        return self.index is not None and self.index.complete

    def hasten(self) -> None:
        """Somebody waits for it: begin now."""
        if self.index is not None and not self.index.complete:
            self._timer.start(0)

    def _opened(self) -> None:
        session = self._session
        self.index = SearchIndex(session.plan, session.vocabulary) if session.is_open else None
        if self.index is not None:
            self._timer.start(AFTER_OPENING)
        else:
            self._timer.stop()

    def _changed(self, report: ChangeReport) -> None:
        if self.index is not None:
            self.index.update(self._session.plan, report.changes)

    def _slice(self) -> None:
        self._timer.setInterval(0)
        clock = QElapsedTimer()
        clock.start()
        while self.index is not None and self.index.step(_NODES):
            if clock.elapsed() >= BUDGET:
                return
        self._timer.stop()
        if self.index is not None:
            self.ready.emit()
