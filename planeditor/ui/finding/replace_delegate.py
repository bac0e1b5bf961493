"""Paints what replacing would do to an entry: tick and place, the old text, the new text or why it stays."""
from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from planeditor.messages import ui_search as say
from planeditor.services.finding.replacing import Replacement
from planeditor.ui import theme
from planeditor.ui.finding.hit_delegate import line_height, paint_ground
from planeditor.ui.finding.marked_line import Piece, paint_line
from planeditor.ui.finding.replace_model import REPLACEMENT
from planeditor.ui.icons import picture
from planeditor.ui.look import STEP, Colors

Index = QModelIndex | QPersistentModelIndex
Option = Any
"""A QStyleOptionViewItem, whose attributes the type stubs do not know."""
_BEFORE, _AFTER = 24, 80
_CHECK, _LOCK = 18, 16


class ReplaceDelegate(QStyledItemDelegate):
    """Three lines for each entry."""

    def sizeHint(self, option: Option, _index: Index) -> QSize:
        """Rows of one height."""
        return QSize(0, 3 * line_height(option.fontMetrics) + 3 * STEP)

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Paint a row."""
        found = index.data(REPLACEMENT)
        if not isinstance(found, Replacement):
            return
        colors = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, QRect(option.rect), option.state, colors)
        lines = _lines(QRect(option.rect))
        self._paint_tick(painter, option, index, lines[0])
        font = QFont(option.font)
        more = len(found.spans) - 1
        where = say.MORE_PLACES.format(where=found.where, count=more) if more else found.where
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colors.quiet if found.locked else colors.text))
        where = QFontMetrics(font).elidedText(where.replace("\n", " "), Qt.TextElideMode.ElideRight, lines[0].width())
        painter.drawText(lines[0], int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), where)
        font.setBold(False)
        painter.setFont(font)
        paint_line(painter, lines[1], _old(found, colors), QColor(colors.quiet))
        if found.locked:
            self._paint_reason(painter, lines[2], found.locked, colors)
        else:
            paint_line(painter, lines[2], _new(found, colors), QColor(colors.text))
        painter.restore()

    def _paint_tick(self, painter: QPainter, option: Option, index: Index, line: QRect) -> None:
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            return
        box: Option = QStyleOptionViewItem(option)
        box.rect = _check_rect(line)
        on = Qt.CheckState(state) == Qt.CheckState.Checked
        box.state = QStyle.StateFlag.State_Enabled | (QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off)
        option.widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, option.widget)

    def _paint_reason(self, painter: QPainter, line: QRect, reason: str, colors: Colors) -> None:
        side = theme.scaled(_LOCK)
        lock = picture("lock", side, painter.device().devicePixelRatioF(), colors.quiet)
        painter.drawPixmap(line.left(), line.center().y() - side // 2, lock)
        rest = line.adjusted(side + STEP, 0, 0, 0)
        painter.setPen(QColor(colors.quiet))
        text = painter.fontMetrics().elidedText(reason, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)

    def editorEvent(self, event: QEvent, model: object, option: Option, index: Index) -> bool:
        """A click on the tick or the line it stands in, or Space, changes it."""
        if index.data(Qt.ItemDataRole.CheckStateRole) is None:
            return False
        clicked = event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
        if clicked and isinstance(event, QMouseEvent):
            line = _lines(QRect(option.rect))[0]
            place = QRect(option.rect.left(), option.rect.top(), line.left() - option.rect.left(), option.rect.height())
            if not place.contains(event.position().toPoint()):
                return False
        elif event.type() != QEvent.Type.KeyPress or event.key() != Qt.Key.Key_Space:  # type: ignore[attr-defined]
            return False
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return bool(model.setData(index, state, Qt.ItemDataRole.CheckStateRole))  # type: ignore[attr-defined]


def _lines(rect: QRect) -> list[QRect]:
    left = rect.left() + theme.scaled(5 * STEP + _CHECK)
    top, height = rect.top() + STEP + 2, rect.height() - 2 * STEP - 4
    width = rect.right() - theme.scaled(2 * STEP) - left
    return [QRect(left, top + n * height // 3, width, height // 3) for n in range(3)]


def _check_rect(line: QRect) -> QRect:
    side = theme.scaled(_CHECK)
    return QRect(line.left() - side - theme.scaled(2 * STEP), line.center().y() - side // 2, side, side)


def _old(found: Replacement, colors: Colors) -> list[Piece]:
    start, end = found.spans[0]
    return [_before(found, start), Piece(_flat(found.old[start:end]), colors.mark, struck=True), _after(found.old, end)]


def _new(found: Replacement, colors: Colors) -> list[Piece]:
    start, end = found.spans[0]
    if len(found.spans) == 1:
        new_end = len(found.new) - (len(found.old) - end)
    else:
        new_end = start + len(found.replacement)
    return [_before(found, start), Piece(_flat(found.new[start:new_end]), colors.mark), _after(found.new, new_end)]


def _before(found: Replacement, start: int) -> Piece:
    return Piece(("…" if start > _BEFORE else "") + _flat(found.old[max(0, start - _BEFORE) : start]))


def _after(text: str, end: int) -> Piece:
    return Piece(_flat(text[end : end + _AFTER]))


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")
