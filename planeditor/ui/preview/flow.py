"""Widgets side by side that go on in a further line where the window is narrow or the text large."""
from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from planeditor.ui.look import STEP


class FlowLayout(QLayout):
    """Lines of widgets; those from ``pushed`` on stand at the right end of their lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._pushed: int | None = None
        self.setContentsMargins(STEP * 2, STEP, STEP * 2, STEP)
        self.setSpacing(STEP)

    def push(self) -> None:
        """What is added from here on stands at the right."""
        self._pushed = len(self._items)

    def addItem(self, item: QLayoutItem) -> None:
        """Part of Qt's protocol."""
        self._items.append(item)

    def count(self) -> int:
        """Part of Qt's protocol."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Part of Qt's protocol."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # as above
        """Part of Qt's protocol."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the lines are at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put the widgets in their places."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """One line of everything."""
        hints = [item.sizeHint() for item in self._items]
        margins = self.contentsMargins()
        wide = sum(h.width() + self.spacing() for h in hints) + margins.left() + margins.right()
        return QSize(wide, self.heightForWidth(wide))

    def minimumSize(self) -> QSize:
        """The widest of them."""
        margins = self.contentsMargins()
        widest = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(widest + margins.left() + margins.right(), 0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inside = rect.marginsRemoved(margins)
        top = inside.top()
        for line in self._lines(inside.width()):
            high = max(item.sizeHint().height() for _, item in line)
            if move:
                self._place(line, QRect(inside.left(), top, inside.width(), high))
            top += high + self.spacing()
        return top - self.spacing() - rect.top() + margins.bottom()

    def _lines(self, width: int) -> Iterator[list[tuple[int, QLayoutItem]]]:
        line: list[tuple[int, QLayoutItem]] = []
        used = 0
        for number, item in enumerate(self._items):
            wide = item.sizeHint().width()
            if line and used + self.spacing() + wide > width:
                yield line
                line, used = [], 0
            used += wide + (self.spacing() if line else 0)
            line.append((number, item))
        if line:
            yield line

    def _place(self, line: list[tuple[int, QLayoutItem]], room: QRect) -> None:
        right = [item for number, item in line if self._pushed is not None and number >= self._pushed]
        left = room.left()
        for _, item in line:
            hint = item.sizeHint()
            if right and item is right[0]:
                wide = sum(i.sizeHint().width() for i in right) + self.spacing() * (len(right) - 1)
                left = max(left, room.right() - wide + 1)
            item.setGeometry(QRect(QPoint(left, room.top() + (room.height() - hint.height()) // 2), hint))
            left += hint.width() + self.spacing()
