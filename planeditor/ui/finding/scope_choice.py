"""Which part of the plan is searched: all of it, the measure or area one is at, the current year."""
from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from planeditor.messages import ui_search as say
from planeditor.ui.session import Session

ALL, HERE, YEAR = range(3)


@dataclass(frozen=True)
class Narrowed:
    """What the search is narrowed to; None for what it is not narrowed by."""

    period: str | None = None
    nodes: frozenset[str] | None = None


class ScopeChoice(QComboBox):
    """すべて / この施策 / 今年度."""

    changed = Signal()
    """Another part of the plan."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setAccessibleName(say.SCOPE)
        self.setToolTip(say.SCOPE)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for text in say.SCOPES.values():
            self.addItem(text)
        self._word()
        self.currentIndexChanged.connect(self.changed)
        session.opened.connect(self._opened)
        session.changed.connect(self._word)

    @property
    def is_all(self) -> bool:
        """Whether the whole plan is searched."""
        return self.currentIndex() == ALL

    @property
    def follows_place(self) -> bool:
        """Whether going elsewhere makes another search."""
        return self.currentIndex() == HERE

    @property
    def narrowed(self) -> Narrowed | None:
        """What to narrow to; None where there is no such part (no measure is chosen)."""
        session, choice = self.session, self.currentIndex()
        if choice == HERE:
            node = session.place.node
            if not node:
                return None
            return Narrowed(nodes=frozenset([node, *(n.id for n in session.plan.walk(node))]))
        if choice == YEAR and session.current is not None:
            return Narrowed(period=session.current.key)
        return Narrowed()

    def widen(self) -> None:
        """Search all of the plan."""
        self.setCurrentIndex(ALL)

    def _opened(self) -> None:
        self._word()
        self.widen()

    def _word(self) -> None:
        session = self.session
        measure = session.vocabulary.word("measure") if session.is_open else say.MEASURE
        current = session.current
        period = session.vocabulary.period_label(session.plan, current) if current else say.NO_YEAR
        for number, text in enumerate(say.SCOPES.values()):
            word = text.format(measure=measure, period=period)
            if self.itemText(number) != word:
                self.setItemText(number, word)
