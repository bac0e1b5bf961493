"""会議 ▸ 公表用に書き出す, 完結セットを作る, 経過."""
from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planeditor.domain.periods import Period
from planeditor.messages import ui_publishing as say
from planeditor.ui.actions import Slots
from planeditor.ui.forward import come_forward
from planeditor.ui.notices import NoticeArea
from planeditor.ui.parts import Parts
from planeditor.ui.session import Session

ARCHIVE = "archive"


class PublishingCommands(QObject):
    """Opens the windows of publishing, each one at a time."""

    def __init__(self, window: QWidget, session: Session, parts: Parts, notices: NoticeArea) -> None:
        super().__init__(window)
        self.window, self.session, self.parts, self.notices = window, session, parts, notices
        session.opened.connect(partial(notices.end, ARCHIVE))

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {"publish": self.publish, "archive": self.archive, "course": self.course}

    def publish(self) -> None:
        """公表用に書き出す."""
        from planeditor.ui.publishing.publish_dialog import PublishDialog

        if not self._come(PublishDialog):
            PublishDialog(self.session, self.parts.jobs, self.window).show()

    def archive(self, period: Period | None = None) -> None:
        """完結セットを作る, of the year the user is at or of a given one."""
        from planeditor.ui.publishing.archive_dialog import ArchiveDialog

        self.notices.end(ARCHIVE)
        if not self._come(ArchiveDialog):
            wanted = period if isinstance(period, Period) else None  # the signal of an action carries something else
            ArchiveDialog(self.session, self.parts.jobs, self.window, wanted).show()

    def offer_archive(self, period: Period) -> None:
        """A year was closed: its 完結セット can be made."""
        label = self.session.vocabulary.period_label(self.session.plan, period)
        choices = [(say.ARCHIVE_TITLE, partial(self.archive, period))]
        self.notices.show_notice(say.ARCHIVE_OFFER.format(period=label), choices, topic=ARCHIVE)

    def course(self) -> None:
        """経過 of the measure the user is at."""
        from planeditor.services.paper.filenames import safe_name
        from planeditor.ui.exporting.targets import ask_target, suggested_folder

        session = self.session
        node = session.plan.node(session.place.node)
        if node is None or node.kind != "measure":
            session.told.emit(say.COURSE_NO_MEASURE.format(measure=session.vocabulary.word("measure")))
            return
        session.gathering.emit()
        name = safe_name(say.COURSE_FILE.format(plan=session.plan.title, number=node.number), ".pdf")
        offered = suggested_folder(session) / name
        ask_target(self.window, offered, say.COURSE_CHOOSE, say.COURSE_FILTER, partial(self.write_course, node.id))

    def write_course(self, node: str, name: str) -> None:
        """Write the 経過 of a measure to a file, beside the window."""
        from planeditor.ui.publishing.course_job import run_course

        run_course(self.session, self.parts.jobs, node, Path(name))

    def _come(self, kind: type[QWidget]) -> bool:
        """Bring forward the window of that kind, where one is open."""
        self.session.gathering.emit()
        return come_forward(self.window, kind)
