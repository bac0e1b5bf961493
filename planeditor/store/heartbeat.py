"""The sign of life of one who holds a lock, given beside all work for as long as the program itself gives signs of life."""
from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable

EVERY = 30.0
"""Seconds between two signs."""
PATIENCE = 10 * 60.0
"""So long a program may be busy without looking at its plan file. One that hangs for good falls silent after that, and others may
take the file over; it cannot write any more then."""


class Heartbeat:
    """Calls ``beat`` every half minute from a thread of its own, until it is stopped or its owner is gone."""

    def __init__(self, beat: Callable[[], object], *, every: float = EVERY, patience: float = PATIENCE) -> None:
        """``beat`` is a method: its object is not kept alive."""
        self._beat = weakref.WeakMethod(beat)
        self._every, self._patience = every, patience
        self._ended = threading.Event()
        self._sign = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="planeditor-heartbeat", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def sign(self) -> None:
        """The program does something: any thread may say so, as often as it likes."""
        self._sign = time.monotonic()

    def stop(self) -> None:
        """End; does not wait."""
        self._ended.set()

    def _run(self) -> None:
        while not self._ended.wait(self._every):
            beat = self._beat()
            if beat is None:
                return
            if time.monotonic() - self._sign < self._patience:
                beat()
            del beat
