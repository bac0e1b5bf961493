"""The window that leads through the start of a year. Each step can be skipped; where it was left is remembered."""
from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from planeditor.domain.cover import CoverText
from planeditor.messages import ui_yearstart as say
from planeditor.services.editing.states import Filled
from planeditor.store.document import Document
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.requests.cover_box import CoverBox
from planeditor.ui.requests.draft import RequestDraft
from planeditor.ui.requests.scope_box import ScopeBox
from planeditor.ui.requests.whom_box import WhomBox
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session
from planeditor.ui.submissions.measures_list import square_icon
from planeditor.ui.theme import scaled, watch
from planeditor.ui.yearstart.departments_step import DepartmentsStep
from planeditor.ui.yearstart.year_step import YearStep

_WIDTH, _HEIGHT, _SIDE = 860, 600, 180
_KEPT = "year_start"


class YearStart(QDialog):
    """Stands beside the window, which stays usable; it ends by handing on what was chosen."""

    departments_wanted = Signal()
    """The page of the departments is wanted."""
    request_wanted = Signal(object)
    """A ``RequestDraft``: everything is settled, the request can be written."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.departments, self.whom, self.year = DepartmentsStep(session), WhomBox(session), YearStep(session)
        self.cover, self.scope = CoverBox(), ScopeBox(session)
        self.step = 0
        self.steps, self._pages = QListWidget(), QStackedWidget()
        self.head = Sentence(role="")
        self.back, self.skip, self.next, self.later = (QPushButton(word) for word in (say.BACK, say.SKIP, say.NEXT, say.LATER))
        self._lay_out()
        self.steps.currentRowChanged.connect(self._chosen)
        self.back.clicked.connect(partial(self._move, -1))
        self.skip.clicked.connect(partial(self._move, 1))
        self.next.clicked.connect(self._go_on)
        self.later.clicked.connect(self.close)
        self.departments.departments_wanted.connect(self.departments_wanted)
        session.opened.connect(self.close)
        HelpKey(session, "year_start", self)
        kept = session.settings.value(self._place)
        self.turn(min(int(kept), len(say.STEPS) - 1) if kept.isdecimal() else 0)
        self.next.setFocus()

    def _lay_out(self) -> None:
        self.steps.setAccessibleName(say.LIST)
        self.steps.setProperty("role", "steps")
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for widget in (self.departments, self.whom, self.year, self.cover, _at_top(self.scope)):
            self._pages.addWidget(scrolled(widget))
        for button in (self.back, self.skip, self.later):
            button.setAutoDefault(False)
        self.skip.setProperty("role", "quiet")
        self.later.setToolTip(say.LATER_TIP)
        self.next.setProperty("role", "primary")
        self.next.setDefault(True)
        right = QVBoxLayout()
        right.setSpacing(4 * STEP)
        right.addWidget(self.head)
        right.addWidget(self._pages, 1)
        top = QHBoxLayout()
        top.setSpacing(5 * STEP)
        top.addWidget(self.steps)
        top.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addWidget(self.later)
        buttons.addStretch(1)
        for button in (self.back, self.skip, self.next):
            buttons.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(4 * STEP)
        rows.addLayout(top, 1)
        rows.addLayout(buttons)
        watch().changed.connect(self._fit)
        self._fit()
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), min(scaled(_HEIGHT), room.height() - 12 * STEP))

    def _fit(self) -> None:
        self.steps.setFixedWidth(min(scaled(_SIDE), self.screen().availableSize().width() // 4))

    @property
    def _place(self) -> str:
        return f"{_KEPT}/{self.session.plan_id}"

    # The steps

    def turn(self, step: int) -> None:
        """Go to a step."""
        self.step = step
        session = self.session
        self.steps.blockSignals(True)  # noqa: FBT003
        self.steps.clear()
        for number, name in enumerate(say.STEPS):
            item = QListWidgetItem(say.STEP.format(number=number + 1, name=name), self.steps)
            state = say.DONE if number < step else say.NOW if number == step else say.OPEN
            item.setIcon(square_icon(Filled.FULL if number < step else Filled.PART if number == step else Filled.NONE))
            item.setToolTip(state)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, say.SAID.format(number=number + 1, name=name, state=state))
        self.steps.setCurrentRow(step)
        self.steps.blockSignals(False)  # noqa: FBT003
        self._pages.setCurrentIndex(step)
        last = step == len(say.STEPS) - 1
        self.head.setText(say.HEADS[step].format(measure=session.vocabulary.word("measure")))
        self.back.setEnabled(step > 0)
        self.skip.setVisible(not last)
        self.next.setText(say.GO if last else say.NEXT)
        session.settings.keep(self._place, str(step))
        (self.departments.enter, self.whom.read_again, self.year.enter, self._suggest_cover, self.scope.offer)[step]()

    def _chosen(self, row: int) -> None:
        if row >= 0 and row != self.step:
            self.turn(row)

    def _move(self, by: int) -> None:
        self.turn(min(max(self.step + by, 0), len(say.STEPS) - 1))

    def _go_on(self) -> None:
        if self.step < len(say.STEPS) - 1:
            self._move(1)
            return
        draft = RequestDraft(
            self.scope.periods, self.scope.turn, self.scope.deadline.day, None if self.cover.untouched else self.cover.cover,
            self.whom.departments or None,
        )  # fmt: skip
        self.session.settings.keep(self._place, "")
        self.request_wanted.emit(draft)
        self.close()

    def _suggest_cover(self) -> None:
        session = self.session
        periods = [session.current] if session.current is not None else []
        vocabulary = session.vocabulary

        def work(document: Document) -> CoverText | None:
            from planeditor.services.requests.covering import suggested_cover

            return suggested_cover(document, vocabulary, periods) if periods else None

        def suggested(cover: CoverText | None) -> None:
            if isValid(self) and cover is not None:
                self.cover.suggest(cover, say.COVER_KEPT)

        session.ask(work, suggested)


def _at_top(widget: QWidget) -> QWidget:
    """A widget that does not spread over the whole height."""
    box = QWidget()
    rows = QVBoxLayout(box)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.addWidget(widget)
    rows.addStretch(1)
    return box
