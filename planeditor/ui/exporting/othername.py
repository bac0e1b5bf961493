"""A file to write over is open elsewhere: one click writes it under another name."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from planeditor.domain.errors import KnownError
from planeditor.messages import ui_export as say
from planeditor.services.paper.targets import TargetInUseError

Failed = Callable[[Exception], object]


class OfferedError(KnownError):
    """A refusal with what can be done about it: ``choices`` are words and deeds for a bar."""

    def __init__(self, message: str, choices: list[tuple[str, Callable[[], object]]]) -> None:
        super().__init__(message)
        self.choices = choices


def offering(failed: Failed, again: Callable[[Path], object]) -> Failed:
    """``failed`` for a job that writes a file: where its target is open elsewhere, the error also offers to do ``again`` with
    the free name beside it."""

    def told(error: Exception) -> object:
        if isinstance(error, TargetInUseError):
            word = say.OTHER_NAME.format(file=error.other.name)
            return failed(OfferedError(error.message, [(word, partial(again, error.other))]))
        return failed(error)

    return told


class OtherName(QPushButton):
    """Stands below a dialog's sentence, as long as there is something to offer."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.hide()
        self._act: Callable[[], object] | None = None
        self.clicked.connect(self._go)

    def offer(self, error: Exception | None) -> None:
        """Offer what comes with an error; go away where nothing does."""
        choices = error.choices if isinstance(error, OfferedError) else []
        self._act = None
        for word, act in choices:
            self.setText(word)
            self.setAccessibleName(word)
            self._act = act
        self.setVisible(bool(choices))

    def _go(self) -> None:
        act = self._act
        self.offer(None)
        if act is not None:
            act()
