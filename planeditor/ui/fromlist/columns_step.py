"""The second step: which sheet, which row holds the heads, what each column is for."""
from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from planeditor.messages import ui_fromlist as say
from planeditor.services.planfiles.fromlist.book import ListBook
from planeditor.services.planfiles.fromlist.columns import Use, possible
from planeditor.services.planfiles.fromlist.listing import Listing
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.fromlist.columns_table import ColumnsTable
from planeditor.ui.look import STEP
from planeditor.ui.wizard.question import Question

_HEADS = 40
"""So many rows are offered as heads."""


class ColumnsStep(QWidget):
    """Shows a listing; says what the user would have otherwise."""

    sheet_chosen = Signal(str)
    header_chosen = Signal(int)
    use_chosen = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.sheet, self.header = QComboBox(), QComboBox()
        for combo, letters in ((self.sheet, 16), (self.header, 10)):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(letters)
        self.table = ColumnsTable()
        line = QHBoxLayout()
        line.setSpacing(STEP * 4)
        line.addWidget(Question(say.SHEET, self.sheet), 2)
        line.addWidget(Question(say.HEADER, self.header), 1)
        line.addStretch(2)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(STEP * 3)
        rows.addLayout(line)
        rows.addWidget(Sentence(say.COLUMNS_LEAD))
        rows.addWidget(self.table, 1)
        self.sheet.currentIndexChanged.connect(self._sheet_chosen)
        self.header.currentIndexChanged.connect(self._header_chosen)
        self.table.chosen.connect(self.use_chosen)

    def show_book(self, book: ListBook, listing: Listing) -> None:
        """The sheets there are."""
        with QSignalBlocker(self.sheet):
            self.sheet.clear()
            for sheet in book.sheets:
                self.sheet.addItem(sheet.name, sheet.name)
            self.sheet.setCurrentIndex(max(self.sheet.findData(listing.table.sheet.name), 0))

    def show_listing(self, listing: Listing, years: range) -> None:
        """The sheet as it is set up now; ``years`` of the plan."""
        header = listing.header
        with QSignalBlocker(self.header):
            self.header.clear()
            rows = sorted(listing.table.rows)
            for row in rows[: min(_HEADS, len(rows) - 1)]:
                last = header.last if row == header.first else row
                text = say.HEADER_TWO if last > row else say.HEADER_ONE
                self.header.addItem(text.format(first=row, last=last, row=row), row)
            self.header.setCurrentIndex(max(self.header.findData(header.first), 0))
        uses: list[Use] = possible(listing.vocabulary, years, listing.uses.values())
        self.table.show_list(listing, uses)

    def _sheet_chosen(self) -> None:
        self.sheet_chosen.emit(self.sheet.currentData())

    def _header_chosen(self) -> None:
        self.header_chosen.emit(self.header.currentData())
