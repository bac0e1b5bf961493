"""What 会議資料 is ordered: year, state, meeting, 次第, parts."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from planeditor.domain.current import current_period, main_series
from planeditor.messages import ui_meeting as say
from planeditor.services.meeting.order import MeetingOrder, section_titles
from planeditor.ui.form_labels import align_labels
from planeditor.ui.look import STEP
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.states.moments import State

_AGENDA = 110
_WIDEST = 14


class OrderBox(QWidget):
    """The fields of an order."""

    state_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._viewed = session.viewing.name if session.viewing else ""
        self.period, self.state = QComboBox(), QComboBox()
        self.meeting, self.date, self.number = QLineEdit(), QLineEdit(), QLineEdit()
        self.agenda = QPlainTextEdit()
        self.agenda.setTabChangesFocus(True)
        lines = QWidget()  # the style sheet knows a least height of the field itself, and would let it be squeezed to that
        lines.setFixedHeight(scaled(_AGENDA))
        around = QVBoxLayout(lines)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.agenda)
        for field, hint in (
            (self.meeting, say.MEETING_HINT), (self.date, say.DATE_HINT), (self.number, say.NUMBER_HINT),
            (self.agenda, say.AGENDA_HINT),
        ):
            field.setPlaceholderText(hint)
        self.parts: dict[str, QCheckBox] = {}
        parts = QWidget()
        column = QVBoxLayout(parts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        first = QLabel(say.FIRST_PAGE)
        first.setProperty("role", "label")  # in line with the word beside it
        column.addWidget(first)
        for section, title in section_titles(session.vocabulary).items():
            check = self.parts[section] = QCheckBox(title)
            check.setChecked(True)
            column.addWidget(check)
        column.addStretch(1)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(2 * STEP)
        form.setHorizontalSpacing(4 * STEP)
        for box in (self.period, self.state):
            box.setMinimumContentsLength(_WIDEST)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for word, widget in (
            (say.PERIOD, self.period), (say.STATE, self.state), (say.MEETING, self.meeting), (say.DATE, self.date),
            (say.NUMBER, self.number), (say.AGENDA, lines), (say.PARTS, parts),
        ):
            widget.setAccessibleName(word)
            form.addRow(word, widget)
        self.agenda.setAccessibleName(say.AGENDA)
        align_labels(form)
        self._offer_periods(session)
        self.state.addItem(say.STATE_NOW, "")
        self.state.currentIndexChanged.connect(lambda _: self.state_changed.emit())

    @property
    def at(self) -> str:
        """The name of the chosen state; "" for the present."""
        return str(self.state.currentData() or "")

    def offer(self, found: list[State]) -> None:
        """Offer the states there are, the latest first; what was chosen stays chosen."""
        before, self._viewed = self.at or self._viewed, ""  # at first the one that is looked at
        self.state.blockSignals(True)  # noqa: FBT003
        self.state.clear()
        self.state.addItem(say.STATE_NOW, "")
        for state in reversed(found):
            if state.kind != "now":
                line = say.STATE_LINE if state.date else say.STATE_LINE_PLAIN
                self.state.addItem(line.format(name=state.name, kind=say.KINDS[state.kind], date=state.date), state.name)
        self.state.setCurrentIndex(max(0, self.state.findData(before)))
        self.state.blockSignals(False)  # noqa: FBT003
        self.state_changed.emit()

    def order(self) -> MeetingOrder:
        """What the fields say."""
        lines = tuple(line.rstrip() for line in self.agenda.toPlainText().splitlines() if line.strip())
        return MeetingOrder(
            str(self.period.currentData() or ""), self.meeting.text().strip(), self.date.text().strip(),
            self.number.text().strip(), lines, tuple(name for name, check in self.parts.items() if check.isChecked()),
        )

    def _offer_periods(self, session: Session) -> None:
        plan, vocabulary = session.plan, session.vocabulary
        current = current_period(plan, vocabulary)
        for period in vocabulary.periods(plan, main_series(vocabulary)):
            self.period.addItem(vocabulary.period_label(plan, period), period.key)
            if period == current:
                self.period.setCurrentIndex(self.period.count() - 1)
