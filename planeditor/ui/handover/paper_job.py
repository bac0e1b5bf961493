"""引継ぎの一覧 on paper: preview, PDF, Excel, made beside the window."""
from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from planeditor.formengine.form.formset import FormSet
from planeditor.messages import ui_handover as say
from planeditor.services.handover.model import Handover
from planeditor.services.handover.papers import write_handover, write_handover_to
from planeditor.services.paper.filenames import safe_name
from planeditor.services.paper.order import Kind, Written
from planeditor.ui.exporting.othername import offering
from planeditor.ui.exporting.targets import ask_target, of_kind, suggested_folder
from planeditor.ui.progress import Jobs, Progress
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session, sentence

if TYPE_CHECKING:  # loaded when a paper is shown
    from planeditor.formengine.rendering import PdfView

T = TypeVar("T")


class PaperJob(QObject):
    """What is shown is what is written."""

    written = Signal(object)
    """The ``Path`` of a file that was written."""
    refused = Signal(object)
    """A ``KnownError``: why nothing was written."""

    def __init__(self, session: Session, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self.session, self.jobs, self.window = session, jobs, window

    def preview(self, found: Handover) -> None:
        """Make the PDF and show its pages."""
        papers, fonts = self._papers(), self.jobs.fonts

        def work(progress: Progress) -> PdfView:
            from planeditor.formengine.rendering import PdfView

            output = io.BytesIO()
            write_handover_to(found, papers(), "pdf", output, fonts=fonts, progress=progress)
            view = PdfView(output.getvalue())
            _ = view.sizes  # looked up here, not on the window's thread
            return view

        def show(view: PdfView) -> None:
            from planeditor.ui.comparing.preview_dialog import PagesDialog

            if isValid(self):
                PagesDialog(say.PREVIEW_TITLE, view, self.window).show()

        self._run(work, show)

    def ask_target(self, found: Handover, kind: Kind) -> None:
        """Ask where to write."""
        name = safe_name(say.FILE.format(plan=found.plan), f".{kind}")
        offered = suggested_folder(self.session) / name
        ask_target(self.window, offered, say.CHOOSE_TARGET, say.FILTERS[kind], partial(self.write, found, kind))

    def write(self, found: Handover, kind: Kind, name: str) -> None:
        """Write it to the file that was chosen."""
        target, papers, fonts = of_kind(name, kind), self._papers(), self.jobs.fonts

        def work(progress: Progress) -> Written:
            return write_handover(found, papers(), target, fonts=fonts, progress=progress)

        def told(done: Written) -> None:
            self.session.settings.export_folder = str(target.parent)
            self.session.told.emit(" ".join([say.WRITTEN.format(file=target.name, pages=done.pages), *done.warnings]))
            if isValid(self):
                self.written.emit(target)

        self._run(work, told, lambda other: self.write(found, kind, str(other)))

    def _papers(self) -> Callable[[], FormSet]:
        """What reads the drawings, for the lane beside the window."""
        return partial(self.session.form_sets.papers, self.session.forms)

    def _run(
        self, work: Callable[[Progress], T], done: Callable[[T], object], again: Callable[[Path], object] = lambda _: None
    ) -> None:
        self.jobs.run(say.JOB, Lane.BESIDE, work, done, offering(self._failed, again))

    def _failed(self, error: Exception) -> None:
        if sentence(error) is None or not isValid(self):
            self.session.failed.emit(error)
        else:
            self.refused.emit(error)
