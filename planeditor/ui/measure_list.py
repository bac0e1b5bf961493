"""A list of measures, each a way to its sheet."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NODE = Qt.ItemDataRole.UserRole


class MeasureList(QListWidget):
    """Enter or a double click goes to the measure."""

    accepted = Signal(str)
    """The node to go to."""
    left = Signal()
    """Left: back to where the list belongs."""

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.itemDoubleClicked.connect(self._accept)

    def add(self, node: str, title: str) -> QListWidgetItem:
        """Show one more."""
        item = QListWidgetItem(title.replace("\n", " "), self)
        item.setData(_NODE, node)
        item.setToolTip(title)
        return item

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the measure, Left back."""
        if event.key() in _ENTER:
            self._accept()
        elif event.key() == Qt.Key.Key_Left:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _accept(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.accepted.emit(item.data(_NODE))
