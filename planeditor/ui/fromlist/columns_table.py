"""The first rows of a list with a choice above each column: what it is for."""
from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableWidget, QTableWidgetItem

from planeditor.domain.text import shorten
from planeditor.messages import ui_fromlist as say
from planeditor.services.planfiles.fromlist.columns import SKIP, Use, use_label
from planeditor.services.planfiles.fromlist.listing import Listing
from planeditor.ui import theme
from planeditor.ui.formswitch.quiet_combo import QuietCombo

_ROWS = 30
_ROW, _COLUMN, _CHOICE = 28, 170, 36
_SHOWN = 60


class ColumnsTable(QTableWidget):
    """Letters above, row numbers on the left as in Excel; the first line holds the choices."""

    chosen = Signal(int, object)
    """The column, and its new ``Use``."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say.TABLE)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTabKeyNavigation(False)  # Tab goes from one choice to the next
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setDefaultSectionSize(theme.scaled(_ROW))
        self.combos: dict[int, QComboBox] = {}

    def show_list(self, listing: Listing, uses: Sequence[Use]) -> None:
        """Show a sheet; ``uses`` are what can be chosen."""
        table, header = listing.table, listing.header
        rows = [row for row in sorted(table.rows) if row >= header.first][:_ROWS]
        labels = [use_label(use, listing.vocabulary) for use in uses]
        with QSignalBlocker(self):
            self.clear()
            self.combos = {}
            self.setRowCount(len(rows) + 1)
            self.setColumnCount(len(listing.columns))
            self.setHorizontalHeaderLabels([column.letter for column in listing.columns])
            self.setVerticalHeaderLabels(["", *map(str, rows)])
            self.setRowHeight(0, theme.scaled(_CHOICE))
            for at, column in enumerate(listing.columns):
                self.setColumnWidth(at, theme.scaled(_COLUMN))
                self._choice(at, column.index, column.head, uses, labels, listing.uses.get(column.index, SKIP))
                for line, row in enumerate(rows, start=1):
                    item = QTableWidgetItem(shorten(table.text(row, column.index), _SHOWN))
                    item.setToolTip(table.text(row, column.index))
                    if row <= header.last:
                        font = item.font()
                        font.setBold(True)
                        item.setFont(font)
                        item.setBackground(QBrush(QColor(theme.current().desk)))
                    self.setItem(line, at, item)
        self.show_uses(listing)

    def show_uses(self, listing: Listing) -> None:
        """Columns that are not taken in are quiet."""
        quiet, plain = QColor(theme.current().quiet), QColor(theme.current().text)
        for at, column in enumerate(listing.columns):
            skipped = listing.uses.get(column.index, SKIP) == SKIP
            for line in range(1, self.rowCount()):
                item = self.item(line, at)
                if item is not None:
                    item.setForeground(QBrush(quiet if skipped else plain))

    def _choice(self, at: int, index: int, head: str, uses: Sequence[Use], labels: Sequence[str], now: Use) -> None:
        combo = QuietCombo()
        combo.setAccessibleName(say.USE_OF.format(head=head))
        combo.addItems(list(labels))
        combo.setCurrentIndex(uses.index(now) if now in uses else 0)
        combo.currentIndexChanged.connect(partial(self._chosen, index, uses))
        self.combos[index] = combo
        self.setCellWidget(0, at, combo)

    def _chosen(self, index: int, uses: Sequence[Use], row: int) -> None:
        self.chosen.emit(index, uses[row])
