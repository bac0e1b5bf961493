"""Widgets side by side that go on in a further row where the window is narrow or the text large."""
from __future__ import annotations

from typing import cast

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from planeditor.ui.look import STEP


class FlowLayout(QLayout):
    """Rows of widgets from the left, each in its own size; those that can grow share what their row has left."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 2 * STEP, margins: QMargins | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._pushed: QLayoutItem | None = None
        self._push_next = False
        self.setSpacing(spacing)
        self.setContentsMargins(margins or QMargins())

    def push(self) -> None:
        """What is added from here on stands at the right end of its row."""
        self._push_next = True

    def addItem(self, item: QLayoutItem) -> None:
        """Qt hands over what is added."""
        self._items.append(item)
        if self._push_next:
            self._pushed, self._push_next = item, False

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # Qt wants None where there is none
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It never wants more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        sizes = [item.sizeHint() for item in self._shown()]
        wide = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return self._with_margins(QSize(wide, max((size.height() for size in sizes), default=0)))

    def minimumSize(self) -> QSize:
        """Room for the widest."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place everything, or only work out the height that takes."""
        inside = rect.marginsRemoved(self.contentsMargins())
        top = inside.top()
        for row in self._rows(inside.width()):
            height = max(item.sizeHint().height() for item in row)
            if move:
                self._place(row, QRect(inside.left(), top, inside.width(), height))
            top += height + self.spacing()
        return max(inside.top(), top - self.spacing()) - rect.top() + self.contentsMargins().bottom()

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            own = item.sizeHint().width()
            if rows and used + self.spacing() + own <= width:
                rows[-1].append(item)
                used += self.spacing() + own
            else:
                rows.append([item])
                used = own
        return rows

    def _place(self, row: list[QLayoutItem], room: QRect) -> None:
        widths = [min(item.sizeHint().width(), room.width()) for item in row]
        left_over = max(0, room.width() - sum(widths) - self.spacing() * (len(row) - 1))
        growing = [number for number, item in enumerate(row) if _grows(item)]
        for number in growing:
            widths[number] += left_over // len(growing)
        pushed = self._items.index(self._pushed) if self._pushed in self._items else len(self._items)
        left = room.left()
        for number, (item, width) in enumerate(zip(row, widths, strict=True)):
            if not growing and self._items.index(item) >= pushed and (number == 0 or self._items.index(row[number - 1]) < pushed):
                left += left_over
            height = min(item.sizeHint().height(), room.height())
            item.setGeometry(QRect(left, room.top() + (room.height() - height) // 2, width, height))
            left += width + self.spacing()


def _grows(item: QLayoutItem) -> bool:
    widget = cast("QWidget | None", item.widget())
    if widget is None or widget.maximumWidth() <= item.sizeHint().width():
        return False
    return widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding
