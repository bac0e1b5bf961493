"""What large text in a low window needs: a row of widgets that breaks, and a splitter that asks for no more than it must have."""
from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QWidget


class Wrapped(QWidget):
    """As high as its rows are at the width it has, also where nobody asks for heights by width. Give it a ``FlowLayout``."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:
        """Not for what it stands in: that would give lists beside it their usual height instead of what is left."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """A longer word may break elsewhere too."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.setFixedHeight(layout.heightForWidth(self.width()))


class LowSplitter(QSplitter):
    """In a page that scrolls it is as low as its parts allow before the page does."""

    def sizeHint(self) -> QSize:
        """No more than what it must have."""
        return self.minimumSizeHint()
