"""The first step: which workbook and sheet, what form and set are called, or which form of one's own is opened again."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import MUNICIPALITY, PLAN_ID
from planeditor.messages import ui_designing as say
from planeditor.services.designing.base import base_of, own_sets
from planeditor.services.designing.design import EACH_WORDS, Design
from planeditor.services.designing.opening import FormBook, open_book
from planeditor.services.designing.reopening import reopen
from planeditor.services.designing.writing import set_id_of
from planeditor.ui.designing.board import Board
from planeditor.ui.look import STEP
from planeditor.ui.runner import Lane
from planeditor.ui.session import sentence
from planeditor.ui.wizard.question import Question


class BookStep(QWidget):
    """Asks for the workbook; ``make`` makes the design of it."""

    edited = Signal()
    busy = Signal(str)
    """What is being done beside the window, "" when it is over."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board, self.session = board, board.session
        self.book: FormBook | None = None
        self._reading = 0
        self.file, self.choose = QLineEdit(), QPushButton(say.CHOOSE)
        self.file.setReadOnly(True)
        self.sheet, self.where, self.reopen, self.each = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.set_title, self.form_title = QLineEdit(), QLineEdit()
        self.keep = QCheckBox(say.KEEP)
        self.keep.setChecked(True)
        self._offer()
        file = QHBoxLayout()
        file.addWidget(self.file, 1)
        file.addWidget(self.choose)
        file.setSpacing(2 * STEP)
        own = self.session.forms.title
        self.questions = {
            "file": Question(say.BOOK, self.choose, beside=file), "sheet": Question(say.SHEET, self.sheet),
            "form_title": Question(say.FORM_TITLE, self.form_title), "each": Question(say.EACH, self.each),
            "where": Question(say.WHERE, self.where),
            "set_title": Question(say.SET_TITLE, self.set_title, say.SET_TITLE_HINT.format(title=own)),
            "reopen": Question(say.REOPEN, self.reopen),
        }
        self.file.setAccessibleName(say.BOOK)
        self.choose.setAccessibleName(f"{say.BOOK} {say.CHOOSE}")
        self._lay_out()
        self.choose.clicked.connect(self.choose_book)
        self.sheet.currentTextChanged.connect(self._sheet_chosen)
        self.reopen.currentIndexChanged.connect(self._look)
        self.where.currentIndexChanged.connect(self._look)
        for field in (self.set_title, self.form_title):
            field.textChanged.connect(self.edited)
        self._look()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3 * STEP)
        rows.addWidget(self.questions["file"])
        for pair in (("sheet", "each"), ("form_title", "where")):
            line = QHBoxLayout()
            line.setSpacing(4 * STEP)
            for name in pair:
                line.addWidget(self.questions[name], 1)
            rows.addLayout(line)
        rows.addWidget(self.questions["set_title"])
        rows.addWidget(self.keep)
        rows.addSpacing(2 * STEP)
        rows.addWidget(self.questions["reopen"])
        rows.addStretch(1)

    def _offer(self) -> None:
        """Fill the lists with the sets and forms of one's own."""
        sets, vocabulary = self.session.form_sets, self.session.vocabulary
        self.where.addItem(say.NEW_SET, "")
        self.reopen.addItem(say.REOPEN_FIRST, None)
        for name in own_sets(sets, self.board.folder):
            try:
                base = base_of(sets, name)
            except KnownError:  # one that cannot be read is not offered; the list of sets says why
                continue
            self.where.addItem(say.OWN_SET.format(title=base.title), name)
            for form in base.form_names:
                title = base.data["form"][form].get("title", form)
                self.reopen.addItem(say.REOPEN_ITEM.format(set=base.title, form=title), (name, form))
        for word in EACH_WORDS:
            words = {w: vocabulary.word(w) for w in ("measure", "area")}
            self.each.addItem(say.EACH_ITEM[word].format_map(words), word)
        city = self.board.plan.text(PLAN_ID, MUNICIPALITY)
        self.set_title.setText(say.SUGGESTED_SET.format(municipality=city) if city else say.PLAIN_SET)

    # The workbook

    def choose_book(self) -> None:
        """Choose a workbook."""
        own = self.session.path
        name, _ = QFileDialog.getOpenFileName(self, say.CHOOSE_TITLE, str(own.parent) if own else "", say.BOOKS)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Read a workbook beside the window."""
        self.file.setText(str(path))
        self.book = None
        self.sheet.clear()
        self.reopen.setCurrentIndex(0)
        self.questions["file"].tell("")
        self._beside(say.READING, lambda: open_book(path), self._opened)

    def _opened(self, book: FormBook) -> None:
        self.book = book
        self.sheet.addItems(book.sheets)
        self._look()

    def _sheet_chosen(self, name: str) -> None:
        self.form_title.setText(name)
        self.edited.emit()

    def _look(self) -> None:
        again = self.reopen.currentData() is not None
        for name in ("file", "sheet", "form_title", "each", "where", "set_title"):
            self.questions[name].setVisible(not again)
        new = not self.where.currentData()
        self.questions["set_title"].setVisible(not again and new)
        self.keep.setVisible(not again and new)
        self.edited.emit()

    def _beside(self, what: str, work: Callable[[], object], done: Callable[..., object]) -> None:
        self._reading += 1
        number = self._reading

        def delivered(result: object) -> None:
            if isValid(self) and number == self._reading:
                self.busy.emit("")
                done(result)

        def failed(error: Exception) -> None:
            if not isValid(self) or number != self._reading:
                return
            self.busy.emit("")
            text = sentence(error)
            if text is None:
                self.session.failed.emit(error)
            else:
                self.questions["reopen" if self.reopen.currentData() else "file"].tell(text)
            self.edited.emit()

        self.busy.emit(what)
        self.session.runner.run(Lane.BESIDE, work, delivered, failed)

    # What comes of it

    def problem(self) -> str:
        """What is still missing, "" = nothing."""
        if self.reopen.currentData() is not None:
            return self.questions["reopen"].problem
        if self.book is None or not self.sheet.currentText():
            return self.questions["file"].problem or say.NO_BOOK
        from planeditor.messages import designing

        if not self.form_title.text().strip():
            return designing.FORM_TITLE_EMPTY
        if not self.where.currentData() and not self.set_title.text().strip():
            return designing.SET_TITLE_EMPTY
        return ""

    def make(self, done: Callable[[], object]) -> None:
        """Make the design beside the window, then ``done``."""
        sets, folder = self.session.form_sets, self.board.folder
        again = self.reopen.currentData()

        def made(design: Design) -> None:
            self.board.start(design)
            done()

        if again is not None:
            self._beside(say.LOOKING, lambda: reopen(sets, again[0], again[1], folder), made)
            return
        book, sheet, own = self.book, self.sheet.currentText(), self.where.currentData()
        base_id = own or self.session.forms.id
        title, set_title = self.form_title.text().strip(), self.set_title.text().strip()
        each, keep = self.each.currentData(), bool(own) or self.keep.isChecked()

        def work() -> Design:
            if book is None:
                raise LookupError
            base = base_of(sets, base_id)
            design = Design(book.take(sheet), base, own or set_id_of(set_title), base.title if own else set_title, "", title, each, keep)
            return replace(design, form_name=_free_name(base.form_names, keep=keep), marks=design.sheet.marks)

        self._beside(say.LOOKING, work, made)


def _free_name(taken: tuple[str, ...], *, keep: bool) -> str:
    """A name for the form among those of its set."""
    names = ["own", *(f"own{n}" for n in range(2, len(taken) + 3))]
    return next(n for n in names if not keep or n not in taken)
