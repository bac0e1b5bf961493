"""A table of the dashboard: every mark can be reached with the keys and chosen with Enter, the space bar or a click."""
from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView

from planeditor.ui import theme
from planeditor.ui.dashboard.cells import Grid, Target
from planeditor.ui.dashboard.cells_delegate import CellsDelegate, pieces
from planeditor.ui.dashboard.cells_model import CellsModel
from planeditor.ui.look import STEP

_ROW = 30
_NAME = 96
"""The heads at the left get at least this width, at 100 %."""
_SMALL = 30
"""Tables of so many rows are looked through for how wide their cells are."""
_LOOKED_AT = 8
"""The widest of so many of the longest heads is the widest of all, or near enough."""
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class CellsView(QTableView):
    """Shows a grid."""

    wanted = Signal(object)
    """A ``Target`` was chosen."""

    def __init__(self, *, row: int = _ROW, most: int = 0, side: float = 0.36, weights: tuple[int, ...] = ()) -> None:
        """``row``: the height of a row at 100 %; 0 = as its text needs. ``most``: it scrolls by itself beyond so many rows; 0 =
        it is as high as all of them. ``side``: the part of the width that the heads at the left may take. ``weights``: how
        wide the columns are, compared with each other; () = all alike."""
        super().__init__()
        self._row, self._most, self._side, self._weights = row, most, side, weights
        self._wide = False
        self.cells = CellsModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(CellsDelegate(self))
        self.setProperty("role", "figures")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if not most:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        theme.watch().changed.connect(self.dress)

    def show_grid(self, grid: Grid) -> None:
        """Show another grid; the place of the user stays where it can."""
        before = self.cells.grid
        if grid.listed and grid.listed == before.listed:
            return
        self.cells.show_grid(grid)
        if self._row and grid.shaped_as(before):
            if grid.rows <= _SMALL:  # other words may need other widths
                self.dress()
            return
        self.verticalHeader().setVisible(bool(grid.sides))
        self.horizontalHeader().setVisible(any(grid.heads))
        self.dress()
        if not self.currentIndex().isValid() and grid.rows:
            self.selectionModel().setCurrentIndex(
                self.cells.index(0, 0), self.selectionModel().SelectionFlag.NoUpdate
            )

    def dress(self) -> None:
        """Columns and rows for the width and the text size there are."""
        grid, metrics = self.cells.grid, QFontMetrics(self.font())
        room = self.width() - (self.verticalScrollBar().sizeHint().width() if self._scrolls else 0)
        least = self._least(QFontMetrics(self.horizontalHeader().font()))
        if grid.sides:
            sides = ["　" * (grid.levels[n] if grid.levels else 0) + side for n, side in enumerate(grid.sides)]
            longest = max(map(metrics.horizontalAdvance, nlargest(_LOOKED_AT, sides, key=len)))
            most = min(round(room * self._side), room - sum(least))
            side = min(longest + 3 * STEP, max(theme.scaled(_NAME), most))
            self.verticalHeader().setFixedWidth(side)
            room -= side
        count = len(grid.heads)
        weights = next((own for own in (grid.weights, self._weights) if len(own) == count), (1,) * count)
        self._wide = bool(self._row) and sum(least) > room
        for column, width in enumerate(least if self._wide else shared_out(room, weights, least)):
            self.setColumnWidth(column, width)
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if self._wide else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(bar)
        if self._row:
            self.verticalHeader().setDefaultSectionSize(theme.scaled(self._row))
        else:
            self.resizeRowsToContents()
        self.setFixedHeight(self.sizeHint().height())

    def _least(self, metrics: QFontMetrics) -> list[int]:
        """The width each column needs for its head, and in a small table for its cells."""
        grid = self.cells.grid
        least = [metrics.horizontalAdvance(head) + 2 * STEP for head in grid.heads]
        if grid.rows <= _SMALL and self._row:
            bold = QFont(self.font())
            bold.setBold(True)
            wide = QFontMetrics(bold).horizontalAdvance
            for column in range(len(grid.heads)):
                cells = (grid.at(row, column) for row in range(grid.rows))
                least[column] = max([least[column], *(wide(cell.text) + 2 * STEP for cell in cells if not cell.parts)])
        return least

    @property
    def _scrolls(self) -> bool:
        return bool(self._most) and self.cells.rowCount() > self._most

    def sizeHint(self) -> QSize:
        """As high as the rows to be seen."""
        rows = self.cells.rowCount()
        seen = min(rows, self._most) if self._most else rows
        head = self.horizontalHeader().sizeHint().height() if not self.horizontalHeader().isHidden() else 0
        height = sum(self.rowHeight(row) for row in range(seen))
        below = self.horizontalScrollBar().sizeHint().height() if self._wide else 0
        return QSize(theme.scaled(200), head + height + below + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(theme.scaled(160), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar choose."""
        if event.key() in _KEYS:
            self._choose(self.currentIndex(), self.cells.cell(self.currentIndex()).target)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses; on a bar, the piece that was hit."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        cell = self.cells.cell(index)
        line = QFontMetrics(self.font()).height()
        hit = next((p for p, place in pieces(self.visualRect(index), cell.parts, line) if place.contains(event.position().toPoint())), None)
        self._choose(index, hit.target if hit else cell.target)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what leads somewhere."""
        super().mouseMoveEvent(event)
        leads = self.cells.cell(self.indexAt(event.position().toPoint())).target is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def _choose(self, index: QModelIndex, target: Target | None) -> None:
        if index.isValid() and target is not None and target.measures:
            self.wanted.emit(target)


def shared_out(room: int, weights: Sequence[int], least: Sequence[int]) -> list[int]:
    """How wide each column is: by its weight, but no narrower than its least width as long as others have more."""
    widths = [room * weight // max(sum(weights), 1) for weight in weights]
    short = {n for n, width in enumerate(widths) if width < least[n]}
    if not short or len(short) == len(widths) or sum(least) > room:
        return widths
    rest = room - sum(least[n] for n in short)
    others = sum(weights[n] for n in range(len(widths)) if n not in short)
    return [least[n] if n in short else rest * weights[n] // others for n in range(len(widths))]
