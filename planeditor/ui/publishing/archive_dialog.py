"""「完結セットを作る」: of which year, kept how long, where to."""
from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from planeditor.domain.periods import Period
from planeditor.messages import archiving as say_archiving
from planeditor.messages import ui_publishing as say
from planeditor.services.archiving.archiving import RETENTION, Archive, prepare, write_archive
from planeditor.services.editing.years import is_closed
from planeditor.services.paper.filenames import safe_name
from planeditor.store.document import Document
from planeditor.ui.exporting.targets import suggested_folder
from planeditor.ui.progress import Jobs, Progress
from planeditor.ui.publishing.folder_dialog import FolderDialog
from planeditor.ui.session import Session

_HEIGHT = 380


class ArchiveDialog(FolderDialog):
    """Offers the years of the plan, the one the user is at first."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None, period: Period | None = None) -> None:
        super().__init__(
            session, jobs, parent, title=say.ARCHIVE_TITLE, lead=say.ARCHIVE_LEAD, start=say.ARCHIVE_START, place="publishing",
            folder=suggested_folder(session), height=_HEIGHT,
        )
        self.periods, self.retention, self.originals = QComboBox(), QLineEdit(), QCheckBox(say.ORIGINALS)
        self.retention.setPlaceholderText(say.RETENTION_HINT)
        self.retention.setText(session.vocabulary.word(RETENTION, ""))
        for one in session.vocabulary.all_periods(session.plan):
            label = session.vocabulary.period_label(session.plan, one)
            closed = is_closed(session.plan, one.key)
            self.periods.addItem(label if closed else say.PERIOD_OPEN.format(period=label), one.key)
        wanted = period or session.period or session.current
        self.periods.setCurrentIndex(max(0, self.periods.findData(wanted.key if wanted else "")))
        self.add_row(say.PERIOD, self.periods)
        self.add_row(say.RETENTION, self.retention)
        self.form.addRow("", self.originals)
        self.add_row(say.FOLDER, self.folder)
        self.periods.currentIndexChanged.connect(self._suggest)
        self._suggest()

    def _suggest(self) -> None:
        self.start_button.setEnabled(bool(self.periods.count()))
        if self.periods.count():
            label = self.session.vocabulary.label_of_period(self.session.plan, str(self.periods.currentData()))
            name = safe_name(say.ARCHIVE_FOLDER.format(plan=self.session.plan.title, period=label), "")
            self.folder_name = name
            self.folder.suggest(suggested_folder(self.session) / name)

    def start(self) -> None:
        """Write it."""
        session, period = self.session, Period.from_key(str(self.periods.currentData()))
        retention, originals, target = self.retention.text(), self.originals.isChecked(), self.folder.folder
        sets, who, fonts = session.form_sets, session.who, self.jobs.fonts

        def look_up(document: Document) -> Archive:
            return prepare(document, sets, period, who=who, retention=retention, originals=originals)

        def written(ready: Archive, progress: Progress) -> tuple[str, list[str]]:
            done = write_archive(ready, target, fonts=fonts, progress=progress)
            return say_archiving.DONE.format(folder=target.name, count=len(done.paths), pages=done.pages), done.warnings

        self.run(say.ARCHIVE_JOB, look_up, written)
