"""The fourth step: the drawing beside a page filled from the plan, what is wrong, and how many entries find a place."""
from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.plan import Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Page
from planeditor.messages import ui_designing as say
from planeditor.services.designing.design import Design
from planeditor.services.designing.trying import Counted, Trial, Trouble, try_design
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.designing.board import Board
from planeditor.ui.designing.shown import pages_only, shown_design
from planeditor.ui.elided import ElidedLabel
from planeditor.ui.look import STEP
from planeditor.ui.runner import Lane
from planeditor.ui.sheet.sheet_canvas import SheetCanvas

_MOST_LEFT = 6
_LIST_HEIGHT = 96
_OVERLOOKED = 10
"""How small the drawing may be shown, in percent."""


class TryStep(QWidget):
    """Shows both sides."""

    busy = Signal(str)
    tried = Signal()
    """The trial is there."""
    place_wanted = Signal(object)
    """The ``Place`` of something that is wrong."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board
        self.number = 0
        self.drawing, self.filled = SheetCanvas(board.fonts), SheetCanvas(board.fonts)
        self.drawing.fit_least = _OVERLOOKED
        self.counted, self.left, self.none = Sentence(role=""), Sentence(), QLabel(say.NO_TROUBLES)
        self.title = ElidedLabel()
        self.previous, self.following = QPushButton(say.PREVIOUS), QPushButton(say.FOLLOWING)
        self.troubles = QListWidget()
        self._lay_out()
        self.previous.clicked.connect(partial(self.turn, -1))
        self.following.clicked.connect(partial(self.turn, 1))
        self.troubles.itemActivated.connect(self._go)

    def _lay_out(self) -> None:
        both = QSplitter()
        both.setProperty("role", "gap")
        both.setHandleWidth(3 * STEP)
        both.setChildrenCollapsible(False)
        for canvas, name in ((self.drawing, say.DRAWN), (self.filled, say.FILLED)):
            canvas.setAccessibleName(name)
            canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            head = QLabel(name)
            head.setProperty("role", "heading")
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(STEP)
            column.addWidget(head)
            column.addWidget(canvas, 1)
            both.addWidget(part)
        both.setSizes([2, 3])
        both.setStretchFactor(0, 2)
        both.setStretchFactor(1, 3)
        turning = QHBoxLayout()
        turning.setSpacing(2 * STEP)
        turning.addWidget(self.title, 1)
        for button in (self.previous, self.following):
            button.setAutoDefault(False)
            turning.addWidget(button)
        self.none.setProperty("role", "good")
        self.troubles.setAccessibleName(say.TROUBLES)
        self.troubles.setToolTip(say.GO_THERE)
        self.troubles.setWordWrap(True)
        self.troubles.setMaximumHeight(_LIST_HEIGHT)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * STEP)
        rows.addLayout(turning)
        rows.addWidget(both, 1)
        for widget in (self.counted, self.left, self.none, self.troubles):
            rows.addWidget(widget)

    def enter(self) -> None:
        """Try the design, unless this very one was tried already."""
        board = self.board
        design = board.design
        self.drawing.show_sheet(shown_design(design, board.fonts.book).sheet)
        self.filled.setFocus()
        if board.trial is not None:
            return
        self.filled.show_sheet(None)
        for widget in (self.counted, self.left, self.title):
            widget.setText("")
        self.none.hide()
        self.troubles.hide()
        self.busy.emit(say.TRYING)

        def tried(outcome: tuple[Trial, Counted]) -> None:
            if isValid(self) and board.design is design:
                self.busy.emit("")
                board.trial = outcome[0]
                self._show(*outcome)

        def failed(error: Exception) -> None:
            if isValid(self):
                self.busy.emit("")
                board.session.failed.emit(error)

        board.session.runner.run(Lane.BESIDE, partial(_try, design, board.plan), tried, failed)

    def _show(self, trial: Trial, counted: Counted) -> None:
        self.troubles.clear()
        for trouble in trial.troubles:
            item = QListWidgetItem(say.TROUBLE.format(cell=trouble.cell, sentence=trouble.sentence).strip(), self.troubles)
            item.setData(Qt.ItemDataRole.UserRole, trouble)
        self.troubles.setVisible(bool(trial.troubles))
        self.none.setVisible(not trial.troubles)
        whole = counted.placed == counted.total
        text = say.NO_ENTRIES if not counted.total else (say.COUNTED_ALL if whole else say.COUNTED)
        self.counted.setText(text.format(total=counted.total, placed=counted.placed))
        self.counted.setVisible(trial.sound)
        fields = "、".join(say.LEFT_FIELD.format(label=label, count=count) for label, count in counted.left[:_MOST_LEFT])
        self.left.setText(say.LEFT.format(fields=fields) if fields else "")
        self.left.setVisible(trial.sound and bool(fields))
        place = self.board.session.place.node
        self.number = next((n for n, root in enumerate(trial.roots) if root is not None and root.id == place), 0)
        self.turn(0)
        self.tried.emit()

    def turn(self, by: int) -> None:
        """The page of the next or the previous measure."""
        trial = self.board.trial
        if trial is None:
            return
        count = len(trial.roots)
        self.number = (self.number + by) % count if count else 0
        several = trial.sound and count > 1
        self.previous.setEnabled(several)
        self.following.setEnabled(several)
        if not trial.sound or not count:
            self.title.setText(say.NOTHING_TO_FILL if trial.sound else say.CANNOT_FILL)
            self.filled.show_sheet(None)
            return
        root = trial.roots[self.number]
        title = root.title if root is not None else self.board.design.form_title
        self.title.setText(say.SHEET_OF.format(title=title, number=self.number + 1, count=count))
        number = self.number

        def laid_out(pages: list[Page]) -> None:
            if isValid(self) and self.board.trial is trial and self.number == number:
                self.filled.show_sheet(pages_only(pages))

        session = self.board.session
        session.runner.run(Lane.BESIDE, partial(_pages, trial, session.fonts, number), laid_out, session.failed.emit)

    def _go(self, item: QListWidgetItem) -> None:
        trouble: Trouble = item.data(Qt.ItemDataRole.UserRole)
        self.place_wanted.emit(trouble.place)


def _try(design: Design, plan: Plan) -> tuple[Trial, Counted]:
    trial = try_design(design, plan)
    return trial, trial.count()


def _pages(trial: Trial, fonts: FontBook, number: int) -> list[Page]:
    return trial.pages(fonts, number)
