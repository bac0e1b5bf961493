"""The import as the user sees it: which files, how careful, then what became of each. The window stays usable."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from planeditor.domain.errors import KnownError
from planeditor.messages import ui_import as say
from planeditor.services.intake.importing import Found
from planeditor.services.intake.outcome import FileResult
from planeditor.services.planfiles.filetypes import JSON_SUFFIX, PLAN_SUFFIX
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.importing.job import ImportJob
from planeditor.ui.importing.lines import Lines
from planeditor.ui.importing.results import ImportResults
from planeditor.ui.look import STEP
from planeditor.ui.progress import Jobs, ProgressBar
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled

_FEW = 5


class ImportDialog(QDialog):
    """One import, from the files that were chosen or dropped to the list of results."""

    done_with = Signal()
    """All files are done; the window may look at what waits."""
    review_wanted = Signal(int)
    """The user wants to decide about what waits, from the file of this 取込番号 on."""

    def __init__(self, session: Session, jobs: Jobs, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.jobs = session, jobs
        self.copies = bool(paths) and all(path.suffix.lower() in (PLAN_SUFFIX, JSON_SUFFIX) for path in paths)
        self.setWindowTitle(say.TITLE_COPY if self.copies else say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.job = ImportJob(session, jobs, paths)
        self.results: ImportResults | None = None
        self.head = QLabel(say.LOOKING)
        self.head.setWordWrap(True)
        self.files = Lines(say.FILES)
        self.skipped = QLabel()
        self.skipped.setWordWrap(True)
        self.skipped.setProperty("role", "quiet")
        self.clean, self.none = QRadioButton(say.CLEAN_COPY if self.copies else say.CLEAN), QRadioButton(say.NONE)
        self.none.setChecked(True)  # nothing that comes from outside changes the plan by itself
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setProperty("role", "error")
        self.start_button = QPushButton(say.START)
        self.start_button.setProperty("role", "primary")
        self.start_button.setDefault(True)
        self.start_button.setEnabled(False)
        self.review_button = QPushButton(say.REVIEW)
        self.review_button.setProperty("role", "primary")
        self.review_button.hide()
        self.close_button = QPushButton(say.LEAVE)
        self.close_button.setAutoDefault(False)
        self.progress = ProgressBar(jobs)
        self._lay_out()
        self.start_button.clicked.connect(self.start)
        self.close_button.clicked.connect(self.close)
        self.review_button.clicked.connect(self._review)
        self.job.looked.connect(self._looked)
        self.job.no_backup.connect(self._no_backup)
        self.job.taken.connect(self._taken)
        self.job.finished.connect(self._finished)
        HelpKey(session, "import", self)
        session.opened.connect(self.close)
        self.job.look()

    def _lay_out(self) -> None:
        choice = QVBoxLayout()
        choice.setSpacing(STEP)
        clean_help = say.CLEAN_COPY_HELP if self.copies else say.CLEAN_HELP
        for button, help_text in ((self.none, say.NONE_HELP), (self.clean, clean_help)):
            hint = QLabel(help_text)
            hint.setWordWrap(True)
            hint.setProperty("role", "quiet")
            hint.setContentsMargins(STEP * 7, 0, 0, STEP * 2)
            button.setAccessibleDescription(help_text)
            choice.addWidget(button)
            choice.addWidget(hint)
        self.question = QWidget()
        inside = QVBoxLayout(self.question)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(STEP * 3)
        inside.addWidget(self.head)
        inside.addWidget(self.files, 1)
        inside.addWidget(self.skipped)
        inside.addLayout(choice)
        buttons = QHBoxLayout()
        buttons.setSpacing(STEP * 2)
        buttons.addWidget(self.progress)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.start_button)
        buttons.addWidget(self.review_button)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(*(STEP * 5,) * 4)
        self._rows.setSpacing(STEP * 4)
        self._rows.addWidget(self.question, 1)
        self._rows.addWidget(self.problem)
        self._rows.addLayout(buttons)
        for label in (self.skipped, self.problem):
            label.hide()
        room = self.screen().availableSize()
        self.resize(min(scaled(560), room.width()), min(scaled(440), room.height() - STEP * 10))

    def _looked(self, found: Found) -> None:
        self.head.setText(say.FOUND.format(count=len(found.files)) if found.files else say.FOUND_NONE)
        self.files.tell(path.name for path in found.files)
        if found.skipped:
            names = "、".join(path.name for path in found.skipped[:_FEW])
            names = say.AND_MORE.format(names=names) if len(found.skipped) > _FEW else names
            self.skipped.setText(say.SKIPPED.format(count=len(found.skipped), names=names))
            self.skipped.show()
        if self.session.read_only:
            self._say(say.READ_ONLY)
        self.start_button.setEnabled(bool(found.files) and not self.session.read_only)
        self.start_button.setFocus()

    def start(self) -> None:
        """Take the files in."""
        self.results = ImportResults(self.session, [path.name for path in self.job.files])
        self._rows.replaceWidget(self.question, self.results)
        self._rows.setStretchFactor(self.results, 1)
        self.question.hide()
        self.start_button.hide()
        self.close_button.setText(say.STOP_AND_CLOSE)
        room = self.screen().availableSize()
        self.resize(min(scaled(800), room.width()), min(scaled(640), room.height() - STEP * 10))
        self.results.table.setFocus()
        self.job.start("clean" if self.clean.isChecked() else "none")

    def _no_backup(self, error: KnownError) -> None:
        self._say(say.BACKUP_TOPIC.format(sentence=error.message))
        self.start_button.setText(say.WITHOUT_BACKUP)
        self.start_button.clicked.disconnect(self.start)
        self.start_button.clicked.connect(self._without_backup)
        self.start_button.show()

    def _without_backup(self) -> None:
        self.problem.hide()
        self.start_button.hide()
        self.job.go_on()

    def _taken(self, number: int, result: FileResult) -> None:
        if self.results is not None:
            self.results.put(number, result)

    def _finished(self) -> None:
        if self.results is None:
            return
        self.results.end()
        results = [r for r in self.job.results if r is not None]
        self.session.told.emit(
            say.DONE.format(
                total=sum(r.outcome != "refused" for r in results), accepted=sum(r.accepted for r in results),
                waiting=sum(r.waiting.total for r in results),
            )
        )
        self.start_button.hide()
        self.close_button.setText(say.CLOSE)
        self.review_button.setVisible(self._first_waiting is not None)
        self.review_button.setDefault(True)
        self.done_with.emit()

    @property
    def _first_waiting(self) -> int | None:
        """The first 取込番号 of this import of which something waits."""
        return next((r.receipt for r in self.job.results if r is not None and r.receipt is not None and r.waiting.total), None)

    def _review(self) -> None:
        receipt = self._first_waiting
        self.close()
        if receipt is not None:
            self.review_wanted.emit(receipt)

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()

    def reject(self) -> None:
        """Esc and closing the window: what is under way is stopped, what was taken in stays."""
        self.job.stop()
        super().reject()
