"""How the lists and the rows of the review share the page."""
from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from planeditor.ui.review.nav import ReviewNav
from planeditor.ui.theme import scaled

_NARROW = 1160
"""Below this width, at 100 %, boxes over the rows stand for the lists."""
_SIDE = 248
"""Width of the lists at the side, at 100 %."""


class ReviewFrame(QSplitter):
    """The lists at the side of the rows, or over them."""

    def __init__(self, nav: ReviewNav, head: QWidget, rows: QWidget) -> None:
        super().__init__()
        self._nav = nav
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(rows, 1)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.addWidget(nav)
        self.addWidget(table)
        self.setStretchFactor(1, 1)
        self.setSizes([scaled(_SIDE), 4 * scaled(_SIDE)])

    def fit(self, size: QSize) -> None:
        """The page is so large; where the lists stay at the side, they keep the width the user gave them."""
        narrow = size.width() < scaled(_NARROW)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        self._nav.turn(flat=narrow)
        turned = self.orientation() is not wanted
        self.setOrientation(wanted)
        if narrow:
            first = self._nav.sizeHint().height()
            self.setSizes([first, max(1, size.height() - first)])
        elif turned:
            self.setSizes([scaled(_SIDE), max(1, size.width() - scaled(_SIDE))])
