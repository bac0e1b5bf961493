"""提出状況: cards above, the departments below them, and the measures of the chosen one beside."""
from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planeditor.domain.days import today
from planeditor.messages import ui_submissions as say
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.keys_to import keys_to
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from planeditor.ui.submissions.cards import Cards
from planeditor.ui.submissions.lines import Line
from planeditor.ui.submissions.lines_model import LinesModel
from planeditor.ui.submissions.lines_view import LinesView
from planeditor.ui.submissions.measures_list import AskedMeasures
from planeditor.ui.submissions.overview import Overview, overview
from planeditor.ui.submissions.status_reader import StatusReader
from planeditor.ui.submissions.submission_actions import SubmissionActions
from planeditor.ui.submissions.submissions_bar import SubmissionsBar
from planeditor.ui.theme import scaled

_NARROW = 900
"""Below this width, at 100 %, the measures stand below the table."""
_BESIDE = 268
_LOWEST = 220
"""The table and the measures get at least this height, at 100 %."""


class SubmissionsPage(QWidget):
    """Reads how things stand while it is seen."""

    sheet_wanted = Signal()
    """The user went to a place of the plan."""
    request_wanted = Signal(object)
    """The number of the department to ask again, None for a new request."""
    review_wanted = Signal(object)
    """The 取込番号 to look at, None for the first that waits."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.overview = Overview()
        self.reader = StatusReader(session, self)
        self.bar = SubmissionsBar(session)
        self.cards = Cards()
        self.model = LinesModel()
        self.view = LinesView(self.model)
        self.heading, self.note, self.empty = Sentence(role="heading"), Sentence(), Sentence()
        self.measures = AskedMeasures()
        self.empty_new = QPushButton(say.NEW_LONG)
        self.actions_ = SubmissionActions(session, jobs, self)
        self._lay_out()
        self._connect()
        keys_to(self, self.view)
        self._opened()

    def _lay_out(self) -> None:
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.setProperty("role", "gap")
        self._split.setHandleWidth(3 * STEP)
        self._split.addWidget(self.view)
        self._split.addWidget(self._beside())
        self._split.setStretchFactor(0, 1)
        self._split.setMinimumHeight(scaled(_LOWEST))
        self._split.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # its lists scroll by themselves
        desk = QFrame()
        desk.setProperty("role", "desk")
        inside = QVBoxLayout(desk)
        inside.setContentsMargins(*(4 * STEP,) * 4)
        inside.setSpacing(3 * STEP)
        inside.addWidget(self.cards)
        inside.addWidget(self._split, 1)
        self._stack = QStackedWidget()
        area = QScrollArea()  # for a low window with large text
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(desk)
        self._stack.addWidget(area)
        self._stack.addWidget(self._nothing())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        rows.addWidget(self._stack, 1)

    def _beside(self) -> QWidget:
        box = QFrame()
        box.setProperty("role", "card")
        rows = QVBoxLayout(box)
        rows.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 3 * STEP)
        rows.setSpacing(STEP)
        rows.addWidget(self.heading)
        rows.addWidget(self.note)
        rows.addWidget(self.measures, 1)
        box.setMinimumWidth(1)
        return box

    def _nothing(self) -> QWidget:
        box = QWidget()
        head = QLabel(say.EMPTY)
        head.setProperty("role", "section")
        self.empty_new.setProperty("role", "primary")
        rows = QVBoxLayout(box)
        rows.setContentsMargins(*(8 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addWidget(head)
        rows.addWidget(self.empty)
        rows.addWidget(self.empty_new, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addStretch(1)
        return box

    def _connect(self) -> None:
        buttons, actions = self.bar.buttons, self.actions_
        self.session.opened.connect(self._opened)
        self.reader.read.connect(self._refresh)
        self.bar.chosen.connect(self._year_chosen)
        self.view.chosen.connect(self._show_chosen)
        self.view.review_wanted.connect(self._review)
        self.view.measures_wanted.connect(self._to_measures)
        self.measures.accepted.connect(self._jump)
        self.measures.left.connect(partial(self.view.setFocus, Qt.FocusReason.OtherFocusReason))
        self.cards.remind_wanted.connect(self._remind)
        self.cards.review_wanted.connect(partial(self.review_wanted.emit, None))
        self.cards.open_wanted.connect(self._list_open)
        self.empty_new.clicked.connect(self._new)
        buttons["new"].clicked.connect(self._new)
        buttons["again"].clicked.connect(self._again)
        buttons["remind"].clicked.connect(self._remind)
        buttons["correct"].clicked.connect(lambda: actions.correct(self.chosen))
        buttons["confirm"].clicked.connect(lambda: actions.confirm(self.reader.status, self.chosen))
        actions.jumped.connect(self.sheet_wanted)

    # Following the session

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was not seen."""
        super().showEvent(event)
        self.bar.offer()
        self.reader.look(looked_at=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks at it any more."""
        super().hideEvent(event)
        self.reader.look(looked_at=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        wanted = Qt.Orientation.Vertical if self.width() < scaled(_NARROW) else Qt.Orientation.Horizontal
        if self._split.orientation() is not wanted or not event.oldSize().isValid():
            self._split.setOrientation(wanted)
            upright = wanted is Qt.Orientation.Vertical
            beside = self._split.height() // 3 if upright else scaled(_BESIDE)
            self._split.setSizes([max(1, (self._split.height() if upright else self._split.width()) - beside), beside])

    def _opened(self) -> None:
        self.actions_.close_dialogs()
        self.bar.offer()
        self._refresh()

    def _year_chosen(self) -> None:
        self.reader.show(self.bar.period, self.bar.turn)

    @property
    def _measure(self) -> str:
        return self.session.vocabulary.word("measure") if self.session.is_open else "施策"

    def _refresh(self) -> None:
        """Show what was read last."""
        chosen = self.chosen
        status = self.reader.status
        self.overview = overview(status) if status is not None else Overview()
        self.bar.show_round(status.round if status is not None else "")
        self.cards.show_overview(self.overview, self._measure, today())
        self.model.show(self.overview.lines, self._measure)
        names = [line.name for line in self.overview.lines]
        row = names.index(chosen.name) if chosen is not None and chosen.name in names else 0
        if names:
            self.view.setCurrentIndex(self.model.index(row, 0))
        self._stack.setCurrentIndex(1 if status is None or self.overview.is_empty else 0)
        writable = self.session.is_open and not self.session.read_only
        no_years = self.session.is_open and self.session.current is None
        self.empty.setText(say.NO_YEARS if no_years else say.EMPTY_MORE if writable else say.EMPTY_READ_ONLY)
        self.empty_new.setEnabled(writable and not no_years)
        self._show_chosen()

    # The chosen department

    @property
    def chosen(self) -> Line | None:
        """The department the user is at."""
        index = self.view.currentIndex()
        return self.model.line(index) if index.row() < len(self.model.lines) else None

    def _show_chosen(self) -> None:
        line, word = self.chosen, self._measure
        self.measures.show_line(self.session.plan, line)
        self.measures.setVisible(line is not None and bool(line.measures))
        if line is None:
            self.heading.clear()
            self.note.setText(say.NONE_CHOSEN.format(measure=word))
        else:
            heading = say.CHOSEN.format(name=line.name, measure=word)
            self.heading.setText(heading)
            self.measures.setAccessibleName(heading)
            status = line.status
            numbers = say.BETWEEN.join(map(str, status.receipts))
            came = say.RECEIPTS.format(numbers=numbers) if status.receipts else "" if status.own else say.NO_RECEIPTS
            file = say.FILE.format(file=status.file_name) if status.file_name else ""
            self.note.setText("\n".join(text for text in (file, came) if text))
        self._allow(line)

    def _allow(self, line: Line | None) -> None:
        writable = self.session.is_open and not self.session.read_only
        reasons = {
            "new": "", "again": "" if line is not None and line.status.department and line.sent else say.CHOOSE_DEPARTMENT,
            "remind": "" if self.overview.missing else say.NOTHING_TO_REMIND,
            "correct": say.CHOOSE_DEPARTMENT if line is None else "" if line.status.receipts else say.NO_RECEIPT_TO_CORRECT,
            "confirm": "" if self.overview.status is not None and self.overview.status.totals.unconfirmed else say.NOTHING_TO_CONFIRM,
        }
        for name, reason in reasons.items():
            button = self.bar.buttons[name]
            why = reason or ("" if writable or name == "remind" else say.READ_ONLY)
            button.setEnabled(not why)
            button.setStatusTip(why)

    def _to_measures(self) -> None:
        if self.measures.count() and self.measures.isVisible():
            self.measures.setCurrentRow(max(0, self.measures.currentRow()))
            self.measures.setFocus(Qt.FocusReason.OtherFocusReason)

    def _jump(self, node: str) -> None:
        period = self.reader.period or self.session.current
        self.session.go(Place(node, period.key if period else ""))
        self.sheet_wanted.emit()

    # Actions

    def _new(self) -> None:
        self.request_wanted.emit(None)

    def _again(self) -> None:
        if self.chosen is not None:
            self.request_wanted.emit(self.chosen.status.department)

    def _review(self) -> None:
        line = self.chosen
        if line is not None and line.status.receipts:
            self.review_wanted.emit(line.status.receipts[-1])

    def _remind(self) -> None:
        self.actions_.remind(self.overview.missing, self.reader.period or self.session.current, self.reader.round)

    def _list_open(self) -> None:
        self.actions_.list_open(self.reader.status)
