"""What the panels share: they follow the session, but read nothing while nobody sees them."""
from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planeditor.domain.plan import PLAN_ID
from planeditor.store.report import ChangeReport
from planeditor.ui.look import STEP
from planeditor.ui.session import Session

_AFTER_SHEET = 25
"""The sheet is painted first, in ms."""


class Panel(QWidget):
    """A panel of one session. ``refresh`` is called once the window has come to rest after a change, if it is seen."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self.session = session
        self.setAccessibleName(name)
        self._stale = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_SHEET)
        self._later.timeout.connect(self._catch_up)
        session.opened.connect(self.renew)
        session.place_changed.connect(self.renew)
        session.mode_changed.connect(self.renew)
        session.access_changed.connect(self.renew)
        session.changed.connect(self._changed)

    def refresh(self) -> None:
        """Show how things are now."""
        raise NotImplementedError

    def concerns(self, nodes: set[str]) -> bool:
        """Whether changes of these nodes are of interest here."""
        return self.session.place.node in nodes or PLAN_ID in nodes

    def renew(self) -> None:
        """What is shown may be out of date."""
        self._stale = True
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Seen again: catch up."""
        super().showEvent(event)
        self._catch_up()

    def _changed(self, report: ChangeReport) -> None:
        nodes = {change.key.node for change in report.changes}
        if self.concerns(nodes) or self.session.plan.node(self.session.place.node) is None:
            self.renew()

    def _catch_up(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.refresh()

    # What panels are made of

    @property
    def words(self) -> dict[str, str]:
        """The form set's words, for the sentences."""
        vocabulary = self.session.vocabulary if self.session.is_open else None
        return {"measure": vocabulary.word("measure") if vocabulary else "施策"}

    def column(self, widgets: Iterable[QWidget]) -> QVBoxLayout:
        """The widgets one below the other in a column that scrolls."""
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(STEP * 3, STEP * 2, STEP * 3, STEP * 3)
        rows.setSpacing(STEP * 2)
        for widget in widgets:
            rows.addWidget(widget)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setAccessibleName(self.accessibleName())
        outer = self.layout()
        if not isinstance(outer, QVBoxLayout):
            outer = QVBoxLayout(self)
            outer.setContentsMargins(0, 0, 0, 0)
            outer.setSpacing(0)
        outer.addWidget(area, 1)
        return rows
