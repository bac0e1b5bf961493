"""Processor time of other processes: what a busy machine does not spoil."""
from __future__ import annotations

import os
from pathlib import Path

from planeditor.formengine.reading.reader import WorkbookReader

PATIENCE = 90.0
"""Seconds by the clock that reading may take in a test that measures processor time; the clock's own limit has its tests."""


class ReadingTime:
    """How long a reading process has computed since this was made, in seconds; 0 where the system does not tell."""

    def __init__(self, reader: WorkbookReader) -> None:
        self._reader = reader
        self._process, self._before = self._now()

    def seconds(self) -> float:
        """The seconds; of a process that took the place of the first one all it has computed."""
        process, used = self._now()
        return used - self._before if process == self._process else used

    def _now(self) -> tuple[int, float]:
        child = self._reader._child
        if child is None:
            return 0, 0.0
        process = child._process.pid
        try:
            words = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
        except (OSError, UnicodeDecodeError):
            return process, 0.0
        return process, (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
