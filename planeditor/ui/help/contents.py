"""The contents of the manual: chapters with their pages, or the pages that were found."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from planeditor.messages import ui_help as say
from planeditor.services.manual.manual import Page
from planeditor.ui import theme

_ROW = 28
"""The height of a row at 100 %."""


class Contents(QTreeWidget):
    """A tree of pages."""

    chosen = Signal(str)
    """The place of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setAccessibleName(say.PAGES_LIST)
        self._items: dict[str, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(self._changed)

    @property
    def titles(self) -> list[str]:
        """The pages there are, as they are called, in their order."""
        return [item.text(0) for item in self._items.values()]

    def fill(self, pages: Sequence[Page], *, whole: bool) -> None:
        """Show these pages; ``whole``: under their chapters, else as a plain list."""
        with QSignalBlocker(self):
            self.clear()
            self._items = {}
            for page in pages:
                above = self._items.get(page.chapter) if whole and page.level > 1 else None
                item = QTreeWidgetItem(above or self, [page.title])
                item.setData(0, Qt.ItemDataRole.UserRole, page.place)
                item.setToolTip(0, page.title)
                item.setSizeHint(0, QSize(0, theme.scaled(_ROW)))
                self._items[page.place] = item
        self.setRootIsDecorated(whole)

    def point(self, place: str) -> None:
        """Choose a page without going there, its chapter opened."""
        item = self._items.get(place)
        with QSignalBlocker(self):
            if item is not None:
                self.setCurrentItem(item)
                self.scrollToItem(item)

    def _changed(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(0, Qt.ItemDataRole.UserRole))
