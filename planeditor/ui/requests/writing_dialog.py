"""A dialog that writes workbooks into a folder. The window stays usable meanwhile."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from planeditor.messages import ui_requests as say
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.progress import Jobs, ProgressBar
from planeditor.ui.requests.folder_field import FolderField
from planeditor.ui.requests.writing import Writing
from planeditor.ui.session import Session, sentence

if TYPE_CHECKING:  # writing workbooks is not loaded before it is wanted
    from planeditor.services.requests.outgoing import Issued, Outgoing
    from planeditor.store.document import Document

_KEPT = "request_folder"


class WritingDialog(QDialog):
    """What such a dialog has: the folder, the two buttons, the progress, and the place where a refusal is shown.

    Closed while it writes, it goes when that is told. Those made of it say what is busy (``_busy``).
    """

    issued = Signal(object)
    """``Issued``: what was written."""

    def __init__(self, session: Session, jobs: Jobs, go: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.jobs = session, jobs
        self._running = False
        self.folder, self.problem, self.progress = FolderField(self.kept_folder), Sentence(role="error"), ProgressBar(jobs)
        self.problem.hide()
        self.start_button, self.close_button = QPushButton(go), QPushButton(say.BACK)
        self.start_button.setProperty("role", "primary")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.close)
        session.opened.connect(self._forsaken)

    @property
    def kept_folder(self) -> Path:
        """Where workbooks were put the last time, else beside the plan file."""
        kept, path = self.session.settings.value(_KEPT), self.session.path
        return Path(kept) if kept and Path(kept).is_dir() else path.parent if path else Path.home()

    def done(self, result: int) -> None:
        """Closed: gone at once, or, while something is being written, when that is told."""
        super().done(result)
        if not self._running:
            self.deleteLater()

    def _write(self, title: str, begin: Callable[[Document], Outgoing]) -> None:
        """Write what ``begin`` looks up in the plan; a refusal is shown here."""
        self.problem.hide()
        self._busy(busy=True)
        Writing(self.session, self.jobs, title, self.folder.folder, self._done, self._failed, self._idle).start(begin)

    def _folder_to_keep(self) -> Path:
        return self.folder.folder

    def _busy(self, *, busy: bool) -> None:
        self._running = busy

    def _done(self, issued: Issued) -> None:
        self._running = False
        if self.folder.is_chosen:
            self.session.settings.keep(_KEPT, str(self._folder_to_keep()))
        self.issued.emit(issued)
        self.close() if self.isVisible() else self.deleteLater()

    def _failed(self, error: Exception) -> None:
        self._idle()
        text = sentence(error)
        if text is None or not self.isVisible():
            self.session.failed.emit(error)
        if not self.isVisible():
            self.deleteLater()
            return
        self.problem.setText(text or "")
        self.problem.setVisible(bool(text))

    def _idle(self) -> None:
        self._busy(busy=False)
        if not self.isVisible():
            self.deleteLater()

    def _forsaken(self) -> None:
        """Another plan is there: nothing of what is under way will be told any more."""
        self._running = False
        self.close() if self.isVisible() else self.deleteLater()
