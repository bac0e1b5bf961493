"""All the 指摘: a list, and the chosen one whole below it. It stands beside the main window."""
from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from planeditor.domain.plan import PLAN_ID
from planeditor.domain.points import Point, points
from planeditor.messages import ui_points as say
from planeditor.store.report import ChangeReport
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.flow import FlowLayout
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.points.point_card import PointCard
from planeditor.ui.points.point_edits import PointEdits
from planeditor.ui.points.point_list import PointList
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session, sentence
from planeditor.ui.theme import scaled
from planeditor.ui.undo_keys import undo_keys

_WIDTH, _HEIGHT, _BELOW, _AROUND = 1040, 680, 280, 150
_LIST, _CARD = 130, 190


class PointsDialog(QDialog):
    """Everything done here is one operation and can be undone here and in the main window."""

    sheet_wanted = Signal()
    """The user went to a measure."""

    def __init__(self, session: Session, edits: PointEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.edits = session, edits
        self._plan_id = session.plan_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say.TITLE)
        self.found: list[Point] = []
        self.shown: list[Point] = []
        self.list, self.card = PointList(), PointCard()
        self.open_only, self.counts = QCheckBox(say.OPEN_ONLY), QLabel()
        self.add, self.go, self.close_button = QPushButton(say.ADD), QPushButton(say.GO), QPushButton(say.CLOSE)
        self.empty, self.problem = Sentence(say.EMPTY), Sentence(role="error")
        self._lay_out()
        self._connect()
        edits.serve(self.card, self)
        HelpKey(session, "points", self)
        self.refresh()
        self.list.setFocus()

    def _lay_out(self) -> None:
        self.problem.hide()
        self.open_only.setChecked(True)
        self.add.setProperty("role", "primary")
        for button in (self.add, self.go, self.close_button):
            button.setAutoDefault(False)
        self.list.setAccessibleName(say.TITLE)
        top = FlowLayout(None, 3 * STEP)
        top.addWidget(self.open_only)
        top.addWidget(self.counts)
        top.push()
        top.addWidget(self.add)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        below = scrolled(self.card, sideways=False)
        self._split.addWidget(below)
        self.list.setMinimumHeight(scaled(_LIST))
        below.setMinimumHeight(scaled(_CARD))
        self._split.setStretchFactor(0, 1)
        end = QHBoxLayout()
        end.setSpacing(2 * STEP)
        end.addWidget(Sentence(say.KEYS), 1)
        end.addWidget(self.go)
        end.addWidget(self.close_button)
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(3 * STEP)
        self._inside.addWidget(Sentence(say.LEAD, role=""))
        self._inside.addLayout(top)
        self._inside.addWidget(self.problem)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._inside.addWidget(self.empty)
        self._inside.addWidget(self._split, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addWidget(scrolled(inside, sideways=False), 1)
        rows.addLayout(end)
        room = self.screen().availableSize()
        height = min(scaled(_HEIGHT), room.height() - 12 * STEP)
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), height)
        left = height - scaled(_AROUND)
        high = min(scaled(_BELOW), left // 2)
        self._split.setSizes([left - high, high])

    def _connect(self) -> None:
        session = self.session
        self.open_only.toggled.connect(lambda _: self._show())
        self.list.currentItemChanged.connect(lambda *_: self._show_card())
        self.list.itemActivated.connect(lambda *_: self._to_sheet())
        self.list.answer_wanted.connect(self.card.answer.setFocus)
        self.list.add_wanted.connect(self._add)
        self.add.clicked.connect(self._add)
        self.go.clicked.connect(self._to_sheet)
        self.close_button.clicked.connect(self.accept)
        self.edits.recorded.connect(self._recorded)
        session.changed.connect(self._changed)
        session.access_changed.connect(self._show_card)
        session.failed.connect(self._refused)
        session.gathering.connect(self.card.commit)
        session.opened.connect(self._opened)
        undo_keys(self, session)

    # Showing

    @property
    def point(self) -> Point | None:
        """The chosen one."""
        place = self.list.place
        return self.shown[place] if 0 <= place < len(self.shown) else None

    def refresh(self) -> None:
        """Read them anew."""
        self.list.name(self.session.vocabulary.word("measure"))
        self.found = points(self.session.plan)
        self._show()

    def _changed(self, _: ChangeReport) -> None:
        self.problem.hide()
        if self.session.is_open and points(self.session.plan) != self.found:
            self.refresh()

    def _opened(self) -> None:
        """Another state of the plan is shown, or another plan is open."""
        if self.session.plan_id == self._plan_id:
            self.refresh()
        else:
            self.reject()

    def _show(self) -> None:
        chosen, place = self.point, self.list.place
        self.shown = [p for p in self.found if not (p.done and self.open_only.isChecked())]
        self.list.show_points(self.shown)
        at = next((n for n, p in enumerate(self.shown) if chosen is not None and p.node == chosen.node), -1)
        if self.shown:
            self.list.choose(at if at >= 0 else min(max(place, 0), len(self.shown) - 1))
        counts = Counter(p.state for p in self.found)
        self.counts.setText(
            say.COUNTS.format(total=len(self.found), open=counts["open"], answered=counts["answered"], done=counts["done"])
        )
        self.counts.setVisible(bool(self.found))
        self._split.setVisible(bool(self.shown))
        self.empty.setVisible(not self.shown)
        self.empty.setText(say.EMPTY_OPEN if self.found else say.EMPTY_READING if self.session.read_only else say.EMPTY)
        self._inside.setStretch(self._inside.indexOf(self.empty), 0 if self.shown else 1)
        self._show_card()

    def _show_card(self) -> None:
        if not self.session.is_open:
            return
        writing, point = not self.session.read_only, self.point
        self.add.setEnabled(writing)
        self.add.setToolTip("" if writing else say.READ_ONLY)
        self.go.setEnabled(point is not None and point.measure != PLAN_ID)
        if point is not None:
            self.card.show_point(point, writing=writing)

    def _refused(self, error: Exception) -> None:
        self.problem.setText(sentence(error) or "")
        self.problem.setVisible(bool(self.problem.text()))

    # Doing

    def _add(self) -> None:
        point = self.point
        if not self.session.read_only:
            self.session.gathering.emit()
            self.edits.ask_new(point.measure if point is not None else self.edits.place(), self)

    def _recorded(self, node: str) -> None:
        """The new one is the last of its place."""
        places = [n for n, point in enumerate(self.shown) if point.measure == node]
        if places:
            self.list.choose(places[-1])

    def done(self, result: int) -> None:
        """What was typed is entered before the window goes."""
        if self.session.is_open:
            self.card.commit()
        super().done(result)

    def _to_sheet(self) -> None:
        point = self.point
        if point is not None and point.measure != PLAN_ID:
            self.session.go(Place(point.measure))
            self.sheet_wanted.emit()
