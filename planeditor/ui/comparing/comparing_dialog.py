"""The window of 新旧対照表: two states, what differs between them, and the paper. It stands beside the main window."""
from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.messages import comparing as say_paper
from planeditor.messages import ui_comparing as say
from planeditor.services.comparing.comparing import Comparison, compare
from planeditor.services.comparing.listing import Line
from planeditor.services.comparing.options import TableOptions
from planeditor.services.comparing.papers import write_comparison
from planeditor.services.paper.filenames import safe_name
from planeditor.services.paper.order import Kind, Written
from planeditor.services.paper.targets import beside
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.comparing.detail import Detail
from planeditor.ui.comparing.difference_list import DifferenceList
from planeditor.ui.comparing.paper_bar import PaperBar, PaperButtons
from planeditor.ui.comparing.sides_bar import SidesBar
from planeditor.ui.exporting.othername import OtherName, offering
from planeditor.ui.exporting.targets import ask_target, of_kind, suggested_folder
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.progress import Jobs, Progress, ProgressBar
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session, sentence
from planeditor.ui.theme import scaled

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.formengine.rendering import PdfView
    from planeditor.services.states.moments import State
    from planeditor.store.document import Document
    from planeditor.store.report import ChangeReport

T = TypeVar("T")
_WIDTH, _HEIGHT = 1180, 720


