"""The bar of 提出状況: which year and round, and what can be done."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QToolButton

from planeditor.domain.current import main_series
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, ROUNDS
from planeditor.messages import ui_submissions as say
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP
from planeditor.ui.session import Session
from planeditor.ui.table.bar_button import bar_button

_BUTTONS = (
    ("new", say.NEW, "request", ""), ("again", say.AGAIN, "paper", say.AGAIN_TIP), ("remind", say.REMIND, "copy", say.REMIND_TIP),
    ("correct", say.CORRECT, "rename", say.CORRECT_TIP), ("confirm", say.CONFIRM, "done", say.CONFIRM_TIP),
)  # fmt: skip


class SubmissionsBar(QFrame):
    """Offers the years of the plan, and its rounds where it has any."""

    chosen = Signal()
    """Another year or round."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("role", "panel")
        self.year, self.round = QComboBox(), QComboBox()
        row = FlowLayout(self)
        row.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        for box, name in ((self.year, say.YEAR), (self.round, say.ROUND)):
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(self.chosen)
            row.addWidget(box)
        self.buttons: dict[str, QToolButton] = {}
        for name, text, drawing, tip in _BUTTONS:
            self.buttons[name] = button = bar_button(text, drawing, tip)
            row.addWidget(button)

    def offer(self) -> None:
        """Offer what the plan has now; what was chosen stays so if it can."""
        session, year, turn = self.session, self.year.currentData(), self.round.currentData()
        self.year.clear()
        self.round.clear()
        if not session.is_open:
            return
        plan, vocabulary, current = session.plan, session.vocabulary, session.current
        for period in vocabulary.periods(plan, main_series(vocabulary)):
            self.year.addItem(vocabulary.period_label(plan, period), period.key)
        for name in plan.text(PLAN_ID, ROUNDS).split():
            self.round.addItem(name, name)
        wanted = year if self.year.findData(year) >= 0 else current.key if current else None
        self.year.setCurrentIndex(max(0, self.year.findData(wanted)))
        self.round.setCurrentIndex(max(0, self.round.findData(turn)))
        self.round.setVisible(self.round.count() > 0)
        self.year.setEnabled(self.year.count() > 0)

    @property
    def period(self) -> Period | None:
        """The year chosen, None where the plan has none."""
        key = self.year.currentData()
        return Period.from_key(key) if key else None

    @property
    def turn(self) -> str:
        """The round chosen, "" where the plan has none."""
        return self.round.currentData() or ""

    def show_round(self, turn: str) -> None:
        """Show which round was read."""
        self.round.setCurrentIndex(max(0, self.round.findData(turn)) if self.round.count() else -1)
