"""What belongs to one measure of 計画期間の検証: targets and course whole, 達成状況 to choose, the assessment to write."""
from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planeditor.domain.achievement import Achievement
from planeditor.domain.progress import ProgressRules
from planeditor.messages import ui_evaluation as say
from planeditor.services.evaluation.model import Evaluation
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.evaluation.evaluation_view import CHOICES
from planeditor.ui.evaluation.rows import course_of, targets_of
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP
from planeditor.ui.points.answer_box import TextBox
from planeditor.ui.theme import scaled

_LINES = 4
_NARROW = 640


class JudgementBox(QWidget):
    """Shows what it is told, and says what is to be written."""

    decided = Signal(object)
    """The ``Achievement`` that was chosen."""
    assessed = Signal(str, str)
    """The measure, and its assessment."""
    sheet_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.measure = ""
        self._proposed: Achievement | None = None
        self.targets, self.course, self.hint = Sentence(role=""), Sentence(role=""), Sentence()
        self.agree, self.go = QPushButton(say.AGREE), QPushButton(say.GO)
        self.agree.setProperty("role", "link")
        words = {a: say.CHOICE.format(key=n, word=a.word) for n, a in enumerate(CHOICES, start=1)}
        self.choices: dict[Achievement, QPushButton] = {a: QPushButton(word) for a, word in words.items()}
        self.choices[Achievement.UNDECIDED] = QPushButton(say.BACK)
        self.assessment = TextBox(_LINES)
        self.assessment.setPlaceholderText(say.ASSESSMENT_EMPTY)
        self._sides = QHBoxLayout(self)
        self._sides.setContentsMargins(0, 2 * STEP, 2 * STEP, 0)
        self._sides.setSpacing(5 * STEP)
        self._sides.addLayout(self._told(), 1)
        self._sides.addLayout(self._written(), 1)
        for achieved, button in self.choices.items():
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._decide, achieved))
        self.agree.setAutoDefault(False)
        self.go.setAutoDefault(False)
        self.agree.clicked.connect(self.agree_with)
        self.go.clicked.connect(self.sheet_wanted)
        self.assessment.entered.connect(lambda text: self.assessed.emit(self.measure, text))

    def _told(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(2 * STEP)
        for word, widget in ((say.TARGETS, self.targets), (say.COURSE, self.course)):
            rows.addWidget(_heading(word))
            rows.addWidget(widget)
        rows.addStretch(1)
        return rows

    def _written(self) -> QVBoxLayout:
        rows, beside, bar = QVBoxLayout(), QHBoxLayout(), FlowLayout()
        rows.setSpacing(2 * STEP)
        beside.setSpacing(2 * STEP)
        beside.addWidget(self.hint, 1)
        beside.addWidget(self.agree)
        for button in (*self.choices.values(), self.go):
            bar.addWidget(button)
        rows.addWidget(_heading(say.ACHIEVED))
        rows.addLayout(beside)
        rows.addLayout(bar)
        rows.addWidget(_heading(say.ASSESSMENT))
        rows.addWidget(self.assessment)
        rows.addStretch(1)
        return rows

    def show_one(self, one: Evaluation, rules: ProgressRules, *, writing: bool) -> None:
        """Show a measure; what was typed of another one is entered first."""
        anew = one.node.id != self.measure
        if anew:
            self.commit()
        self.measure, self._proposed = one.node.id, one.proposed
        self.targets.setText(targets_of(one))
        self.course.setText(course_of(one, rules))
        undecided = one.achieved is Achievement.UNDECIDED
        self.hint.setText(say.PROPOSED.format(word=one.proposed.word) if one.proposed else say.NO_PROPOSAL if undecided else "")
        self.hint.setVisible(bool(self.hint.text()))
        self.agree.setVisible(one.proposed is not None and writing)
        for achieved, button in self.choices.items():
            button.setEnabled(writing and achieved is not one.achieved)
            button.setToolTip("" if writing else say.READ_ONLY)
        self.assessment.setReadOnly(not writing)
        self.assessment.setPlaceholderText(say.ASSESSMENT_EMPTY if writing else say.NOT_WRITTEN)
        self.assessment.setAccessibleName(say.ASSESSMENT_NAME.format(title=one.node.title))
        self.assessment.show_plan(one.assessment, anew=anew)

    def agree_with(self) -> None:
        """Choose what is proposed, where anything is."""
        if self._proposed is not None:
            self.decided.emit(self._proposed)

    def commit(self) -> None:
        """Have entered what was typed."""
        if self.measure:
            self.assessment.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side as long as there is room."""
        super().resizeEvent(event)
        narrow = event.size().width() < scaled(_NARROW)
        self._sides.setDirection(QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight)

    def _decide(self, achieved: Achievement, _checked: bool = False) -> None:  # noqa: FBT002  # what a button's signal carries
        self.decided.emit(achieved)


def _heading(word: str) -> QLabel:
    label = QLabel(word)
    label.setProperty("role", "heading")
    return label
