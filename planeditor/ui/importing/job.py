"""One import: every file read beside the plan, then taken in on the plan's own thread, while editing goes on."""
from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from planeditor.domain.errors import KnownError
from planeditor.messages import ui_import as say
from planeditor.services.intake.deciding import Accept
from planeditor.services.intake.files import AnySource, FileIntake
from planeditor.services.intake.importing import Found, look_for
from planeditor.services.intake.outcome import FileResult
from planeditor.services.intake.stopping import StoppedError
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport
from planeditor.ui.progress import Job, Jobs
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session

_AHEAD = 4
"""So many files may have been read and not taken in yet: a slow disk must not fill the memory."""


class ImportJob(QObject):
    """Files on their way into the open plan."""

    looked = Signal(object)
    """``Found``: the files there are, and what is passed over."""
    no_backup = Signal(object)
    """The error that kept the backup from being taken; ``go_on`` goes on without."""
    taken = Signal(int, object)
    """Number (from 0) and ``FileResult`` of a file that was dealt with."""
    finished = Signal()
    """Nothing more is to come, all files done or the rest not wanted any more."""

    def __init__(self, session: Session, jobs: Jobs, paths: Sequence[Path]) -> None:
        super().__init__(session)
        self.session, self.jobs, self.paths = session, jobs, list(paths)
        self.files: tuple[Path, ...] = ()
        self.results: list[FileResult | None] = []
        self.running = False
        self._intake: FileIntake | None = None
        self._job: Job | None = None
        self._next = self._under_way = 0
        self._reading = False

    def look(self) -> None:
        """Find the files, then ``looked``."""

        def done(found: Found) -> None:
            self.files = found.files
            self.results = [None] * len(found.files)
            self.looked.emit(found)

        self.session.runner.run(Lane.BESIDE, partial(look_for, self.paths), done, self.session.failed.emit)

    def start(self, accept: Accept) -> None:
        """Take a backup, then the files that ``look`` found."""
        session = self.session
        self._own = session.forms.id
        self._intake = FileIntake(session.form_sets, who=session.who, accept=accept)
        self._job = self.jobs.start(say.JOB, len(self.files))
        self._job.on_stop = self._stopped
        self.running = True
        keeper = session.keeper
        session.ask(lambda _: keeper and keeper.before("import"), lambda _: self.go_on(), self._no_backup)

    def stop(self) -> None:
        """Take in no further file."""
        if self._job is not None:
            self._job.stop()

    def go_on(self) -> None:
        """Begin with the files."""
        self._read_next()

    def _no_backup(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.no_backup.emit(error)
        else:
            self._fault(error)

    @property
    def _going(self) -> bool:
        return self._job is not None and not self._job.stopped

    def _read_next(self) -> None:
        """Have the next file read, unless enough were read ahead."""
        if self._reading or not self.running:
            return
        if not self._going or self._next >= len(self.files):
            self._end_if_done()
            return
        if self._under_way >= _AHEAD or self._intake is None:
            return
        number, self._next = self._next, self._next + 1
        self._reading = True
        work = partial(self._intake.read, self.files[number], self._own)
        self.session.runner.run(Lane.BESIDE, work, partial(self._was_read, number), partial(self._refused, number))

    def _was_read(self, number: int, source: AnySource) -> None:
        self._reading = False
        intake = self._intake
        if not self._going or intake is None:
            self._read_next()
            return
        self._under_way += 1
        results: list[FileResult | Exception | None] = []

        def work(document: Document) -> ChangeReport:
            try:
                result = intake.take(document, source)
            except StoppedError:
                results.append(None)
                return ChangeReport(None, "")
            except KnownError as error:
                result = FileResult(source.path.name, "refused", error.message)
            except Exception as error:  # noqa: BLE001  # told on the window's thread, where the job must end
                results.append(error)
                return ChangeReport(None, "")
            results.append(result)
            return result.report or ChangeReport(None, "")

        self.session.edit(work, lambda _: self._was_taken(number, results[0]))
        self._read_next()

    def _was_taken(self, number: int, result: FileResult | Exception | None) -> None:
        self._under_way -= 1
        if result is None:
            self._read_next()
        elif isinstance(result, FileResult):
            self._note(number, result)
        else:
            self._fault(result)

    def _refused(self, number: int, error: Exception) -> None:
        self._reading = False
        if not self._going:
            self._read_next()
        elif isinstance(error, KnownError):
            self._note(number, FileResult(self.files[number].name, "refused", error.message))
        else:
            self._fault(error)

    def _fault(self, error: Exception) -> None:
        """A fault of the program ends it all."""
        self.session.failed.emit(error)
        self.stop()
        self._read_next()

    def _note(self, number: int, result: FileResult) -> None:
        self.results[number] = result
        self.taken.emit(number, result)
        if self._job is not None:
            self._job.at = (sum(r is not None for r in self.results), len(self.files))
        self._read_next()

    def _stopped(self) -> None:
        """Called when the job is stopped: the file being read is left, too."""
        if self._intake is not None:
            self._intake.cancel()
        if not self._reading:
            self._end_if_done()

    def _end_if_done(self) -> None:
        dropped = self._job is not None and self._job.dropped
        if not self.running or self._reading or (self._under_way and not dropped):
            return
        self.running = False
        if self._job is not None:
            self.jobs.end(self._job)
        intake, self._intake = self._intake, None
        if intake is not None:  # waiting for a process to end is nothing for the window's thread
            self.session.runner.run(Lane.BESIDE, intake.close, lambda _: None, self.session.failed.emit)
        self.finished.emit()
        self.deleteLater()
