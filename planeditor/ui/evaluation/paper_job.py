"""計画期間の検証 on paper: preview, PDF, Excel, made beside the window."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from planeditor.domain.plan import Plan
from planeditor.messages import ui_evaluation as say
from planeditor.services.evaluation.papers import write_evaluation, write_evaluation_to
from planeditor.services.evaluation.timing import draft_mark
from planeditor.services.paper.filenames import safe_name
from planeditor.services.paper.order import Kind, Written
from planeditor.ui.exporting.othername import offering
from planeditor.ui.exporting.targets import ask_target, of_kind, suggested_folder
from planeditor.ui.progress import Jobs, Progress
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session, sentence

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.formengine.rendering import PdfView
    from planeditor.store.document import Document

T = TypeVar("T")
Work = Callable[[Plan, str, Progress], T]
"""What is done with the plan and the mark of its papers."""


class PaperJob(QObject):
    """What is shown is what is written, another state of the plan too."""

    written = Signal(object)
    """The ``Path`` of a file that was written."""
    refused = Signal(object)
    """A ``KnownError``: why nothing was written."""

    def __init__(self, session: Session, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self.session, self.jobs, self.window = session, jobs, window

    def preview(self) -> None:
        """Make the PDF and show its pages."""
        forms, sets, fonts = self.session.forms, self.session.form_sets, self.jobs.fonts

        def work(plan: Plan, mark: str, progress: Progress) -> PdfView:
            import io

            from planeditor.formengine.rendering import PdfView

            output = io.BytesIO()
            write_evaluation_to(plan, forms, sets, "pdf", output, fonts=fonts, mark=mark, progress=progress)
            view = PdfView(output.getvalue())
            _ = view.sizes  # looked up here, not on the window's thread
            return view

        def show(view: PdfView) -> None:
            from planeditor.ui.comparing.preview_dialog import PagesDialog

            if isValid(self):
                PagesDialog(say.PREVIEW_TITLE, view, self.window).show()

        self._run(work, show)

    def ask_target(self, kind: Kind) -> None:
        """Ask where to write."""
        name = safe_name(say.FILE.format(plan=self.session.plan.title), f".{kind}")
        offered = suggested_folder(self.session) / name
        ask_target(self.window, offered, say.CHOOSE_TARGET, say.FILTERS[kind], partial(self.write, kind))

    def write(self, kind: Kind, name: str) -> None:
        """Write it to the file that was chosen."""
        target = of_kind(name, kind)
        forms, sets, fonts = self.session.forms, self.session.form_sets, self.jobs.fonts

        def work(plan: Plan, mark: str, progress: Progress) -> Written:
            return write_evaluation(plan, forms, sets, target, fonts=fonts, mark=mark, progress=progress)

        def told(done: Written) -> None:
            self.session.settings.export_folder = str(target.parent)
            self.session.told.emit(" ".join([say.WRITTEN.format(file=target.name, pages=done.pages), *done.warnings]))
            if isValid(self):
                self.written.emit(target)

        self._run(work, told, lambda other: self.write(kind, str(other)))

    def _run(self, work: Work[T], done: Callable[[T], object], again: Callable[[Path], object] = lambda _: None) -> None:
        """Find out what the papers carry, once all that was typed is in the file, then work beside the window."""
        session = self.session
        session.gathering.emit()
        forms, state = session.forms, session.viewing

        def look(document: Document) -> str:
            return draft_mark(document, forms, state)

        def make(mark: str) -> None:
            plan = session.plan
            failed = offering(self._failed, again)
            self.jobs.run(say.JOB, Lane.BESIDE, lambda progress: work(plan, mark, progress), done, failed)

        session.ask(look, make, self._failed)

    def _failed(self, error: Exception) -> None:
        if sentence(error) is None or not isValid(self):
            self.session.failed.emit(error)
        else:
            self.refused.emit(error)
