"""部署: the page with the register at the left and the measures of the chosen department at the right."""
from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planeditor.domain.days import short_day, today
from planeditor.domain.plan import DEPARTMENTS
from planeditor.messages import ui_departments as say
from planeditor.services.tree import contacts
from planeditor.services.tree.contacts import Listed
from planeditor.store.report import ChangeReport
from planeditor.ui.departments.departments_model import DepartmentsModel
from planeditor.ui.departments.departments_view import DepartmentsView
from planeditor.ui.departments.register_edits import RegisterEdits
from planeditor.ui.departments.register_jobs import RegisterJobs
from planeditor.ui.departments.reorganising_edits import ReorganisingEdits
from planeditor.ui.departments.unknown_strip import UnknownStrip
from planeditor.ui.elided import ElidedLabel
from planeditor.ui.flow import FlowLayout
from planeditor.ui.keys_to import keys_to
from planeditor.ui.look import STEP
from planeditor.ui.measure_list import MeasureList
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from planeditor.ui.table.bar_button import bar_button
from planeditor.ui.theme import scaled

_NARROW = 760
"""Below this width, at 100 %, the lists stand one above the other."""


class DepartmentsPage(QWidget):
    """Reads the register when it is seen, and again after each change of it."""

    register_changed = Signal()
    """What is known of departments is something else: the tree may stand under them."""
    sheet_wanted = Signal()
    """The user went to a measure."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.register = RegisterJobs(session, self)
        self.edits = RegisterEdits(self.register, lambda: self.chosen, self)
        self.reorganising = ReorganisingEdits(self.register, lambda: self.chosen, self)
        self.model = DepartmentsModel()
        self.view = DepartmentsView(self.model)
        self.strip = UnknownStrip()
        self.buttons: dict[str, QToolButton] = {}
        self.empty = QLabel()
        self.empty_fill = QPushButton(say.FILL)
        self.note = ElidedLabel()
        self.heading = QLabel()
        self.measures = MeasureList()
        self.no_measures = QLabel()
        self._stale = True
        self._lay_out()
        self._connect()
        keys_to(self, self.view)
        self._refresh()

    def _lay_out(self) -> None:
        for label in (self.empty, self.no_measures):
            label.setWordWrap(True)
        for label in (self.empty, self.no_measures, self.note):
            label.setProperty("role", "quiet")
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._left())
        self._split.addWidget(self._right())
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._bar())
        rows.addWidget(self.strip)
        rows.addWidget(self._split, 1)

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("role", "panel")
        row = FlowLayout(bar)
        row.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        for name, text, drawing in (
            ("add", say.ADD, "add"), ("change", say.CHANGE, "rename"), ("reorganise", say.REORGANISE, ""), ("end", say.END, ""),
            ("reopen", say.REOPEN, ""), ("up", say.UP, "up"), ("down", say.DOWN, "down"),
        ):
            menu = self.reorganising.menu if name == "reorganise" else None
            self.buttons[name] = button = bar_button(text, drawing, say.TIPS.get(name, ""), menu)
            row.addWidget(button)
        return bar

    def _left(self) -> QWidget:
        empty = QWidget()
        words = QVBoxLayout(empty)
        words.setContentsMargins(*(8 * STEP,) * 4)
        words.setSpacing(4 * STEP)
        words.addWidget(self.empty)
        words.addWidget(self.empty_fill, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        box = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(empty)
        self.note.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._stack, 1)
        rows.addWidget(self.note)
        return box

    def _right(self) -> QWidget:
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(3 * STEP, 2 * STEP, 0, 0)
        rows.setSpacing(2 * STEP)
        rows.addWidget(self.heading)
        rows.addWidget(self.no_measures)
        rows.addWidget(self.measures, 1)
        self._below = QWidget()
        rows.addWidget(self._below)
        return box

    def _connect(self) -> None:
        session, view, buttons, edits = self.session, self.view, self.buttons, self.edits
        edits.added.connect(self._choose)
        self.reorganising.changed.connect(self._choose)
        session.opened.connect(self._opened)
        session.changed.connect(self._plan_changed)
        session.access_changed.connect(self._read)
        self.register.read.connect(self._refresh)
        self.register.changed.connect(self.register_changed)
        self.model.dropped.connect(edits.move)
        view.chosen.connect(self._show_chosen)
        view.change_wanted.connect(edits.change)
        view.add_wanted.connect(edits.add)
        view.delete_tried.connect(partial(session.told.emit, say.NOT_DELETED))
        view.move_wanted.connect(edits.move_by)
        view.measures_wanted.connect(self._to_measures)
        self.measures.accepted.connect(self._jump)
        self.measures.left.connect(partial(view.setFocus, Qt.FocusReason.OtherFocusReason))
        self.strip.fill_wanted.connect(edits.fill)
        self.empty_fill.clicked.connect(edits.fill)
        buttons["add"].clicked.connect(edits.add)
        buttons["change"].clicked.connect(edits.change)
        buttons["end"].clicked.connect(edits.end)
        buttons["reopen"].clicked.connect(edits.reopen)
        buttons["up"].clicked.connect(partial(edits.move_by, -1))
        buttons["down"].clicked.connect(partial(edits.move_by, 1))

    # Following the session

    def _opened(self) -> None:
        self.edits.close_dialogs()
        self.register.rows = ()
        self._refresh()
        self._read()

    def _read(self) -> None:
        if self.isVisible():
            self._stale = False
            self.register.read_again()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was not seen."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        wanted = Qt.Orientation.Vertical if self.width() < scaled(_NARROW) else Qt.Orientation.Horizontal
        if self._split.orientation() is not wanted:
            self._split.setOrientation(wanted)
            length = self._split.height() if wanted is Qt.Orientation.Vertical else self._split.width()
            self._split.setSizes([length * 3 // 5, length * 2 // 5])

    def _plan_changed(self, report: ChangeReport) -> None:
        if any(change.key.field.startswith("@") for change in report.changes):
            if self.isVisible():
                self._refresh()
            else:
                self._stale = True

    def _refresh(self) -> None:
        """Show the register as it was read last, with what the plan says now."""
        session, rows = self.session, self.register.rows
        chosen = self.chosen
        departments = [listed.department for listed in rows]
        self.model.writable = self.edits.writable
        self.model.measure_word = session.vocabulary.word("measure") if session.is_open else say.MEASURE
        self.model.show(rows, contacts.usage(session.plan, departments, today()))
        row = self.model.row_of(chosen.department.id) if chosen is not None else -1
        if rows:
            self.view.setCurrentIndex(self.model.index(max(row, 0), 0))
        unknown = list(contacts.unknown_names(session.plan, departments, today()))
        self.strip.show_names(unknown if rows else [], writable=self.model.writable)
        self.empty.setText(say.EMPTY if unknown else say.EMPTY_NO_NAMES)
        self.empty_fill.setVisible(bool(unknown))
        self.empty_fill.setEnabled(self.model.writable)
        self._stack.setCurrentIndex(0 if rows else 1)
        self.note.setText(say.QUIET_NOTE if self.model.writable else say.READ_ONLY_NOTE)
        self.note.setVisible(bool(rows))
        self._show_chosen()

    # The chosen department

    @property
    def chosen(self) -> Listed | None:
        """The department the user is at."""
        index = self.view.currentIndex()
        return self.model.listed(index) if index.row() < len(self.model.rows) else None

    def _show_chosen(self) -> None:
        listed, word = self.chosen, self.model.measure_word
        writable = self.model.writable and listed is not None
        row, last = self.view.currentIndex().row(), len(self.model.rows) - 1
        self.buttons["add"].setEnabled(self.model.writable)
        for name, on in (
            ("change", True), ("end", listed is not None and not listed.department.valid_to), ("up", row > 0), ("down", row < last),
            ("reorganise", listed is not None and not listed.department.valid_to),
            ("reopen", listed is not None and listed.department.valid_to is not None),
        ):
            self.buttons[name].setEnabled(writable and on)
        nodes = self.model.usage.get(listed.department.id, ()) if listed is not None else ()
        self.measures.clear()
        for node in nodes:
            self.measures.add(node.id, node.title)
        self.measures.setVisible(bool(nodes))
        self._below.setVisible(not nodes)
        self.no_measures.setVisible(not nodes)
        if listed is None:
            self.heading.setText("")
            self.no_measures.setText(say.NONE_CHOSEN.format(measure=word))
            return
        heading = say.MEASURES.format(name=listed.department.name, measure=word)
        self.heading.setText(f"{heading}　{say.MEASURES_COUNT.format(count=len(nodes))}" if nodes else heading)
        self.measures.setAccessibleName(heading)
        end = listed.department.valid_to
        ended = say.ENDED_MEASURES.format(end=short_day(end)) if listed.ended and end is not None else ""
        self.no_measures.setText(ended or say.NO_MEASURES.format(measure=word))

    def _to_measures(self) -> None:
        if self.measures.count():
            self.measures.setCurrentRow(max(0, self.measures.currentRow()))
            self.measures.setFocus(Qt.FocusReason.OtherFocusReason)

    def _jump(self, node: str) -> None:
        self.session.go(Place(node, "", DEPARTMENTS))
        self.sheet_wanted.emit()

    def _choose(self, department: int) -> None:
        row = self.model.row_of(department)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row, 0))
