"""The table of measures: chosen with keys or the mouse, several rows at once."""
from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QLineEdit, QStyledItemDelegate, QTableView, QWidget

from planeditor.messages import ui_nextplan as say
from planeditor.ui import theme
from planeditor.ui.later import later
from planeditor.ui.nextplan.measures_model import FATE, NAME, MeasuresModel

Index = QModelIndex | QPersistentModelIndex
Option = Any
"""A QStyleOptionViewItem, whose attributes the type stubs do not know."""
_WIDTHS = (70, 220, 100, 150, 130, 90)
_ROW = 32


class MeasuresView(QTableView):
    """Rows are chosen as a whole; one cell of them is the current one."""

    def __init__(self, model: MeasuresModel, word: str) -> None:
        super().__init__()
        self.measures = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(say.TABLE.format(measure=word))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        theme.watch().changed.connect(self.dress)
        self.dress()
        if model.rowCount():
            self.setCurrentIndex(model.index(0, FATE))

    def dress(self) -> None:
        """Columns and rows as large as the text size asks for."""
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, theme.scaled(width))
        self.verticalHeader().setDefaultSectionSize(theme.scaled(_ROW))

    @property
    def rows(self) -> list[int]:
        """The chosen rows."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """C and E for the chosen rows, Enter to change the current cell: it never leads on to the next step from here."""
        key = event.key()
        if key in (Qt.Key.Key_C, Qt.Key.Key_E) and not event.modifiers():
            self.measures.choose(self.rows, fate="goes_on" if key == Qt.Key.Key_C else "ends")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            editing = self.state() == QAbstractItemView.State.EditingState  # the key was meant for the editor
            if not editing and self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """A list to choose from, or a line to type in."""

    def createEditor(self, parent: QWidget, _option: Option, index: Index) -> QWidget:
        """The editor of a cell."""
        offered = cast("MeasuresModel", index.model()).offered(index)
        if not offered:
            return QLineEdit(parent)
        box = QComboBox(parent)
        for text, value in offered:
            box.addItem(text, value)
        box.setCurrentIndex(max(box.findData(cast("MeasuresModel", index.model()).value(index)), 0))
        box.activated.connect(lambda _: self._chosen(box))
        later(box, 0, box.showPopup)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What stands there now."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what was chosen or typed."""
        value = editor.currentData() if isinstance(editor, QComboBox) else cast("QLineEdit", editor).text().strip()
        model.setData(index, value)

    def _chosen(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)
