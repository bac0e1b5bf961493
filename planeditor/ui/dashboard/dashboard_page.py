"""会議ダッシュボード: what is to be done next, and the year in figures and pictures; every mark leads to what it stands for."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from planeditor.domain.current import main_series
from planeditor.domain.findings import Finding
from planeditor.domain.periods import Period
from planeditor.messages import ui_dashboard as say
from planeditor.services.overview.model import Step
from planeditor.services.overview.steps import steps
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.dashboard import figures, lists
from planeditor.ui.dashboard.board import Board
from planeditor.ui.dashboard.cells import Grid, Target
from planeditor.ui.dashboard.cells_view import CellsView
from planeditor.ui.dashboard.reader import OverviewReader
from planeditor.ui.dashboard.shown import Shown
from planeditor.ui.dashboard.step_cards import StepCards
from planeditor.ui.flow import FlowLayout
from planeditor.ui.keys_to import keys_to
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from planeditor.ui.submissions.status_reader import StatusReader
from planeditor.ui.theme import scaled, watch

_NARROW = 820
"""Below this width, at 100 %, one part stands below the other."""
_HEAT_ROWS = 14
_COLUMNS = (("summary", "bars", "highlights"), ("heat", "effects"))
_BELOW = ("late", "points")
_ONE_BELOW_THE_OTHER = ("summary", "bars", "heat", "late", "highlights", "effects", "points")


class DashboardPage(QWidget):
    """Counts while it is seen."""

    sheet_wanted = Signal()
    """The user went to a place of the plan."""
    filter_wanted = Signal(object)
    """A ``Target`` of several measures, to be shown alone in the tree."""
    step_wanted = Signal(object)
    """A ``Step`` to go on with."""
    judge_wanted = Signal(str)
    """進捗区分 of the year with that key are to be confirmed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.reader, self.submissions = OverviewReader(session, self), StatusReader(session, self)
        self.steps: tuple[Step, ...] = ()
        self._findings: Sequence[Finding] = ()
        self.title, self.year, self.judge = QLabel(), QComboBox(), QPushButton(say.JUDGE)
        self.cards, self.empty = StepCards(), Sentence(say.READING)
        self.boards = {
            "summary": Board(CellsView()), "heat": Board(CellsView(most=_HEAT_ROWS, side=0.33), empty=say.NO_MARKS),
            "bars": Board(CellsView(row=62), empty=say.NO_MARKS),
            "effects": Board(CellsView(row=54), empty=say.EFFECT_EMPTY),
            "late": Board(CellsView(row=0, weights=(5, 7, 7, 4)), empty=say.LATE_EMPTY),
            "highlights": Board(CellsView(row=0, weights=(2, 5)), empty=say.HIGHLIGHTS_EMPTY),
            "points": Board(CellsView(row=0, weights=(4, 7, 7, 2)), empty=say.POINTS_EMPTY),
        }  # fmt: skip
        self._narrow: bool | None = None
        self._lay_out()
        self._connect()
        keys_to(self, self.boards["summary"].view)
        self._opened()

    def _lay_out(self) -> None:
        self.title.setProperty("role", "section")
        self.year.setAccessibleName(say.YEAR)
        head = QFrame()
        head.setProperty("role", "panel")
        bar = FlowLayout()
        bar.addWidget(self.title)
        bar.addWidget(self.year)
        bar.push()
        bar.addWidget(self.judge)
        around = QVBoxLayout(head)
        around.setContentsMargins(4 * STEP, 2 * STEP, 4 * STEP, 2 * STEP)
        around.addLayout(bar)
        self._desk = QFrame()
        self._desk.setProperty("role", "desk")
        inside = QVBoxLayout(self._desk)
        inside.setContentsMargins(*(4 * STEP,) * 4)
        inside.setSpacing(3 * STEP)
        self._columns = [QVBoxLayout() for _ in range(3)]
        beside = QHBoxLayout()
        beside.setSpacing(3 * STEP)
        for column in self._columns:
            column.setSpacing(3 * STEP)
        for column in self._columns[:2]:
            beside.addLayout(column, 1)
        inside.addWidget(self.cards)
        inside.addWidget(self.empty)
        inside.addLayout(beside)
        inside.addLayout(self._columns[2])
        inside.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._desk)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(head)
        rows.addWidget(self.area, 1)
        self._arrange()

    def _connect(self) -> None:
        self.session.opened.connect(self._opened)
        self.session.mode_changed.connect(self._offer)
        self.reader.read.connect(self._refresh)
        self.submissions.read.connect(self._show_steps)
        self.year.activated.connect(self._year_chosen)
        self.judge.clicked.connect(lambda: self.judge_wanted.emit(self.period))
        self.cards.wanted.connect(self._step)
        for board in self.boards.values():
            board.view.wanted.connect(self._go)
        watch().changed.connect(self._arrange)

    # Following the session

    @property
    def period(self) -> str:
        """The key of the year that is shown."""
        return self.reader.shown.found.period if self.reader.shown else ""

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """What 点検 found last."""
        self._findings = findings
        if self.isVisible():
            self._show_steps()

    def showEvent(self, event: QShowEvent) -> None:
        """Count what changed while the page was not seen."""
        super().showEvent(event)
        self._offer()
        self.reader.look(looked_at=True)
        self.submissions.look(looked_at=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks at it any more."""
        super().hideEvent(event)
        self.reader.look(looked_at=False)
        self.submissions.look(looked_at=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < scaled(_NARROW)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for column in self._columns:
            while column.count():
                column.takeAt(0)
        first, second, below = self._columns
        wide = ((first, _COLUMNS[0]), (second, _COLUMNS[1]), (below, _BELOW))
        for column, names in ((below, _ONE_BELOW_THE_OTHER),) if narrow else wide:
            for name in names:
                column.addWidget(self.boards[name])
        for column in (first, second):
            if not narrow:
                column.addStretch(1)

    def _opened(self) -> None:
        self._findings = ()
        self._offer()
        self._refresh()

    def _offer(self) -> None:
        """The years to choose from."""
        session = self.session
        self.year.clear()
        if not session.is_open:
            return
        for period in session.vocabulary.periods(session.plan, main_series(session.vocabulary)):
            self.year.addItem(session.vocabulary.period_label(session.plan, period), period.key)
        chosen = self.reader.period or (session.current.key if session.current else "")
        self.year.setCurrentIndex(max(self.year.findData(chosen), 0) if self.year.count() else -1)

    def _year_chosen(self) -> None:
        key = self.year.currentData()
        if key:
            self.reader.show(key)
            self.submissions.show(Period.from_key(key), "")

    def _refresh(self) -> None:
        shown = self.reader.shown
        there = shown is not None and bool(shown.found.period)
        self.cards.setVisible(there)
        for board in self.boards.values():
            board.setVisible(there)
        for widget in (self.title, self.year, self.judge):
            widget.setVisible(there)
        self.empty.setVisible(not there)
        no_years = self.session.is_open and self.session.current is None
        self.empty.setText(say.EMPTY if no_years else say.READING)
        if shown is not None and there:
            self.title.setText(say.TITLE.format_map(shown.words))
            self._show_boards(shown)
            self._show_steps()

    def _show_boards(self, shown: Shown) -> None:
        words, found = shown.words, shown.found
        counted = max((sum(line.counted) for line in found.effects), default=0)
        proposed = any(one.proposed for one in found.highlights)
        grids: dict[str, tuple[str, Grid, str]] = {
            "summary": ((say.SUMMARY if found.before else say.SUMMARY_ALONE).format_map(words), figures.summary(shown), ""),
            "bars": (say.BARS.format_map(words), figures.bars(shown), ""),
            "heat": (say.HEAT.format_map(words), figures.heat(shown), ""),
            "effects": (
                say.EFFECTS, lists.effects(shown),
                say.EFFECT_NOTE.format(**words, count=sum(sum(line.counted) for line in found.effects)) if counted else "",
            ),
            "late": (say.LATE.format(count=len(found.late)), lists.late(shown), self._more(len(found.late))),
            "highlights": (say.HIGHLIGHTS_PROPOSED if proposed else say.HIGHLIGHTS, lists.highlights(shown), ""),
            "points": (say.POINTS.format(count=sum(not p.done for p in found.points)), lists.points(shown), self._more(len(found.points))),
        }  # fmt: skip
        for name, (title, grid, note) in grids.items():
            self.boards[name].show_grid(title, grid, note)

    def _more(self, count: int) -> str:
        return say.MORE.format(count=count - lists.MOST) if count > lists.MOST else ""

    def _show_steps(self) -> None:
        shown, session = self.reader.shown, self.session
        if shown is None or not shown.found.period or not session.is_open:
            return
        status = self.submissions.status
        status = status if status is not None and status.period.key == shown.found.period else None
        self.steps = steps(shown.found, shown.entries, status, self._findings)
        self.cards.show_steps(self.steps, shown.words["measure"], requested=status is not None and status.requested)

    # Going where a mark leads

    def _go(self, target: Target) -> None:
        if len(target.measures) > 1:
            self.filter_wanted.emit(target)
            return
        self.session.go(Place(target.measures[0], target.period))
        self.sheet_wanted.emit()

    def _step(self, kind: str) -> None:
        step = next((s for s in self.steps if s.kind == kind), None)
        if step is not None:
            self.step_wanted.emit(step)
