"""What differs, as a tree: 施策 by 施策, a line for each text."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from planeditor.domain.text import from_difference, shorten
from planeditor.messages import comparing as say_paper
from planeditor.messages import ui_comparing as say
from planeditor.services.comparing.comparing import Comparison
from planeditor.services.comparing.listing import Line
from planeditor.ui import theme
from planeditor.ui.comparing.marked_delegate import MARKED, MarkedDelegate

_SHOWN = 45
_LINE = Qt.ItemDataRole.UserRole
_WIDTHS = (220, 80, 320, 320, 200)
_LEAST = 150
_REMARK = 4


class DifferenceList(QTreeWidget):
    """The lines of a comparison; the chosen one is told in ``chosen``, one that is to be opened in ``opened``."""

    chosen = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.setHeaderLabels(list(say.COLUMNS))
        self.setAccessibleName(say.LIST)
        self.setUniformRowHeights(True)
        self.setMinimumHeight(theme.scaled(_LEAST))
        self.setAlternatingRowColors(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        self._delegates = {2: MarkedDelegate(new=True), 3: MarkedDelegate(new=False)}
        for column, delegate in self._delegates.items():
            self.setItemDelegateForColumn(column, delegate)
        self.itemSelectionChanged.connect(lambda *_: self.chosen.emit())
        self.itemActivated.connect(lambda *_: self.opened.emit())
        self.itemClicked.connect(lambda *_: self.opened.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width, so that the remarks are always seen."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            for column, width in enumerate(_WIDTHS[:-1]):
                self.setColumnWidth(column, self.viewport().width() * width // sum(_WIDTHS))

    def show_comparison(self, found: Comparison | None, remarks: dict[int, str]) -> None:
        """Show another comparison; ``remarks``: by the place of their line."""
        self.clear()
        self.lines = found.lines if found else []
        place = 0
        tops = []
        for group in found.groups if found else ():
            top = QTreeWidgetItem([f"{group.above}　{group.title}".strip("　")])
            for line in group.lines:
                new, old = from_difference(line.new, line.old, _SHOWN)
                words = [" ".join(line.item.split()), say_paper.KINDS[line.difference.kind.value], new, old]
                item = QTreeWidgetItem(top, [*words, remarks.get(place, line.reason)])
                item.setData(0, _LINE, place)
                for column in self._delegates:
                    item.setData(column, MARKED, line)
                place += 1
            tops.append(top)
        self.addTopLevelItems(tops)
        for top in tops:
            top.setFirstColumnSpanned(True)
        self.expandAll()
        if tops:
            self.setCurrentItem(tops[0].child(0))

    @property
    def place(self) -> int | None:
        """The place of the chosen line among all, None where a heading or nothing is chosen."""
        found = next((item.data(0, _LINE) for item in self.selectedItems()), None)
        return found if isinstance(found, int) else None

    @property
    def line(self) -> Line | None:
        """The chosen line; of a heading none."""
        return self.lines[self.place] if self.place is not None else None

    def show_remark(self, text: str) -> None:
        """Show what was typed for the chosen line."""
        for item in self.selectedItems():
            item.setText(_REMARK, shorten(text, _SHOWN))
