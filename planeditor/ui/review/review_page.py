"""取込の確認: what came in, file by file and row by row, beside what was sent and what the plan says."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from planeditor.domain.plan import Key
from planeditor.domain.points import point_of
from planeditor.messages import ui_review as say
from planeditor.ui.elided import ElidedLabel
from planeditor.ui.fields.drafting import Drafting
from planeditor.ui.keys_to import keys_to
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.review.column_head import ColumnHead
from planeditor.ui.review.empty_page import EmptyPage
from planeditor.ui.review.filed import Filed
from planeditor.ui.review.frame import ReviewFrame
from planeditor.ui.review.head import ReviewHead
from planeditor.ui.review.nav import ReviewNav
from planeditor.ui.review.review_jobs import ReviewJobs
from planeditor.ui.review.rows_view import RowsView
from planeditor.ui.review.shown import GroupLine, Line, RowLine, Shown
from planeditor.ui.review.visit import Visit
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled

if TYPE_CHECKING:
    from planeditor.services.intake.choices import ChoiceName

_LOW = 420
"""Below this height, at 100 %, the keys are not told at the foot."""


class ReviewPage(QWidget):
    """Reads what waits when it is seen, and again after each change of the plan."""

    sheet_wanted = Signal()
    """The user goes to a place of the plan, or back to it."""
    import_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = ReviewJobs(session, self)
        self.head, self.nav, self.column_head, self.foot = ReviewHead(), ReviewNav(), ColumnHead(), ElidedLabel()
        self.view, self.empty = RowsView(session), EmptyPage()
        self.shown: Shown | None = None
        self.filed: Filed | None = None
        self.visit = Visit()
        self._drafting = Drafting(session, self)
        self._stale, self._only_open, self._want_next = True, False, False
        self._tried: frozenset[int] = frozenset()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._read)
        self._lay_out()
        self._connect()
        keys_to(self, self.view)

    def _lay_out(self) -> None:
        self.frame = ReviewFrame(self.nav, self.column_head, self.view)
        self.foot.setProperty("role", "quiet")
        self.foot.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.frame, 1)
        column.addWidget(self.foot)
        self.stack = QStackedWidget()
        self.stack.addWidget(full)
        self.stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def _connect(self) -> None:
        session, view, head, jobs = self.session, self.view, self.head, self.jobs
        session.opened.connect(self._opened)
        for signal in (session.changed, session.access_changed, session.mode_changed):
            signal.connect(self._plan_changed)
        jobs.listed.connect(self._listed)
        jobs.read.connect(self._show)
        self.nav.file_chosen.connect(self.open_receipt)
        self.nav.group_chosen.connect(view.show_group)
        self.nav.accepted.connect(lambda: view.setFocus(Qt.FocusReason.OtherFocusReason))
        view.columns_changed.connect(self.column_head.follow)
        view.choice_made.connect(self._choose)
        view.editing.taken.connect(self._write)
        view.group_wanted.connect(lambda line: jobs.take(line.clean))
        view.sheet_wanted.connect(self.to_sheet)
        view.editing.half_typed.connect(lambda line, text: self._drafting.typed(_key(line), text) if line.node else None)
        view.editing.given_up.connect(lambda line: self._drafting.given_back(_key(line)))
        view.moved.connect(self._moved)
        head.all_wanted.connect(jobs.take)
        head.later_wanted.connect(self.later)
        head.finish_wanted.connect(self.later)
        head.undo_wanted.connect(lambda: jobs.undo_import(self.filed.number) if self.filed else None)
        head.only_open_wanted.connect(self._filter)
        self.empty.import_wanted.connect(self.import_wanted)
        self.empty.back_wanted.connect(self.sheet_wanted)

    # Following the session

    def _opened(self) -> None:
        self._again.stop()
        self.view.editing.close()
        self.shown, self.filed, self.visit, self._stale = None, None, Visit(), True
        self.view.show_lines((), has_sent=True)
        if self.isVisible():
            self._read()

    def _plan_changed(self) -> None:
        """Soon, and once for all that changes now."""
        self._stale = True
        if self.isVisible():
            self._again.start(0)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was not seen."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """The visit is over: what was decided in it is shown no more in the next."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.visit.end()
            self._stale = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lists at the side where there is room."""
        super().resizeEvent(event)
        self.frame.fit(self.size())
        self.foot.setVisible(self.height() >= scaled(_LOW))

    def commit(self) -> None:
        """A decision is never made by leaving; what is half typed is kept as a draft."""
        self.view.editing.commit()
        if self.view.editing.editor is not None:
            self._drafting.keep()

    def _read(self) -> None:
        self._stale = False
        if self.session.is_open and not self.session.partial:
            self.jobs.list_files()

    # What is shown

    def open_receipt(self, receipt: int) -> None:
        """Show a file."""
        if self.filed is None or self.filed.number != receipt:
            self.view.editing.close()
        self.nav.files.choose(receipt)
        self._tried = frozenset(self.view.deciding)
        self.jobs.read_file(receipt)

    def begin_with(self, receipt: int | None) -> None:
        """Show a file, also one that is all decided, as soon as the page is seen; None: what waits."""
        self.visit.begin_with(receipt or 0)
        if self.isVisible():
            self._read()

    def arrive(self) -> None:
        """Be at a row that waits as soon as the page is seen."""
        self._want_next = True

    def _listed(self, files: list[Filed]) -> None:
        wanted = self.visit.listed(files, self.filed.number if self.filed is not None else 0)
        if wanted:
            self.open_receipt(wanted)
        else:
            self.filed = self.shown = None
            self.empty.tell(done=self.visit.is_begun)
            self.stack.setCurrentWidget(self.empty)

    def _show(self, filed: Filed, shown: Shown) -> None:
        new = self.filed is None or self.filed.number != filed.number
        decided = self.shown.decided if self.shown is not None and not new else frozenset()
        self.filed, self.shown = filed, self.visit.saw(filed, shown)
        self.stack.setCurrentIndex(0)
        self.view.writable = not self.session.read_only
        self.view.measure = self.session.vocabulary.word("measure")
        self.head.show_file(filed, shown, writable=self.view.writable)
        self.nav.show_files(self.visit.files())
        self.nav.files.choose(filed.number)
        self._show_lines()
        if new:
            self.view.verticalScrollBar().setValue(0)
        if new or self._want_next:
            self._want_next = False
            self._to_open(after=False)
        elif decided - shown.decided:
            self._to_taken_back(decided - shown.decided)
        self._open_again()

    def _to_taken_back(self, ids: frozenset[int]) -> None:
        """A decision was taken back: be at its row again, the first where there are several."""
        first = next((row for row in self.shown.rows if row.id in ids), None) if self.shown is not None else None
        if first is not None and self.view.editing.editor is None:
            self.view.go(first.id)

    def _open_again(self) -> None:
        """A text that was refused stands in the editor again."""
        tried, view = self._tried, self.view
        view.deciding -= tried
        refused = [x for x in view.rows.lines if isinstance(x, RowLine) and x.id in tried and view.editing.has_typed(x)]
        if refused:
            view.open_editor(refused[0])

    def _show_lines(self) -> None:
        if self.shown is None:
            return
        shown = self.shown.without(self.shown.decided) if self._only_open else self.shown
        self.view.show_lines(shown.lines, has_sent=shown.has_sent)
        self.nav.show_groups([line for line in shown.lines if isinstance(line, GroupLine)], self.view.measure)
        self._moved(self.view.current)
        rest = say.REST.format(count=shown.left) if shown.left else say.REST_NONE
        self.foot.setText(f"{rest}　　{say.KEYS}" if self.view.writable else say.READ_ONLY)

    def _filter(self, on: bool) -> None:  # the signal of a checkable button
        self._only_open = on
        self._show_lines()
        if self.view.current is None:
            self._to_open(after=False)

    def _moved(self, line: Line | None) -> None:
        if line is not None:
            self.nav.groups.choose(line.group)

    # Deciding and going on

    def _choose(self, line: RowLine, name: ChoiceName) -> None:
        self._go_on(line)
        self.jobs.choose(line, name)

    def _write(self, line: RowLine, text: str) -> None:
        self._go_on(line)
        self._drafting.keep()  # it goes with the edit; where that is refused, it is there
        self._drafting.entered()
        self.jobs.choose(line, "edit", text)

    def _go_on(self, line: RowLine) -> None:
        """To the next row at once, while this one is being written."""
        self.view.deciding.add(line.id)
        self._to_open(after=True)

    def _to_open(self, *, after: bool) -> bool:
        line = self.view.next_open(after=after)
        return line is not None and self.view.go(line.id)

    def next_open(self) -> None:
        """To the next row that waits, in this file or the next."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self._to_open(after=True):
            self._next_file()

    def _next_file(self) -> bool:
        following = self.visit.after(self.filed.number if self.filed is not None else 0)
        if following:
            self.open_receipt(following)
        else:
            self.session.told.emit(say.NO_MORE)
        return bool(following)

    def later(self) -> None:
        """To the next file; where there is none, back to the sheet, or to the page that says that all is decided."""
        left = self.shown.left if self.shown is not None else 0
        if self._next_file():
            return
        if left:
            self.sheet_wanted.emit()
        else:
            self.filed = self.shown = None
            self._read()

    def to_sheet(self, line: RowLine) -> None:
        """Go to the cell of a row."""
        if line.node:
            field = "" if line.is_remark else line.field
            node = self.session.plan.node(line.node)
            point = point_of(self.session.plan, node) if node is not None else None
            self.session.go(Place(point.measure) if point is not None else Place(line.node, line.period, field))
            self.sheet_wanted.emit()


def _key(line: RowLine) -> Key:
    return Key(line.node, line.field, line.period)
