"""照会・提出依頼: what, whom and the covering text on one screen, then the workbooks are written. The window stays usable."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from planeditor.domain.cover import CoverText
from planeditor.domain.periods import Period
from planeditor.messages import ui_requests as say
from planeditor.services.paper.filenames import safe_name
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.progress import Jobs
from planeditor.ui.requests.cover_box import CoverBox
from planeditor.ui.requests.draft import RequestDraft
from planeditor.ui.requests.scope_box import ScopeBox
from planeditor.ui.requests.whom_box import WhomBox
from planeditor.ui.requests.writing_dialog import WritingDialog
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled

if TYPE_CHECKING:  # writing workbooks is not loaded before it is wanted
    from planeditor.services.requests.issuing import RequestOrder
    from planeditor.services.requests.outgoing import Outgoing
    from planeditor.store.document import Document

_WIDTH, _HEIGHT = 1080, 720
_NARROW = 860
"""Below this width, at 100 %, the covering text stands below the rest."""


class RequestDialog(WritingDialog):
    """Asks what a request needs and writes it."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, say.GO, parent)
        self.setWindowTitle(say.TITLE)
        self.scope, self.whom, self.cover = ScopeBox(session), WhomBox(session), CoverBox()
        self.folder.suggest(self._suggested_folder())
        self._lay_out()
        self.scope.changed.connect(self._scope_changed)
        self.whom.changed.connect(self._allow)
        self.start_button.clicked.connect(self.start)
        HelpKey(session, "request", self)
        session.access_changed.connect(self._allow)
        self._suggest_cover()
        self._allow()
        self.scope.year.setFocus()

    def _lay_out(self) -> None:
        self.start_button.setDefault(True)
        self.fields = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.fields)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(5 * STEP)
        self._sides.addWidget(_column((say.WHAT, self.scope, 0), (say.WHOM, self.whom, 1)), 1)
        self._sides.addWidget(_column((say.COVER, self.cover, 1)), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setWidget(self.fields)
        self.fields.setAutoFillBackground(False)
        where = QHBoxLayout()
        where.setSpacing(3 * STEP)
        where.addWidget(QLabel(say.FOLDER))
        where.addWidget(self.folder, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        self.why = QLabel()
        self.why.setProperty("role", "quiet")
        self.why.setWordWrap(True)
        buttons.addWidget(self.progress)
        buttons.addWidget(self.why, 1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.start_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addWidget(area, 1)
        rows.addWidget(self.problem)
        rows.addLayout(where)
        rows.addLayout(buttons)
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), min(scaled(_HEIGHT), room.height() - 12 * STEP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(_NARROW)
        self._sides.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def begin_with(self, draft: RequestDraft) -> None:
        """Begin with what somebody has chosen already."""
        if draft.periods:
            self.scope.begin_with(draft.periods, draft.turn, draft.deadline)
        if draft.cover is not None:
            self.cover.begin_with(draft.cover)
        if draft.departments is not None:
            self.whom.list.begin_with(draft.departments)

    # What is chosen

    @property
    def order(self) -> RequestOrder:
        """What the fields ask for."""
        from planeditor.services.requests.issuing import RequestOrder

        scope = self.scope
        return RequestOrder(
            scope.periods, scope.deadline.day, self.cover.cover, revision=scope.revision.isChecked(), round=scope.turn,
            departments=self.whom.departments,
        )

    def _suggested_folder(self) -> Path:
        session = self.session
        periods = [session.vocabulary.label_of_period(session.plan, key) for key in self.scope.periods]
        return self.kept_folder / safe_name(say.FOLDER_NAME.format(period=say.BETWEEN.join(periods)), "")

    def _scope_changed(self) -> None:
        self.folder.suggest(self._suggested_folder())
        self._suggest_cover()
        self._allow()

    def _suggest_cover(self) -> None:
        session, scope = self.session, self.scope
        periods, revision, day = [Period.from_key(key) for key in scope.periods], scope.revision.isChecked(), scope.deadline.day
        if not periods:
            return
        vocabulary = session.vocabulary

        def work(document: Document) -> tuple[CoverText, bool]:
            from planeditor.services.requests.covering import suggested_cover

            kept = document.requests.latest() is not None
            return suggested_cover(document, vocabulary, periods, revision=revision, deadline=day), kept

        def suggested(found: tuple[CoverText, bool]) -> None:
            if isValid(self):
                self.cover.suggest(found[0], say.COVER_KEPT if found[1] else say.COVER_NEW)

        session.ask(work, suggested)

    def _why_not(self) -> str:
        if self.session.read_only:
            return say.READ_ONLY
        if not self.scope.periods:
            return say.NO_YEARS
        return self.whom.problem or (say.DEADLINE_PAST if self.scope.is_past else "")

    def _allow(self) -> None:
        why = "" if self._running else self._why_not()
        self.why.setText(why)
        self.start_button.setEnabled(not why and not self._running)
        self.start_button.setToolTip(why)

    # Writing

    def start(self) -> None:
        """Write it; a refusal is shown here."""
        order, forms, who = self.order, self.session.forms, self.session.who

        def begin(document: Document) -> Outgoing:
            from planeditor.services.requests.issuing import Issuing  # the Excel library comes with it

            return Issuing(document, forms, order, who=who)

        self._write(say.JOB, begin)

    def _folder_to_keep(self) -> Path:
        return self.folder.folder.parent

    def _busy(self, *, busy: bool) -> None:
        super()._busy(busy=busy)
        for widget in (self.fields, self.folder):
            widget.setEnabled(not busy)
        self.close_button.setToolTip(say.CLOSE_HELP if busy else "")
        self.why.setVisible(not busy)
        self._allow()


def _column(*boxes: tuple[str, QWidget, int]) -> QWidget:
    """Boxes one below the other, each under its heading."""
    column = QWidget()
    rows = QVBoxLayout(column)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(2 * STEP)
    for number, (word, box, stretch) in enumerate(boxes):
        head = QLabel(word)
        head.setProperty("role", "section")
        if number:
            rows.addSpacing(3 * STEP)
        rows.addWidget(head)
        rows.addWidget(box, stretch)
    return column
