"""The four cards above the table: what came, what is to be decided, what is not final yet, and until when."""
from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from planeditor.domain.days import short_day
from planeditor.messages import ui_submissions as say
from planeditor.ui.look import STEP
from planeditor.ui.submissions.card import Card
from planeditor.ui.submissions.overview import Overview
from planeditor.ui.theme import scaled, watch

_NARROW = 680
"""Below this width, at 100 %, two stand beside each other rather than four."""


class Cards(QWidget):
    """Shows an overview."""

    remind_wanted = Signal()
    review_wanted = Signal()
    open_wanted = Signal()
    """What is not final yet is wanted as a list."""

    def __init__(self) -> None:
        super().__init__()
        self.submitted, self.decide = Card(say.SUBMITTED), Card(say.DECIDE)
        self.open, self.deadline = Card(say.OPEN), Card(say.DEADLINE)
        self.all = (self.submitted, self.decide, self.open, self.deadline)
        self.submitted.wanted.connect(self.remind_wanted)
        self.decide.wanted.connect(self.review_wanted)
        self.open.wanted.connect(self.open_wanted)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(3 * STEP)
        self._columns = 0
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)  # as high as the words need at this width
        self.setSizePolicy(policy)
        watch().changed.connect(self._arrange)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Four in a row, or two where it is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() < scaled(_NARROW) else 4
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.all):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()

    def show_overview(self, overview: Overview, measure: str, day: date) -> None:
        """Show how things stand on a day; ``measure`` is the form set's word."""
        if overview.status is None:
            return
        totals, missing = overview.status.totals, len(overview.missing)
        self.submitted.tell(
            say.SUBMITTED_FIGURE.format(done=totals.departments_submitted, all=totals.departments),
            say.SUBMITTED_MEASURES.format(done=totals.measures_submitted, all=totals.measures, measure=measure),
            say.REMIND_LINK.format(count=missing) if missing else "",
        )
        waiting, kinds = totals.waiting.total, [(word, getattr(totals.waiting, kind)) for kind, word in say.KINDS.items()]
        said = say.DOT.join(say.KIND.format(word=word, count=count) for word, count in kinds if count)
        self.decide.tell(say.COUNT.format(count=waiting), said or say.DECIDE_NONE, say.DECIDE_LINK if waiting else "")
        unsettled = totals.forecasts + totals.unconfirmed
        self.open.tell(
            say.COUNT.format(count=unsettled), say.OPEN_TEXT.format(forecasts=totals.forecasts, confirms=totals.unconfirmed),
            say.OPEN_LINK if unsettled else "",
        )
        self._tell_deadline(overview, totals.late, day)

    def _tell_deadline(self, overview: Overview, late: int, day: date) -> None:
        deadlines = overview.deadlines
        if not deadlines:
            self.deadline.tell(say.NOTHING, say.NO_DEADLINE)
            return
        left = (deadlines[-1] - day).days
        text = say.DAYS_LEFT.format(days=left) if left > 0 else say.LAST_DAY if left == 0 else say.DAYS_PAST.format(days=-left)
        if not overview.missing:
            text = say.ALL_THERE
        elif late:
            text += f"{say.DOT}{say.LATE_COUNT.format(count=late)}"
        if len(deadlines) > 1:
            text = say.SEVERAL_DEADLINES.format(text=text, first=short_day(deadlines[0]))
        self.deadline.tell(short_day(deadlines[-1]), text, tone="figure-warning" if late else "figure")
