"""Long work: run beside the window, shown in a bar, stopped when the user says so."""
from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from planeditor.formengine.fonts.book import FontBook
from planeditor.messages import ui_progress as say
from planeditor.ui.elided import ElidedLabel
from planeditor.ui.look import STEP
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled, watch

T = TypeVar("T")
Progress = Callable[[int, int], None]
SHOWN_AFTER = 400
"""Work that is done sooner, in ms, shows no bar."""
_BETWEEN = 50
"""How often, in ms, the window looks how far a job is."""
_BAR, _BAR_LEAST = 240, 60
_TURN = 0.0005
"""Seconds that a thread of ours may keep the window's thread waiting while long work is under way. With the usual 5 ms the
drawing of one page, which lets go of the interpreter some forty times, would take 200."""
_USUAL_TURN = sys.getswitchinterval()


class Cancelled(Exception):  # noqa: N818  # no error: the user wanted it
    """Raised out of a progress callback when the user has stopped the work."""


class Job:
    """One piece of long work."""

    def __init__(self, title: str, total: int = 0) -> None:
        self.title = title
        self.at = (0, total)
        """How many steps are done of how many (0 = nobody knows); set from the thread that works."""
        self.on_stop: Callable[[], object] | None = None
        """Called on the window's thread when the job is stopped, beside what ``stopped`` says."""
        self._stopped = threading.Event()
        self.dropped = False
        """Whether nobody waits for what it gives back any more."""

    @property
    def stopped(self) -> bool:
        """Whether the user has stopped it; safe from any thread."""
        return self._stopped.is_set()

    def require_going(self) -> None:
        """Raise Cancelled where it was stopped; safe from any thread."""
        if self.stopped:
            raise Cancelled

    def stop(self) -> None:
        """Stop it at its next step."""
        if not self.stopped:
            self._stopped.set()
            if self.on_stop is not None:
                self.on_stop()


class Jobs(QObject):
    """The long work of a session. The one that began first is shown."""

    changed = Signal()
    """Another job is shown, or the shown one is further on."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.fonts = FontBook()
        """For work on the lane beside the plan: no other thread uses it."""
        self._jobs: list[Job] = []
        self._shown_at: tuple[Job, int, int] | None = None
        self._look = QTimer(self)
        self._look.setInterval(_BETWEEN)
        self._look.timeout.connect(self._refresh)
        session.opened.connect(self.drop_all)

    @property
    def shown(self) -> Job | None:
        """The job that is shown."""
        return self._jobs[0] if self._jobs else None

    def run(
        self, title: str, lane: Lane, work: Callable[[Progress], T], done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None, stopped: Callable[[], object] | None = None,
    ) -> Job:
        """Run ``work``, which is given a callback for its progress; then ``done``, ``failed`` or, where the user stopped
        it, ``stopped`` on the window's thread. None of them is called once another plan is open."""
        job = self.start(title)

        def finished(result: T) -> None:
            self.end(job)
            if not job.dropped:
                done(result)

        def ended(error: Exception) -> None:
            self.end(job)
            if job.dropped:
                return
            if not isinstance(error, Cancelled):
                (failed or self.session.failed.emit)(error)
                return
            self.session.told.emit(say.STOPPED.format(title=title))
            if stopped is not None:
                stopped()

        def begin() -> T:
            job.require_going()  # it may have been stopped while it waited for its turn
            return work(self._reporter(job))

        self.session.runner.run(lane, begin, finished, ended)
        return job

    def start(self, title: str, total: int = 0) -> Job:
        """Show a job that runs in steps of its own; it ends with ``end``."""
        job = Job(title, total)
        self._jobs.append(job)
        self._look.start()
        sys.setswitchinterval(_TURN)
        self._refresh()
        return job

    def end(self, job: Job) -> None:
        """Show a job no longer."""
        if job in self._jobs:
            self._jobs.remove(job)
            if not self._jobs:
                self._look.stop()
                sys.setswitchinterval(_USUAL_TURN)
            self._refresh()

    def stop(self) -> None:
        """Stop the shown job."""
        if self.shown is not None:
            self.shown.stop()
            self.changed.emit()

    def drop_all(self) -> None:
        """Stop everything; nobody waits for it any more (another plan is open, the window closes)."""
        for job in list(self._jobs):
            job.dropped = True
            job.stop()

    def _reporter(self, job: Job) -> Progress:
        """The callback for the thread that works; nothing is marshalled, the window looks by itself."""

        def report(done: int, total: int) -> None:
            job.require_going()
            job.at = (done, total)

        return report

    def _refresh(self) -> None:
        job = self.shown
        now = (job, *job.at) if job is not None else None
        if now != self._shown_at:
            self._shown_at = now
            self.changed.emit()


class ProgressBar(QWidget):
    """What is under way, how far it is, and a button to stop it. There is nothing to see while nothing takes long."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.jobs = jobs
        row = QHBoxLayout(self)
        row.setContentsMargins(STEP * 2, 0, STEP * 2, 0)
        row.setSpacing(STEP * 2)
        self.label = ElidedLabel()
        self.label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(say.STOP)
        self.button.setToolTip(say.STOP_HELP)
        self.button.setProperty("role", "quiet")
        self.button.clicked.connect(jobs.stop)
        for widget in (self.label, self.bar, self.button):
            row.addWidget(widget)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SHOWN_AFTER)
        self._wait.timeout.connect(self.show)
        jobs.changed.connect(self._refresh)
        watch().changed.connect(self._fit)
        self._fit()
        self.hide()

    def _fit(self) -> None:
        self.bar.setMinimumWidth(scaled(_BAR_LEAST))
        self.bar.setMaximumWidth(scaled(_BAR))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops the work."""
        if event.key() == Qt.Key.Key_Escape:
            self.jobs.stop()
        else:
            super().keyPressEvent(event)

    def _refresh(self) -> None:
        job = self.jobs.shown
        if job is None:
            self._wait.stop()
            self.hide()
            return
        if not self.isVisible() and not self._wait.isActive():
            self._wait.start()
        done, total = job.at
        finishing = 0 < total <= done
        text = say.STOPPING if job.stopped else say.FINISHING.format(title=job.title) if finishing else job.title
        self.label.setText(text)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setFormat(say.COUNT.format(done=done, total=total))
        self.bar.setAccessibleName(say.NAME.format(title=job.title, done=done, total=total))
        self.button.setAccessibleName(f"{job.title}　{say.STOP}")
        self.button.setEnabled(not job.stopped)
