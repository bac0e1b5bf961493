"""A line of text in a list with the changed words underlined, from shortly before the first of them."""
from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from planeditor.services.comparing.listing import Line
from planeditor.services.comparing.marking import Marked, side_by_side
from planeditor.ui import theme
from planeditor.ui.look import STEP

Option = Any
"""QStyleOptionViewItem, whose fields the stubs do not know."""
Index = QModelIndex | QPersistentModelIndex
MARKED = 0x0101
"""The role (beyond those of Qt) under which a cell has its ``Line``."""
_BEFORE = 12
_LONGEST = 160
"""So many characters are drawn at most: no column is wider."""


class MarkedDelegate(QStyledItemDelegate):
    """Draws the texts of one side; cells without a line as usual."""

    def __init__(self, *, new: bool) -> None:
        super().__init__()
        self.new = new

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Draw a cell."""
        line = index.data(MARKED)
        if not isinstance(line, Line) or not (line.was and line.becomes):
            super().paint(painter, option, index)
            return
        own: Option = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        own.text = ""
        style = own.widget.style() if own.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
        painter.save()
        room = own.rect.adjusted(STEP, 0, -STEP, 0)
        painter.setClipRect(room)
        painter.setPen(QColor(theme.current().text))
        metrics = QFontMetricsF(own.font)
        x, y = float(room.left()), room.top() + (room.height() + metrics.ascent() - metrics.descent()) / 2
        for text, changed in _pieces(line, self.new):
            font = own.font
            font.setUnderline(changed)
            painter.setFont(font)
            painter.drawText(round(x), round(y), text)
            x += metrics.horizontalAdvance(text)
            if x > room.right():
                break
        painter.restore()


@lru_cache(maxsize=1024)
def _pieces(line: Line, new: bool) -> tuple[tuple[str, bool], ...]:
    old_side, new_side = _sides(line)
    text, marks = new_side if new else old_side
    first = min((side[0].start for _, side in (old_side, new_side) if side), default=0)  # up to there both are the same
    start = max(first - _BEFORE, 0)
    pieces = [("…", False)] if start else []
    for mark in marks:
        pieces += [(text[start : mark.start], False), (text[mark.start : mark.end], True)]
        start = mark.end
        if start > _LONGEST * 2:
            break
    pieces.append((text[start : start + _LONGEST], False))
    return tuple((" ".join(piece.split("\n"))[:_LONGEST], changed) for piece, changed in pieces if piece)


@lru_cache(maxsize=512)
def _sides(line: Line) -> tuple[Marked, Marked]:
    return side_by_side(line.was, line.becomes, shorten=False)
