"""The window that makes the next plan: its name and years, what becomes of each measure, and what is carried over."""
from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.pages import Page
from planeditor.messages import ui_nextplan as say
from planeditor.messages import ui_wizard as say_wizard
from planeditor.services.nextplan import creating, telling
from planeditor.services.nextplan.creating import OldPlan
from planeditor.services.nextplan.draft import NextDraft, first_draft
from planeditor.services.nextplan.problems import problems
from planeditor.services.nextplan.telling import Told
from planeditor.services.planfiles.creating import PlanDraft, suggested_file_name
from planeditor.ui import theme
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.nextplan.measures_step import MeasuresStep
from planeditor.ui.nextplan.preview_step import PreviewStep
from planeditor.ui.runner import Lane
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session, sentence
from planeditor.ui.wizard.new_plan import read_sets
from planeditor.ui.wizard.plan_step import PlanStep

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.formsets import FormSets
    from planeditor.store.document import Document

_WIDTH, _HEIGHT = 940, 640
_HEAD, _MEASURES, _PREVIEW = range(3)


class NextPlanWizard(QDialog):
    """Asks what the next plan needs, makes its file, and says where it is. The plan that is open stays as it is."""

    created = Signal(str)
    """The path of the new plan file."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.plan, self.forms = session.plan, session.forms
        self._word = self.forms.vocabulary.word("measure")
        self._first = first_draft(self.plan, self.forms.vocabulary)
        self._old: OldPlan | None = None
        self._busy = False
        self._refused = ""
        self._met: set[str] = set()
        self.head_step = PlanStep(session)
        self.measures_step = MeasuresStep(self.plan, self.forms.vocabulary)
        self.preview_step = PreviewStep(self._word, (session.path or Path.home()).parent)
        self._pages = QStackedWidget()
        self._step, self._head, self._missing = QLabel(), QLabel(), QLabel()
        self.back, self.next, self.make = QPushButton(say.BACK), QPushButton(say.NEXT), QPushButton(say.CREATE)
        self.leave = QPushButton(say.CANCEL)
        self._lay_out()
        first = self._first
        self.head_step.begin_with(first.municipality, first.title, (first.first_year, first.last_year), first.form_set)
        self.head_step.edited.connect(self._edited)
        self.measures_step.model.edited.connect(self._look)
        self.preview_step.options_changed.connect(self._count)
        self.preview_step.place.edited.connect(self._place_changed)
        session.opened.connect(self.close)
        HelpKey(session, "next_plan", self)
        self._turn(_HEAD)
        self._read()
        self.head_step.title.setFocus()

    @property
    def draft(self) -> NextDraft:
        """The answers as they are now."""
        head = self.head_step
        first, last = head.years
        return NextDraft(
            head.municipality.text().strip(), head.title.text().strip(), head.form_set.currentData() or "", first, last,
            self.measures_step.model.choices, self.preview_step.results.isChecked(), self.preview_step.chapters.isChecked(),
        )

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self._pages.currentIndex()

    def _lay_out(self) -> None:
        for page in (scrolled(self.head_step), self.measures_step, scrolled(self.preview_step)):
            self._pages.addWidget(page)
        self._step.setProperty("role", "title")
        for label in (self._head, self._missing):
            label.setProperty("role", "quiet")
            label.setWordWrap(True)
        self.make.setProperty("role", "primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addWidget(self._missing, 1)
        for button, slot in (
            (self.leave, self.reject), (self.back, partial(self._move, -1)), (self.next, partial(self._move, 1)), (self.make, self._make),
        ):  # fmt: skip
            button.clicked.connect(slot)
            buttons.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*[5 * STEP] * 4)
        rows.setSpacing(3 * STEP)
        rows.addWidget(self._step)
        rows.addWidget(self._head)
        rows.addWidget(self._pages, 1)
        rows.addLayout(buttons)
        room = self.screen().availableSize()
        self.resize(min(theme.scaled(_WIDTH), room.width() - 6 * STEP), min(theme.scaled(_HEIGHT), room.height() - 12 * STEP))

    # Reading what is needed beside the window

    def _read(self) -> None:
        session, forms = self.session, self.forms

        def work(document: Document) -> OldPlan:
            return creating.old_of(document, forms)

        session.gathering.emit()
        session.ask(work, self._take_old)
        session.runner.run(Lane.BESIDE, partial(read_sets, session.form_sets, session.fonts), self._show_sets, session.failed.emit)

    def _take_old(self, old: OldPlan) -> None:
        if isValid(self):
            self._old = old
            self._count()
            self._look()

    def _show_sets(self, read: tuple[dict[str, FormSet], dict[str, Page | None]]) -> None:
        if isValid(self):
            self.head_step.show_sets(*read)

    # The steps

    def _move(self, by: int, _checked: bool = False) -> None:  # noqa: FBT002  # what a button's signal carries
        self._met |= set(self.head_step.questions)
        self._turn(min(max(self.step + by, _HEAD), _PREVIEW))

    def _turn(self, step: int) -> None:
        self._pages.setCurrentIndex(step)
        name = say.STEPS[step].format(measure=self._word)
        self._step.setText(say.STEP_OF.format(number=step + 1, count=len(say.STEPS), name=name))
        self._head.setText(say.HEADS[step].format(measure=self._word, title=self.plan.title))
        self.back.setVisible(step > _HEAD)
        self.next.setVisible(step < _PREVIEW)
        self.make.setVisible(step == _PREVIEW)
        (self.make if step == _PREVIEW else self.next).setDefault(True)
        if step == _MEASURES:
            self.measures_step.view.setFocus()
        elif step == _PREVIEW:
            self.preview_step.place.suggest(suggested_file_name(PlanDraft(self.draft.municipality, self.draft.title)))
            self.preview_step.results.setFocus()
            self._count()
        self._look()

    def _edited(self, name: str) -> None:
        self._met.add(name)
        self._look()

    def _place_changed(self) -> None:
        self._refused = ""
        self._look()

    @property
    def _problems(self) -> dict[str, str]:
        return problems(self.draft, self.plan, self.forms, self.session.form_sets)

    def _look(self) -> None:
        """Say what is missing: beside its field, and the first of all before the button."""
        found = self._problems
        for name, question in self.head_step.questions.items():
            question.tell(found.get(name, "") if name in self._met else "")
        self.measures_step.model.tell({key: text for key, text in found.items() if key not in self.head_step.questions})
        place = say_wizard.PLACE_EMPTY if self.step == _PREVIEW and self.preview_step.place.is_empty else ""
        self.preview_step.place.tell(self._refused or place)
        wrong = next(iter(found.values()), "") or place
        self._missing.setText(say.MAKING if self._busy else say.READING if self._old is None else wrong or say.READY)
        ready = not wrong and self._old is not None and not self._busy
        self.make.setEnabled(ready)
        for button in (self.back, self.next):
            button.setEnabled(not self._busy)

    def _count(self) -> None:
        """Work out what would come of it; only where that is seen."""
        old, draft = self._old, self.draft
        if old is None or self.step != _PREVIEW or self._problems:
            return
        self.preview_step.wait()
        work = partial(_previewed, old, draft, self.session.form_sets)
        self.session.runner.run(Lane.BESIDE, work, partial(self._counted, draft), self._failed)

    def _counted(self, draft: NextDraft, told: tuple[list[str], list[Told]]) -> None:
        if isValid(self) and draft == self.draft:
            self.preview_step.show_made(*told)

    # Making it

    def _make(self) -> None:
        old = self._old
        if old is None or self._problems or self.preview_step.place.is_empty:
            self._look()
            return
        self._busy = True
        self._look()
        work = partial(_create, self.preview_step.place.path, old, self.draft, self.session.form_sets, self.session.who)
        self.session.runner.run(Lane.PLAN, work, self._made, self._failed)

    def _made(self, path: str) -> None:
        if isValid(self):
            self.accept()
            self.created.emit(path)

    def _failed(self, error: Exception) -> None:
        if not isValid(self):
            return
        self._busy = False
        text = sentence(error)
        if text is None:
            self.session.failed.emit(error)
        self._refused = text or ""
        self._look()


def _previewed(old: OldPlan, draft: NextDraft, form_sets: FormSets) -> tuple[list[str], list[Told]]:
    made = creating.preview(old, draft, form_sets)
    words = old.forms.vocabulary
    return telling.counts(draft, made, words), telling.left_out(made, words)


def _create(path: Path, old: OldPlan, draft: NextDraft, form_sets: FormSets, who: str) -> str:
    document, _ = creating.create(path, old, draft, form_sets, who)
    document.close()
    return str(path)
