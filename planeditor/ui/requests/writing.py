"""Workbooks on their way out: written beside the plan, recorded on its own thread, with progress and a stop."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from planeditor.messages import ui_progress
from planeditor.messages import ui_requests as say
from planeditor.ui.progress import Cancelled, Job, Jobs
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store and the forms are opened after the first paint
    from planeditor.services.requests.outgoing import Issued, Outgoing
    from planeditor.store.document import Document


class Writing:
    """Workbooks written into a folder, and recorded. What is told afterwards is told to nobody once another plan is open."""

    def __init__(
        self, session: Session, jobs: Jobs, title: str, folder: Path, done: Callable[[Issued], object],
        failed: Callable[[Exception], object], stopped: Callable[[], object],
    ) -> None:  # fmt: skip
        self.session, self.jobs, self.title, self.folder = session, jobs, title, folder
        self._done, self._failed, self._stopped = done, failed, stopped
        self._outgoing: Outgoing | None = None

    def start(self, begin: Callable[[Document], Outgoing]) -> Job:
        """Have ``begin`` look up in the plan what is to be written, then write it."""
        job = self.job = self.jobs.start(self.title)

        def look(document: Document) -> Outgoing:
            job.require_going()  # it may have been stopped while it waited for its turn
            return begin(document)

        self.session.opened.connect(self._end)
        self.session.ask(look, self._write, self._ended)
        return job

    def _write(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        work = partial(outgoing.write, self.folder, self.jobs.fonts, self._report)
        self.session.runner.run(Lane.BESIDE, work, lambda _: self._record(outgoing), self._ended)

    def _report(self, at: int, total: int) -> None:
        self.job.require_going()
        self.job.at = (at, total)

    def _record(self, outgoing: Outgoing) -> None:
        if self.job.dropped:
            self._ended(Cancelled())
        else:
            self.session.ask(partial(_recorded, outgoing, self.job), self._finished, self._ended)

    def _finished(self, outcome: tuple[Issued, bool]) -> None:
        self._end()
        self.session.reread()  # nothing of the plan has changed, unless others changed it; but what is shown of requests has
        if outcome[1]:
            self.session.access_changed.emit()
        self._done(outcome[0])

    def _ended(self, error: Exception) -> None:
        if self._outgoing is not None:
            self.session.runner.run(Lane.BESIDE, self._outgoing.drop, lambda _: None, self.session.failed.emit)
        if self.job.dropped:
            return
        self._end()
        if isinstance(error, Cancelled):
            self.session.told.emit(ui_progress.STOPPED.format(title=self.title))
            self._stopped()
        else:
            self._failed(error)

    def _end(self) -> None:
        self.session.opened.disconnect(self._end)
        self.jobs.end(self.job)


def _recorded(outgoing: Outgoing, job: Job, document: Document) -> tuple[Issued, bool]:
    """Put what was written in place, and say whether the plan file had to be taken back for it."""
    job.require_going()
    regained = document.released and document.regain()
    return outgoing.finish(document), regained


def open_folder(session: Session, folder: Path) -> None:
    """Show a folder in the program the system has for it."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        session.told.emit(say.CANNOT_OPEN.format(folder=folder))
