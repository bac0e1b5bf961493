"""The register as a list."""
from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTreeView,
)

from planeditor.messages import ui_departments as say
from planeditor.ui import theme
from planeditor.ui.departments.departments_model import DepartmentsModel
from planeditor.ui.look import STEP

Index = QModelIndex | QPersistentModelIndex
Option = Any
"""A QStyleOptionViewItem, whose attributes the type stubs do not know."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTHS = (140, 140, 130, 130, 140, 60)
_BAR = 3


class DepartmentsView(QTreeView):
    """The register."""

    chosen = Signal()
    """Another department is chosen."""
    change_wanted = Signal()
    """F2, Enter or a double click."""
    add_wanted = Signal()
    """Insert."""
    delete_tried = Signal()
    """Delete: departments end instead."""
    move_wanted = Signal(int)
    """Alt+Up (-1) or Alt+Down (1)."""
    measures_wanted = Signal()
    """Right: to the measures of the department."""

    def __init__(self, model: DepartmentsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_RowDelegate(self))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setAccessibleName(say.LIST)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.doubleClicked.connect(self.change_wanted)
        theme.watch().changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Columns as wide as the text size asks for."""
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, theme.scaled(width))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another department is chosen."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def event(self, event: QEvent) -> bool:
        """Delete belongs to the list as long as it has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the register."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_wanted.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in _ENTER or key == Qt.Key.Key_F2:
            self.change_wanted.emit()
        elif key == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.delete_tried.emit()
        elif key == Qt.Key.Key_Right:
            self.measures_wanted.emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the row to the model, with its place among the others."""
        index, at = self.indexAt(event.position().toPoint()), self.dropIndicatorPosition()
        model = self.model()
        row = model.rowCount() if not index.isValid() else index.row() + (at == QAbstractItemView.DropIndicatorPosition.BelowItem)
        if event.source() is self:
            model.dropMimeData(event.mimeData(), Qt.DropAction.MoveAction, row, 0, QModelIndex())
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()


class _RowDelegate(QStyledItemDelegate):
    """Flat rows, one ground over all columns."""

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Paint a cell."""
        colors, rect, flag = theme.current(), QRect(option.rect), QStyle.StateFlag
        selected = bool(option.state & flag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(colors.selected if selected else colors.surface))
        if selected and index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), theme.scaled(_BAR), rect.height()), QColor(colors.accent))
        room = rect.adjusted(2 * STEP, 0, -2 * STEP, 0)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole) or QColor(colors.text))
        painter.setFont(option.font)
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(room, align, option.fontMetrics.elidedText(index.data() or "", Qt.TextElideMode.ElideRight, room.width()))
        painter.restore()
