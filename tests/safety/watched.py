"""The guarded reader, watched: how much memory its processes take, and how many of them are lost."""
from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

from planeditor.formengine.cells import WorkbookCells
from planeditor.formengine.reading import limits
from planeditor.formengine.reading.reader import WorkbookReader

_LOOK = 0.01
"""How often, in seconds, the memory of the reading process is looked at; what it reports is the most it ever had."""


class WatchedReader(WorkbookReader):
    """A reader that remembers what it gave out last, how long that took, and what its processes did."""

    def __init__(self, *, base_seconds: float = limits.BASE_SECONDS) -> None:
        super().__init__(base_seconds=base_seconds)
        self.book: WorkbookCells | None = None
        self.lost = 0
        """Processes that broke a limit or died."""
        self.peak = 0
        """The most memory that one of the processes held, in bytes; 0 where the system does not tell."""
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def read_bytes(self, name: str, data: bytes, *, is_wanted: Callable[[], bool] | None = None) -> WorkbookCells:
        """As ever."""
        self.book = None
        self.book = super().read_bytes(name, data, is_wanted=is_wanted)
        return self.book

    def close(self) -> None:
        """As ever; nothing is watched any more."""
        self._over.set()
        self._watch.join()
        lost = self.lost
        super().close()
        self.lost = lost

    def _drop(self) -> None:
        self.lost += 1
        super()._drop()

    def _look(self) -> None:
        while not self._over.wait(_LOOK):
            child = self._child
            if child is not None:
                with contextlib.suppress(OSError, IndexError):
                    status = Path(f"/proc/{child._process.pid}/status").read_text("ascii")
                    self.peak = max(self.peak, int(status.partition("VmHWM:")[2].split()[0]) << 10)
