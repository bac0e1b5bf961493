"""Paints the cells of the dashboard: grounds with patterns, columns, bars and words."""
from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from planeditor.ui import theme
from planeditor.ui.dashboard.cells import Cell, Part
from planeditor.ui.dashboard.cells_model import CELL
from planeditor.ui.dashboard.grounds import paint_ground
from planeditor.ui.look import STEP, TEXT
from planeditor.ui.table.table_delegate import line_height
from planeditor.ui.table.wrapping import Wrapper

Index = QModelIndex | QPersistentModelIndex
Option = Any
"""A ``QStyleOptionViewItem``; what Qt says of its fields leaves out nearly all of them."""
BAR = 22
_GAP = 2
_MOST_LINES = 12
"""Running text is cut after so many; all of it is in the sheet, one key away."""


class CellsDelegate(QStyledItemDelegate):
    """One look for all tables of the dashboard."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wrappers: dict[tuple[int, bool], Wrapper] = {}

    def sizeHint(self, option: Option, index: Index) -> QSize:
        """Running text needs as many lines as the width of its column asks for."""
        cell: Cell = index.data(CELL)
        metrics = QFontMetrics(option.font)
        if cell.wrapped:
            wrapper = self._wrapper(strong=cell.strong)
            count = len(wrapper.lines(cell.text, option.rect.width() - 4 * STEP, _MOST_LINES))
            return QSize(option.rect.width(), max(count, 1) * line_height(wrapper.metrics.height()) + 3 * STEP)
        if cell.parts:
            return QSize(0, metrics.height() + theme.scaled(BAR) + 4 * STEP)
        return QSize(metrics.horizontalAdvance(cell.text) + 4 * STEP, metrics.height() + 3 * STEP)

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Ground, picture, words, and the frame of the one that has the keys."""
        cell: Cell = index.data(CELL)
        rect, colors = QRect(option.rect), theme.current()
        chosen = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        if cell.progress is not None:
            paint_ground(painter, QRectF(rect).adjusted(0, 0, -_GAP / 2, -_GAP / 2), cell.progress)
        font = QFont(option.font)
        font.setPixelSize(theme.scaled(TEXT))
        font.setBold(cell.strong)
        painter.setFont(font)
        painter.setPen(QColor(colors.quiet if cell.quiet else colors.text))
        if cell.parts:
            self._bar(painter, rect, cell)
        elif cell.wrapped:
            self._words(painter, rect.adjusted(2 * STEP, STEP, -2 * STEP, -STEP), cell)
        else:
            self._figure(painter, rect, cell)
        if chosen or (option.state & QStyle.StateFlag.State_MouseOver and cell.target is not None):
            painter.setPen(QPen(QColor(colors.accent), 2 if chosen else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _wrapper(self, *, strong: bool) -> Wrapper:
        """What breaks lines in the type in force."""
        key = (theme.scaled(TEXT), strong)
        if key not in self._wrappers:
            font = QFont(QGuiApplication.font())
            font.setPixelSize(key[0])
            font.setBold(strong)
            self._wrappers[key] = Wrapper(font)
        return self._wrappers[key]

    def _words(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        wrapper = self._wrapper(strong=cell.strong)
        line = line_height(wrapper.metrics.height())
        place = QRect(room.left(), room.top(), room.width(), line)
        for piece in wrapper.lines(cell.text, room.width(), max(1, (room.height() + line // 4) // line)):
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), piece)
            place.translate(0, line)

    def _figure(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        """A word in the middle; where there is a column, on top of it."""
        place = rect.adjusted(1, 0, -1 - _GAP, 0)
        if cell.level is not None:
            colors, line = theme.current(), QFontMetrics(painter.font()).height()
            room = rect.adjusted(rect.width() // 4, STEP, -rect.width() // 4, -STEP)
            height = round((room.height() - line) * cell.level)
            column = QRect(room.left(), room.bottom() - height + 1, room.width(), height)
            painter.fillRect(column, QColor(colors.accent))
            place = QRect(rect.left(), column.top() - line - 1, rect.width(), line)
        metrics = QFontMetrics(painter.font())
        fitting = (text for text in (cell.text, *cell.shorter) if metrics.horizontalAdvance(text) <= place.width())
        text = next(fitting, "") or metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), text)

    def _bar(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        metrics = QFontMetrics(painter.font())
        line = QRect(rect.left() + 2 * STEP, rect.top() + STEP, rect.width() - 4 * STEP, metrics.height())
        title = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)
        for part, place in pieces(rect, cell.parts, metrics.height()):
            paint_ground(painter, QRectF(place), part.progress)
            words = f"{part.progress.mark}{part.count}"
            if metrics.horizontalAdvance(words) + STEP <= place.width():
                painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)


def pieces(rect: QRect, parts: tuple[Part, ...], line: int) -> list[tuple[Part, QRect]]:
    """Where each piece of a bar stands in its cell, under a line of that height."""
    whole = sum(part.count for part in parts)
    top, left, width = rect.top() + line + 2 * STEP, rect.left() + 2 * STEP, rect.width() - 4 * STEP
    found, done = [], 0
    for part in parts:
        start, done = left + width * done // whole, done + part.count
        end = left + width * done // whole
        found.append((part, QRect(start, top, max(end - start - 1, 1), theme.scaled(BAR))))
    return found
