"""The 指摘 about the measure the user is at, beside its sheet."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from planeditor.domain.plan import PLAN_ID
from planeditor.domain.points import Point, points
from planeditor.messages import ui_points as say
from planeditor.ui.beside.panel import Panel
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP
from planeditor.ui.points.point_card import PointCard
from planeditor.ui.points.point_edits import PointEdits
from planeditor.ui.session import Session


class PointsPanel(Panel):
    """A card for each, those that are over last. Where the whole plan is shown, those about it."""

    all_wanted = Signal()
    """The list of all is to be shown."""

    def __init__(self, session: Session, edits: PointEdits) -> None:
        super().__init__(session, say.PANEL)
        self.edits = edits
        self.cards: list[PointCard] = []
        self._found: list[Point] = []
        self.add, self.all = QPushButton(say.ADD), QPushButton(say.ALL)
        self.all.setProperty("role", "link")
        self.empty = Sentence()
        self._inner, bar = QWidget(), QWidget()
        line = FlowLayout(bar)
        line.addWidget(self.add)
        line.addWidget(self.all)
        self._rows = QVBoxLayout(self._inner)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2 * STEP)
        self.column([self.empty, self._inner, bar])
        self.add.clicked.connect(lambda: edits.ask_new(edits.place(), self.window()))
        self.all.clicked.connect(self.all_wanted)
        session.gathering.connect(self.commit)

    def commit(self) -> None:
        """Have entered what was typed."""
        for card in self.cards:
            card.commit()

    def concerns(self, nodes: set[str]) -> bool:
        """Whether the 指摘 shown are others now."""
        return super().concerns(nodes) or self._read() != self._found

    def refresh(self) -> None:
        """Show those of the measure the user is at."""
        session = self.session
        writing = session.is_open and not session.read_only
        self._found = self._read()
        shown = sorted(self._found, key=lambda point: point.done)
        while len(self.cards) < len(shown):
            card = PointCard()
            self.edits.serve(card, self.window())
            self._rows.addWidget(card)
            self.cards.append(card)
        for number, card in enumerate(self.cards):
            if number < len(shown):
                card.show_point(shown[number], writing=writing)
            else:
                card.commit()
            card.setVisible(number < len(shown))
        about = self._about()
        self._inner.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.empty.setText(self._nothing(about, writing=writing).format_map(self.words))
        self.add.setVisible(writing and bool(about))
        self.all.setVisible(session.is_open)

    def _about(self) -> str:
        """The node whose 指摘 are shown; "" for an area."""
        node = self.session.node if self.session.is_open else None
        if node is None:
            return PLAN_ID if self.session.is_open else ""
        return node.id if node.kind == "measure" or node.id == PLAN_ID else ""

    def _read(self) -> list[Point]:
        about = self._about()
        return points(self.session.plan, about) if about else []

    def _nothing(self, about: str, *, writing: bool) -> str:
        if not about:
            return say.NOWHERE
        if not writing:
            return say.EMPTY_READING
        return say.EMPTY_PLAN if about == PLAN_ID else say.EMPTY_MEASURE
