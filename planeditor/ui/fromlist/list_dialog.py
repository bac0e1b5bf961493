"""The window that makes a plan from an Excel list: the plan itself, the columns, a look at what comes of them."""
from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.errors import KnownError
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.pages import Page
from planeditor.messages import ui_fromlist as say
from planeditor.messages import ui_wizard as say_wizard
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles import creating
from planeditor.services.planfiles.creating import PlanDraft, suggested_file_name
from planeditor.services.planfiles.fromlist import listing as making
from planeditor.services.planfiles.fromlist.book import ListBook, read_list
from planeditor.services.planfiles.fromlist.columns import Use
from planeditor.services.planfiles.fromlist.listing import Listing
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.fromlist.check_step import CheckStep
from planeditor.ui.fromlist.columns_step import ColumnsStep
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.runner import Lane
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session, sentence
from planeditor.ui.wizard.new_plan import read_sets
from planeditor.ui.wizard.plan_step import PlanStep

_WIDTH, _HEIGHT = 960, 640
_ROOM = 1010, 700
"""What fits the smallest screen."""
_PLAN_FIELDS = ("municipality", "title", "first_year", "last_year", "form_set")


class ListDialog(QDialog):
    """Reads the book beside the window; what is wrong is always in sight."""

    created = Signal(str)
    """The path of the new plan file."""

    def __init__(self, session: Session, book: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.file = session, book
        self.setWindowTitle(say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.book: ListBook | None = None
        self.listing: Listing | None = None
        self._years_touched = False
        self._trouble = ""
        self.plan_step, self.columns_step, self.check_step = PlanStep(session), ColumnsStep(), CheckStep(session.settings)
        self._first_set = self.plan_step.form_set.currentData()
        self._pages, self._step, self._state = QStackedWidget(), QLabel(), Sentence()
        self._met: set[str] = set()
        self.leave, self.back = QPushButton(say.CANCEL), QPushButton(say.BACK)
        self.next, self.make = QPushButton(say.NEXT), QPushButton(say.CREATE)
        self._lay_out()
        self.plan_step.edited.connect(self._plan_edited)
        self.columns_step.sheet_chosen.connect(self._sheet_chosen)
        self.columns_step.header_chosen.connect(self._header_chosen)
        self.columns_step.use_chosen.connect(self._use_chosen)
        self.check_step.place.edited.connect(self._place_edited)
        HelpKey(session, "from_list", self)
        self._turn(0)
        self._state.setText(say.READING.format(file=book.name))
        self.plan_step.municipality.setFocus()
        run = session.runner.run
        run(Lane.BESIDE, partial(read_sets, session.form_sets, session.fonts), self._show_sets, session.failed.emit)
        run(Lane.BESIDE, partial(_read_book, book, session.form_sets), self._read, self._unread)

    def _lay_out(self) -> None:
        for step in (self.plan_step, self.columns_step, self.check_step):
            self._pages.addWidget(scrolled(step))
        self._step.setProperty("role", "title")
        self.make.setProperty("role", "primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(STEP * 2)
        buttons.addWidget(self._state, 1)
        for button, slot in ((self.leave, self.reject), (self.back, self._go_back), (self.next, self._go_on), (self.make, self._make)):
            button.clicked.connect(slot)
            button.setAutoDefault(button in (self.next, self.make))
            buttons.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*[STEP * 5] * 4)
        rows.setSpacing(STEP * 4)
        rows.addWidget(self._step)
        rows.addWidget(self._pages, 1)
        rows.addLayout(buttons)
        self.resize(min(theme.scaled(_WIDTH), _ROOM[0]), min(theme.scaled(_HEIGHT), _ROOM[1]))

    # The answers

    @property
    def draft(self) -> PlanDraft:
        """The answers about the plan itself."""
        step = self.plan_step
        return PlanDraft(step.municipality.text().strip(), step.title.text().strip(), step.form_set.currentData() or "", *step.years)

    @property
    def years(self) -> range:
        """The years of the plan, as far as they can be read."""
        first, last = self.plan_step.years
        return range(first, last + 1) if first and last else range(0)

    def problems(self) -> list[tuple[int, str, str]]:
        """What is wrong: the step it is in, the field ("" = none), the sentence."""
        found = [(0, name, text) for name, text in creating.problems(self.draft, self.session.form_sets).items() if name in _PLAN_FIELDS]
        if self._trouble:
            found.append((1, "", self._trouble))
        if self.listing is not None:
            found += [(1, "", text) for text in self.listing.problems()]
            if self.years:
                found += [(1, "", text) for text in self.listing.outside(self.years[0], self.years[-1])]
        if self.check_step.place.is_empty:
            found.append((2, "place", say_wizard.PLACE_EMPTY))
        return found

    # The book

    def _show_sets(self, read: tuple[dict[str, FormSet], dict[str, Page | None]]) -> None:
        if isValid(self):
            self.plan_step.show_sets(*read)

    def _read(self, read: tuple[ListBook, str]) -> None:
        if not isValid(self):
            return
        self.book, likely = read
        sets = self.plan_step.form_set
        if sets.currentData() == self._first_set and sets.findData(likely) >= 0:
            sets.setCurrentIndex(sets.findData(likely))
        if self.listing is None:
            self._propose()

    def _unread(self, error: Exception) -> None:
        if not isValid(self):
            return
        text = sentence(error)
        if text is None:
            self.session.failed.emit(error)
            self.reject()
            return
        self._trouble = text
        self._look()

    def _propose(self, sheet: str = "") -> None:
        """Sheet, heads and uses that are likely in the chosen form set."""
        name = self.plan_step.form_set.currentData()
        if self.book is None or not name:
            return
        self._trouble = ""
        try:
            self.listing = making.start(self.book, self.session.form_sets.get(name).vocabulary, sheet)
        except KnownError as error:
            self.listing, self._trouble = None, error.message
        if self.listing is not None:
            if self.listing.years and not self._years_touched:
                self.plan_step.begin_with(self.draft.municipality, self.draft.title, self.listing.years, name)
            self.columns_step.show_book(self.book, self.listing)
            self.columns_step.show_listing(self.listing, self.years)
        self._look()

    def _sheet_chosen(self, sheet: str) -> None:
        self._propose(sheet)

    def _header_chosen(self, row: int) -> None:
        if self.listing is None:
            return
        self._trouble = ""
        try:
            self.listing = self.listing.with_header(row)
        except KnownError as error:
            self._trouble = error.message
        self.columns_step.show_listing(self.listing, self.years)
        self._look()

    def _use_chosen(self, column: int, use: Use) -> None:
        if self.listing is not None:
            self.listing = self.listing.with_use(column, use)
            self.columns_step.table.show_uses(self.listing)
            self._look()

    def _plan_edited(self, name: str) -> None:
        self._met.add(name)
        self._years_touched |= name in ("first_year", "last_year")
        if name == "form_set" and (self.listing is None or self.listing.vocabulary is not self._vocabulary):
            self._propose(self.listing.table.sheet.name if self.listing else "")
        elif self.listing is not None and name in ("first_year", "last_year"):
            self.columns_step.show_listing(self.listing, self.years)
        self.check_step.place.suggest(suggested_file_name(self.draft))
        self._look()

    @property
    def _vocabulary(self) -> object:
        name = self.plan_step.form_set.currentData()
        return self.session.form_sets.get(name).vocabulary if name else None

    def _place_edited(self) -> None:
        self._trouble = ""
        self._look()

    # The steps

    @property
    def step(self) -> int:
        """Which step is shown."""
        return self._pages.currentIndex()

    def _go_on(self) -> None:
        self._turn(self.step + 1)

    def _go_back(self) -> None:
        self._turn(self.step - 1)

    def _turn(self, step: int) -> None:
        if step:
            self._met |= set(_PLAN_FIELDS)
        self._pages.setCurrentIndex(step)
        self._step.setText(say.STEP_OF.format(number=step + 1, count=len(say.STEPS), name=say.STEPS[step]))
        last = len(say.STEPS) - 1
        self.back.setVisible(step > 0)
        self.next.setVisible(step < last)
        self.make.setVisible(step == last)
        (self.make if step == last else self.next).setDefault(True)
        if step == last and self.listing is not None:
            self.check_step.place.suggest(suggested_file_name(self.draft))
            self.check_step.show_listing(self.listing, [text for at, _, text in self.problems() if at == 1])
        self._look()

    def _look(self) -> None:
        """Say what is wrong: beside the fields that were met, and the first of it before the buttons."""
        found = self.problems()
        told = {name: text for _, name, text in found if name in self._met}
        for name, question in self.plan_step.questions.items():
            question.tell(told.get(name, ""))
        reading = self.book is None and not self._trouble
        self.next.setEnabled(not (self.step == 1 and self.listing is None))
        self.make.setEnabled(self.listing is not None)
        own = [self._trouble] if self._trouble else [text for at, _, text in found if at == self.step and self.step]
        here = own + [text for at, _, text in found if at < self.step == len(say.STEPS) - 1]
        ready = (say.READY_PLAN.format(file=self.file.name), self.listing.counts if self.listing else "", say.READY)[self.step]
        if self.step == 1 and self.listing:
            ready = say.READY_COLUMNS.format(counts=ready)
        self._state.setText(say.READING.format(file=self.file.name) if reading else here[0] if here else ready)
        self._state.setProperty("role", "error" if here and not reading else "quiet")
        self._state.style().polish(self._state)

    def _make(self) -> None:
        found, listing, book = self.problems(), self.listing, self.book
        self._met |= set(_PLAN_FIELDS)
        if found:
            step, name, text = found[0]
            self._turn(step)
            if name in self.plan_step.questions:
                self.plan_step.questions[name].field.setFocus()
            self._state.setText(text)
            return
        if listing is None or book is None:
            return
        for button in (self.back, self.make):
            button.setEnabled(False)
        self._state.setText(say.CREATING)
        work = partial(_create, self.check_step.place.path, book, listing, self.draft, self.session.form_sets, self.session.who)
        self.session.runner.run(Lane.PLAN, work, self._made, self._failed)

    def _made(self, path: str) -> None:
        if isValid(self):
            self.accept()
            self.created.emit(path)

    def _failed(self, error: Exception) -> None:
        if not isValid(self):
            return
        self.back.setEnabled(True)
        text = sentence(error)
        if text is None:
            self.session.failed.emit(error)
            return
        self._look()
        self.check_step.place.tell(text)
        self.check_step.place.file.setFocus()


def _read_book(path: Path, sets: FormSets) -> tuple[ListBook, str]:
    book = read_list(path)
    return book, making.likely_form_set(book, sets)


def _create(path: Path, book: ListBook, listing: Listing, draft: PlanDraft, forms: FormSets, who: str) -> str:
    making.create(path, book, listing, draft, forms, who).close()
    return str(path)
