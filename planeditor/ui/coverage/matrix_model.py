"""A 対応表 as a table: the items of a list are its rows, the measures its columns."""
from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication

from planeditor.domain.plan import Node
from planeditor.messages import ui_coverage as say
from planeditor.services.coverage.matrix import Matrix
from planeditor.ui import theme
from planeditor.ui.look import TEXT

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
COUNT = 0
"""The first column: how many measures answer to the item."""


class MatrixModel(QAbstractTableModel):
    """Shows a matrix; what is marked is asked for, and shown when the plan has it."""

    mark_wanted = Signal(str, str, str)
    """Measure, item and the text that is to stand there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix: Matrix | None = None
        self.items: tuple[Node, ...] = ()
        """The items shown, in order."""
        self.open_only = False
        self.writable = True

    def show_matrix(self, matrix: Matrix | None) -> None:
        """Show another matrix, or the same one with other marks: then only the cells change."""
        items = self._shown(matrix)
        same = matrix is not None and self.matrix is not None and (items, matrix.measures) == (self.items, self.matrix.measures)
        if same:
            self.matrix = matrix
            if items:
                self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, self.columnCount() - 1))
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(items) - 1)
            return
        self.beginResetModel()
        self.matrix, self.items = matrix, items
        self.endResetModel()

    def show_open_only(self, on: bool) -> None:
        """Show only the items that nothing answers to, or all."""
        self.open_only = on
        self.show_matrix(self.matrix)

    def _shown(self, matrix: Matrix | None) -> tuple[Node, ...]:
        if matrix is None:
            return ()
        return tuple(matrix.open_items) if self.open_only else matrix.items

    # Cells

    def pair(self, index: Index) -> tuple[Node, Node] | None:
        """The measure and item of a cell, None for the column of counts."""
        if self.matrix is None or not index.isValid() or index.column() == COUNT:
            return None
        return self.matrix.measures[index.column() - 1], self.items[index.row()]

    def text(self, index: Index) -> str:
        """The mark of a cell, "" for none."""
        pair = self.pair(index)
        return "" if self.matrix is None or pair is None else self.matrix.marks.get((pair[0].id, pair[1].id), "")

    def place(self, measure: str, item: str) -> QModelIndex:
        """The cell of a measure and an item; that of the first item shown where there is no such one."""
        measures = [m.id for m in self.matrix.measures] if self.matrix else []
        rows = [i.id for i in self.items]
        if measure not in measures:
            return QModelIndex()
        return self.index(rows.index(item) if item in rows else 0, measures.index(measure) + 1)

    # What Qt asks

    def rowCount(self, parent: Index = _TOP) -> int:
        """One for each item shown."""
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = _TOP) -> int:
        """The counts, then one for each measure."""
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.measures) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Marks can be typed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.writable and self.pair(index) is not None else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The marks and counts."""
        if self.matrix is None:
            return None
        item = self.items[index.row()]
        count = self.matrix.per_item[item.id]
        if role == Qt.ItemDataRole.DisplayRole:
            return (str(count) if count else say.NONE) if index.column() == COUNT else self.text(index)
        if role == Qt.ItemDataRole.EditRole:
            return self.text(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if index.column() == COUNT:
            if role == Qt.ItemDataRole.ForegroundRole and not count:
                return QColor(theme.current().warning)
            return bold_font() if role == Qt.ItemDataRole.FontRole and not count else None
        measure = self.matrix.measures[index.column() - 1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return say.CELL_TIP.format(item=item.title, measure=measure.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return say.SAID.format(item=item.title, measure=measure.title, mark=self.text(index) or say.SAID_NONE)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a mark; it is shown when the plan has it."""
        pair = self.pair(index)
        if role != Qt.ItemDataRole.EditRole or pair is None or str(value).strip() == self.text(index):
            return False
        self.mark_wanted.emit(pair[0].id, pair[1].id, str(value).strip())
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Numbers of measures above, items at the left; what has no counterpart is set apart by its colour and weight."""
        if self.matrix is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._of_node(self.items[section], role, is_open=not self.matrix.per_item[self.items[section].id], whole=True)
        if section == COUNT:
            return say.COUNT if role == Qt.ItemDataRole.DisplayRole else None
        measure = self.matrix.measures[section - 1]
        return self._of_node(measure, role, is_open=not self.matrix.per_measure[measure.id], whole=False)

    def _of_node(self, node: Node, role: int, *, is_open: bool, whole: bool) -> object:
        if role == Qt.ItemDataRole.DisplayRole and not whole and self.matrix is not None:
            count = self.matrix.per_measure[node.id]
            return say.COLUMN.format(measure=node.number or node.name, count=count or say.NONE)
        if role == Qt.ItemDataRole.DisplayRole:
            return node.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return node.title
        if role == Qt.ItemDataRole.TextAlignmentRole and whole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and is_open:
            return QColor(theme.current().warning)
        return bold_font() if role == Qt.ItemDataRole.FontRole and is_open else None


def bold_font() -> QFont:
    """The type of what has no counterpart."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(theme.scaled(TEXT))
    font.setBold(True)
    return font
