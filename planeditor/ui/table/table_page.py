"""一覧: the page with the bar, the table and what stands there while it has no rows."""
from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from planeditor.domain.current import main_series
from planeditor.domain.periods import Period
from planeditor.messages import ui_table as say
from planeditor.services.tables.tablecells import RowKey
from planeditor.services.tables.tabulating import Per
from planeditor.store.report import ChangeReport
from planeditor.ui import theme
from planeditor.ui.exporting.targets import ask_target
from planeditor.ui.keys_to import keys_to
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from planeditor.ui.table.arrangement import Arrangement
from planeditor.ui.table.column_actions import ColumnActions
from planeditor.ui.table.table_bar import TableBar
from planeditor.ui.table.table_export import Kind, run_table_export, suggested_target
from planeditor.ui.table.table_memory import TableMemory
from planeditor.ui.table.table_model import TableModel
from planeditor.ui.table.table_view import TableView


class TablePage(QWidget):
    """Follows the session while it is seen; what changed meanwhile is taken in when it is seen again."""

    sheet_wanted = Signal()
    """The user wants to see the chosen place on the sheet."""
    written = Signal(object)
    """The ``Path`` of a file that was written."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.jobs = session, jobs
        self._memory = TableMemory(session)
        self._stale = True
        self.model = TableModel(session)
        self.view = TableView(self.model)
        self.bar = TableBar(session)
        self.columns = ColumnActions(self.model, self._memory, self.bar.columns_menu, self.arrange, self)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setProperty("role", "quiet")
        self.note_button = QPushButton(say.NO_HIT_ACTION)
        self._lay_out()
        self._connect()
        keys_to(self, self.view)
        self._opened()

    def _lay_out(self) -> None:
        empty = QWidget()
        words = QVBoxLayout(empty)
        words.setContentsMargins(*(8 * STEP,) * 4)
        words.setSpacing(4 * STEP)
        words.addWidget(self.note)
        words.addWidget(self.note_button, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(empty)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        rows.addWidget(self._stack, 1)

    def _connect(self) -> None:
        session, bar, view = self.session, self.bar, self.view
        session.leaving.connect(self.commit)
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        session.place_changed.connect(self._place_changed)
        for signal in (session.mode_changed, session.access_changed):
            signal.connect(self.model.all_changed)
        bar.per_chosen.connect(self.show_per)
        bar.period_chosen.connect(self._show_period)
        bar.filtered.connect(self._filter)
        bar.reset.connect(self.show_all)
        bar.rows_fitted.connect(view.fit_rows)
        bar.export_wanted.connect(self.choose_target)
        bar.to_table.connect(self._to_table)
        self.note_button.clicked.connect(self.show_all)
        view.jump_wanted.connect(self._jump)
        view.came_to.connect(session.go)
        view.told.connect(session.told)
        view.column_menu_wanted.connect(partial(self.columns.open_menu_below, view.head))
        for head in (view.head, view.frozen.head):
            self.columns.follow(head)
        view.head.sectionResized.connect(self._resized)
        theme.watch().changed.connect(self._set_widths)

    # Following the session

    @property
    def arrangement(self) -> Arrangement:
        """How the table is arranged now."""
        return self.model.arrangement

    def _opened(self) -> None:
        self.bar.show_plan()
        if self.session.is_open:
            per = self._memory.per()
            self.arrange(Arrangement(per, self._memory.columns(per), self._usual_period()))
        else:
            self.arrange(Arrangement())

    def _usual_period(self) -> Period | None:
        period, main = self.session.period, main_series(self.session.vocabulary)
        return period if period is not None and period.series == main else self.session.current

    def _changed(self, report: ChangeReport) -> None:
        if not self.isVisible():
            self._stale = True
        elif not self.model.renew(report):
            self.bar.show_plan()
            self.arrange(self.arrangement)

    def showEvent(self, event: QShowEvent) -> None:
        """Take in what changed while the page was not seen."""
        super().showEvent(event)
        if self._stale:
            self.bar.show_plan()
            self.arrange(self.arrangement)
        self._place_changed(self.session.place)

    def _place_changed(self, place: Place) -> None:
        """Go to the cell of a place, as far as the table shows it."""
        if not self.isVisible() or not place.node:
            return
        here = self.view.place_of(self.view.currentIndex())
        if here == place or (here.node == place.node and not place.field and place.period in ("", here.period)):
            return
        rows = self.model.rows_of(place.node)
        table = self.model.table
        if not rows or table is None:
            return
        row = next((r for r in rows if table.rows[r].period == place.period), rows[0])
        column = next((n for n, c in enumerate(table.columns) if c.id == place.field), max(self.view.currentIndex().column(), 0))
        self.view.choose(row, column)

    # Arranging

    def arrange(self, arrangement: Arrangement) -> None:
        """Show the table in that arrangement; the chosen cell stays chosen where it is still there."""
        self.view.commit()
        index = self.view.currentIndex()
        row, column = self.model.row(index), self.model.column(index)
        self.model.arrange(arrangement)
        self._stale = False
        self._set_widths()
        self._choose_again(row, column.id if column is not None else "")
        self.bar.show_choice(arrangement.per, arrangement.period, arrangement.anywhere, plain=arrangement.is_plain)
        self.bar.show_count(self.model.rowCount(), self.model.total)
        self._show_note()

    def _choose_again(self, row: RowKey | None, column: str) -> None:
        table = self.model.table
        if table is None or not table.rows or row is None:
            return
        rows = self.model.rows_of(row.node)
        number = next((n for n in rows if table.rows[n] == row), rows[0] if rows else -1)
        if number >= 0:
            self.view.choose(number, next((n for n, c in enumerate(table.columns) if c.id == column), 0))

    def _show_note(self) -> None:
        has_rows = self.model.rowCount() > 0
        if self.session.is_open and not has_rows:
            word = self.session.vocabulary.word("measure")
            self.note.setText((say.NO_HIT if self.arrangement.is_filtered else say.NO_ROWS).format(measure=word))
        self.note_button.setVisible(self.arrangement.is_filtered)
        # A filter that leaves no row can be taken back where it was set: the head stays.
        self._stack.setCurrentIndex(0 if has_rows or not self.session.is_open else 1)

    def show_per(self, per: str) -> None:
        """A row per measure, or per measure and year."""
        name: Per = "period" if per == "period" else "measure"
        self._memory.keep_per(name)
        period = self.arrangement.period or self._usual_period()
        self.arrange(Arrangement(name, self._memory.columns(name), period, anywhere=self.arrangement.anywhere))

    def _show_period(self, period: Period) -> None:
        self.arrange(replace(self.arrangement, period=period))

    def _filter(self, text: str) -> None:
        self.arrange(replace(self.arrangement, anywhere=text))

    def show_all(self) -> None:
        """Every row, in the order of the plan."""
        self.arrange(self.arrangement.plain())

    def _set_widths(self) -> None:
        table = self.model.table
        if table is not None:
            self._setting_widths = True
            for number, column in enumerate(table.columns):
                self.view.setColumnWidth(number, self._memory.width(column))
            self._setting_widths = False
            self.view.dress()

    _setting_widths = False

    def _resized(self, section: int, _before: int, width: int) -> None:
        table = self.model.table
        if table is not None and not self._setting_widths and width and self.view.head.isVisible() and section < len(table.columns):
            self._memory.keep_width(table.columns[section], width)

    # Cells

    def _to_table(self) -> None:
        if self.model.rowCount():
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0, 0))
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _jump(self, place: Place) -> None:
        self.session.go(place)
        self.sheet_wanted.emit()

    def commit(self) -> None:
        """Commit what is half typed."""
        self.view.commit()

    @property
    def is_editing(self) -> bool:
        """Whether a cell is being edited."""
        return self.view.is_editing

    # Export

    def choose_target(self, kind: str) -> None:
        """Ask where to write the table as it is shown."""
        wanted: Kind = "pdf" if kind == get_args(Kind)[1] else "xlsx"
        self.view.commit()
        offered = suggested_target(self.session, wanted)
        ask_target(self, offered, say.CHOOSE_TARGET, say.FILTERS[wanted], self._chosen_target)

    def _chosen_target(self, name: str) -> None:
        self.export_to(Path(name))

    def export_to(self, target: Path) -> None:
        """Write the table as it is shown to a file, beside the window."""
        if self.model.table is not None:
            run_table_export(self.session, self.jobs, self.model.table, target, self.written.emit)