class ComparingDialog(QDialog):
    """Nothing here changes the plan. What is remarked on a difference stands on the paper alone."""

    place_wanted = Signal(object)
    """The ``Place`` of a difference that is to be shown on its sheet."""
    written = Signal(object)
    """The ``Path`` of a file that was written."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.jobs = session, jobs
        self.found: Comparison | None = None
        self.remarks: dict[int, str] = {}
        self._typed: dict[tuple[object, ...], str] = {}
        """The remarks by what they are of: they stay when the same states are compared anew."""
        self._asked: object = None
        self.setWindowTitle(say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sides, self.list, self.detail = SidesBar(session), DifferenceList(), Detail()
        self.paper = PaperBar(session.vocabulary.word("revision"))
        self.told, self.problem, self.other = Sentence(say.READING), Sentence("", role="error"), OtherName()
        self.again, self.buttons = QPushButton(say.AGAIN), PaperButtons()
        self._lay_out()
        self.sides.changed.connect(self.compare)
        self.sides.chosen.connect(self._typed.clear)
        self.again.clicked.connect(self.compare)
        self.buttons.close_button.clicked.connect(self.close)
        self.list.chosen.connect(self._show_line)
        self.list.opened.connect(self._open)
        self.detail.remarked.connect(self._remark)
        self.buttons.previewed.connect(self.preview)
        self.buttons.written.connect(self._ask_target)
        session.changed.connect(self._changed)
        session.opened.connect(self.close)
        HelpKey(session, "comparing", self)
        self.list.setFocus()
        self._offer()

    def _lay_out(self) -> None:
        self.problem.hide()
        self.again.hide()
        strip = QHBoxLayout()
        strip.setSpacing(2 * STEP)
        strip.addWidget(self.told, 1)
        strip.addWidget(self.again)
        foot = QHBoxLayout()
        foot.addWidget(ProgressBar(self.jobs))
        foot.addWidget(self.buttons, 1)
        self.again.setAutoDefault(False)
        middle = QSplitter(Qt.Orientation.Vertical)
        middle.setChildrenCollapsible(False)
        middle.addWidget(self.list)
        middle.addWidget(self.detail)
        middle.setStretchFactor(0, 3)
        middle.setStretchFactor(1, 1)
        inside = QWidget()
        parts = QVBoxLayout(inside)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(3 * STEP)
        parts.addWidget(self.sides)
        parts.addLayout(strip)
        parts.addWidget(self.problem)
        parts.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        parts.addWidget(middle, 1)
        parts.addWidget(self.paper)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addWidget(area, 1)
        rows.addLayout(foot)
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), min(scaled(_HEIGHT), room.height() - 12 * STEP))

    # Comparing

    def _offer(self) -> None:
        def read(document: Document) -> list[State]:
            from planeditor.services.states.named import states

            return states(document)

        def show(found: list[State]) -> None:
            if isValid(self):
                self.sides.offer(found)
                self.compare()

        self.session.ask(read, show, self._refused)

    def compare(self) -> None:
        """Compare what is chosen; a former answer that is still to come is dropped."""
        old, new = self.sides.sides
        self.problem.hide()
        self.again.hide()
        self._asked = asked = object()
        if old == new:
            alone = self.sides.old.count() <= 2  # the present and 「ほかの計画ファイル」
            self._show(None)
            self.told.setText(say.NO_STATES if alone else say.SAME)
            return
        self.told.setText(say.READING)
        sets, reports = self.session.form_sets, self.sides.reports.isChecked()

        def show(found: Comparison) -> None:
            if self._asked is asked and isValid(self):
                self._show(found)

        self.session.ask(lambda document: compare(document, sets, old, new, reports=reports), show, self._refused)

    def _show(self, found: Comparison | None) -> None:
        lines = found.lines if found else []
        self.found = found
        self.remarks = {n: self._typed[of] for n, line in enumerate(lines) if (of := _of(line)) in self._typed}
        self.list.show_comparison(found, self.remarks)
        self.buttons.allow(there=found is not None)
        self._show_line()
        if found is not None:
            counts = Counter(d.kind.value for d in found.found.differences)
            told = "、".join(say_paper.COUNT_KIND.format(kind=say_paper.KINDS[k], count=n) for k, n in counts.items())
            count = say.COUNT.format(count=sum(counts.values()), told=told) if counts else say.NOTHING
            self.told.setText("　".join([count, *found.warnings]))

    def _changed(self, report: ChangeReport) -> None:
        if report.changes and isValid(self) and self.found is not None:
            self.told.setText(say.STALE)
            self.again.show()

    # One line

    def _show_line(self) -> None:
        line, place = self.list.line, self.list.place
        self.detail.show_line(line, self.remarks.get(place, line.reason) if line and place is not None else "")

    def _remark(self, text: str) -> None:
        if self.list.place is not None:
            self.remarks[self.list.place] = text
            if self.list.line is not None:
                self._typed[_of(self.list.line)] = text
            self.list.show_remark(text)

    def _open(self) -> None:
        line = self.list.line
        node = line.difference.node if line else None
        if line is not None and node is not None and self.session.plan.node(node.id) is not None:
            key = line.key
            self.place_wanted.emit(Place(node.id, key.period if key else "", key.field if key else ""))

    # The paper

    def options(self) -> TableOptions:
        """How the paper is to look, with what was remarked."""
        lines = self.list.lines
        return replace(self.paper.options(), remarks={lines[place].difference: text for place, text in self.remarks.items()})

    def preview(self) -> None:
        """Make the PDF and show its pages."""
        found, fonts, number = self.found, self.jobs.fonts, self.paper.number.text().strip()
        if found is None:
            return
        options, sets, forms = self.options(), self.session.form_sets, self.session.forms
        title = say.PREVIEW_TITLE.format(title=options.title_of(found))

        def work(progress: Progress) -> PdfView:
            from planeditor.formengine.rendering import PdfView

            output = io.BytesIO()
            write_comparison(found, sets.papers(forms), options, "pdf", output, fonts=fonts, number=number, progress=progress)
            view = PdfView(output.getvalue())
            _ = view.sizes  # looked up here, not on the window's thread
            return view

        def show(view: PdfView) -> None:
            from planeditor.ui.comparing.preview_dialog import PagesDialog

            if isValid(self):
                PagesDialog(title, view, self).show()

        self._run(options, work, show)

    def _ask_target(self, kind: Kind) -> None:
        found = self.found
        if found is None:
            return
        offered = suggested_folder(self.session) / safe_name(self.options().title_of(found), f".{kind}")
        ask_target(self, offered, say.CHOOSE_TARGET, say.FILTERS[kind], partial(self.write, kind))

    def write(self, kind: Kind, name: str) -> None:
        """Write the paper to the file that was chosen."""
        found, fonts, number = self.found, self.jobs.fonts, self.paper.number.text().strip()
        if found is None:
            return
        target = of_kind(name, kind)
        options, sets, forms = self.options(), self.session.form_sets, self.session.forms

        def work(progress: Progress) -> Written:
            with beside(target) as output:
                return write_comparison(
                    found, sets.papers(forms), options, kind, output, fonts=fonts, number=number, progress=progress
                )

        def told(done: Written) -> None:
            self.session.settings.export_folder = str(target.parent)
            self.session.told.emit(" ".join([say.WRITTEN.format(file=target.name, pages=done.pages), *done.warnings]))
            if isValid(self):
                self.written.emit(target)

        self._run(options, work, told, lambda other: self.write(kind, str(other)))

    def _run(
        self, options: TableOptions, work: Callable[[Progress], T], done: Callable[[T], object],
        again: Callable[[Path], object] = lambda _: None,
    ) -> None:
        self.problem.hide()
        self.other.offer(None)
        paper = say_paper.REDLINE if options.redline else say_paper.TABLE
        self.jobs.run(say.JOB.format(paper=paper), Lane.BESIDE, work, done, offering(self._not_written, again))

    def _not_written(self, error: Exception) -> None:
        text = sentence(error)
        if text is None or not isValid(self):
            self.session.failed.emit(error)
            return
        self.problem.setText(text)
        self.problem.show()
        self.other.offer(error)

    def _refused(self, error: Exception) -> None:
        text = sentence(error)
        if text is None or not isValid(self):
            self.session.failed.emit(error)
            return
        self._show(None)
        self.told.setText("")
        self.problem.setText(text)
        self.problem.show()


def _of(line: Line) -> tuple[object, ...]:
    """What a line is of, whatever else is compared beside it."""
    return (line.difference.node.id, line.key, line.field, line.period)
