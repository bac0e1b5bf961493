"""The head of the table: a click on a label sorts, one on the mark at its right opens the column's menu."""
from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from planeditor.ui import theme
from planeditor.ui.icons import picture
from planeditor.ui.look import STEP
from planeditor.ui.table.table_model import TableModel

_MARK = 16


class TableHeader(QHeaderView):
    """The labels of the columns."""

    sort_wanted = Signal(int)
    """A column: sort by it, the other way round, no more."""
    menu_wanted = Signal(int, QPoint)
    """A column, and where on the screen its menu is to open."""

    def __init__(self, model: TableModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(theme.scaled(10 * STEP))
        self.sectionClicked.connect(self.sort_wanted)

    def sizeHint(self) -> QSize:
        """As high as its labels need, some of which take two lines."""
        labels = [self._model.headerData(n, Qt.Orientation.Horizontal) or "" for n in range(self.count())]
        lines = 1 + max((label.count("\n") for label in labels), default=0)
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + 4 * STEP)

    def mark_place(self, section: int) -> QRect:
        """Where the mark of a column is."""
        side = theme.scaled(_MARK) + 2 * STEP
        right = self.sectionViewportPosition(section) + self.sectionSize(section)
        return QRect(right - side, 0, side, self.height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The label, and the mark: a funnel where the column is filtered."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        table = self._model.table
        if table is None or not 0 <= section < len(table.columns):
            return
        filtered = table.columns[section].id in self._model.arrangement.filters
        colors, side = theme.current(), theme.scaled(_MARK if filtered else _MARK - 4)
        mark = picture(
            "filter" if filtered else "mark-down", side, painter.device().devicePixelRatio(), colors.accent if filtered else colors.quiet
        )
        place = QRect(rect.right() - theme.scaled(_MARK) - STEP, rect.top(), theme.scaled(_MARK), rect.height())
        painter.drawPixmap(place.center().x() - side // 2, place.center().y() - side // 2, mark)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On the mark: the menu."""
        section = self.logicalIndexAt(event.position().toPoint())
        on_edge = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        if event.button() is Qt.MouseButton.LeftButton and section >= 0 and not on_edge:
            place = self.mark_place(section)
            if place.contains(event.position().toPoint()):
                self._open_menu(section)
                return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the column."""
        section = self.logicalIndexAt(event.pos())
        if section >= 0:
            self._open_menu(section)

    def _open_menu(self, section: int) -> None:
        place = self.mark_place(section)
        left = self.sectionViewportPosition(section)
        self.menu_wanted.emit(section, self.viewport().mapToGlobal(QPoint(max(0, left), place.bottom() + 1)))
