"""Work beside the window: one thread for the open plan file, one for work that needs none.

What runs there touches no widget, model or other Qt object; results come back on the window's own thread.
"""
from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from planeditor.domain.errors import BugError, KnownError
from planeditor.ui.collecting import Collector

T = TypeVar("T")


class Lane(Enum):
    """The threads there are."""

    PLAN = "plan"
    """The one owner of the open plan file: what is asked first is done first."""
    BESIDE = "beside"
    """Long work on a snapshot of the plan: export, preview, reading workbooks."""
    LOOK = "look"
    """Looks at the place of the plan file: a share that does not answer keeps nothing else waiting."""


@dataclass
class _Asked:
    """One piece of work, with all that it refers to. The window's thread keeps it until the outcome was delivered, so that
    no thread but the window's ever lets go of the last reference to a Qt object."""

    lane: Lane
    work: Callable[[], Any]
    done: Callable[[Any], object]
    failed: Callable[[Exception], object]
    outcome: Any = None
    error: Exception | None = None


class Runner(QObject):
    """Runs work on a lane and gives its outcome back on the window's thread."""

    busy_changed = Signal(bool)
    """Whether the plan lane has anything under way."""
    faulted = Signal(object)
    """A fault of the program in what ran on a lane, before whoever asked hears of it; he may choose not to care."""
    _settled = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collector = Collector(self)
        self._threads = {lane: ThreadPoolExecutor(1, f"planeditor-{lane.value}") for lane in Lane}
        self._under_way = dict.fromkeys(Lane, 0)
        self._asked: dict[int, _Asked] = {}
        self._number = 0
        self._ended = False
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self, lane: Lane, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[Exception], object]
    ) -> Future[None]:
        """Run ``work`` on a lane; then, on the window's thread, ``done`` with its result or ``failed`` with its error.

        Gives something to wait a moment for; the outcome comes later all the same.
        """
        self._number += 1
        self._asked[self._number] = _Asked(lane, work, done, failed)
        self._count(lane, 1)
        return self._threads[lane].submit(self._work, self._number)

    def when_idle(self, act: Callable[[], object]) -> None:
        """Do something on the window's thread after everything that was asked of the plan lane so far, and what that led to."""
        self.run(Lane.PLAN, lambda: None, lambda _: act() if not self.busy else self.when_idle(act), lambda _: None)

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
        self._asked.clear()
        self._collector.end()

    def _work(self, number: int) -> None:
        """On the lane."""
        asked = self._asked[number]
        try:
            asked.outcome = asked.work()
        except Exception as error:  # noqa: BLE001  # whatever it was, the window's thread is told
            asked.error = error
        except BaseException as error:  # noqa: BLE001  # a library's panic is no Exception, and must not stop the lane
            asked.error = BugError("the work ended in a panic")
            asked.error.__cause__ = error
        del asked  # before the window's thread hears of it: see _Asked
        self._settled.emit(number)

    def _deliver(self, number: int) -> None:
        asked = self._asked.pop(number, None)
        if asked is None or self._ended:
            return
        self._count(asked.lane, -1)
        if asked.error is not None:
            if is_fault(asked.error):
                self.faulted.emit(asked.error)
            asked.failed(asked.error)
        else:
            asked.done(asked.outcome)

    def _count(self, lane: Lane, step: int) -> None:
        self._under_way[lane] += step
        if lane is Lane.PLAN and self._under_way[lane] == (1 if step > 0 else 0):
            self.busy_changed.emit(step > 0)


def is_fault(error: Exception) -> bool:
    """Whether an error is a fault of the program: no sentence for the user, and no signal of ours such as that work was stopped."""
    if isinstance(error, KnownError):
        return False
    return isinstance(error, BugError) or not type(error).__module__.startswith("planeditor.")
