"""Rows as high as their texts need in columns of this width."""
from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from planeditor.ui import theme
from planeditor.ui.look import STEP

_LEAST, _MARK = 30, 28


class WrappedDelegate(QStyledItemDelegate):
    """Of a tree whose columns share its width."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The width of the column, and the height of the text in it."""
        width = self._view.columnWidth(index.column()) - 4 * STEP
        if index.column() == 0:
            width -= self._indent(index) + (theme.scaled(_MARK) if index.data(Qt.ItemDataRole.CheckStateRole) is not None else 0)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        room = QRect(0, 0, max(width, theme.scaled(_LEAST)), 10_000)
        text = self._view.fontMetrics().boundingRect(room, flags, str(index.data() or ""))
        return QSize(width, max(text.height() + 3 * STEP, theme.scaled(_LEAST)))

    def _indent(self, index: QModelIndex | QPersistentModelIndex) -> int:
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        return depth * self._view.indentation()
