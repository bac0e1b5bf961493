"""The bar over the table: what a row is, which year, filter, columns, row heights, export."""
from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QLabel, QLineEdit, QMenu, QSizePolicy, QToolButton

from planeditor.domain.current import main_series
from planeditor.domain.periods import Period
from planeditor.messages import ui_table as say
from planeditor.services.tables.tabulating import Per
from planeditor.ui.flow import FlowLayout
from planeditor.ui.icons import icon
from planeditor.ui.look import STEP
from planeditor.ui.session import Session
from planeditor.ui.table.bar_button import bar_button
from planeditor.ui.table.columns_menu import ColumnsMenu
from planeditor.ui.theme import scaled

_PAUSE = 60
_NARROW = 480
"""Below this width, at 100 %, the less used controls go into a menu."""


class TableBar(QFrame):
    """Its controls only tell what is wanted; the page arranges the table."""

    per_chosen = Signal(str)
    period_chosen = Signal(object)
    filtered = Signal(str)
    reset = Signal()
    rows_fitted = Signal(bool)
    export_wanted = Signal(str)
    """``xlsx`` or ``pdf``."""
    to_table = Signal()
    """Down or Enter in the filter: the keys go to the table."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("role", "panel")
        self.per: dict[Per, QToolButton] = {}
        self._group = QButtonGroup(self)
        for name in ("measure", "period"):
            button = bar_button("", "", say.PER_HELP[name])
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, name=name: self.per_chosen.emit(name))
            self._group.addButton(button)
            self.per[name] = button
        self.year = QComboBox()
        self.year.setAccessibleName(say.YEAR)
        self.year.setToolTip(say.YEAR_HELP)
        self.year.currentIndexChanged.connect(self._year_chosen)
        self.filter = _FilterBox()
        self.columns_menu = ColumnsMenu(session, self)
        self.columns = bar_button(say.COLUMNS, "table", "", self.columns_menu)
        self.rows = bar_button(say.FIT_ROWS, "", say.FIT_ROWS_HELP)
        self.rows.setCheckable(True)
        self.rows.toggled.connect(self.rows_fitted)
        self.reset_button = bar_button(say.RESET, "", say.RESET_HELP)
        self.reset_button.clicked.connect(self.reset)
        self._export_menu = QMenu(self)
        self._export_menu.addAction(icon("excel"), say.TO_EXCEL, lambda: self.export_wanted.emit("xlsx"))
        self._export_menu.addAction(icon("pdf"), say.TO_PDF, lambda: self.export_wanted.emit("pdf"))
        self.export = bar_button(say.EXPORT, "excel", "", self._export_menu)
        self.count = QLabel()
        self.count.setProperty("role", "quiet")
        self.more = bar_button(say.MORE, "more", "", self._more_menu())
        self._wide = (self.count, self.reset_button, self.columns, self.rows, self.export)
        row = FlowLayout(self)
        row.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        for widget in (
            *self.per.values(), self.year, self.filter, *self._wide, self.more,
        ):
            row.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._filter_now)
        self.filter.textChanged.connect(self._pause.start)
        self.filter.left.connect(self.to_table)

    def _more_menu(self) -> QMenu:
        """What the bar has no room for in a narrow window."""
        menu = QMenu(self)
        self.columns_menu.setTitle(say.COLUMNS)
        menu.addMenu(self.columns_menu)
        rows = menu.addAction(say.FIT_ROWS)
        rows.setCheckable(True)
        rows.toggled.connect(self.rows.setChecked)
        self.rows.toggled.connect(rows.setChecked)
        menu.addAction(say.RESET, self.reset.emit)
        self._export_menu.setTitle(say.EXPORT)
        menu.addMenu(self._export_menu)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window what is used less stands in a menu."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(_NARROW)
        for widget in self._wide:
            widget.setVisible(not narrow)
        self.more.setVisible(narrow)

    def show_plan(self) -> None:
        """Offer the years of the open plan, in the words of its form set."""
        session = self.session
        word = session.vocabulary.word("measure") if session.is_open else say.MEASURE
        for name, button in self.per.items():
            button.setText(say.PER[name].format(measure=word))
            button.setToolTip(say.PER_HELP[name].format(measure=word))
        chosen = self.year.currentData()
        with QSignalBlocker(self.year):
            self.year.clear()
            if session.is_open:
                for period in session.vocabulary.periods(session.plan, main_series(session.vocabulary)):
                    self.year.addItem(session.vocabulary.period_label(session.plan, period), period.key)
                self.year.setCurrentIndex(self.year.findData(chosen))

    def show_choice(self, per: Per, period: Period | None, anywhere: str, *, plain: bool) -> None:
        """Show what is chosen now."""
        self.per[per].setChecked(True)
        with QSignalBlocker(self.year):
            self.year.setCurrentIndex(self.year.findData(period.key) if period is not None else -1)
        self.year.setVisible(per == "measure" and self.year.count() > 0)
        self.reset_button.setEnabled(not plain)
        if self.filter.text().strip() != anywhere.strip():
            with QSignalBlocker(self.filter):
                self.filter.setText(anywhere)

    def show_count(self, shown: int, total: int) -> None:
        """Say how many rows there are."""
        self.count.setText((say.COUNT if shown == total else say.COUNT_OF).format(count=f"{shown:,}", total=f"{total:,}"))

    def _filter_now(self) -> None:
        self.filtered.emit(self.filter.text())

    def _year_chosen(self) -> None:
        key = self.year.currentData()
        if key:
            self.period_chosen.emit(Period.from_key(key))


class _FilterBox(QLineEdit):
    """Esc empties it, Down and Enter go to the table."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(say.FILTER)
        self.setAccessibleName(say.FILTER)
        self.setToolTip(say.FILTER_HELP)
        self.setClearButtonEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addAction(icon("filter"), QLineEdit.ActionPosition.LeadingPosition)

    def sizeHint(self) -> QSize:
        """Room for a few words; it takes what the bar has left."""
        return QSize(scaled(40 * STEP), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that leave the box, else typing."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)
