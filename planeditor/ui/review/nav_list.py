"""A list of files, or of the measures of a file, each with how many of it wait."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

from planeditor.ui import icons, theme
from planeditor.ui.finding.hit_delegate import paint_ground
from planeditor.ui.look import STEP
from planeditor.ui.review.shapes import fonts

Index = QModelIndex | QPersistentModelIndex
Option = Any
"""A ``QStyleOptionViewItem``; what Qt says of its fields leaves out nearly all of them."""
ITEM = Qt.ItemDataRole.UserRole
_TOP = QModelIndex()
_ICON = 16


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry: ``number`` is a 取込番号 or the place of a group; ``left`` how many wait."""

    number: int
    title: str
    left: int
    below: str = ""
    """A second line in small print."""
    spoken: str = ""


class NavModel(QAbstractListModel):
    """The entries."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: Sequence[NavItem] = ()

    def show(self, items: Sequence[NavItem]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The entry, or what it says."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ITEM:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return item.spoken or item.title
        return None


class NavDelegate(QStyledItemDelegate):
    """Title and how many wait; a tick where nothing does."""

    def sizeHint(self, option: Option, index: Index) -> QSize:
        """One line or two."""
        item: NavItem = index.data(ITEM)
        small = QFontMetrics(fonts(option.font)[2]).height() + STEP // 2 if item.below else 0
        return QSize(0, option.fontMetrics.height() + small + theme.scaled(3 * STEP))

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Ground, then the words."""
        item: NavItem = index.data(ITEM)
        colors, rect = theme.current(), QRect(option.rect)
        base, _, small = fonts(option.font)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, rect, option.state, colors)
        room = rect.adjusted(theme.scaled(3 * STEP), theme.scaled(6), -theme.scaled(2 * STEP), -theme.scaled(6))
        upper = QRect(room.left(), room.top(), room.width(), option.fontMetrics.height())
        lower = QRect(room.left(), upper.bottom() + 1, room.width(), room.bottom() - upper.bottom())
        taken = self._count(painter, item, upper, option)
        painter.setFont(base)
        painter.setPen(QColor(colors.text if item.left else colors.quiet))
        title = option.fontMetrics.elidedText(item.title, Qt.TextElideMode.ElideRight, upper.width() - taken - theme.scaled(2 * STEP))
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignVCenter), title)
        if item.below:
            painter.setFont(small)
            painter.setPen(QColor(colors.quiet))
            cut = QFontMetrics(small).elidedText(item.below, Qt.TextElideMode.ElideMiddle, lower.width())
            painter.drawText(lower, int(Qt.AlignmentFlag.AlignVCenter), cut)
        painter.restore()

    def _count(self, painter: QPainter, item: NavItem, room: QRect, option: Option) -> int:
        """At the right end; gives how wide it is."""
        colors = theme.current()
        if not item.left:
            side = theme.scaled(_ICON)
            shape = icons.picture("done", side, painter.device().devicePixelRatioF(), colors.quiet)
            painter.drawPixmap(room.right() - side, room.center().y() - side // 2, shape)
            return side
        small = fonts(option.font)[2]
        text, metrics = str(item.left), QFontMetrics(small)
        height = metrics.height() + 2
        width = max(height, metrics.horizontalAdvance(text) + 3 * STEP)
        pill = QRectF(room.right() - width, room.center().y() - height / 2, width, height)
        painter.setPen(QPen(QColor(colors.warning), 1))
        painter.setBrush(QColor(colors.surface))
        painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
        painter.setFont(small)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return width


class NavList(QListView):
    """The list; going to an entry is choosing it."""

    chosen = Signal(int)
    """The ``number`` of the entry."""
    accepted = Signal()
    """Enter: the keys want to go on to the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items = NavModel(self)
        self.setModel(self.items)
        self.setItemDelegate(NavDelegate(self))
        self.setProperty("role", "rows")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.activated.connect(self.accepted)
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._moved)
        theme.watch().changed.connect(self.scheduleDelayedItemsLayout)

    def show_items(self, items: Sequence[NavItem]) -> None:
        """Show other entries; the chosen one stays chosen and what is in view stays where it is."""
        if list(items) == list(self.items.items):
            return
        here, at = self.number, self.verticalScrollBar().value()
        self._quiet = True
        self.items.show(list(items))
        self._quiet = False
        if here is not None:
            self.choose(here)
        self.verticalScrollBar().setValue(at)

    @property
    def number(self) -> int | None:
        """The chosen entry."""
        index = self.currentIndex()
        return self.items.items[index.row()].number if index.isValid() else None

    def choose(self, number: int) -> None:
        """Choose an entry without telling."""
        row = next((n for n, item in enumerate(self.items.items) if item.number == number), -1)
        if row >= 0 and row != self.currentIndex().row():
            self._quiet = True
            self.selectionModel().setCurrentIndex(self.items.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._quiet = False

    def _moved(self, current: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.chosen.emit(self.items.items[current.row()].number)
