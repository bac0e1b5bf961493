"""計画: modes, years, rows of the tree."""
from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from planeditor.domain.current import main_series
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.points import unanswered
from planeditor.messages import ui_main as say
from planeditor.messages import ui_points as say_points
from planeditor.messages import ui_submissions as say_closing
from planeditor.services.editing import years
from planeditor.services.editing.permissions import Mode
from planeditor.store.report import ChangeReport
from planeditor.ui.actions import Slots
from planeditor.ui.notices import NoticeArea
from planeditor.ui.questions import AskReason
from planeditor.ui.session import Session

if TYPE_CHECKING:  # not loaded before it is wanted
    from planeditor.ui.submissions.places_dialog import PlaceRow

MODE, POINTS = "mode", "points"


class PlanCommands(QObject):
    """The menu 計画, but for the rows of the tree."""

    place_wanted = Signal()
    """The user went to a place of the plan that is to be shown."""
    review_wanted = Signal(object)
    """The 取込番号 that is to be decided."""
    points_wanted = Signal()
    """The list of 指摘 is to be shown."""
    year_closed = Signal(object)
    """The ``Period`` that was closed."""

    def __init__(self, window: QWidget, session: Session, notices: NoticeArea) -> None:
        super().__init__(window)
        self.window, self.session, self.notices = window, session, notices
        session.mode_changed.connect(self._show_mode)
        session.opened.connect(self._show_mode)
        session.opened.connect(partial(notices.end, POINTS))
        session.changed.connect(self._answered)

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {
            "revision": self.revision, "correction": self.correction, "next_year": self.next_year, "close_year": self.close_year,
            "reopen_year": self.reopen_year, "extend": self.extend, "switch_forms": self.switch_forms,
            "edition": self.edition,
        }

    def revision(self, on: bool) -> None:  # the signal of a checkable action
        """改定モード on or off."""
        self.session.set_mode(Mode.REVISION if on else Mode.NORMAL)

    def correction(self) -> None:
        """誤記訂正: with a reason."""
        ask = AskReason(
            self.window, say.CORRECTION_TITLE, say.CORRECTION_ASK, say.CORRECTION_START, partial(self.session.set_mode, Mode.CORRECTION)
        )
        ask.open()

    def _show_mode(self) -> None:
        session = self.session
        if not session.is_open or session.mode is Mode.NORMAL:
            self.notices.end(MODE)
            return
        words = {"revision": session.vocabulary.word("revision"), "measure": session.vocabulary.word("measure")}
        text, end = say.CORRECTION_ON.format(why=session.why), say.CORRECTION_END
        if session.mode is Mode.REVISION:
            text, end = say.REVISION_ON.format_map(words), say.REVISION_END.format_map(words)
        self.notices.show_notice(text, [(end, partial(session.set_mode, Mode.NORMAL))], topic=MODE, closes=False)

    def next_year(self) -> None:
        """翌年度を開く."""
        session = self.session
        forms, who = session.forms, session.who
        session.edit(lambda document: years.open_next_year(document, forms, who), self._opened)

    def _opened(self, _: ChangeReport) -> None:
        current = self.session.current
        if current is not None:
            self.session.go(self.session.place._replace(period=current.key, field=""))
            self._tell(say.YEAR_OPENED, current)

    def extend(self) -> None:
        """計画期間の延長: the year after the last; a last period of several years is asked about."""
        from planeditor.services.extending import extension

        session = self.session
        found = extension(session.plan, session.vocabulary)
        if found is None:
            self._extend(anew=True)
            return
        from planeditor.ui.extending import AskExtension

        session.gathering.emit()
        now, longer, following = (session.vocabulary.period_label(session.plan, period) for period in found)
        AskExtension(self.window, now, longer, following, lambda anew: self._extend(anew=anew)).open()

    def _extend(self, *, anew: bool) -> None:
        from planeditor.services.extending import extend

        session = self.session
        forms, who = session.forms, session.who
        session.edit(lambda document: extend(document, forms, who, anew=anew), partial(self._extended, anew))

    def _extended(self, anew: bool, _: ChangeReport) -> None:
        session = self.session
        last = session.vocabulary.periods(session.plan, main_series(session.vocabulary))[-1]
        if not anew:
            session.go(session.place._replace(period=last.key, field=""))
        self._tell(say.EXTENDED if anew else say.LENGTHENED, last)

    def edition(self) -> None:
        """版・基準時点."""
        from planeditor.ui.editions.editions_dialog import EditionsDialog

        self.session.gathering.emit()
        EditionsDialog(self.session, self.window).open()

    def switch_forms(self) -> None:
        """様式セットを変える: where every field goes."""
        from planeditor.ui.formswitch.switch_dialog import SwitchDialog

        self.session.gathering.emit()
        SwitchDialog(self.session, self.window).open()

    def close_year(self) -> None:
        """年度を確定する: the year the user is at, after a look at what is still open of it; undo takes it back."""
        session, period = self.session, self.session.period
        if period is not None:
            from planeditor.ui.submissions.open_ends import open_ends

            session.gathering.emit()
            open_ends(session, period, partial(self._look_or_close, period))

    def _look_or_close(self, period: Period, rows: Sequence[PlaceRow]) -> None:
        if self._tell_unanswered(period):
            return
        if rows:
            self._look_first(period, rows)
        else:
            self._close(period)

    def _tell_unanswered(self, period: Period) -> bool:
        """Say which 指摘 are in the way, with the way to their list."""
        session = self.session
        self.notices.end(POINTS)
        if not unanswered(session.plan):
            return False
        try:
            years.require_closable(session.plan, session.vocabulary, period)
        except KnownError as error:
            to_list = (say_points.TO_LIST, self.points_wanted.emit)
            self.notices.show_notice(error.message, [to_list], topic=POINTS, role="warning")
        return True

    def _look_first(self, period: Period, rows: Sequence[PlaceRow]) -> None:
        from planeditor.ui.submissions.places_dialog import PlacesDialog

        label = self.session.vocabulary.period_label(self.session.plan, period)
        title, head = say_closing.CLOSING_TITLE.format(period=label), say_closing.CLOSING_HEAD.format(period=label)
        for former in self.window.findChildren(PlacesDialog, options=Qt.FindChildOption.FindDirectChildrenOnly):
            former.close()
        dialog = PlacesDialog(self.session, title, head, rows, self.window)
        go = dialog.offer(say_closing.CLOSING_GO, say_closing.CLOSING_NOTE, say.BACK)
        go.clicked.connect(partial(self._close, period))
        go.clicked.connect(dialog.close)
        dialog.jumped.connect(self.place_wanted)
        dialog.review_wanted.connect(self.review_wanted)
        dialog.show()

    def _answered(self, _: ChangeReport) -> None:
        if any(bar.topic == POINTS for bar in self.notices.notices) and not unanswered(self.session.plan):
            self.notices.end(POINTS)

    def _close(self, period: Period, _checked: bool = False) -> None:  # noqa: FBT002  # what a button's signal carries
        forms, who = self.session.forms, self.session.who
        self.session.edit(lambda document: years.close_period(document, forms, period, who), lambda _: self._closed(period))

    def _closed(self, period: Period) -> None:
        self._tell(say.YEAR_CLOSED, period)
        self.year_closed.emit(period)

    def reopen_year(self) -> None:
        """確定を解除する: with a reason."""
        period = self.session.period
        if period is not None:
            label = self.session.vocabulary.period_label(self.session.plan, period)
            text = say.REOPEN_ASK.format(period=label)
            AskReason(self.window, say.REOPEN_TITLE, text, say.REOPEN_START, partial(self._reopen, period)).open()

    def _reopen(self, period: Period, why: str) -> None:
        forms, who = self.session.forms, self.session.who
        self.session.edit(
            lambda document: years.reopen_period(document, forms, period, why, who),
            lambda _: self._tell(say.YEAR_REOPENED, period),
        )

    def _tell(self, text: str, period: Period) -> None:
        label = self.session.vocabulary.period_label(self.session.plan, period)
        self.session.told.emit(text.format(period=label))
