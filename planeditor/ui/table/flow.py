"""A row of controls that goes on in a second row where the window is narrow."""
from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from planeditor.ui.look import STEP


class FlowLayout(QLayout):
    """Lays its items out from left to right, row by row; those that can grow share what a row has left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(2 * STEP)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Take an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the width it gets."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """A narrow window makes more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the rows are in that width."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        """As wide as its widest item at least."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Room for its widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        margins, gap = self.contentsMargins(), self.spacing()
        inside = rect.marginsRemoved(margins)
        top = inside.top()
        for row in self._rows(inside.width(), gap):
            height = max(item.sizeHint().height() for item in row)
            if place:
                _place(row, QRect(inside.left(), top, inside.width(), height), gap)
            top += height + gap
        return max(0, top - gap) - rect.top() + margins.bottom()

    def _rows(self, width: int, gap: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            own = item.sizeHint().width()
            if rows and used + gap + own <= width:
                rows[-1].append(item)
                used += gap + own
            else:
                rows.append([item])
                used = own
        return rows


def _place(row: list[QLayoutItem], rect: QRect, gap: int) -> None:
    widths = [min(item.sizeHint().width(), rect.width()) for item in row]
    growing = [n for n, item in enumerate(row) if _grows(item)]
    left_over = rect.width() - sum(widths) - gap * (len(row) - 1)
    for n in growing:
        widths[n] += max(0, left_over) // len(growing)
    left = rect.left()
    for item, width in zip(row, widths, strict=True):
        height = min(item.sizeHint().height(), rect.height())
        item.setGeometry(QRect(left, rect.top() + (rect.height() - height) // 2, width, height))
        left += width + gap


def _grows(item: QLayoutItem) -> bool:
    widget = cast("QWidget | None", item.widget())
    return widget is not None and widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding
