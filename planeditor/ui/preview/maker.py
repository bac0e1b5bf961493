"""Makes the PDF that is previewed, beside the window, from the plan as it is at that moment."""
from __future__ import annotations

import io
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.rendering import PdfView
from planeditor.messages import ui_preview as say
from planeditor.services.paper.exporting import export_to
from planeditor.services.paper.order import Order
from planeditor.store.report import ChangeReport
from planeditor.ui.exporting.marking import marking
from planeditor.ui.progress import Job, Jobs, Progress
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session


@dataclass(frozen=True, slots=True)
class Made:
    """A finished PDF, looked at, and what it was made from."""

    view: PdfView
    order: Order
    plan: Plan
    forms: FormSet


class Maker(QObject):
    """One PDF at a time; asking for another drops the one in the making."""

    made = Signal(object)
    """``Made``."""
    refused = Signal(object)
    """The error that kept it from being made; None: the user stopped it."""
    stale_changed = Signal()

    def __init__(self, session: Session, jobs: Jobs) -> None:
        super().__init__(session)
        self.session, self.jobs = session, jobs
        self.stale = False
        """Whether the plan has changed since the PDF was begun."""
        self._job: Job | None = None
        session.changed.connect(self._changed)

    @property
    def making(self) -> bool:
        """Whether one is in the making."""
        return self._job is not None

    def make(self, order: Order) -> None:
        """Make the PDF of an order, then ``made`` or ``refused``."""
        self.drop()
        self._set_stale(stale=False)
        plan, forms, fonts = self.session.plan, self.session.forms, self.jobs.fonts

        marked = marking(self.session, order)

        def work(progress: Progress) -> Made:
            output, asked = io.BytesIO(), marked()
            export_to(plan, forms, asked, output, fonts=fonts, progress=progress)
            view = PdfView(output.getvalue())
            _ = view.sizes, view.bookmarks  # looked up here, not on the window's thread
            return Made(view, asked, plan, forms)

        self._job = self.jobs.run(say.JOB, Lane.BESIDE, work, self._done, self._refused, lambda: self._refused(None))

    def drop(self) -> None:
        """Let go of the one in the making."""
        if self._job is not None:
            self._job.dropped = True
            self._job.stop()
            self._job = None

    def _done(self, made: Made) -> None:
        self._job = None
        self.made.emit(made)

    def _refused(self, error: Exception | None) -> None:
        self._job = None
        self.refused.emit(error)

    def _changed(self, report: ChangeReport) -> None:
        if report.changes:
            self._set_stale(stale=True)

    def _set_stale(self, *, stale: bool) -> None:
        if stale != self.stale:
            self.stale = stale
            self.stale_changed.emit()
