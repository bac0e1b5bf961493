"""Stopping an import from another thread: looked for between sheets, and once more before anything is kept."""
from __future__ import annotations

import threading

from planeditor.domain.errors import KnownError
from planeditor.messages import importing as say


class StoppedError(KnownError):
    """The user stopped the import before this file was in; nothing of it was kept."""


class Stop:
    """Whether an import was stopped; safe from any thread."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def ask(self) -> None:
        """Stop at the next place where nothing is left half done."""
        self._asked.set()

    @property
    def asked(self) -> bool:
        """Whether it was asked for."""
        return self._asked.is_set()

    def require_going(self, file: str) -> None:
        """Raise StoppedError, which names the file, where it was asked for."""
        if self.asked:
            raise StoppedError(say.STOPPED.format(file=file))
