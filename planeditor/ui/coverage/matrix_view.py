"""The cells of a 対応表: marked by a click or the space bar."""
from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from planeditor.messages import coverage as say_marks
from planeditor.ui import theme
from planeditor.ui.coverage.matrix_model import MatrixModel, bold_font

Index = QModelIndex | QPersistentModelIndex
_LEAST, _MOST, _AROUND, _ROW, _NAMES = 52, 160, 28, 30, 240


class MatrixView(QTableView):
    """One cell is chosen; a click on it, or the space bar, marks it or takes its mark away."""

    def __init__(self, model: MatrixModel) -> None:
        super().__init__()
        self.cells = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.clicked.connect(self._clicked)
        model.modelReset.connect(self.dress)
        theme.watch().changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Columns and rows as large as the text size asks for."""
        heads = [str(self.cells.headerData(n, Qt.Orientation.Horizontal)) for n in range(self.cells.columnCount())]
        metrics = QFontMetrics(bold_font())
        widest = max((metrics.horizontalAdvance(line) for head in heads for line in head.split("\n")), default=0)
        self.horizontalHeader().setDefaultSectionSize(min(max(theme.scaled(_LEAST), widest + theme.scaled(_AROUND)), theme.scaled(_MOST)))
        self.verticalHeader().setDefaultSectionSize(theme.scaled(_ROW))
        self.verticalHeader().setFixedWidth(theme.scaled(_NAMES))

    def go_to(self, index: QModelIndex) -> None:
        """Be at a cell, in sight."""
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
            self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Delete and the space bar belong to the table as long as it has the focus."""
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Space)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in keys:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the table."""
        key, index = event.key(), self.currentIndex()
        if key == Qt.Key.Key_Space:
            self._toggle(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._ask(index, "")
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        self._toggle(index)

    def _toggle(self, index: Index) -> None:
        self._ask(index, "" if self.cells.text(index) else say_marks.MARK)

    def _ask(self, index: Index, text: str) -> None:
        pair = self.cells.pair(index)
        if pair is not None and self.cells.writable and text != self.cells.text(index):
            self.cells.mark_wanted.emit(pair[0].id, pair[1].id, text)
