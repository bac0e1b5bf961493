"""The window that changes the form set of the open plan: where each field goes, what stays without a place."""
from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from planeditor.formengine.form.formset import FormSet
from planeditor.messages import ui_formswitch as say
from planeditor.services.formswitch import judging, switching
from planeditor.services.formswitch.moving import Moving
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.formswitch.fields_table import FieldsTable
from planeditor.ui.formswitch.series_box import SeriesBox
from planeditor.ui.headings import heading
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.runner import Lane
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session, sentence
from planeditor.ui.wizard.question import Question

_WIDTH, _HEIGHT = 860, 640
_ROOM = 1010, 700
"""What fits the smallest screen."""


class SwitchDialog(QDialog):
    """Asks where everything goes, says what speaks against it, and has it done as one operation."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sets: dict[str, FormSet] = {}
        self._open_ends: list[str] = []
        self._moving: Moving | None = None
        self._refused = ""
        self.sets = QComboBox()
        self.sets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sets.setMinimumContentsLength(24)
        self.fields, self.series = FieldsTable(), SeriesBox()
        self.join, self.public = QCheckBox(say.JOIN), QCheckBox(say.PUBLIC)
        self.notes, self.state = Sentence(), Sentence()
        self.leave, self.make = QPushButton(say.CANCEL), QPushButton(say.SWITCH)
        self._series_head = heading(say.SERIES)
        self._lay_out()
        self.sets.currentIndexChanged.connect(self._set_chosen)
        for signal in (self.fields.edited, self.series.edited, self.join.toggled, self.public.toggled):
            signal.connect(self._edited)
        self.leave.clicked.connect(self.reject)
        self.make.clicked.connect(self._make)
        session.opened.connect(self.close)
        HelpKey(session, "form_set", self)
        self._show_busy(say.READING)
        session.runner.run(Lane.BESIDE, session.form_sets.readable, self._show_sets, session.failed.emit)
        session.ask(judging.open_ends, self._show_open_ends)

    def _lay_out(self) -> None:
        lead = Sentence(say.LEAD)
        self._none = Sentence(say.NO_FIELDS)
        self._none.hide()
        self.make.setProperty("role", "primary")
        self.make.setDefault(True)
        self.leave.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(STEP * 2)
        buttons.addWidget(self.state, 1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.make)
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(STEP * 3)
        body.addWidget(lead)
        body.addWidget(Question(say.NEW_SET, self.sets))
        body.addWidget(heading(say.FIELDS))
        body.addWidget(self.fields, 1)
        body.addWidget(self._none, 1)
        for widget in (self._series_head, self.series, self.join, self.public, self.notes):
            body.addWidget(widget)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*[STEP * 5] * 4)
        rows.setSpacing(STEP * 4)
        rows.addWidget(scrolled(inside), 1)
        rows.addLayout(buttons)
        self.resize(min(theme.scaled(_WIDTH), _ROOM[0]), min(theme.scaled(_HEIGHT), _ROOM[1]))

    # What is chosen

    @property
    def moving(self) -> Moving | None:
        """The change as it is chosen now; None while the form sets are read."""
        start = self._moving
        if start is None:
            return None
        choice = replace(
            start.choice, fields=self.fields.chosen, series=self.series.chosen, gathered=self.series.gathered,
            public=not self.public.isHidden() and self.public.isChecked(),
        )
        moving = Moving(start.plan, start.old, start.new, choice)
        if self.join.isChecked() and not self.join.isHidden():
            moving = replace(moving, choice=replace(choice, joined=frozenset(judging.rivals(moving))))
        return moving

    def _show_sets(self, sets: dict[str, FormSet]) -> None:
        if not isValid(self):
            return
        self._sets = sets
        own = self.session.forms.id
        with QSignalBlocker(self.sets):
            for name, forms in sets.items():
                self.sets.addItem(say.SET_NOW.format(title=forms.title) if name == own else forms.title, name)
            self.sets.setCurrentIndex(next((n for n, name in enumerate(sets) if name != own), 0))
        self._set_chosen()
        self.sets.setFocus()

    def _show_open_ends(self, sentences: list[str]) -> None:
        if isValid(self):
            self._open_ends = sentences
            self._look()

    def _set_chosen(self) -> None:
        session, new = self.session, self._sets.get(self.sets.currentData())
        if new is None:
            return
        own = new.id == session.forms.id
        forms = session.forms if own else new
        self._moving = switching.start(session.plan, session.forms, forms)
        words = {"area": session.vocabulary.word("area")}
        self.fields.show_fields(self._moving, words)
        self.series.show_series(self._moving)
        there = bool(self._moving.fields)
        self.fields.setVisible(there)
        self._none.setVisible(not there)
        self._series_head.setVisible(not self.series.isHidden())
        self.make.setText(say.PLACE if own else say.SWITCH)
        self._edited()

    def _edited(self) -> None:
        self._refused = ""
        self._look()

    def _look(self) -> None:
        """Say what speaks against the choice, and what is to be known."""
        moving = self.moving
        if moving is None:
            return
        self.join.setVisible(bool(judging.rivals(moving)))
        self.public.setVisible(bool(judging.public_fields(moving)))
        moving = self.moving or moving
        told = [*judging.warnings(moving), *self._open_ends]
        self.notes.setText("\n".join(f"・{line}" for line in told))
        self.notes.setVisible(bool(told))
        refused = [self._refused] if self._refused else judging.refusals(moving)
        self.state.setText(refused[0] if refused else say.READY)
        self.make.setEnabled(not refused)

    # Doing it

    def _make(self) -> None:
        moving = self.moving
        if moving is None:
            return
        self._show_busy(say.SWITCHING)
        who, sets = self.session.who, self.session.form_sets

        def work(document: Document) -> ChangeReport:
            report = switching.switch(document, moving.old, moving.new, moving.choice, who)
            sets.of(document.plan())  # read here rather than in the window's thread
            return report

        self.session.opened.disconnect(self.close)  # the change of the form set is told as one of the plan
        self.session.failed.connect(self._failed)
        self.session.edit(work, partial(self._done, moving), blind=False)

    def _done(self, moving: Moving, _: ChangeReport) -> None:
        own = moving.old.id == moving.new.id
        self.session.told.emit(say.PLACED if own else say.DONE.format(title=moving.new.title))
        if isValid(self):
            self.accept()

    def _failed(self, error: Exception) -> None:
        if not isValid(self):
            return
        self.session.failed.disconnect(self._failed)
        self.session.opened.connect(self.close)
        self._refused = sentence(error) or ""
        for widget in (self.sets, self.fields, self.leave):
            widget.setEnabled(True)
        self._look()

    def _show_busy(self, text: str) -> None:
        self.state.setText(text)
        self.make.setEnabled(False)
