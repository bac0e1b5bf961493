"""A grid as Qt's tables want it."""
from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planeditor.ui.dashboard.cells import NOTHING, Cell, Grid

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
_TOP = QModelIndex()


class CellsModel(QAbstractTableModel):
    """Shows a grid."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid = Grid()

    def show_grid(self, grid: Grid) -> None:
        """Show another grid; one of the same shape keeps the place of the user."""
        same = grid.shaped_as(self.grid)
        if not same:
            self.beginResetModel()
        self.grid = grid
        if not same:
            self.endResetModel()
        elif grid.rows and grid.heads:
            self.dataChanged.emit(self.index(0, 0), self.index(grid.rows - 1, len(grid.heads) - 1))

    def cell(self, index: Index) -> Cell:
        """The cell there."""
        there = index.isValid() and index.row() < self.grid.rows and index.column() < len(self.grid.heads)
        return self.grid.at(index.row(), index.column()) if there else NOTHING

    def rowCount(self, parent: Index = _TOP) -> int:
        """The rows."""
        return 0 if parent.isValid() else self.grid.rows

    def columnCount(self, parent: Index = _TOP) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(self.grid.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, and what the screen reader says."""
        cell = self.cell(index)
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.said or cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Heads above and at the left."""
        grid = self.grid
        heads = grid.heads if orientation == Qt.Orientation.Horizontal else grid.sides
        if section >= len(heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            indent = "　" * grid.levels[section] if orientation == Qt.Orientation.Vertical and grid.levels else ""
            return indent + heads[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Vertical:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
