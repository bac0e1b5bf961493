"""What replacing would do, as a list with a tick for each entry; what cannot be replaced has none."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from planeditor.domain.plan import Key
from planeditor.messages import ui_search as say
from planeditor.services.finding.replacing import Replacement

Index = QModelIndex | QPersistentModelIndex
REPLACEMENT = Qt.ItemDataRole.UserRole
"""The ``Replacement`` itself."""
_NOWHERE = QModelIndex()


class ReplaceModel(QAbstractListModel):
    """The entries found so far; all that can be replaced are ticked until the user takes a tick away."""

    ticked = Signal()
    """Other entries are ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Replacement] = []
        self._left_out: set[Key] = set()
        self.locked = 0
        """How many of them cannot be replaced now."""

    @property
    def chosen(self) -> list[Replacement]:
        """What is ticked."""
        return [r for r in self.found if not r.locked and r.key not in self._left_out]

    def clear(self, *, keep_ticks: bool = False) -> None:
        """Begin anew."""
        self.beginResetModel()
        self.found, self.locked = [], 0
        if not keep_ticks:
            self._left_out.clear()
        self.endResetModel()

    def add(self, more: Sequence[Replacement]) -> None:
        """Add what was found next."""
        if more:
            self.beginInsertRows(_NOWHERE, len(self.found), len(self.found) + len(more) - 1)
            self.found += more
            self.locked += sum(bool(r.locked) for r in more)
            self.endInsertRows()

    def tick_all(self, ticked: bool) -> None:
        """Tick everything that can be replaced, or nothing."""
        self._left_out = set() if ticked else {r.key for r in self.found}
        if self.found:
            self.dataChanged.emit(self.index(0), self.index(len(self.found) - 1), [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One for each entry."""
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row says."""
        if not index.isValid():
            return None
        found = self.found[index.row()]
        if role == REPLACEMENT:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.where
        if role == Qt.ItemDataRole.CheckStateRole and not found.locked:
            return Qt.CheckState.Unchecked if found.key in self._left_out else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            start, end = found.spans[0]
            old, new = found.old[start:end], found.replacement or say.EMPTY
            if found.locked:
                return say.SAID_LOCKED.format(where=found.where, old=old, reason=found.locked)
            return say.SAID_NEW.format(where=found.where, old=old, new=new)
        if role == Qt.ItemDataRole.ToolTipRole:
            return found.locked or None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick away or set it again."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or self.found[index.row()].locked:
            return False
        key = self.found[index.row()].key
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._left_out.discard(key)
        else:
            self._left_out.add(key)
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be done with a row."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return flags if self.found[index.row()].locked else flags | flag.ItemIsUserCheckable
