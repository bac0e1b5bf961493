"""How much waits for a decision, in the whole plan: for the tree, the status bar and the menu."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planeditor.domain.points import point_of
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_LATER = 300
"""So long after a change it is counted anew, in ms: typing goes before."""


class Waiting(QObject):
    """Counts when a plan is opened and after each change of it."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.total = 0
        self.rows: Mapping[str, int] = {}
        """How many wait, by ``node`` and by ``node/period``."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.count)
        session.opened.connect(self._opened)
        for signal in (session.changed, session.access_changed):
            signal.connect(self._later)

    def count(self) -> None:
        """Count now."""
        if self.session.is_open and not self.session.partial:
            self.session.ask(_count, self._counted, lambda _: None)  # the page of the review tells what is wrong

    def _opened(self) -> None:
        self._counted((0, {}))
        if self.session.is_open:
            self._later()

    def _later(self) -> None:
        self._timer.start(_LATER)

    def _counted(self, found: tuple[int, Mapping[str, int]]) -> None:
        if found != (self.total, self.rows):
            self.total, self.rows = found
            self.changed.emit()


def _count(document: Document) -> tuple[int, Mapping[str, int]]:
    from planeditor.services.intake.waiting import waiting_of_all

    items, rows, plan = waiting_of_all(document), Counter[str](), document.plan()
    for item in items:
        if item.node:
            node = plan.node(item.node)
            point = point_of(plan, node) if node is not None else None
            rows[point.measure if point is not None else item.node] += 1
        if item.node and item.proposal.period:
            rows[f"{item.node}/{item.proposal.period}"] += 1
    return len(items), dict(rows)
