"""進捗区分を確かめる: a row for each measure of a year, to agree with or to choose another."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.judging_late import LateDetails
from planeditor.domain.progress import Progress
from planeditor.messages import ui_judging as say
from planeditor.services.editing.years import is_closed
from planeditor.services.progress import confirming
from planeditor.services.progress.proposing import Proposed, chosen_highlights, late_of, proposals, wants_details
from planeditor.services.progress.reports import Reports
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.flow import FlowLayout
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.progressclass.details_box import DetailsBox
from planeditor.ui.progressclass.judging_model import JudgingModel
from planeditor.ui.progressclass.judging_view import CHOICES, JudgingView
from planeditor.ui.rereading import Rereading
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session, sentence
from planeditor.ui.theme import scaled
from planeditor.ui.undo_keys import undo_keys
from planeditor.ui.wrapped import LowSplitter, Wrapped

_WIDTH, _HEIGHT, _BELOW, _AROUND = 1120, 720, 330, 150
_TABLE, _DETAILS = 110, 60
"""At least so high: with less room all of it scrolls."""
_FILTERS: tuple[Callable[[Proposed], bool], ...] = (
    lambda _: True, lambda row: row.confirmed is Progress.UNDECIDED, lambda row: row.is_doubtful,
)  # fmt: skip


class JudgingDialog(QDialog):
    """Every choice is one operation and can be undone here and in the main window, which stays usable beside it."""

    sheet_wanted = Signal()
    """The user went to a place of the plan."""

    def __init__(self, session: Session, period: str, parent: QWidget | None = None) -> None:
        """``period``: the key of the year."""
        super().__init__(parent)
        self.session, self.period = session, period
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._word = session.vocabulary.word("measure")
        label = session.vocabulary.label_of_period(session.plan, period)
        self.setWindowTitle(say.TITLE.format(period=label))
        self.rows: list[Proposed] = []
        self._reading = Rereading(self, session, lambda plan, forms: proposals(plan, forms, period), self._read_anew)
        self.model = JudgingModel(self._word, self)
        self.view, self.details = JudgingView(self.model), DetailsBox()
        self.shown, self.counts = QComboBox(), QLabel()
        self.agree_all, self.agree = QPushButton(), QPushButton()
        rules = session.forms.progress
        self.choices = {
            p: QPushButton(say.CHOICE.format(key=n, word=rules.label(p))) for n, p in enumerate(CHOICES, start=1)
        } | {Progress.UNDECIDED: QPushButton(rules.word(Progress.UNDECIDED))}
        self.go, self.close_button = QPushButton(say.GO), QPushButton(say.CLOSE)
        self.keys = Sentence(say.KEYS)
        self.empty, self.problem = Sentence(), Sentence(role="error")
        self._lay_out()
        self._connect()
        HelpKey(session, "judging", self)
        self.renew()
        self.view.setFocus()

    def _lay_out(self) -> None:
        self.shown.addItems([say.ALL, say.OPEN_ONLY, say.CHANGED])
        self.shown.setAccessibleName(say.SHOW)
        self.view.setAccessibleName(self.windowTitle())
        self.agree_all.setProperty("role", "primary")
        self.problem.hide()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        top = FlowLayout(spacing=3 * STEP)
        for widget in (QLabel(say.SHOW), self.shown, self.counts):
            top.addWidget(widget)
        top.push()
        top.addWidget(self.agree_all)
        buttons = Wrapped()
        bar = FlowLayout(buttons)
        bar.addWidget(self.agree)
        for button in (*self.choices.values(), self.go):
            bar.addWidget(button)
        for button in (self.agree, self.agree_all, *self.choices.values(), self.go, self.close_button):
            button.setAutoDefault(False)
        below = QWidget()
        inside = QVBoxLayout(below)
        inside.setContentsMargins(0, STEP, 0, 0)
        inside.setSpacing(3 * STEP)
        inside.addWidget(buttons)
        details = scrolled(self.details, sideways=False)
        details.setMinimumHeight(scaled(_DETAILS))
        inside.addWidget(details, 1)
        self.view.setMinimumHeight(scaled(_TABLE))
        self._split = LowSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.view)
        self._split.addWidget(below)
        self._split.setStretchFactor(0, 1)
        end = QHBoxLayout()
        end.addWidget(self.keys, 1)
        end.addWidget(self.close_button)
        whole = QWidget()
        parts = QVBoxLayout(whole)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(3 * STEP)
        parts.addWidget(Sentence(say.LEAD, role=""))
        parts.addLayout(top)
        parts.addWidget(self.problem)
        parts.addWidget(self.empty, 1)
        parts.addWidget(self._split, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addWidget(scrolled(whole, sideways=False), 1)
        rows.addLayout(end)
        room = self.screen().availableSize()
        height = min(scaled(_HEIGHT), room.height() - 12 * STEP)
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), height)
        room_left = height - scaled(_AROUND)
        low = min(scaled(_BELOW), room_left * 2 // 3)
        self._split.setSizes([room_left - low, low])

    def _connect(self) -> None:
        session, view = self.session, self.view
        view.agreed.connect(self._agree)
        view.decided.connect(self._decide)
        view.moved.connect(self._show_row)
        view.doubleClicked.connect(lambda _: self._to_sheet())
        self.shown.currentIndexChanged.connect(lambda _: self._show())
        self.agree.clicked.connect(self._agree)
        self.agree_all.clicked.connect(self._agree_all)
        for progress, button in self.choices.items():
            button.clicked.connect(partial(self._decide, progress))
        self.go.clicked.connect(self._to_sheet)
        self.close_button.clicked.connect(self.accept)
        self.details.late_wanted.connect(self._write_late)
        self.details.highlight_wanted.connect(self._mark)
        session.changed.connect(self._changed)
        session.access_changed.connect(self._show_row)
        session.failed.connect(self._refused)
        session.gathering.connect(self.details.commit)
        session.opened.connect(self.reject)
        undo_keys(self, session)

    # Showing

    def renew(self) -> None:
        """Read the reports anew, beside the window."""
        self._reading.renew()

    def _read_anew(self, found: list[Proposed]) -> None:
        self.rows = found
        self._show()

    def _changed(self, _: ChangeReport) -> None:
        self.problem.hide()
        self.renew()

    @property
    def row(self) -> Proposed | None:
        """The chosen row."""
        place = self.view.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    @property
    def writing(self) -> bool:
        """Whether anything can be confirmed."""
        session = self.session
        return session.is_open and not session.read_only and not is_closed(session.plan, self.period)

    @property
    def _why_not(self) -> str:
        """Why nothing can be confirmed, "" where it can."""
        session = self.session
        return say.VIEWING if session.viewing else say.READ_ONLY if session.read_only else "" if self.writing else say.CLOSED

    def _show(self) -> None:
        chosen, place = self.row, self.view.currentIndex().row()
        fits = _FILTERS[self.shown.currentIndex()]
        rows = [row for row in self.rows if fits(row)]
        self.model.show_rows(self.session.plan, self.session.forms.progress, rows)
        self._split.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.setText((say.EMPTY if self.rows else say.EMPTY_PLAN).format(measure=self._word))
        at = self.model.row_of(chosen.measure) if chosen is not None else 0
        at = min(max(place, 0), len(rows) - 1) if at < 0 else at
        if rows and self.view.currentIndex().row() != at:
            self.view.selectRow(at)
        agree = sum(row.can_agree for row in self.rows)
        open_ = sum(row.confirmed is Progress.UNDECIDED for row in self.rows)
        self.counts.setText(say.COUNTS.format(total=len(self.rows), confirmed=len(self.rows) - open_, open=open_, agree=agree))
        self.agree_all.setText(say.AGREE_ALL.format(count=agree))
        self.agree_all.setEnabled(bool(agree) and self.writing)
        self.keys.setText(self._why_not or say.KEYS)
        self._show_row()

    def _show_row(self) -> None:
        session, row = self.session, self.row
        if row is None or not session.is_open:
            return
        rules, writing = session.forms.progress, self.writing
        proposed = row.progress is not Progress.UNDECIDED
        self.agree.setText(say.AGREE.format(word=rules.label(row.progress)) if proposed else say.AGREE_NONE)
        self.agree.setEnabled(writing and proposed and (row.confirmed is not row.progress or row.stale))
        why = self._why_not
        for progress, button in self.choices.items():
            button.setEnabled(writing and progress is not row.confirmed)
            button.setToolTip(why)
        texts = Reports(session.plan, session.forms).texts(row.measure, self.period)
        self.details.show_report(row.measure, "\n".join(texts))
        decided = row.confirmed if row.confirmed is not Progress.UNDECIDED else row.progress
        told, is_proposal = late_of(session.plan, session.forms, row.measure, self.period)
        self.details.show_late(told if wants_details(decided) else None, proposed=is_proposal, writing=writing)
        chosen = chosen_highlights(session.plan, self.period)
        self.details.show_highlight(chosen.get(row.measure, ""), row.basis, len(chosen), writing=writing)

    def _refused(self, error: Exception) -> None:
        if isValid(self):
            self.problem.setText(sentence(error) or "")
            self.problem.setVisible(bool(self.problem.text()))

    # Deciding

    def _agree(self) -> None:
        row = self.row
        if row is not None and row.progress is not Progress.UNDECIDED:
            self._decide(row.progress)

    def _decide(self, progress: Progress, _checked: bool = False) -> None:  # noqa: FBT002  # what a button's signal carries
        row, forms, who = self.row, self.session.forms, self.session.who
        if row is None or not self.writing:
            return
        basis = row.basis if progress is row.progress else ""
        measure, period = row.measure, self.period
        if progress is not row.confirmed or (row.stale and basis):
            self._edit(lambda document: confirming.confirm(document, forms, measure, period, progress, basis, who=who))
        self._next()

    def _next(self) -> None:
        """To the next row; with another filter than all the row goes away by itself."""
        place = self.view.currentIndex().row()
        if self.shown.currentIndex() == 0 and place + 1 < len(self.model.rows):
            self.view.selectRow(place + 1)

    def _agree_all(self) -> None:
        forms, who, period = self.session.forms, self.session.who, self.period
        self._edit(lambda document: confirming.confirm_all(document, forms, period, who=who))

    def _write_late(self, measure: str, details: LateDetails) -> None:
        forms, who, period = self.session.forms, self.session.who, self.period
        self._edit(lambda document: confirming.set_late(document, forms, measure, period, details, who=who))

    def _mark(self, measure: str, text: str) -> None:
        session, period = self.session, self.period
        chosen = {m: t for m, t in chosen_highlights(session.plan, period).items() if m != measure}
        if text.strip():
            chosen[measure] = text
        forms, who = session.forms, session.who
        self._edit(lambda document: confirming.choose_highlights(document, forms, period, chosen, who=who))

    def _edit(self, work: Callable[[Document], ChangeReport]) -> None:
        self.session.edit(work)

    def done(self, result: int) -> None:
        """What was typed is written before the window goes."""
        if self.session.is_open:
            self.details.commit()
        super().done(result)

    def _to_sheet(self) -> None:
        row = self.row
        if row is not None:
            self.session.go(Place(row.measure, self.period))
            self.sheet_wanted.emit()
