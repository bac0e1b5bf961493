"""Work beside the window: one thread for the open plan file, one for work that needs none.

What runs there touches no widget, model or other Qt object; results come back on the window's own thread.
"""
from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")
Deliver = Callable[[], None]


class Lane(Enum):
    """The threads there are."""

    PLAN = "plan"
    """The one owner of the open plan file: what is asked first is done first."""
    BESIDE = "beside"
    """Long work on a snapshot of the plan: export, preview, reading workbooks."""


class Runner(QObject):
    """Runs work on a lane and gives its outcome back on the window's thread."""

    busy_changed = Signal(bool)
    """Whether the plan lane has anything under way."""
    _outcome = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = {lane: ThreadPoolExecutor(1, f"planeditor-{lane.value}") for lane in Lane}
        self._under_way = dict.fromkeys(Lane, 0)
        self._ended = False
        self._outcome.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self, lane: Lane, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[Exception], object]
    ) -> Future[None]:
        """Run ``work`` on a lane; then, on the window's thread, ``done`` with its result or ``failed`` with its error.

        Gives something to wait a moment for; the outcome comes later all the same.
        """

        def job() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001  # whatever it was, the window's thread is told
                self._hand_over(lane, failed, error)
            else:
                self._hand_over(lane, done, result)

        self._count(lane, 1)
        return self._threads[lane].submit(job)

    def when_idle(self, act: Callable[[], object]) -> None:
        """Do something on the window's thread after everything that was asked of the plan lane so far, and what that led to."""
        self.run(Lane.PLAN, lambda: None, lambda _: act() if not self.busy else self.when_idle(act), lambda _: None)

    def later(self, deliver: Deliver) -> None:
        """From any thread: have something done on the window's thread (progress of a long job)."""
        if not self._ended:
            self._outcome.emit(deliver)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way and every outcome was delivered."""
        return not any(self._under_way.values())

    @property
    def busy(self) -> bool:
        """Whether the plan lane has anything under way."""
        return self._under_way[Lane.PLAN] > 0

    def finish(self) -> None:
        """Let what is under way come to its end (what it gives back is no longer delivered) and stop the threads. What was
        asked of the plan lane is all done; what has not begun beside it is not."""
        self._ended = True
        for lane, thread in self._threads.items():
            thread.shutdown(wait=True, cancel_futures=lane is Lane.BESIDE)

    def _hand_over(self, lane: Lane, tell: Callable[[T], object], outcome: T) -> None:
        def deliver() -> None:
            self._count(lane, -1)
            tell(outcome)

        self.later(deliver)

    def _deliver(self, deliver: Deliver) -> None:
        if not self._ended:
            deliver()

    def _count(self, lane: Lane, step: int) -> None:
        self._under_way[lane] += step
        if lane is Lane.PLAN and self._under_way[lane] == (1 if step > 0 else 0):
            self.busy_changed.emit(step > 0)
