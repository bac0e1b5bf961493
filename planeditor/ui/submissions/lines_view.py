"""The table of departments: flat rows, and a shape beside the word that says how far each is."""
from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QTreeView

from planeditor.messages import ui_submissions as say
from planeditor.ui import theme
from planeditor.ui.look import STEP, Colors
from planeditor.ui.submissions.lines import Line
from planeditor.ui.submissions.lines_model import LINE, STATE_COLUMN, WAITING_COLUMN, LinesModel
from planeditor.ui.tree.tree_shapes import paint_square

Index = QModelIndex | QPersistentModelIndex
Option = Any
"""A QStyleOptionViewItem, whose attributes the type stubs do not know."""
ROW_HEIGHT = 30
_WIDTHS = (184, 88, 88, 110, 52, 86, 46, 74, 74)
_NAME_LEAST, _NAME_WANTED = 100, 156
_SENT_COLUMN = 1
"""Left out where the names would have to be cut."""
_MARK, _BAR = 12, 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinesView(QTreeView):
    """Enter or a double click wants what waits, Right the measures."""

    chosen = Signal()
    """Another department is chosen."""
    review_wanted = Signal()
    """Enter, or a double click."""
    measures_wanted = Signal()
    """Right: to the measures of the department."""

    def __init__(self, model: LinesModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_LineDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(say.LIST)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.doubleClicked.connect(self.review_wanted)
        theme.watch().changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Columns as wide as the text size asks for; the names get what is left."""
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, theme.scaled(width))
        self._fit_names()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names get what is left."""
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        width, all_others = self.viewport().width(), sum(theme.scaled(width) for width in _WIDTHS[1:])
        self.setColumnHidden(_SENT_COLUMN, width - all_others < theme.scaled(_NAME_WANTED))
        others = sum(self.columnWidth(column) for column in range(1, len(_WIDTHS)))
        self.setColumnWidth(0, max(theme.scaled(_NAME_LEAST), self.viewport().width() - others))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another department is chosen."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the table."""
        if event.key() in _ENTER:
            self.review_wanted.emit()
        elif event.key() == Qt.Key.Key_Right:
            self.measures_wanted.emit()
        else:
            super().keyPressEvent(event)


class _LineDelegate(QStyledItemDelegate):
    """One ground over all columns, a hairline below, the shape before the state."""

    def sizeHint(self, option: Option, _index: Index) -> QSize:
        """Rows of one height, in steps with the text."""
        return QSize(0, max(theme.scaled(ROW_HEIGHT), option.fontMetrics.height() + 2 * STEP))

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Paint a cell."""
        colors, rect, flag = theme.current(), QRect(option.rect), QStyle.StateFlag
        line = index.data(LINE)
        if not isinstance(line, Line):
            return
        selected = bool(option.state & flag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(colors.selected if selected else colors.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colors.line))
        if selected and index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), theme.scaled(_BAR), rect.height()), QColor(colors.accent))
        room = rect.adjusted(2 * STEP, 0, -2 * STEP, 0)
        ink = index.data(Qt.ItemDataRole.ForegroundRole) or QColor(colors.text)
        if index.column() == STATE_COLUMN:
            self._paint_mark(painter, room, line, colors)
            room.setLeft(room.left() + theme.scaled(_MARK + 2 * STEP))
        font = option.font
        font.setBold(index.column() == WAITING_COLUMN and line.status.waiting.total > 0)
        painter.setFont(font)
        painter.setPen(ink)
        cut = Qt.TextElideMode.ElideRight if index.column() else Qt.TextElideMode.ElideLeft  # the 課 says more than the 部
        text = painter.fontMetrics().elidedText(index.data() or "", cut, room.width())
        painter.drawText(room, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        painter.restore()

    def _paint_mark(self, painter: QPainter, room: QRect, line: Line, colors: Colors) -> None:
        side = theme.scaled(_MARK)
        mark = QRectF(room.left(), room.center().y() + 1 - side / 2, side, side)
        if line.is_late:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.warning))
            painter.drawPolygon(QPolygonF([QPointF(mark.center().x(), mark.top()), mark.bottomRight(), mark.bottomLeft()]))
        elif line.square is not None:
            paint_square(painter, mark, QColor(colors.text if line.state == "all" else colors.quiet), line.square)
