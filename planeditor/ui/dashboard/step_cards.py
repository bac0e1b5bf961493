"""次にすること: a card for each kind of thing that is still open."""
from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from planeditor.messages import ui_dashboard as say
from planeditor.services.overview.model import Step
from planeditor.ui.look import STEP
from planeditor.ui.submissions.card import Card
from planeditor.ui.theme import scaled, watch

_WIDTH = 150
"""A card needs about this width, at 100 %."""


class StepCards(QWidget):
    """As many beside each other as there is room for."""

    wanted = Signal(str)
    """The kind whose link was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.cards = {kind: Card(title) for kind, title in say.STEPS.items()}
        for kind, card in self.cards.items():
            card.wanted.connect(partial(self.wanted.emit, kind))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(3 * STEP)
        self._columns = 0
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        watch().changed.connect(self._arrange)
        self._arrange()

    def show_steps(self, steps: Sequence[Step], measure: str, *, requested: bool) -> None:
        """Show what is open; ``measure`` is the form set's word, ``requested``: what is missing is counted in departments."""
        for step in steps:
            departments = step.kind == "missing" and requested
            text = say.STEP_TEXTS[step.kind].format(measure=measure, measures=len(step.keys))
            if step.kind == "missing" and not requested:
                text = say.STEP_UNFILLED
            link = say.STEP_LINKS[step.kind] if step.count else ""
            figure = (say.STEP_DEPARTMENTS if departments else say.STEP_COUNT).format(count=step.count)
            self.cards[step.kind].tell(figure, text if step.count else say.STEP_NONE, link)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Six, three or two in a row."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        fitting = self.width() // scaled(_WIDTH)
        columns = next((n for n in (6, 3, 2) if n <= fitting), 1)
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(6):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()
