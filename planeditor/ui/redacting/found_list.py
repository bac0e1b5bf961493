"""The list of the places where a text was found."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from planeditor.messages import redacting as say
from planeditor.services.redacting.finding import Place, Spot
from planeditor.ui import theme

_MOST = 200
"""Places in entries that are listed one by one."""
_HEIGHT, _COUNT = 190, 300


class FoundList(QTreeWidget):
    """Each kind of record with its number; under the present entries every place with the words around it."""

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderLabels(list(say.PLACE_HEADS))
        self.setAccessibleName(say.FOUND)
        self.setMinimumHeight(theme.scaled(_HEIGHT))
        self.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, theme.scaled(_COUNT))

    def show_found(self, places: Sequence[Place], spots: Sequence[Spot] = ()) -> None:
        """Show these places instead of others."""
        self.clear()
        for place in places:
            item = QTreeWidgetItem(self, [place.name, place.counted])
            if place.kind == "entry":
                self._show_spots(item, spots)
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)

    def _show_spots(self, item: QTreeWidgetItem, spots: Sequence[Spot]) -> None:
        for spot in spots[:_MOST]:
            around = say.AROUND.format(before=spot.before, text=spot.text, after=spot.after)
            inside = QTreeWidgetItem(item, [spot.name, around])
            for column, text in enumerate((spot.name, around)):
                inside.setToolTip(column, text)
        if len(spots) > _MOST:
            QTreeWidgetItem(item, [say.MORE.format(count=len(spots) - _MOST), ""])
        item.setExpanded(True)
