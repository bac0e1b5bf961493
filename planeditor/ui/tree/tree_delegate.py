"""Paints the rows of the tree: arrow, how far filled in, title, badges; and places the editor of a name over it."""
from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QTreeView, QWidget

from planeditor.messages import ui_tree as say
from planeditor.services.tree.outline import Row
from planeditor.ui import theme
from planeditor.ui.look import STEP, Colors
from planeditor.ui.tree.tree_marks import Badge, Marks, Weight
from planeditor.ui.tree.tree_model import ROW
from planeditor.ui.tree.tree_shapes import paint_arrow, paint_square

Index = QModelIndex | QPersistentModelIndex
Option = Any
"""A ``QStyleOptionViewItem``; what Qt says of its fields leaves out nearly all of them."""
ROW_HEIGHT = 28
_SQUARE, _BAR = 12, 3
_BADGE_TEXT = 0.85
_CURRENT = "▸ "
_LEAST_TITLE = 12 * STEP
"""A title is never squeezed below this by badges: then they are left out, from the last one."""


class TreeDelegate(QStyledItemDelegate):
    """Paints whole rows, the space of the arrows included."""

    def __init__(self, view: QTreeView, marks: Marks) -> None:
        super().__init__(view)
        self._view, self._marks = view, marks

    def sizeHint(self, option: Option, _index: Index) -> QSize:
        """Rows of one height, in steps with the text."""
        return QSize(0, max(theme.scaled(ROW_HEIGHT), option.fontMetrics.height() + 2 * STEP))

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Paint a row over the whole width of the view."""
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        rect = QRect(option.rect)
        whole = QRect(0, rect.top(), self._view.viewport().width(), rect.height())
        colors = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, whole, index, colors)
        if row.children:
            place = QRectF(rect.left() - self._view.indentation(), rect.top(), self._view.indentation(), rect.height())
            paint_arrow(painter, place, QColor(colors.quiet), theme.scaled(8), expanded=self._view.isExpanded(index))
        weight = self._marks.weight(row)
        filled = self._marks.filled(row)
        ink = QColor(colors.quiet if weight is Weight.QUIET else colors.text)
        if filled is not None:
            side = theme.scaled(_SQUARE)
            square = QRectF(rect.left(), rect.center().y() + 1 - side / 2, side, side)
            paint_square(painter, square, QColor(colors.quiet), filled)
        font = QFont(option.font)
        right = self._paint_badges(painter, font, rect, self._marks.badges(row), colors, self._title_left(rect, row))
        font.setBold(weight is Weight.STRONG)
        painter.setFont(font)
        painter.setPen(ink)
        words = (_CURRENT if self._marks.is_current(row) else "") + self._marks.title(row)
        title = QRect(rect)
        title.setLeft(self._title_left(rect, row))
        title.setRight(right)
        elided = QFontMetrics(font).elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, title.width())
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
        painter.restore()

    def _title_left(self, rect: QRect, row: Row) -> int:
        has_square = row.kind in ("measure", "period")
        return rect.left() + (theme.scaled(_SQUARE + STEP + 2) if has_square else 0)

    def _paint_ground(self, painter: QPainter, whole: QRect, index: Index, colors: Colors) -> None:
        # The view is asked, not the state in the option: reading that loads the whole of QStyle, and the first sheet waits for it.
        view = self._view
        if view.selectionModel().isSelected(index):
            painter.fillRect(whole, QColor(colors.selected))
            painter.fillRect(QRect(whole.left(), whole.top(), theme.scaled(_BAR), whole.height()), QColor(colors.accent))
        elif view.underMouse() and whole.contains(view.viewport().mapFromGlobal(QCursor.pos())):
            painter.fillRect(whole, QColor(colors.hover))
        if view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QPen(QColor(colors.accent), 1))
            painter.drawRect(QRectF(whole).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_badges(
        self, painter: QPainter, base: QFont, rect: QRect, badges: list[Badge], colors: Colors, left: int
    ) -> int:
        """Paint the badges from the right; the last place that is left to the title."""
        right = rect.right() - theme.scaled(2 * STEP)
        if not badges:
            return right
        font = QFont(base)
        font.setPixelSize(max(1, round(base.pixelSize() * _BADGE_TEXT)))
        metrics, space = QFontMetrics(font), theme.scaled(STEP + 2)
        height = metrics.height() + 2
        widths = [metrics.horizontalAdvance(badge.text) + 2 * space for badge in badges]
        while widths and right - sum(widths) - STEP * len(widths) < left + theme.scaled(_LEAST_TITLE):
            widths.pop()
        painter.setFont(font)
        for badge, width in reversed(list(zip(badges, widths, strict=False))):
            pill = QRectF(right - width, rect.center().y() + 1 - height / 2, width, height)
            color = QColor(_color(badge, colors))
            painter.setPen(QPen(color, 1))
            painter.setBrush(QColor(colors.surface))
            painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, badge.text)
            right -= width + STEP
        return right

    # The editor of a name

    def createEditor(self, parent: QWidget, _option: Option, _index: Index) -> QWidget:
        """A line for the name."""
        editor = QLineEdit(parent)
        editor.setAccessibleName(say.NAME)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: Option, index: Index) -> None:
        """Put the line where the name is printed, or further left where it would be too short."""
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        rect = QRect(option.rect)
        font = QFont(option.font)
        font.setBold(self._marks.weight(row) is Weight.STRONG)
        number = QFontMetrics(font).horizontalAdvance(f"{row.number} ") if row.number else 0
        left = min(self._title_left(rect, row) + number, max(rect.left(), rect.right() - theme.scaled(32 * STEP)))
        rect.setLeft(left - theme.scaled(2 * STEP))
        editor.setGeometry(rect)


def _color(badge: Badge, colors: Colors) -> str:
    return {"warning": colors.warning, "error": colors.error, "good": colors.good, "quiet": colors.quiet}[badge.kind]
