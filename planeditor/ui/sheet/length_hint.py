"""How long the text in the open cell is, and how long is usual: quiet, beside the cell."""
from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from planeditor.messages import ui_sheet as say
from planeditor.ui import theme

_SIZE = 12
_PAD = 4


class LengthHint(QWidget):
    """A line such as 123 / 200字."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = ""
        self._over = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def tell(self, count: int, length: int) -> None:
        """Say how many characters there are of how many that are usual."""
        self.text, self._over = say.LENGTH.format(count=count, length=length), count > length
        font = self.font()
        font.setPixelSize(theme.scaled(_SIZE))
        self.setFont(font)
        metrics = self.fontMetrics()
        self.resize(metrics.horizontalAdvance(self.text) + 2 * theme.scaled(_PAD), metrics.height() + theme.scaled(_PAD))
        self.update()

    def stand_at(self, cell: QRect, room: QRect) -> None:
        """Stand below the right end of the cell, above it where there is no room."""
        left = max(room.left(), min(cell.right(), room.right()) - self.width())
        below = cell.bottom() + 2
        self.move(left, below if below + self.height() <= room.bottom() else cell.top() - self.height() - 2)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The line on a ground of its own, since it may stand over other text."""
        colors = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colors.surface))
        painter.setPen(QColor(colors.line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setPen(QColor(colors.warning if self._over else colors.quiet))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text)
        painter.end()
