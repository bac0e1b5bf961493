"""The main window: a frame that puts the parts together. What the parts do is theirs."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from planeditor.services.editing.permissions import Mode
from planeditor.services.editing.years import is_closed
from planeditor.ui import icons
from planeditor.ui.actions import Actions
from planeditor.ui.bars import Bars
from planeditor.ui.commands.backups import BackupCommands
from planeditor.ui.commands.comparing import ComparingCommands
from planeditor.ui.commands.coverage import CoverageCommands
from planeditor.ui.commands.edit import EditCommands
from planeditor.ui.commands.file import FileCommands
from planeditor.ui.commands.handover import HandoverCommands
from planeditor.ui.commands.meeting import MeetingCommands
from planeditor.ui.commands.meeting_papers import MeetingPaperCommands
from planeditor.ui.commands.paper import PaperCommands
from planeditor.ui.commands.plan import PlanCommands
from planeditor.ui.commands.plan_text import PlanTextCommands
from planeditor.ui.commands.points import PointCommands
from planeditor.ui.commands.publishing import PublishingCommands
from planeditor.ui.commands.requests import RequestCommands
from planeditor.ui.commands.verifying import VerifyCommands
from planeditor.ui.commands.view import ViewCommands
from planeditor.ui.docks import Docks
from planeditor.ui.editions.viewing import ViewingNotice
from planeditor.ui.formswitch.forms_notice import FormsNotice
from planeditor.ui.handback import HandBack
from planeditor.ui.later import later
from planeditor.ui.menus import Menus
from planeditor.ui.notices import NoticeArea
from planeditor.ui.opening import Opener
from planeditor.ui.outside.outside_notice import OutsideNotice
from planeditor.ui.parts import Parts
from planeditor.ui.progress import ProgressBar
from planeditor.ui.session import Session, sentence
from planeditor.ui.status import StatusBar
from planeditor.ui.titles import title
from planeditor.ui.watch import Watch
from planeditor.ui.wiring import Wiring
from planeditor.ui.working.commands import WorkingCommands
from planeditor.ui.working.place_notices import PlaceNotices

if TYPE_CHECKING:  # not wanted before the first paint
    from planeditor.ui.faults.telling import FaultNotice

_SIZE = (1366, 768)
_AFTER_FIRST_PAINT = 30
"""How long after the first paint the rest of the window is made, in ms: keys come first."""


REFUSED = "refused"
"""The topic of the bar about what was refused: one at a time."""


class MainWindow(QMainWindow):
    """The window of one session."""

    ended = Signal()
    """The window is closed, and so is the plan."""
    restart_wanted = Signal()
    """After a fault the user wants to begin anew."""

    def __init__(self, session: Session, report_fault: Callable[[Exception], str]) -> None:
        """``report_fault`` writes a fault of the program down and gives the place of its report, "" where there is none."""
        super().__init__()
        self.session, self._report_fault = session, report_fault
        self.setObjectName("main")
        self.setAcceptDrops(True)
        self.actions_ = Actions(self)
        self.notices = NoticeArea()
        self.opener = Opener(session, self.notices)
        self.watch = Watch(session, self.opener, self.notices)
        self.docks = Docks(self)
        self.parts = Parts(self, session, self.docks)
        self.pages, self.sheet, self.tree = self.parts.pages, self.parts.sheet, self.parts.tree
        self.sheet.seen.connect(self.opener.sheet_seen)
        self.status = StatusBar(session)
        self.status.addPermanentWidget(ProgressBar(self.parts.jobs))
        self.setStatusBar(self.status)
        self._place_middle()
        self.files = FileCommands(self, session, self.opener)
        self.backups = BackupCommands(self, session, self.opener, self.notices, self.parts)
        self.verifying = VerifyCommands(self, session, self.parts, self.actions_)
        self.edits = EditCommands(self, session, self.actions_)
        self.plans = PlanCommands(self, session, self.notices)
        self.views = ViewCommands(self, session, self.parts, self.actions_)
        self.papers = PaperCommands(self, session, self.parts, self.files)
        self.requests = RequestCommands(self, session, self.parts, self.notices)
        self.coverages = CoverageCommands(self, session, self.parts)
        self.comparisons = ComparingCommands(self, session, self.parts)
        self.comparisons.written.connect(self.papers.written)
        self.meetings = MeetingCommands(self, session, self.parts, self.actions_)
        self.meeting_papers = MeetingPaperCommands(self, session, self.parts)
        self.meeting_papers.written.connect(self.papers.written)
        self.points = PointCommands(self, session, self.parts)
        self.points.written.connect(self.papers.written)
        self.handovers = HandoverCommands(self, session, self.parts)
        self.handovers.written.connect(self.papers.written)
        self.meetings.points_wanted.connect(self.points.points)
        self.plans.points_wanted.connect(self.points.points)
        self.publishing = PublishingCommands(self, session, self.parts, self.notices)
        self.plan_texts = PlanTextCommands(self, session, self.opener)
        self.papers.text_dropped.connect(self.plan_texts.make)
        self.plans.year_closed.connect(self.publishing.offer_archive)
        self.plans.place_wanted.connect(self.views.sheet)
        self.plans.review_wanted.connect(self.requests.review)
        self.working = WorkingCommands(self, session, self.opener, self.notices, self.papers.review)
        self.places = PlaceNotices(session, self.notices, self.actions_, self.working)
        for commands in (
            self.backups, self.verifying,
            self.files, self.edits, self.plans, self.views, self.papers, self.requests, self.coverages, self.comparisons, self.meetings,
            self.working, self.meeting_papers, self.plan_texts, self.publishing, self.points, self.handovers,
        ):
            self.actions_.on(commands.slots())
        self.actions_["quit"].triggered.connect(self.close)
        self.bars = Bars(self, self.actions_, self.parts.search_box)
        self.menus = Menus(self, self.actions_, self.parts, self.files)
        self.wiring = Wiring(self.parts, self.notices, self.status, self.files, self.papers)
        self.wiring.tour_wanted.connect(self.views.tour)
        self.forms_notice = FormsNotice(self, session, self.notices)
        self.viewing = ViewingNotice(session, self.notices)
        self.hand_back = HandBack(session, self.notices, self.wiring.take_up)
        self.outside = OutsideNotice(session, self.opener, self.notices, self.papers.review)
        self.watch.outside_seen.connect(self.outside.seen)
        self.watch.no_answer.connect(self.outside.no_answer)
        self.watch.rewritten.connect(self.outside.rewritten)
        self.wiring.checked.connect(self.views.show_count)
        self.pages.turned.connect(self.views.page_turned)
        for signal in (self.pages.turned, session.place_changed):
            signal.connect(self._allow)
        session.opened.connect(self._opened)
        session.gathering.connect(self.gather)
        session.failed.connect(self.show_error)
        session.saved.connect(self._saved)
        for signal in (session.changed, session.mode_changed, session.access_changed):
            signal.connect(self._refresh)

    @cached_property
    def faults(self) -> FaultNotice:
        """What says that a fault happened; asks for a restart."""
        from planeditor.ui.faults.telling import FaultNotice

        notice = FaultNotice(self, self.session, self.parts, self.notices)
        notice.restart_wanted.connect(self.restart_wanted)
        return notice

    # The frame

    def _place_middle(self) -> None:
        middle = QWidget()
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.notices)
        rows.addWidget(self.pages, 1)
        self.setCentralWidget(middle)

    # The start

    def start(self, files: Sequence[Path]) -> None:
        """Show the window with the plan named, else with the one that was open last; then make the rest of it."""
        settings = self.session.settings
        if not self.restoreGeometry(settings.state("geometry")):
            self.resize(*_SIZE)
        self.docks.usual()
        wanted = list(files) or [Path(settings.last_file)] * bool(settings.last_file)
        if wanted:
            self.papers.take_files(wanted)
        if not self.session.is_open:
            self._opened()
        self.show()
        self.docks.size()
        self.restore_docks()
        self.parts.to_sheet()
        later(self, _AFTER_FIRST_PAINT, self.complete)

    def complete(self) -> None:
        """Make what the first paint does not need. May be called again."""
        if self.parts.completed:
            return
        if self.session.runner.busy:  # a plan is being opened: its first sheet comes first
            later(self, _AFTER_FIRST_PAINT, self.complete)
            return
        import planeditor.ui.faults.telling  # noqa: F401  # to be there when the disk of the program is not

        self.parts.complete()
        self.wiring.complete()
        self.points.complete()
        icons.draw_now()

    # Following the session

    def _opened(self) -> None:
        is_open = self.session.is_open
        if is_open:
            self.actions_.word(self.parts.words)
            self.docks.word(self.parts.words)
            if self.pages.name in ("", "start"):
                kept = self.session.settings.value("page")
                self.pages.turn(kept if kept in ("sheet", "fields", "table") else "sheet")
        else:
            self.pages.turn("start")
        self.docks.see(shown=is_open)
        self._refresh()
        if is_open and self.isVisible():
            self.parts.to_sheet()

    def _refresh(self) -> None:
        session = self.session
        self.setWindowTitle(title(session))
        self._allow()
        self.actions_["revision"].setChecked(session.is_open and session.mode is Mode.REVISION)
        self.edits.refresh()

    def _allow(self) -> None:
        session, period = self.session, self.session.period
        self.actions_.allow(
            plan=session.is_open, writing=session.is_open and not session.read_only, sheet=self.pages.name == "sheet",
            closed=is_closed(session.plan, period.key) if period else None, viewing=session.viewing is not None,
        )

    def show_error(self, error: Exception) -> None:
        """A sentence for what the user can mend; for a fault of the program the place of the report. Never a traceback."""
        text = sentence(error)
        if text is None:
            self.faults.show(self._report_fault(error))
        else:
            self.notices.show_notice(text, getattr(error, "choices", ()), topic=REFUSED, role="error")

    def _saved(self) -> None:
        """What was refused before is mended or given up by now."""
        self.notices.end(REFUSED)

    # Files dropped anywhere on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A plan is opened, workbooks and folders are taken in, anything else gets a sentence."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        # Later, so that the program the files come from is not kept waiting.
        later(self, 0, lambda: self.papers.take_files(paths))

    # The end

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is half typed, keep how the window was, close the plan once everything asked for is done, then end."""
        self.opener.give_up()
        self.session.gathering.emit()
        if self.session.saving:  # where it cannot be entered the window stays, with the text
            event.ignore()
            self.session.once_saved(self.close)
            return
        settings = self.session.settings
        if self.isVisible():
            settings.keep_state("geometry", self.saveGeometry())
            settings.last_file = str(self.session.path or "")
            if self.session.is_open:
                settings.keep_state("docks", self.docks.state())
                settings.keep("page", self.pages.name)
        self.views.close()
        event.accept()
        self.session.leave(self.ended.emit)

    def gather(self) -> None:
        """Have what is half typed anywhere entered."""
        self.pages.commit()
        if self.parts.completed:
            self.parts.internal.commit()

    def restore_docks(self) -> None:
        """Put the panels where they were when the window was last closed."""
        self.docks.restore(self.session.settings.state("docks"))
