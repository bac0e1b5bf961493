"""What is asked: one or two years, the round, whether 計画事項 are open, and until when."""
from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QWidget

from planeditor.domain.current import main_series
from planeditor.domain.days import today
from planeditor.domain.plan import PLAN_ID, ROUNDS
from planeditor.messages import ui_requests as say
from planeditor.services.editing.permissions import Mode
from planeditor.services.editing.years import is_closed
from planeditor.store.report import ChangeReport
from planeditor.ui.flow import FlowLayout
from planeditor.ui.form_labels import align_labels
from planeditor.ui.keys_to import keys_to
from planeditor.ui.look import STEP
from planeditor.ui.requests.day_field import DayField
from planeditor.ui.session import Session

_WEEKS = 3
"""So many weeks from today is the deadline that is offered."""


class ScopeBox(QWidget):
    """Follows the session's years and mode as they are when it is made."""

    changed = Signal()
    """Something else is asked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.year, self.second, self.round = QComboBox(), QComboBox(), QComboBox()
        self.revision = QCheckBox(say.REVISION)
        self.deadline = DayField(say.DEADLINE, deadline_from(today()))
        self.past = QLabel(say.DEADLINE_PAST)
        self.past.setProperty("role", "error")
        self.past.hide()
        for box, name in ((self.year, say.YEAR), (self.second, say.SECOND_YEAR), (self.round, say.ROUND)):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._fill()
        self._lay_out()
        session.changed.connect(self._plan_changed)
        self.year.currentIndexChanged.connect(self._year_chosen)
        for box in (self.second, self.round):
            box.currentIndexChanged.connect(self.changed)
        self.revision.toggled.connect(self.changed)
        self.deadline.changed.connect(self._day_chosen)
        session.mode_changed.connect(self._allow_revision)
        self._allow_revision()

    def _lay_out(self) -> None:
        years = QWidget()
        row = FlowLayout(years, 2 * STEP)
        row.addWidget(self.year)
        row.addWidget(self.second)
        keys_to(years, self.year)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(2 * STEP)
        form.setHorizontalSpacing(4 * STEP)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(say.YEAR, years)
        if self.round.count():
            form.addRow(say.ROUND, self.round)
        form.addRow("", self.revision)
        form.addRow(say.DEADLINE, self.deadline)
        form.addRow("", self.past)
        align_labels(form)

    def _plan_changed(self, report: ChangeReport) -> None:
        if any(change.key.node == PLAN_ID and change.key.field.startswith("@") for change in report.changes):
            self.offer()

    def offer(self) -> None:
        """Offer the years there are now; what was chosen stays so, but for a current year that is another one."""
        current, before = self.session.current, self._current
        kept = None if current is not None and current.key != before else self.periods
        for box in (self.year, self.second, self.round):
            box.blockSignals(True)  # noqa: FBT003
        self._fill()
        if kept:
            self.begin_with(kept, self.turn)
        for box in (self.year, self.second, self.round):
            box.blockSignals(False)  # noqa: FBT003
        self.changed.emit()

    def _fill(self) -> None:
        session = self.session
        for box in (self.year, self.second, self.round):
            box.clear()
        self._current = session.current.key if session.current else ""
        plan, vocabulary, current = session.plan, session.vocabulary, session.current
        periods = [p for p in vocabulary.periods(plan, main_series(vocabulary)) if not is_closed(plan, p.key)]
        for period in periods:
            self.year.addItem(vocabulary.period_label(plan, period), period.key)
        if current is not None:
            self.year.setCurrentIndex(max(0, self.year.findData(current.key)))
        for name in plan.text(PLAN_ID, ROUNDS).split():
            self.round.addItem(name, name)
        self._fill_second()

    def _fill_second(self) -> None:
        chosen = self.second.currentData()
        self.second.blockSignals(True)  # noqa: FBT003
        self.second.clear()
        self.second.addItem(say.NO_SECOND_YEAR, "")
        for number in range(self.year.count()):
            if number != self.year.currentIndex():
                self.second.addItem(say.WITH_YEAR.format(period=self.year.itemText(number)), self.year.itemData(number))
        self.second.setCurrentIndex(max(0, self.second.findData(chosen)))
        self.second.setEnabled(self.second.count() > 1)
        self.second.blockSignals(False)  # noqa: FBT003

    def _year_chosen(self) -> None:
        self._fill_second()
        self.changed.emit()

    def _day_chosen(self) -> None:
        self.past.setVisible(self.is_past)
        self.changed.emit()

    def _allow_revision(self) -> None:
        session = self.session
        if not session.is_open:
            return
        on = session.mode is Mode.REVISION
        self.revision.setEnabled(on)
        if not on:
            self.revision.setChecked(False)
        word = session.vocabulary.word("revision")
        self.revision.setToolTip(say.REVISION_TIP if on else say.REVISION_NOT_NOW.format(revision=word))
        self.revision.setAccessibleDescription(self.revision.toolTip())

    # What is chosen

    @property
    def periods(self) -> tuple[str, ...]:
        """The keys of the chosen years, in the plan's order; none where every year is closed."""
        chosen = {self.year.currentData(), self.second.currentData()}
        return tuple(key for n in range(self.year.count()) if (key := self.year.itemData(n)) in chosen)

    @property
    def turn(self) -> str:
        """The round, "" where the plan has none."""
        return self.round.currentData() or ""

    @property
    def is_past(self) -> bool:
        """Whether the chosen deadline has passed already."""
        return self.deadline.day < today()

    def begin_with(self, periods: tuple[str, ...], turn: str = "", day: dt.date | None = None) -> None:
        """Begin with these."""
        for box, key in zip((self.year, self.second), (*periods, "")[:2], strict=True):
            box.setCurrentIndex(max(0, box.findData(key)))
        self.round.setCurrentIndex(max(0, self.round.findData(turn)) if self.round.count() else -1)
        if day is not None:
            self.deadline.choose(day)


def deadline_from(day: dt.date) -> dt.date:
    """The deadline that is offered on a day: the Friday some weeks later."""
    later = day + dt.timedelta(weeks=_WEEKS)
    return later + dt.timedelta(days=4 - later.weekday())
