"""The window of 「様式を追加」: five steps, from a workbook to a form set of the city's own."""
from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
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

from planeditor.formengine.cells import Place
from planeditor.messages import ui_designing as say
from planeditor.services.designing.writing import save
from planeditor.services.editing.states import Filled
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.designing.board import Board
from planeditor.ui.designing.book_step import BookStep
from planeditor.ui.designing.look_step import LookStep
from planeditor.ui.designing.place_step import PlaceStep
from planeditor.ui.designing.save_step import SaveStep
from planeditor.ui.designing.try_step import TryStep
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.runner import Lane
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session, sentence
from planeditor.ui.submissions.measures_list import square_icon
from planeditor.ui.theme import scaled, watch

_WIDTH, _HEIGHT, _SIDE = 1180, 700, 150
_BOOK, _PLACE, _TRY, _SAVE = 0, 2, 3, 4


class DesignWindow(QDialog):
    """Leads through the steps. Nothing is written before the last button."""

    saved = Signal(str, str)
    """Title of the form set and of the form that were saved."""

    def __init__(self, session: Session, parent: QWidget | None = None, folder: Path | None = None) -> None:
        """``folder``: where a city's own form sets are."""
        super().__init__(parent)
        self.session = session
        self.board = Board(session, folder)
        self.board.setParent(self)
        self.setWindowTitle(say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.book, self.look, self.places = BookStep(self.board), LookStep(self.board), PlaceStep(self.board)
        self.trial, self.saving = TryStep(self.board), SaveStep(self.board)
        self.step, self._reached, self._busy = 0, 0, ""
        self.steps, self._pages = QListWidget(), QStackedWidget()
        self.head, self.message = Sentence(role=""), Sentence()
        self.back, self.next, self.leave = (QPushButton(word) for word in (say.BACK, say.NEXT, say.CANCEL))
        self._lay_out()
        self.steps.currentRowChanged.connect(self._chosen)
        self.back.clicked.connect(lambda: self.turn(self.step - 1))
        self.next.clicked.connect(self.go_on)
        self.leave.clicked.connect(self.reject)
        for step in (self.book, self.places, self.saving):
            step.edited.connect(self._allow)
        for asking in (self.book, self.trial):
            asking.busy.connect(self._tell)
        self.trial.tried.connect(self._allow)
        self.trial.place_wanted.connect(self._mend)
        self.board.changed.connect(self._changed)
        session.opened.connect(self.reject)
        HelpKey(session, "designing", self)
        self.turn(_BOOK)
        self.book.choose.setFocus()

    def _lay_out(self) -> None:
        self.steps.setAccessibleName(say.LIST)
        self.steps.setProperty("role", "steps")
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in (self.book, self.look, self.places, self.trial, self.saving):
            self._pages.addWidget(scrolled(page, sideways=False) if page in (self.book, self.saving) else page)
        self.back.setAutoDefault(False)
        self.leave.setAutoDefault(False)
        self.next.setAutoDefault(False)  # Enter belongs to the sheet
        self.next.setProperty("role", "primary")
        right = QVBoxLayout()
        right.setSpacing(3 * STEP)
        right.addWidget(self.head)
        right.addWidget(self._pages, 1)
        top = QHBoxLayout()
        top.setSpacing(4 * STEP)
        top.addWidget(self.steps)
        top.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.message, 1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(4 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addLayout(top, 1)
        rows.addLayout(buttons)
        watch().changed.connect(self._fit)
        self._fit()
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), min(scaled(_HEIGHT), room.height() - 12 * STEP))

    def _fit(self) -> None:
        self.steps.setFixedWidth(min(scaled(_SIDE), self.screen().availableSize().width() // 5))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc does not throw away what was put in place."""
        if event.key() == Qt.Key.Key_Escape and self.board.can_undo:
            self.message.setText(say.NOT_BY_ESCAPE)
            return
        super().keyPressEvent(event)

    # The steps

    def turn(self, step: int) -> None:
        """Go to a step."""
        self.step, self._reached = step, max(self._reached, step)
        self._pages.setCurrentIndex(step)
        self.head.setText(say.HEADS[step].format(measure=self.session.vocabulary.word("measure")))
        self.next.setText(say.SAVE if step == _SAVE else say.NEXT)
        self._tell("")
        if step != _BOOK:
            (self.look.enter, self.places.enter, self.trial.enter, self.saving.enter)[step - 1]()
        self._list_steps()
        self._allow()

    def go_on(self) -> None:
        """The next step; in the last one, save."""
        if not self.next.isEnabled():
            return
        if self.step == _BOOK:
            self.book.make(partial(self.turn, 1))
        elif self.step == _SAVE:
            self._save()
        else:
            self.turn(self.step + 1)

    def _chosen(self, row: int) -> None:
        if row < 0 or row == self.step:
            return
        if row <= self._reached and not self._busy:
            self.turn(row)
        else:
            self._list_steps()

    def _changed(self) -> None:
        """What comes after the places is to be seen again."""
        self._reached = min(self._reached, max(self.step, _PLACE))
        self._list_steps()

    def _list_steps(self) -> None:
        self.steps.blockSignals(True)  # noqa: FBT003
        self.steps.clear()
        for number, name in enumerate(say.STEPS):
            item = QListWidgetItem(say.STEP.format(number=number + 1, name=name), self.steps)
            state = say.NOW if number == self.step else say.DONE if number < self.step else say.OPEN
            item.setIcon(square_icon(Filled.PART if number == self.step else Filled.FULL if number < self.step else Filled.NONE))
            item.setToolTip(state)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, say.SAID.format(number=number + 1, name=name, state=state))
            if number > self._reached:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        self.steps.setCurrentRow(self.step)
        self.steps.blockSignals(False)  # noqa: FBT003

    def _mend(self, place: Place | None) -> None:
        """Back to the cell where something is wrong."""
        self.turn(_PLACE)
        self.places.canvas.go(place)
        self.places.show_panel(self.places.fields)

    # What can be done now

    def _tell(self, what: str) -> None:
        self._busy = what
        self.message.setText(what)
        self._allow()

    def _allow(self) -> None:
        ready = {_BOOK: not self.book.problem(), _TRY: self.board.trial is not None, _SAVE: self.board.there and self.saving.ready}
        self.back.setEnabled(self.step > 0 and not self._busy)
        self.next.setEnabled(ready.get(self.step, True) and not self._busy)

    def _save(self) -> None:
        board, replace = self.board, self.saving.replace.isChecked()
        design, folder = board.design, board.folder

        def done(_: Path) -> None:
            self.session.renew_forms()
            if isValid(self):
                self.saved.emit(design.set_title, design.form_title)
                self.accept()

        def failed(error: Exception) -> None:
            text = sentence(error)
            if text is None:
                self.session.failed.emit(error)
            if isValid(self):
                self._tell("")
                self.saving.enter()
                self.saving.tell(text or "")

        self._tell(say.SAVING)
        self.session.runner.run(Lane.BESIDE, partial(save, design, folder, replace=replace), done, failed)
