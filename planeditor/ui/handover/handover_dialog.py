"""引継ぎの一覧: what the history tells of a year, to be ticked off, and the notes of the present clerk. It stands beside the window."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.eras import era_of_fiscal_year
from planeditor.domain.findings import Finding
from planeditor.domain.plan import Key
from planeditor.messages import ui_handover as say
from planeditor.services.handover.collecting import begun_on, collect
from planeditor.services.handover.model import Handover
from planeditor.services.handover.notes import is_of_handover, notes_of, tick, ticks_of, write_notes
from planeditor.services.handover.span import fiscal_year, usual_year, years_of
from planeditor.services.paper.order import Kind
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.comparing.paper_bar import PaperButtons
from planeditor.ui.exporting.othername import OtherName
from planeditor.ui.flow import FlowLayout
from planeditor.ui.handover.handover_tree import HandoverTree
from planeditor.ui.handover.notes_box import NotesBox
from planeditor.ui.handover.paper_job import PaperJob
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.progress import Jobs, ProgressBar
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session, sentence
from planeditor.ui.theme import scaled
from planeditor.ui.undo_keys import undo_keys

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document
    from planeditor.store.report import ChangeReport

_WIDTH, _HEIGHT, _YEAR = 1120, 720, 130
Looked = tuple[list[int], int, Handover]
"""The years there are, the one that is shown, and its checklist."""


class HandoverDialog(QDialog):
    """Every tick and every note is one operation and can be undone here and in the main window."""

    sheet_wanted = Signal()
    """The user went to a place."""
    written = Signal(object)
    """The ``Path`` of a file that was written."""

    def __init__(self, session: Session, jobs: Jobs, findings: Callable[[], Sequence[Finding]], parent: QWidget | None = None) -> None:
        """``findings``: what 点検 says now."""
        super().__init__(parent)
        self.session, self.jobs, self._findings = session, jobs, findings
        self._plan_id, self._asking, self._again = session.plan_id, False, False
        self.found: Handover | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say.TITLE)
        self.year, self.counts = QComboBox(), QLabel()
        self.tree, self.notes = HandoverTree(), NotesBox()
        self.problem, self.other = Sentence(role="error"), OtherName()
        self.buttons, self.paper = PaperButtons(), PaperJob(session, jobs, self)
        self._lay_out()
        self._connect()
        HelpKey(session, "handover", self)
        self.buttons.allow(there=False)
        self.renew()
        self.tree.setFocus()

    def _lay_out(self) -> None:
        self.year.setAccessibleName(say.YEAR)
        self.year.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.year.setMinimumWidth(scaled(_YEAR))
        self.problem.hide()
        top = FlowLayout(None, 3 * STEP)
        for widget in (QLabel(say.YEAR), self.year, self.counts):
            top.addWidget(widget)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(say.TITLE)
        self.tabs.addTab(self.tree, say.LIST_TAB)
        self.tabs.addTab(scrolled(self.notes, sideways=False), say.NOTES_TAB)
        end = QHBoxLayout()
        end.addWidget(ProgressBar(self.jobs))
        end.addWidget(self.buttons, 1)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3 * STEP)
        rows.addWidget(Sentence(say.LEAD, role=""))
        rows.addLayout(top)
        rows.addWidget(self.problem)
        rows.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.tabs, 1)
        rows.addWidget(Sentence(say.KEYS))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(5 * STEP,) * 4)
        outer.setSpacing(3 * STEP)
        outer.addWidget(scrolled(inside, sideways=False), 1)
        outer.addLayout(end)
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), min(scaled(_HEIGHT), room.height() - 12 * STEP))

    def _connect(self) -> None:
        session = self.session
        self.tree.ticked.connect(self._tick)
        self.tree.wanted.connect(self._to)
        self.notes.written.connect(self._note)
        self.year.activated.connect(lambda _: self.renew())
        self.buttons.close_button.clicked.connect(self.accept)
        self.buttons.previewed.connect(lambda: self._with(self.paper.preview))
        self.buttons.written.connect(self._write)
        self.paper.written.connect(self.written)
        self.paper.refused.connect(self._refused)
        session.changed.connect(self._changed)
        session.access_changed.connect(self.renew)
        session.failed.connect(self._refused)
        session.gathering.connect(self.notes.commit)
        session.opened.connect(self._opened)
        undo_keys(self, session)

    @property
    def writing(self) -> bool:
        """Whether anything can be written."""
        return self.session.is_open and not self.session.read_only

    # Reading

    def renew(self) -> None:
        """Look everything up anew, once for several changes in a row."""
        if self._asking:
            self._again = True
            return
        session = self.session
        if not session.is_open:
            return
        self._asking, self._again = True, False
        forms, who, findings, chosen = session.forms, session.who, tuple(self._findings()), self.year.currentData()

        def look(document: Document) -> Looked:
            begun = begun_on(document)
            years = years_of(begun)
            year = chosen if chosen in years else usual_year(begun)
            found = collect(document, forms, fiscal_year(year), findings, who=who)
            return sorted({*years, year}, reverse=True), year, found

        session.ask(look, self._show, self._failed)

    def _show(self, looked: Looked) -> None:
        if not isValid(self):
            return
        self._asking = False
        if self._again:
            self.renew()
            return
        years, year, found = looked
        self.year.clear()
        for one in years:
            self.year.addItem(_year_name(one), one)
        self.year.setCurrentIndex(years.index(year))
        self._show_found(found)

    def _show_found(self, found: Handover) -> None:
        self.found = found
        self.tree.show_handover(found, self.session.plan, writing=self.writing)
        self.notes.show_notes(found.notes, writing=self.writing)
        items = found.items
        self.counts.setText(say.COUNTS.format(done=sum(item in found.ticks for item in items), all=len(items)))
        self.buttons.allow(there=True)

    def _failed(self, error: Exception) -> None:
        if isValid(self):
            self._asking = False
        self.session.failed.emit(error)

    def _changed(self, report: ChangeReport) -> None:
        self.problem.hide()
        self.other.offer(None)
        if self.found is None or self._asking or not report.changes or not all(is_of_handover(c.key.field) for c in report.changes):
            self.renew()
        else:  # the history need not be read for a tick
            plan = self.session.plan
            self._show_found(replace(self.found, notes=notes_of(plan), ticks=ticks_of(plan, self.found.span)))

    def _opened(self) -> None:
        """Another state of the plan is shown, or another plan is open."""
        if self.session.plan_id == self._plan_id:
            self.renew()
        else:
            self.reject()

    def _refused(self, error: Exception) -> None:
        if isValid(self):
            self.problem.setText(sentence(error) or "")
            self.problem.setVisible(bool(self.problem.text()))
            self.other.offer(error)

    # Writing

    def _tick(self, item: str, name: str, on: bool) -> None:
        if self.found is None or not self.writing:
            return
        who, span = self.session.who, self.found.span
        self.session.edit(lambda document: tick(document, span, {item: name}, on=on, who=who))

    def _note(self, kind: str, text: str) -> None:
        who = self.session.who
        if self.writing:
            self.session.edit(lambda document: write_notes(document, {kind: text}, who=who))

    def _write(self, kind: Kind) -> None:
        self._with(lambda found: self.paper.ask_target(found, kind))

    def _with(self, work: Callable[[Handover], object]) -> None:
        """Do something with the checklist, once all that was typed is in it."""
        self.session.gathering.emit()
        self.session.once_saved(lambda: work(self.found) if isValid(self) and self.found is not None else None)

    def _to(self, place: Key) -> None:
        if self.session.plan.node(place.node) is not None:
            self.session.go(Place(place.node, place.period, place.field))
            self.sheet_wanted.emit()

    def done(self, result: int) -> None:
        """What was typed is entered before the window goes."""
        if self.session.is_open:
            self.notes.commit()
        super().done(result)


def _year_name(year: int) -> str:
    era = era_of_fiscal_year(year)
    return say.YEAR_ITEM.format(era=era.name if era else "", year=year - era.offset if era else year)
