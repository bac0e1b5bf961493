"""The pages small, as a list to choose from."""
from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from planeditor.formengine.rendering import PdfView
from planeditor.messages import ui_preview as say
from planeditor.ui.look import STEP
from planeditor.ui.preview.rasters import Rasters
from planeditor.ui.theme import current, scaled, watch

Index = QModelIndex | QPersistentModelIndex
WIDE = 112
LIMIT = 8 * 1024 * 1024
_TOP = QModelIndex()


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else self.count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return say.THUMB.format(page=index.row() + 1)
        return None


class Thumbs(QListView):
    """The list of small pages."""

    chosen = Signal(int)
    """The user chose a page (from 0)."""

    def __init__(self) -> None:
        super().__init__()
        self.rasters = Rasters(self, LIMIT)
        self.view: PdfView | None = None
        self._model = _Model()
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(say.THUMBS)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.rasters.drawn.connect(self._drawn)
        self.selectionModel().currentChanged.connect(self._current)
        watch().changed.connect(self._fit)
        self._quiet = False
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(scaled(WIDE) + STEP * 10)
        self.doItemsLayout()

    def show_pdf(self, view: PdfView | None) -> None:
        """Show the pages of another PDF."""
        self._model.beginResetModel()
        self.view = view
        self._model.count = len(view.sizes) if view else 0
        self.rasters.show(view)
        self._model.endResetModel()

    def follow(self, page: int) -> None:
        """Mark the page that is looked at."""
        self._quiet = True
        index = self._model.index(page)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._quiet = False

    def size_of(self, page: int) -> QSize:
        """How large a small page is."""
        if self.view is None:
            return QSize(scaled(WIDE), scaled(WIDE))
        size = self.view.sizes[page]
        share = scaled(WIDE) / max(size.width, size.height)
        return QSize(round(size.width * share), round(size.height * share))

    def want_seen(self) -> None:
        """Have those in sight drawn."""
        area = self.viewport().rect()
        wanted = []
        ratio = self.devicePixelRatio()
        top = self.indexAt(QPoint(area.center().x(), area.top() + 1)).row()
        for page in range(max(top, 0), self._model.count):
            if self.visualRect(self._model.index(page)).top() > area.bottom():
                break
            wanted.append((page, round(self.size_of(page).width() * ratio)))
        self.rasters.want(wanted)

    def _drawn(self, page: int) -> None:
        self.update(self._model.index(page))

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(index.row())


class _Delegate(QStyledItemDelegate):
    """Paints a small page with its number below."""

    def __init__(self, thumbs: Thumbs) -> None:
        super().__init__(thumbs)
        self.thumbs = thumbs

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All alike: room for a page upright or across."""
        return QSize(scaled(WIDE) + STEP * 4, scaled(WIDE) + STEP * 4 + option.fontMetrics.height())  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The page, framed where it is the one looked at."""
        colors, page = current(), index.row()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        if chosen:
            painter.fillRect(rect, QColor(colors.selected))
        size = self.thumbs.size_of(page)
        words = option.fontMetrics.height()  # type: ignore[attr-defined]
        top = rect.top() + STEP + (rect.height() - words - STEP * 2 - size.height()) // 2
        paper = QRect(rect.center().x() - size.width() // 2, top, size.width(), size.height())
        picture = self.thumbs.rasters.get(page, round(size.width() * self.thumbs.devicePixelRatio()))
        if picture is None:
            painter.fillRect(paper, Qt.GlobalColor.white)
            self.thumbs.want_seen()
        else:
            painter.drawPixmap(paper, picture)
        painter.setPen(QColor(colors.accent if chosen else colors.line))
        painter.drawRect(paper.adjusted(-1, -1, 0, 0))
        painter.setPen(QColor(colors.text if chosen else colors.quiet))
        below = QRect(rect.left(), rect.bottom() - words - STEP + 1, rect.width(), words)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(page + 1))
