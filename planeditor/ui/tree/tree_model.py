"""The item model of the tree: rows of the outline, each seen only when the view asks for it."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from planeditor.services.editing.permissions import Mode
from planeditor.services.tree.outline import Row, RowKind
from planeditor.ui.session import Session
from planeditor.ui.tree.tree_drop import Target, target
from planeditor.ui.tree.tree_marks import Marks
from planeditor.ui.tree.tree_rows import Path, ShownRows

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""The ``Row`` itself."""
MIME = "application/x-planeditor-rows"
_NOWHERE = QModelIndex()
_FLAG = Qt.ItemFlag
_SEEN = _FLAG.ItemIsEnabled | _FLAG.ItemIsSelectable
# Joined here, once: the view asks for the flags of every row that is open.
_FLAGS: dict[RowKind, Qt.ItemFlag] = {
    "area": _SEEN | _FLAG.ItemIsDragEnabled | _FLAG.ItemIsDropEnabled,
    "measure": _SEEN | _FLAG.ItemIsDragEnabled,
    "period": _SEEN | _FLAG.ItemNeverHasChildren,
    "department": _SEEN,
    "text": _SEEN,
    "chapter": _SEEN | _FLAG.ItemNeverHasChildren,
}
_FLAGS_IN_REVISION = _FLAGS | {kind: _FLAGS[kind] | _FLAG.ItemIsEditable for kind in ("area", "measure", "chapter")}


@dataclass(slots=True)
class _Item:
    """A row the view has asked for. Its children lie one after the other from ``first`` on, -1 as long as nobody asked."""

    row: Row | None
    children: tuple[Row, ...]
    parent: int
    place: int
    first: int = -1


class TreeModel(QAbstractItemModel):
    """The rows that are shown. An index carries the number of its item; items are made when they are first looked at."""

    renamed = Signal(str, str)
    """A node and the name that was typed for it."""
    dropped = Signal(list, str, object)
    """Nodes, the node they go under, and the node they go before (None = to the end)."""

    def __init__(self, session: Session, marks: Marks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self.marks = session, marks
        self.shown = ShownRows()
        self._items: list[_Item] = [_Item(None, (), 0, 0)]

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.shown = ShownRows(rows)
        self._items = [_Item(None, self.shown.rows, 0, 0)]
        self.endResetModel()

    # Rows and indexes

    def row(self, index: Index) -> Row | None:
        """The row at an index."""
        return self._items[index.internalId()].row if index.isValid() else None

    def index_at(self, path: Path) -> QModelIndex:
        """The index of the row at a place."""
        index = _NOWHERE
        for number in path:
            index = self.index(number, 0, index)
        return index

    def index_of(self, row_id: str) -> QModelIndex:
        """The index of a row; an invalid one where it is not shown."""
        return self.index_at(self.shown.path(row_id) or ())

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """The index of a row among its siblings."""
        above = parent.internalId() if parent.isValid() else 0
        item = self._items[above]
        if column or not 0 <= row < len(item.children):
            return QModelIndex()
        if item.first < 0:
            item.first = len(self._items)
            self._items += [_Item(child, child.children, above, n) for n, child in enumerate(item.children)]
        return self.createIndex(row, 0, item.first + row)

    def parent(self, index: Index = _NOWHERE) -> Any:
        """The index above."""
        above = self._items[index.internalId()].parent if index.isValid() else 0
        return self.createIndex(self._items[above].place, 0, above) if above else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows stand below."""
        return len(self._items[parent.internalId() if parent.isValid() else 0].children)

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        """Whether any does."""
        return bool(self._items[parent.internalId() if parent.isValid() else 0].children)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """Always one."""
        return 1

    # What a row says

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, or what it says."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.marks.title(row)
        if role == Qt.ItemDataRole.EditRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.marks.words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.marks.tooltip(row)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another name; the row changes once the plan has."""
        row = self.row(index)
        if row is None or role != Qt.ItemDataRole.EditRole or value == row.title:
            return False
        self.renamed.emit(row.node, value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be chosen, dragged, named and dropped into."""
        row = self.row(index)
        if row is None:
            return _FLAG.ItemIsDropEnabled
        if self._session.mode is Mode.REVISION and not self._session.read_only:
            return _FLAGS_IN_REVISION[row.kind]
        return _FLAGS[row.kind]

    def texts_changed(self, nodes: set[str]) -> None:
        """Tell the view that what these nodes, their years and the rows above them say has changed."""
        for row in self.shown.of_nodes(nodes):
            index = self.index_of(row.id)
            years = self.rowCount(index)
            if row.kind == "measure" and years and self._items[index.internalId()].first >= 0:
                self.dataChanged.emit(self.index(0, 0, index), self.index(years - 1, 0, index))
            while index.isValid():
                self.dataChanged.emit(index, index)
                index = index.parent()

    def all_changed(self, parent: Index = _NOWHERE) -> None:
        """Tell the view that any row may say something else (badges, the current year, a closed one)."""
        item = self._items[parent.internalId() if parent.isValid() else 0]
        if item.first < 0:
            return
        self.dataChanged.emit(self.index(0, 0, parent), self.index(len(item.children) - 1, 0, parent))
        for n in range(len(item.children)):
            if self._items[item.first + n].first >= 0:  # the view has seen rows below
                self.all_changed(self.index(n, 0, parent))

    # Drag and drop

    def supportedDropActions(self) -> Qt.DropAction:
        """Rows are moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Rows of this tree only."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The nodes of the rows."""
        rows = [row for index in indexes if (row := self.row(index)) and row.kind in ("area", "measure")]
        data = QMimeData()
        data.setData(MIME, "\n".join(row.node for row in rows).encode())
        return data

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        """Whether the rows can go there."""
        return self._target(data, row, parent) is not None

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        """Ask for the move; the rows move once the plan has changed."""
        to = self._target(data, row, parent)
        if to is None:
            return False
        self.dropped.emit(_nodes(data), to.parent, to.before)
        return True

    def _target(self, data: QMimeData, row: int, parent: Index) -> Target | None:
        session = self._session
        if not data.hasFormat(MIME) or session.mode is not Mode.REVISION or session.read_only:
            return None
        if any(top.kind == "department" for top in self.shown.rows):
            return None
        above = self.row(parent)
        if above is not None and above.kind in ("measure", "period"):  # beside the years of a measure: after that measure
            index = parent if above.kind == "measure" else parent.parent()
            row, above, parent = index.row() + 1, self.row(index.parent()), index.parent()
        siblings = self._items[parent.internalId() if parent.isValid() else 0].children
        return target(session.plan, _nodes(data), above, siblings, row)


def _nodes(data: QMimeData) -> list[str]:
    return bytes(data.data(MIME).data()).decode().split("\n")
