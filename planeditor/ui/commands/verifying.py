"""ファイル ▸ ファイルの点検: the plan file is checked beside the window, by a connection of its own."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planeditor.messages import verifying as say
from planeditor.ui.actions import Actions, Slots
from planeditor.ui.parts import Parts
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session

Found = tuple[list[str], str]
"""The sentences of what is damaged, and what was looked at."""


class VerifyCommands(QObject):
    """The check of the plan file, once all that was typed is in it."""

    def __init__(self, window: QWidget, session: Session, parts: Parts, actions: Actions) -> None:
        super().__init__(window)
        self.window, self.session, self.parts, self.actions = window, session, parts, actions

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {"verify": self.verify}

    def verify(self) -> None:
        """Check the plan file that is open, and say what was found."""
        path = self.session.path
        if path is not None:
            self.session.gathering.emit()
            self.session.once_saved(partial(self._run, path))

    def _run(self, path: Path) -> None:
        def work(progress: Callable[[int, int], None]) -> Found:
            from planeditor.store.document import Document

            with Document.open(path, read_only=True) as document:
                faults = [damage.sentence for damage in document.inspect(progress)]
                return faults, say.SOUND_DETAIL.format(entries=len(document.plan().entries), groups=document.last_group)

        self.parts.jobs.run(say.RUNNING, Lane.BESIDE, work, self._show)

    def _show(self, found: Found) -> None:
        from planeditor.ui.verifying.verify_dialog import VerifyDialog

        dialog = VerifyDialog(self.session, *found, self.window)
        dialog.restore_wanted.connect(self.actions["restore_backup"].trigger)
        dialog.open()
