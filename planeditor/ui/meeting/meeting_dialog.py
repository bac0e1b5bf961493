"""「会議資料を作る」: what is ordered on the left, what was handed out on the right. It stands beside the main window."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.messages import meeting as say_meeting
from planeditor.messages import ui_meeting as say
from planeditor.services.meeting import kept
from planeditor.services.meeting.making import write_meeting
from planeditor.services.meeting.material import Material, read_material
from planeditor.services.paper.filenames import safe_name
from planeditor.services.paper.order import Kind, Written
from planeditor.services.states.named import find_state, states
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.exporting.othername import OtherName, offering
from planeditor.ui.exporting.targets import ask_target, of_kind, suggested_folder
from planeditor.ui.flow import FlowLayout
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.meeting.kept_list import KeptList
from planeditor.ui.meeting.order_box import OrderBox
from planeditor.ui.progress import Jobs, Progress, ProgressBar
from planeditor.ui.questions import AskReason
from planeditor.ui.runner import Lane
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session, sentence
from planeditor.ui.theme import scaled

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.formengine.rendering import PdfView
    from planeditor.services.states.moments import State
    from planeditor.store.document import Document
    from planeditor.store.papers import Paper
    from planeditor.store.report import ChangeReport

T = TypeVar("T")
_WIDTH, _HEIGHT = 1000, 680


class MeetingDialog(QDialog):
    """Makes the papers of a meeting, keeps what is handed out, and gives it again."""

    written = Signal(object)
    """The ``Path`` of a file that was written."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.jobs = session, jobs
        self.setWindowTitle(say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.order, self.kept = OrderBox(session), KeptList(session)
        self.problem, self.other = Sentence("", role="error"), OtherName()
        self.preview_button, self.excel, self.pdf, self.keep, self.close_button = (
            QPushButton(word) for word in (say.PREVIEW, say.EXCEL, say.PDF, say.KEEP, say.CLOSE)
        )
        self._lay_out()
        self.preview_button.clicked.connect(self.preview)
        self.excel.clicked.connect(lambda: self._ask_target("xlsx"))
        self.pdf.clicked.connect(lambda: self._ask_target("pdf"))
        self.keep.clicked.connect(self._ask_name)
        self.close_button.clicked.connect(self.close)
        self.kept.opened.connect(self._open_paper)
        self.kept.saved.connect(self._ask_paper_target)
        self.order.state_changed.connect(self._allow)
        session.changed.connect(self._changed)
        session.access_changed.connect(self._allow)
        session.opened.connect(self.close)
        HelpKey(session, "meeting", self)
        self.refresh()

    def _lay_out(self) -> None:
        self.problem.hide()
        self.pdf.setProperty("role", "primary")
        middle = QHBoxLayout()
        middle.setSpacing(5 * STEP)
        middle.addWidget(scrolled(self.order, sideways=False), 3)
        middle.addWidget(self.kept, 2)
        foot = FlowLayout()
        foot.addWidget(ProgressBar(self.jobs))
        foot.push()
        for button in (self.close_button, self.keep, self.preview_button, self.excel, self.pdf):
            button.setAutoDefault(False)
            foot.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addLayout(middle, 1)
        rows.addWidget(self.problem)
        rows.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addLayout(foot)
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), min(scaled(_HEIGHT), room.height() - 12 * STEP))

    # What there is

    def refresh(self) -> None:
        """Read the states and the kept papers anew."""

        def read(document: Document) -> tuple[list[State], list[kept.KeptPaper]]:
            return states(document), kept.kept_papers(document)

        def show(found: tuple[list[State], list[kept.KeptPaper]]) -> None:
            if isValid(self):
                self.order.offer(found[0])
                self.kept.show_papers(found[1])

        self.session.ask(read, show, self._refused)

    def _changed(self, report: ChangeReport) -> None:
        if any(change.key.field.startswith("@") for change in report.changes):
            self.refresh()

    def _allow(self, _: object = None) -> None:
        self.keep.setEnabled(not self.session.read_only and not self.order.at)

    # Making

    def preview(self) -> None:
        """Make the PDF and show its pages."""

        def work(material: Material, progress: Progress) -> PdfView:
            printed = kept.print_material(material, 0, fonts=self.jobs.fonts, progress=progress)
            return _view(printed.content)

        self._make(work, self._show_pages)

    def _ask_target(self, kind: Kind) -> None:
        words = f"{self.session.plan.title} {self.order.order().meeting} {say_meeting.DOCUMENT}"
        self._ask_file(safe_name(words.replace("  ", " "), f".{kind}"), kind, partial(self.write, kind))

    def write(self, kind: Kind, name: str) -> None:
        """Write the papers to the file that was chosen."""
        target = of_kind(name, kind)

        def work(material: Material, progress: Progress) -> Written:
            return write_meeting(material, target, fonts=self.jobs.fonts, progress=progress)

        def told(done: Written) -> None:
            self.session.settings.export_folder = str(target.parent)
            self.session.told.emit(" ".join([say.WRITTEN.format(file=target.name, pages=done.pages), *done.warnings]))
            if isValid(self):
                self.written.emit(target)

        self._make(work, told, lambda other: self.write(kind, str(other)))

    def _make(
        self, work: Callable[[Material, Progress], T], done: Callable[[T], object], again: Callable[[Path], object] = lambda _: None
    ) -> None:
        """Read what is ordered from the plan, then work beside the window."""
        self.problem.hide()
        self.other.offer(None)
        self.session.gathering.emit()
        order, at, sets = self.order.order(), self.order.at, self.session.form_sets

        def make(material: Material) -> None:
            failed = offering(self._refused, again)
            self.jobs.run(say.JOB, Lane.BESIDE, lambda progress: work(material, progress), done, failed)

        self.session.ask(lambda document: read_material(document, sets, order, at), make, self._refused)

    # Handing out

    def _ask_name(self) -> None:
        question = AskReason(self, say.KEEP_TITLE, say.KEEP_TEXT, say.KEEP_GO, self.hand_out)
        question.reason.setText(self.order.meeting.text().strip())
        question.open()

    def hand_out(self, name: str) -> None:
        """Make the PDF of what is now, take the 基準時点 and keep the bytes."""
        self.problem.hide()
        self.session.gathering.emit()
        order, sets, who, fonts = self.order.order(), self.session.form_sets, self.session.who, self.jobs.fonts

        def read(document: Document) -> tuple[Material, int]:
            state = kept.snapshot_for_paper(document, name, order.period)
            at = state.name if state else ""
            return read_material(document, sets, order, at), find_state(document, at).group

        def make(found: tuple[Material, int]) -> None:
            self.jobs.run(
                say.JOB, Lane.BESIDE, lambda progress: kept.print_material(*found, fonts=fonts, progress=progress), keep,
                self._refused,
            )

        def keep(printed: kept.Printed) -> None:
            numbers: list[int] = []

            def work(document: Document) -> ChangeReport:
                done = kept.hand_out(document, printed, name, who=who)
                numbers.append(done.paper.number)
                return done.report

            def told(_: ChangeReport) -> None:
                self.session.told.emit(say.KEPT.format(number=numbers[0]))
                if isValid(self):
                    self.refresh()

            self.session.edit(work, told, blind=False)

        self.session.ask(read, make, self._refused)

    # What was handed out

    def _open_paper(self, paper: Paper) -> None:
        self.session.ask(lambda document: _view(document.papers.content(paper.number)), self._show_pages, self._refused)

    def _ask_paper_target(self, paper: Paper) -> None:
        self._ask_file(safe_name(paper.name, f".{paper.kind}"), paper.kind, partial(self.save_paper, paper.number))

    def save_paper(self, number: int, name: str) -> None:
        """Write a kept paper, to the byte, to the file that was chosen."""
        target = Path(name)

        def told(_: Paper) -> None:
            self.session.told.emit(say.SAVED.format(file=target.name))
            if isValid(self):
                self.written.emit(target)

        failed = offering(self._refused, lambda other: self.save_paper(number, str(other)))
        self.session.ask(lambda document: kept.save_paper(document, number, target), told, failed)

    # Small things

    def _ask_file(self, name: str, kind: Kind, then: Callable[[str], object]) -> None:
        ask_target(self, suggested_folder(self.session) / name, say.CHOOSE_TARGET, say.FILTERS[kind], then)

    def _show_pages(self, view: PdfView) -> None:
        from planeditor.ui.comparing.preview_dialog import PagesDialog

        if isValid(self):
            PagesDialog(say.PREVIEW_TITLE, view, self).show()

    def _refused(self, error: Exception) -> None:
        text = sentence(error)
        if text is None or not isValid(self):
            self.session.failed.emit(error)
            return
        self.problem.setText(text)
        self.problem.show()
        self.other.offer(error)


def _view(content: bytes) -> PdfView:
    """A PDF to be looked at; its pages are measured here, not on the window's thread."""
    from planeditor.formengine.rendering import PdfView

    view = PdfView(content)
    _ = view.sizes
    return view
