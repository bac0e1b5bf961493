"""Paints the cells of the table and places their editors."""
from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QWidget

from planeditor.services.tables.tablecells import Column
from planeditor.ui import theme
from planeditor.ui.look import STEP, Colors
from planeditor.ui.table.cell_editors import ChoiceEditor, TextEditor
from planeditor.ui.table.state_marks import filled_of, progress_shown
from planeditor.ui.table.table_model import COLUMN, LOCKED, TableModel
from planeditor.ui.table.wrapping import Wrapper
from planeditor.ui.tree.tree_shapes import paint_square

Index = QModelIndex | QPersistentModelIndex
Option = Any
"""A QStyleOptionViewItem, whose attributes the type stubs do not know."""
_SQUARE = 12
SPACING = 1.3
"""Height of a line of a cell, of the font's own."""


class TableDelegate(QStyledItemDelegate):
    """Cells with wrapped text; locked ones are quietly grey."""

    moved = Signal(int, int)
    """An editor was left by Enter (rows) or Tab (columns)."""

    def __init__(self, model: TableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._wrapper: Wrapper | None = None
        self.replacing = False
        """Whether the editor that opens next is opened by typing, which replaces the text."""

    def wrapper(self, option: Option) -> Wrapper:
        """Breaks texts in the font of the cells."""
        if self._wrapper is None or self._wrapper.font != option.font:
            self._wrapper = Wrapper(option.font)
        return self._wrapper

    def sizeHint(self, option: Option, index: Index) -> QSize:
        """Room for the whole text on one line, for the columns that are fitted to their texts."""
        return QSize(option.fontMetrics.horizontalAdvance(index.data() or "") + 6 * STEP, 0)

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Paint a cell."""
        colors, rect, flag = theme.current(), QRect(option.rect), QStyle.StateFlag
        painter.save()
        locked = bool(index.data(LOCKED))
        if option.state & flag.State_Selected:
            painter.fillRect(rect, QColor(colors.selected))
        elif locked:
            painter.fillRect(rect, QColor(colors.locked))
        self._paint_text(painter, option, index, colors)
        if option.state & flag.State_HasFocus:
            painter.setPen(QPen(QColor(colors.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_text(self, painter: QPainter, option: Option, index: Index, colors: Colors) -> None:
        column, text = index.data(COLUMN), index.data()
        if not isinstance(column, Column) or not text:
            return
        wrapper = self.wrapper(option)
        room = QRect(option.rect).adjusted(2 * STEP, STEP, -2 * STEP, -STEP)
        color = colors.text
        painter.setFont(option.font)
        line = line_height(wrapper.metrics.height())
        filled = filled_of(text) if column.kind == "filled" else None
        if filled is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            side = theme.scaled(_SQUARE)
            paint_square(painter, QRectF(room.left(), room.top() + (line - side) / 2, side, side), QColor(colors.quiet), filled)
            room.setLeft(room.left() + side + STEP + 2)
        elif column.kind == "progress":
            text, color = progress_shown(text, colors, self._model.session.forms.progress)
        painter.setPen(QColor(color))
        place = QRect(room.left(), room.top(), room.width(), line)
        for piece in wrapper.lines(text, room.width(), max(1, (room.height() + line // 4) // line)):
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), piece)
            place.translate(0, line)

    # Editors

    def createEditor(self, parent: QWidget, option: Option, index: Index) -> QWidget:
        """A field for the text, a list where the field has choices."""
        key = self._model.key(index)
        definition = self._model.session.field(key) if key is not None else None
        if definition is not None and definition.choices:
            editor: ChoiceEditor | TextEditor = ChoiceEditor(definition.choices, parent)
        else:
            editor = TextEditor(parent, single=key is not None and key.field.startswith("@"))
            editor.room = QRect(option.rect)
        editor.setAccessibleName(self._model.place_said(index))
        editor.left.connect(self._left)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The text as it is; marked where typing is to replace it."""
        text = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, ChoiceEditor):
            editor.show_text(text)
        elif isinstance(editor, TextEditor):
            editor.show_text(text, marked=self.replacing)

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Commit what was typed."""
        if isinstance(editor, ChoiceEditor | TextEditor):
            model.setData(index, editor.text, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: Option, index: Index) -> None:  # noqa: ARG002
        """Over the cell; a text that needs more room grows over its neighbours."""
        if isinstance(editor, TextEditor):
            editor.room = QRect(option.rect)
            editor.grow()
        else:
            editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keys are the editor's own; what an IME still composes is settled before the editor is left."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return False
        if event.type() == QEvent.Type.FocusOut:
            QGuiApplication.inputMethod().commit()
        return super().eventFilter(editor, event)

    def _left(self, rows: int, columns: int, keep: bool) -> None:
        editor = self.sender()
        if not isinstance(editor, QWidget):
            return
        if keep:
            self.commitData.emit(editor)
        hint = self.EndEditHint.NoHint if keep else self.EndEditHint.RevertModelCache
        self.closeEditor.emit(editor, hint)
        if rows or columns:
            self.moved.emit(rows, columns)


def line_height(font_height: int) -> int:
    """How high a line of a cell is."""
    return round(font_height * SPACING)
