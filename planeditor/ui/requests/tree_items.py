"""The rows of a list that can be ticked."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

TICKED, BLANK = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def items_of(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    """All rows, from the top."""
    items = (tree.topLevelItem(number) for number in range(tree.topLevelItemCount()))
    return [item for item in items if item is not None]


def ticked_of(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    """Those that are ticked."""
    return [item for item in items_of(tree) if item.checkState(0) == TICKED]


def choose_first(tree: QTreeWidget) -> None:
    """Go to the first row, where there is one."""
    for item in items_of(tree)[:1]:
        tree.setCurrentItem(item)
