"""What the windows that write a folder share: fields, the folder, the work, what became of it."""
from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.messages import ui_publishing as say
from planeditor.services.paper.folders import LISTING
from planeditor.store.document import Document
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.exporting.othername import OtherName, offering
from planeditor.ui.form_labels import align_labels
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.progress import Jobs, Progress, ProgressBar
from planeditor.ui.requests.folder_field import FolderField
from planeditor.ui.runner import Lane
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session, sentence

T = TypeVar("T")
_WIDTH, _HEIGHT = 640, 500


class FolderDialog(QDialog):
    """Asks, looks the plan up on its lane, writes beside the window, and says what is there now. It may be closed meanwhile."""

    def __init__(
        self, session: Session, jobs: Jobs, parent: QWidget | None, *, title: str, lead: str, start: str, place: str, folder: Path,
        height: int = _HEIGHT,
    ) -> None:
        """``place``: the page of the help; ``folder``: the one suggested; ``height``: of the window at 100 %."""
        super().__init__(parent)
        self.session, self.jobs = session, jobs
        self.setWindowTitle(title)
        self.running = False
        self.folder_name = folder.name
        """What a folder of ours is called where one is made within another."""
        self.folder = FolderField(folder)
        self.folder.changed.connect(self._chosen)
        self.state, self.problem, self.other = Sentence(), Sentence(role="error"), OtherName()
        self.warnings = Sentence(role="warning")
        self.start_button, self.close_button, self.open_button = QPushButton(start), QPushButton(say.CLOSE), QPushButton(say.OPEN_FOLDER)
        self.start_button.setProperty("role", "primary")
        self.start_button.setDefault(True)
        for button in (self.close_button, self.open_button):
            button.setAutoDefault(False)
        self.fields = QWidget()
        self.form = QFormLayout(self.fields)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(3 * STEP)
        self._lay_out(lead, height)
        self.start_button.clicked.connect(self.start)
        self.close_button.clicked.connect(self.close)
        self.open_button.clicked.connect(self._open)
        session.opened.connect(self.close)
        HelpKey(session, place, self)

    def _lay_out(self, lead: str, height: int) -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3 * STEP)
        for widget in (Sentence(lead, role=""), self.fields, self.problem, self.state, self.warnings):
            rows.addWidget(widget)
        rows.insertWidget(rows.indexOf(self.problem) + 1, self.other, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addStretch(1)
        for widget in (self.problem, self.state, self.warnings, self.open_button):
            widget.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addWidget(ProgressBar(self.jobs))
        buttons.addStretch(1)
        for button in (self.close_button, self.open_button, self.start_button):
            buttons.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(5 * STEP,) * 4)
        whole.setSpacing(4 * STEP)
        whole.addWidget(scrolled(inside, sideways=False), 1)
        whole.addLayout(buttons)
        room = self.screen().availableSize()
        self.resize(min(theme.scaled(_WIDTH), room.width() - 8 * STEP), min(theme.scaled(height), room.height() - 12 * STEP))

    def add_row(self, word: str, field: QWidget) -> None:
        """A field under its word."""
        label = QLabel(word)
        label.setBuddy(field)
        field.setAccessibleName(word)
        self.form.addRow(label, field)
        align_labels(self.form)

    def showEvent(self, event: QShowEvent) -> None:
        """The first field has the keys."""
        super().showEvent(event)
        if self.form.rowCount():
            self.form.itemAt(0, QFormLayout.ItemRole.FieldRole).widget().setFocus()

    def start(self) -> None:
        """Begin; a subclass gives the work to ``run``."""

    def _chosen(self) -> None:
        """Within a folder that holds other files a new one is made: what is there is never mixed with ours."""
        folder = self.folder.folder
        with contextlib.suppress(OSError):
            if folder.is_dir() and not (folder / LISTING).exists() and any(folder.iterdir()):
                self.folder.choose(str(folder / self.folder_name))

    def run(
        self, title: str, look_up: Callable[[Document], T], write: Callable[[T, Progress], tuple[str, Sequence[str]]]
    ) -> None:
        """Look up on the lane of the plan, then write beside the window; ``write`` says what was done, and what to look at."""
        self.session.gathering.emit()
        self._busy(True)  # noqa: FBT003

        def looked_up(ready: T) -> None:
            self.jobs.run(title, Lane.BESIDE, lambda progress: write(ready, progress), self._done, failed, self._idle)

        failed = offering(self._failed, self._write_to)
        self.session.ask(look_up, looked_up, self._failed)

    def _write_to(self, folder: Path) -> None:
        self.folder.choose(str(folder))
        self.start()

    def done(self, result: int) -> None:
        """Closed: gone at once, or, while something is being written, when that is told."""
        super().done(result)
        if not self.running:
            self.deleteLater()

    def _done(self, outcome: tuple[str, Sequence[str]]) -> None:
        told, warnings = outcome
        self.session.told.emit(told)
        if not isValid(self) or not self.isVisible():
            self._leave()
            return
        self._busy(False)  # noqa: FBT003
        self._tell(self.state, told)
        self._tell(self.warnings, "\n".join(warnings))
        self.open_button.show()
        self.open_button.setFocus()

    def _failed(self, error: Exception) -> None:
        text = sentence(error)
        if text is None or not isValid(self) or not self.isVisible():
            self.session.failed.emit(error)
            self._leave()
            return
        self._busy(False)  # noqa: FBT003
        self._tell(self.problem, text)
        self.other.offer(error)

    def _idle(self) -> None:
        if isValid(self):
            self._busy(False)  # noqa: FBT003

    def _leave(self) -> None:
        if isValid(self):
            self._busy(False)  # noqa: FBT003
            if not self.isVisible():
                self.deleteLater()

    def _busy(self, busy: bool) -> None:
        self.running = busy
        self.fields.setEnabled(not busy)
        self.start_button.setEnabled(not busy)
        self.open_button.hide()
        self._tell(self.problem, "")
        self.other.offer(None)
        self._tell(self.warnings, "")
        self._tell(self.state, say.WORKING if busy else "")

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder.folder)))

    @staticmethod
    def _tell(label: Sentence, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))
