"""The columns that stay in sight when the table is scrolled to the right: a second view of them, over the first."""
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from planeditor.ui.table.table_header import TableHeader
from planeditor.ui.table.table_model import TableModel

_SHARE = 0.5
"""They take no more than this part of the width; what does not fit scrolls with the others."""


class FrozenColumns(QTableView):
    """Lies over the left edge of a table and shows its first columns. It is there only while they are scrolled away."""

    def __init__(self, table: QTableView, model: TableModel) -> None:
        super().__init__(table)
        self._table = table
        self.wanted = 0
        """How many columns are to stay, if there is room for them."""
        self.setModel(model)
        self.setSelectionModel(table.selectionModel())
        self.head = TableHeader(model, self)
        self.setHorizontalHeader(self.head)
        self.verticalHeader().hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(table)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setProperty("role", "frozen")
        self.setAccessibleName("")
        self.hide()
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.horizontalScrollBar().valueChanged.connect(self.fit)
        table.horizontalHeader().sectionResized.connect(self._resized)
        self.head.sectionResized.connect(self._resized_here)
        self.viewport().installEventFilter(self)

    @property
    def columns(self) -> int:
        """How many columns stay now."""
        most, width = self._table.viewport().width() * _SHARE, 0
        for column in range(self.wanted):
            width += self._table.columnWidth(column)
            if width > most:
                return column
        return self.wanted

    @property
    def covered(self) -> int:
        """How many pixels of the table lie under them."""
        return self.width() if self.isVisible() else 0

    def fit(self) -> None:
        """Take the right place, columns and rows."""
        table, count = self._table, self.columns
        shown = count > 0 and table.horizontalScrollBar().value() > 0
        if shown:
            for column in range(table.model().columnCount()):
                self.setColumnHidden(column, column >= count)
                if column < count:
                    self.setColumnWidth(column, table.columnWidth(column))
            head = table.horizontalHeader()
            self.head.setFixedHeight(head.height())
            width = sum(table.columnWidth(column) for column in range(count))
            own, top_left = self.frameWidth(), table.frameWidth() - self.frameWidth()
            height = head.height() + table.viewport().height()
            self.setGeometry(top_left, top_left, width + 2 * own, height + 2 * own)
            if not self.isVisible():
                self.take_heights()
            self.verticalScrollBar().setValue(table.verticalScrollBar().value())
        self.setVisible(shown)
        if shown:
            self.raise_()

    def take_heights(self) -> None:
        """Make the rows as high as those of the table."""
        ours, theirs = self.verticalHeader(), self._table.verticalHeader()
        ours.setMinimumSectionSize(theirs.minimumSectionSize())
        ours.setDefaultSectionSize(theirs.defaultSectionSize())
        for row in range(theirs.count()):
            if ours.sectionSize(row) != theirs.sectionSize(row):
                ours.resizeSection(row, theirs.sectionSize(row))

    def _resized(self, column: int, _before: int, _width: int) -> None:
        if column < self.wanted:
            self.fit()

    def _resized_here(self, column: int, _before: int, width: int) -> None:
        if width and self._table.columnWidth(column) != width:
            self._table.setColumnWidth(column, width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click here is one in the table."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._table.setFocus(Qt.FocusReason.MouseFocusReason)
        return super().eventFilter(watched, event)
