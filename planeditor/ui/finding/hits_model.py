"""The hits of a search as a list; what a hit shows is worked out when its row is looked at."""
from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from planeditor.messages import ui_search as say
from planeditor.services.finding.searching import Hit, Hits
from planeditor.ui.finding.marked_line import Piece
from planeditor.ui.look import Colors

Index = QModelIndex | QPersistentModelIndex
HIT = Qt.ItemDataRole.UserRole
"""The ``Hit`` itself."""
_NOWHERE = QModelIndex()


class HitsModel(QAbstractListModel):
    """One row for each hit, in the order of the plan."""

    def __init__(self) -> None:
        super().__init__()
        self.hits = Hits()

    def show(self, hits: Hits) -> None:
        """Show other hits."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One for each entry."""
        return 0 if parent.isValid() else len(self.hits.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row says."""
        if not index.isValid():
            return None
        hit = self.hits.hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.node
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return say.SAID.format(node=hit.node, place=place_of(hit), text=hit.before + hit.match + hit.after)
        if role == Qt.ItemDataRole.ToolTipRole:
            more = say.MORE_IN_ENTRY.format(count=hit.count) if hit.count > 1 else ""
            return f"{hit.node}\n{place_of(hit)}{more}"
        return None


def place_of(hit: Hit) -> str:
    """The year and the field of a hit."""
    return say.PLACE.format(period=hit.period, field=hit.field).strip()


def context_of(hit: Hit, colors: Colors) -> list[Piece]:
    """What stands round the match."""
    return [Piece(hit.before), Piece(hit.match, colors.mark), Piece(hit.after)]
