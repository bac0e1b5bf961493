"""The window that makes a new plan: two calm steps, what is missing always in sight."""
from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.errors import KnownError
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.pages import Page
from planeditor.messages import ui_wizard as say
from planeditor.services.formsets import FormSets
from planeditor.services.paper.specimen import specimen_page
from planeditor.services.planfiles.creating import PlanDraft, create, problems, suggested_file_name
from planeditor.ui import theme
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.runner import Lane
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session, sentence
from planeditor.ui.wizard.content_step import ContentStep
from planeditor.ui.wizard.plan_step import PlanStep
from planeditor.ui.wizard.question import Question

_WIDTH, _HEIGHT = 860, 580
_ROOM = 1010, 700
"""What fits the smallest screen."""


class NewPlanWizard(QDialog):
    """Asks what a plan needs, makes its file, and says where it is."""

    created = Signal(str)
    """The path of the new plan file."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.plan_step, self.content_step = PlanStep(session), ContentStep(session.settings)
        self.questions: dict[str, Question] = {**self.plan_step.questions, **self.content_step.questions}
        self._met: set[str] = set()
        """Fields the user has been at: only what is wrong there is said beside the field."""
        self._refused: dict[str, str] = {}
        self._pages = QStackedWidget()
        self._step = QLabel()
        self._step.setProperty("role", "title")
        self._missing = QLabel()
        self._missing.setProperty("role", "quiet")
        self._missing.setWordWrap(True)
        self.back, self.next, self.make = QPushButton(say.BACK), QPushButton(say.NEXT), QPushButton(say.CREATE)
        self.leave = QPushButton(say.CANCEL)
        self._build()
        self.plan_step.edited.connect(self._edited)
        HelpKey(session, "start", self)
        self.content_step.edited.connect(self._edited)
        self._turn(0)
        self._look()
        self.plan_step.municipality.setFocus()
        session.runner.run(Lane.BESIDE, partial(read_sets, session.form_sets, session.fonts), self._show_sets, session.failed.emit)

    @property
    def draft(self) -> PlanDraft:
        """The answers as they are now."""
        plan, content = self.plan_step, self.content_step
        first, last = plan.years
        return PlanDraft(
            plan.municipality.text().strip(), plan.title.text().strip(), plan.form_set.currentData() or "", first, last,
            tuple((number, name) for number, name in content.areas.rows), tuple(name for (name,) in content.departments.rows),
        )

    def problems(self) -> dict[str, str]:
        """What is wrong with the answers: field -> sentence, in the order of the fields."""
        found = problems(self.draft, self.session.form_sets) | self._unread_years() | self._refused
        if self.content_step.place.is_empty:
            found["place"] = say.PLACE_EMPTY
        return {name: found[name] for name in self.questions if name in found}

    def _unread_years(self) -> dict[str, str]:
        """A year that cannot be read is said so, rather than that it is out of range."""
        step = self.plan_step
        texts = {"first_year": step.first_year.text().strip(), "last_year": step.last_year.text().strip()}
        return {
            name: say.YEAR_UNREADABLE.format(text=text) if text else say.YEAR_EMPTY
            for (name, text), year in zip(texts.items(), step.years, strict=True)
            if not year
        }

    def _build(self) -> None:
        for step in (self.plan_step, self.content_step):
            self._pages.addWidget(scrolled(step))
        self.make.setProperty("role", "primary")
        self.next.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(STEP * 2)
        buttons.addWidget(self._missing, 1)
        for button, slot in ((self.leave, self.reject), (self.back, self._go_back), (self.next, self._go_on), (self.make, self._make)):
            button.clicked.connect(slot)
            buttons.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*[STEP * 5] * 4)
        rows.setSpacing(STEP * 4)
        rows.addWidget(self._step)
        rows.addWidget(self._pages, 1)
        rows.addLayout(buttons)
        self.resize(min(theme.scaled(_WIDTH), _ROOM[0]), min(theme.scaled(_HEIGHT), _ROOM[1]))

    def _go_on(self) -> None:
        self._turn(1)
        self.content_step.areas.setFocus()

    def _go_back(self) -> None:
        self._turn(0)
        self.plan_step.municipality.setFocus()

    def _turn(self, step: int) -> None:
        if step:
            self._met |= set(self.plan_step.questions)
        self._pages.setCurrentIndex(step)
        self._step.setText(say.STEP_OF.format(number=step + 1, count=len(say.STEPS), name=say.STEPS[step]))
        self.back.setVisible(step > 0)
        self.next.setVisible(step == 0)
        self.next.setDefault(step == 0)
        self.make.setDefault(step == 1)
        self._look()

    def _edited(self, name: str) -> None:
        self._met.add(name)
        self._refused.pop(name, None)
        if name != "place":
            self.content_step.place.suggest(suggested_file_name(self.draft))
        self._look()

    def _look(self) -> None:
        """Say what is missing: beside the fields the user has been at, and all of it before the button."""
        found = self.problems()
        for name, question in self.questions.items():
            question.tell(found.get(name, "") if name in self._met else "")
        self._missing.setText(next(iter(found.values()), say.READY))

    def _make(self) -> None:
        self._met = set(self.questions)
        self._look()
        found = self.problems()
        if found:
            name = next(iter(found))
            self._turn(0 if name in self.plan_step.questions else 1)
            self.questions[name].field.setFocus()
            return
        self._busy(busy=True)
        work = partial(_create, self.content_step.place.path, self.draft, self.session.form_sets, self.session.who)
        self.session.runner.run(Lane.PLAN, work, self._made, self._failed)

    def _busy(self, *, busy: bool) -> None:
        for button in (self.back, self.next, self.make):
            button.setEnabled(not busy)
        if busy:
            self._missing.setText(say.CREATING)

    def _made(self, path: str) -> None:
        if isValid(self):
            self.accept()
            self.created.emit(path)

    def _failed(self, error: Exception) -> None:
        if not isValid(self):
            return
        self._busy(busy=False)
        text = sentence(error)
        if text is None:
            self.session.failed.emit(error)
            return
        self._refused["place"] = text
        self._turn(1)
        self.content_step.place.file.setFocus()

    def _show_sets(self, read: tuple[dict[str, FormSet], dict[str, Page | None]]) -> None:
        if isValid(self):
            self.plan_step.show_sets(*read)


def _create(path: Path, draft: PlanDraft, forms: FormSets, who: str) -> str:
    create(path, draft, forms, who).close()
    return str(path)


def read_sets(form_sets: FormSets, fonts: FontBook) -> tuple[dict[str, FormSet], dict[str, Page | None]]:
    """Every form set that can be read, with the first page of each; one that cannot be read is shown by its folder's name."""
    sets, pages = form_sets.readable(), dict[str, Page | None]()
    for name, forms in sets.items():
        with contextlib.suppress(KnownError):
            pages[name] = specimen_page(forms, fonts)
    return sets, pages
