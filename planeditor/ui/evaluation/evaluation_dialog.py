"""計画期間の検証: a row for each measure over all the years, to be judged and assessed. It stands beside the main window."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.achievement import Achievement
from planeditor.domain.plan import PLAN_ID
from planeditor.messages import ui_evaluation as say
from planeditor.services.evaluation.judging import judge
from planeditor.services.evaluation.model import Evaluation, evaluations, totals
from planeditor.services.evaluation.timing import unfinished
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.comparing.paper_bar import PaperButtons
from planeditor.ui.evaluation.evaluation_view import EvaluationView
from planeditor.ui.evaluation.judgement_box import JudgementBox
from planeditor.ui.evaluation.paper_job import PaperJob
from planeditor.ui.evaluation.rows import grid_of
from planeditor.ui.exporting.othername import OtherName
from planeditor.ui.flow import FlowLayout
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.progress import Jobs, ProgressBar
from planeditor.ui.rereading import Rereading
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session, sentence
from planeditor.ui.theme import scaled
from planeditor.ui.undo_keys import undo_keys

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document
    from planeditor.store.report import ChangeReport

_WIDTH, _HEIGHT, _BELOW, _AROUND = 1160, 720, 280, 190
_TABLE, _BOX = 160, 220
_FILTERS: tuple[Callable[[Evaluation], bool], ...] = (
    lambda _: True, lambda one: one.achieved is Achievement.UNDECIDED, lambda one: not one.assessment,
)  # fmt: skip


class EvaluationDialog(QDialog):
    """Every judgement is one operation and can be undone here and in the main window."""

    sheet_wanted = Signal()
    """The user went to a measure."""
    written = Signal(object)
    """The ``Path`` of a file that was written."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.jobs = session, jobs
        self._plan_id = session.plan_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say.TITLE)
        self._word = session.vocabulary.word("measure")
        self.rows: list[Evaluation] = []
        self.shown_rows: list[Evaluation] = []
        self._reading = Rereading(self, session, evaluations, self._read_anew)
        self.view, self.box = EvaluationView(), JudgementBox()
        self.shown, self.counts, self.note = QComboBox(), QLabel(), Sentence()
        self.empty, self.problem, self.other = Sentence(), Sentence(role="error"), OtherName()
        self.buttons, self.paper = PaperButtons(), PaperJob(session, jobs, self)
        self._lay_out()
        self._connect()
        HelpKey(session, "evaluation", self)
        self.renew()
        self.view.setFocus()

    def _lay_out(self) -> None:
        self.shown.addItems([say.ALL, say.OPEN_ONLY, say.NO_TEXT])
        self.shown.setAccessibleName(say.SHOW)
        self.view.setAccessibleName(say.TITLE)
        self.problem.hide()
        self.empty.hide()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        top = FlowLayout(None, 3 * STEP)
        for widget in (QLabel(say.SHOW), self.shown, self.counts):
            top.addWidget(widget)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.view)
        below = scrolled(self.box, sideways=False)
        self._split.addWidget(below)
        self.view.setMinimumHeight(scaled(_TABLE))
        below.setMinimumHeight(scaled(_BOX))
        self._split.setStretchFactor(0, 1)
        end = QHBoxLayout()
        end.addWidget(ProgressBar(self.jobs))
        end.addWidget(self.buttons, 1)
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(3 * STEP)
        self._inside.addWidget(Sentence(say.LEAD.format(measure=self._word), role=""))
        self._inside.addWidget(self.note)
        self._inside.addLayout(top)
        self._inside.addWidget(self.problem)
        self._inside.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self._inside.addWidget(self.empty)
        self._inside.addWidget(self._split, 1)
        self._inside.addWidget(Sentence(say.KEYS))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addWidget(scrolled(inside, sideways=False), 1)
        rows.addLayout(end)
        room = self.screen().availableSize()
        height = min(scaled(_HEIGHT), room.height() - 12 * STEP)
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), height)
        left = max(height - scaled(_AROUND), 2)
        high = min(scaled(_BELOW), left // 2)
        self._split.setSizes([left - high, high])

    def _connect(self) -> None:
        session, view, box = self.session, self.view, self.box
        view.agreed.connect(box.agree_with)
        view.decided.connect(self._decide)
        view.moved.connect(self._show_row)
        view.text_wanted.connect(box.assessment.setFocus)
        view.doubleClicked.connect(lambda _: self._to_sheet())
        box.decided.connect(self._decide)
        box.assessed.connect(self._assess)
        box.sheet_wanted.connect(self._to_sheet)
        self.shown.currentIndexChanged.connect(lambda _: self._show())
        self.buttons.close_button.clicked.connect(self.accept)
        self.buttons.previewed.connect(self.paper.preview)
        self.buttons.written.connect(self.paper.ask_target)
        self.paper.written.connect(self.written)
        self.paper.refused.connect(self._refused)
        session.changed.connect(self._changed)
        session.access_changed.connect(self._show_row)
        session.failed.connect(self._refused)
        session.gathering.connect(box.commit)
        session.opened.connect(self._opened)
        undo_keys(self, session)

    # Showing

    @property
    def row(self) -> Evaluation | None:
        """The chosen row."""
        place = self.view.place
        return self.shown_rows[place] if 0 <= place < len(self.shown_rows) else None

    @property
    def writing(self) -> bool:
        """Whether anything can be written."""
        return self.session.is_open and not self.session.read_only

    def renew(self) -> None:
        """Read the plan anew, beside the window."""
        self._reading.renew()

    def _read_anew(self, found: list[Evaluation]) -> None:
        self.rows = found
        self._show()

    def _changed(self, _: ChangeReport) -> None:
        self.problem.hide()
        self.other.offer(None)
        self.renew()

    def _opened(self) -> None:
        """Another state of the plan is shown, or another plan is open."""
        if self.session.plan_id == self._plan_id:
            self.renew()
        else:
            self.reject()

    def _show(self) -> None:
        session, chosen, place = self.session, self.row, self.view.place
        fits = _FILTERS[self.shown.currentIndex()]
        self.shown_rows = [one for one in self.rows if fits(one)]
        self.view.show_grid(grid_of(self.shown_rows, session.forms.progress, self._word))
        at = next((n for n, one in enumerate(self.shown_rows) if chosen is not None and one.node.id == chosen.node.id), -1)
        at = min(max(place, 0), len(self.shown_rows) - 1) if at < 0 else at
        if self.shown_rows and self.view.place != at:
            self.view.selectRow(at)
        there = bool(self.shown_rows)
        self._split.setVisible(there)
        self.empty.setVisible(not there)
        self.empty.setText((say.EMPTY if self.rows else say.NO_MEASURES).format(measure=self._word))
        self._inside.setStretch(self._inside.indexOf(self.empty), 0 if there else 1)
        counts = totals(self.rows)[PLAN_ID]
        self.counts.setText(say.TOTALS.format(total=len(self.rows), **{kind.value: counts[kind] for kind in Achievement}))
        self.buttons.allow(there=bool(self.rows))
        last = unfinished(session.plan, session.forms)
        self.note.setText(say.NOT_OVER.format(period=last))
        self.note.setVisible(bool(last))
        self._show_row()

    def _show_row(self) -> None:
        row = self.row
        if row is not None and self.session.is_open:
            self.box.show_one(row, self.session.forms.progress, writing=self.writing)

    def _refused(self, error: Exception) -> None:
        if isValid(self):
            self.problem.setText(sentence(error) or "")
            self.problem.setVisible(bool(self.problem.text()))
            self.other.offer(error)

    # Judging

    def _decide(self, achieved: Achievement) -> None:
        row = self.row
        if row is None or not self.writing:
            return
        if achieved is not row.achieved:
            measure = row.node.id
            self._edit(lambda document, who: judge(document, measure, achieved, who=who))
        if self.shown.currentIndex() == 0 and self.view.hasFocus() and self.view.place + 1 < len(self.shown_rows):
            self.view.selectRow(self.view.place + 1)

    def _assess(self, measure: str, text: str) -> None:
        self._edit(lambda document, who: judge(document, measure, assessment=text, who=who))

    def _edit(self, work: Callable[[Document, str], ChangeReport]) -> None:
        who = self.session.who
        self.session.edit(lambda document: work(document, who))

    def done(self, result: int) -> None:
        """What was typed is entered before the window goes."""
        if self.session.is_open:
            self.box.commit()
        super().done(result)

    def _to_sheet(self) -> None:
        row = self.row
        if row is not None:
            self.session.go(Place(row.node.id))
            self.sheet_wanted.emit()
