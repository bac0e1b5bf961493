"""A list of short entries, each with a head and a sentence that wraps; headings stand between them."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPixmap, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate

from planeditor.ui import icons, theme
from planeditor.ui.look import STEP

Index = QModelIndex | QPersistentModelIndex
Option = Any
"""A ``QStyleOptionViewItem``, whose attributes the type stubs of Qt leave out."""
ITEM = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_AT_ONCE = 40
"""So many items are measured in one go: more than are in view, and few enough for nobody to feel it."""
_LINE_HEIGHT = 1.4
"""Of running text, as a multiple of the type."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry, or a heading (no ``text``). ``color`` names a colour of the theme for mark and word."""

    head: str
    text: str = ""
    word: str = ""
    mark: str = ""
    """The name of an icon."""
    color: str = "text"
    spoken: str = ""
    what: object = None
    """What the entry stands for."""

    @property
    def is_heading(self) -> bool:
        """Whether it only stands over others."""
        return not self.text


class ItemModel(QAbstractListModel):
    """The items of the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: Sequence[Item] = ()

    def show(self, items: Sequence[Item]) -> None:
        """Show other items."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What an item says."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{item.head} {item.text}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.spoken or item.head
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.text or None
        return item if role == ITEM else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid() or self.items[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class ItemDelegate(QStyledItemDelegate):
    """Paints an entry as wide as the list, as high as its words."""

    def sizeHint(self, option: Option, index: Index) -> QSize:
        """The height of the words at the width of the list."""
        item: Item = index.data(ITEM)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        margin = theme.scaled(STEP * 2)
        if item.is_heading:
            return QSize(width, option.fontMetrics.height() + 2 * margin)
        lines = _line(option)
        head = lines if item.head or item.word else 0
        return QSize(width, head + _lines(option, item.text, width - _left(item) - theme.scaled(STEP * 3))[1] + 2 * margin)

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Ground and frame as every list has them, then mark, word, head and sentence."""
        item: Item = index.data(ITEM)
        colors, margin = theme.current(), theme.scaled(STEP * 2)
        self.initStyleOption(option, index)
        option.text = ""
        if option.widget is not None:
            option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        bold = QFont(option.font)
        bold.setBold(True)
        color = QColor(getattr(colors, item.color))
        box = option.rect.adjusted(_left(item), margin, -theme.scaled(STEP * 3), -margin)
        if item.mark:
            side = theme.scaled(16)
            shape = _shape(item.mark, side, painter.device().devicePixelRatioF(), color.name())
            painter.drawPixmap(option.rect.left() + theme.scaled(STEP * 3), box.top() + (option.fontMetrics.height() - side) // 2, shape)
        painter.setFont(bold)
        painter.setPen(color)
        if item.is_heading:
            painter.setPen(QColor(colors.quiet))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, item.head)
        else:
            self._words(painter, option, item, box)
        painter.restore()

    def _words(self, painter: QPainter, option: Option, item: Item, box: QRect) -> None:
        colors = theme.current()
        if item.word:
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), item.word)
            painter.setFont(option.font)
            painter.setPen(QColor(colors.quiet))
        if item.head:
            word = painter.fontMetrics().horizontalAdvance(item.word) * 11 // 10 + theme.scaled(STEP * 2) if item.word else 0
            rest = box.adjusted(word, 0, 0, 0)
            cut = painter.fontMetrics().elidedText(item.head, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, int(Qt.AlignmentFlag.AlignLeft), cut)
        if item.head or item.word:
            box = box.adjusted(0, _line(option), 0, 0)
        painter.setFont(option.font)
        painter.setPen(QColor(colors.text))
        _lines(option, item.text, box.width())[0].draw(painter, QPointF(box.topLeft()))


class EntryList(QListView):
    """The list; Enter, a click and a double click choose an entry."""

    chosen = Signal(object)
    """What the entry stands for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.items = ItemModel(self)
        self.setModel(self.items)
        self.setItemDelegate(ItemDelegate(self))
        self.setAccessibleName(name)
        self.setProperty("role", "entries")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_AT_ONCE)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._choose)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other items; the chosen one stays chosen and what is in view stays where it is."""
        if items == self.items.items:
            return
        here, scrolled = self.current, self.verticalScrollBar().value()
        self.items.show(items)
        if here is not None:
            self.choose(here)
        self.verticalScrollBar().setValue(scrolled)

    @property
    def current(self) -> object:
        """What the chosen entry stands for, None where there is none."""
        item = self.currentIndex().data(ITEM) if self.currentIndex().isValid() else None
        return item.what if isinstance(item, Item) else None

    def choose(self, what: object) -> None:
        """Choose the entry that stands for something, without telling."""
        for row, item in enumerate(self.items.items):
            if item.what == what and not item.is_heading:
                self.setCurrentIndex(self.items.index(row))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other lines."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        item = index.data(ITEM)
        if isinstance(item, Item) and not item.is_heading:
            self.chosen.emit(item.what)


@lru_cache(maxsize=16)
def _shape(name: str, side: int, ratio: float, color: str) -> QPixmap:
    return icons.picture(name, side, ratio, color)


def _left(item: Item) -> int:
    return theme.scaled(STEP * 3 + (22 if item.mark else 0))


def _line(option: Option) -> int:
    return int(option.fontMetrics.height()) * 3 // 2


def _lines(option: Option, text: str, width: int) -> tuple[QTextLayout, int]:
    """A text broken into lines, and how high they are together."""
    layout = QTextLayout(text.replace("\n", "\u2028"), option.font)
    wrap = QTextOption()
    wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrap)
    step, top = option.fontMetrics.height() * _LINE_HEIGHT, 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, top))
        top += step
    layout.endLayout()
    return layout, round(top)
