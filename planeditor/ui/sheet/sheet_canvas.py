"""Pages on the desk: painting, zoom, scrolling, and where cells are. What may be done with them is not known here."""
from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from planeditor.formengine.pages import Box, Page
from planeditor.ui import theme
from planeditor.ui.sheet import paper
from planeditor.ui.sheet.cell_walk import Cell
from planeditor.ui.sheet.overlays import Overlays
from planeditor.ui.sheet.page_painter import PaintedPage
from planeditor.ui.sheet.sheet_fonts import SheetFonts
from planeditor.ui.sheet.sheet_layout import Sheet
from planeditor.ui.viewport import own_viewport

ZOOMS = (50, 75, 100, 125, 150, 200, 250, 300)
"""The sizes that the menu offers, in percent."""
_FIT_LEAST, _FIT_MOST = 50, 200
"""How small (at the usual text size; ``fit_least`` where it is to be overlooked only) and how large the width of the window may
make it."""
_EDGE = 16.0
"""How much of the paper's empty margin is shown, in points: what is written is what the room is for."""
_MARGIN = 12
_POINTS = 72


class SheetCanvas(QAbstractScrollArea):
    """Shows the pages of one sheet, one below the other."""

    zoomed = Signal()
    """The scale or the way it is chosen has changed."""
    moved = Signal()
    """Cells stand somewhere else in the window (scrolled, zoomed, laid out anew)."""
    seen = Signal()
    """A sheet was painted for the first time since it was shown."""

    def __init__(self, fonts: SheetFonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fonts = fonts
        self.overlays = Overlays()
        self.sheet: Sheet | None = None
        self._unseen = False
        self._painted: dict[int, PaintedPage] = {}
        self._places: list[QRect] = []
        self._crops: list[QRectF] = []
        self.fit_least = _FIT_LEAST
        self._percent = 0
        self._scale = 1.0
        own_viewport(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.horizontalScrollBar().setSingleStep(24)
        self.verticalScrollBar().setSingleStep(48)
        theme.watch().changed.connect(self._theme_changed)

    # The sheet

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show the pages of another sheet, or of the same one laid out anew; None = an empty desk."""
        self.sheet, self._unseen = sheet, sheet is not None
        self._painted.clear()
        self._arrange()

    def page_place(self, page: int) -> QRect:
        """Where the shown part of a page stands in the viewport."""
        return self._places[page].translated(-self._offset())

    def pieces(self, cell: Cell) -> list[QRect]:
        """Where a cell stands in the viewport: one rectangle for each page it is on."""
        boxes = self.sheet.boxes.get(cell.number, []) if self.sheet else []
        return [self.box_place(page, box) for page, box in boxes]

    def box_place(self, page: int, box: Box) -> QRect:
        """Where a box stands in the viewport."""
        scale, corner = self._scale, self._crops[page].topLeft()
        area = QRectF((box.x - corner.x()) * scale, (box.y - corner.y()) * scale, box.width * scale, box.height * scale)
        return area.translated(QPointF(self.page_place(page).topLeft())).toAlignedRect()

    def cell_at(self, at: QPoint) -> Cell | None:
        """The cell at a point of the viewport."""
        for page, place in self._shown():
            if place.contains(at) and self.sheet:
                inside, corner = at - place.topLeft(), self._crops[page].topLeft()
                x, y = inside.x() / self._scale + corner.x(), inside.y() / self._scale + corner.y()
                return self.sheet.cell_at(page, x, y)
        return None

    def reveal(self, cell: Cell) -> None:
        """Scroll as little as it takes to see the cell; of a cell larger than the window, its beginning."""
        pieces = self.pieces(cell)
        if pieces:
            self.reveal_place(pieces[0])

    def reveal_place(self, place: QRect) -> None:
        """The same for any place in the viewport."""
        room, place = self.viewport().rect(), place.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        down.setValue(down.value() + _shift(place.top(), place.bottom(), room.bottom()))
        if across.maximum():
            across.setValue(across.value() + _shift(place.left(), place.right(), room.right()))

    def update_cell(self, cell: Cell | None) -> None:
        """Paint a cell anew."""
        for piece in self.pieces(cell) if cell else ():
            self.viewport().update(piece.adjusted(-4, -4, 4, 4))

    # Zoom

    @property
    def scale(self) -> float:
        """Pixels to a point."""
        return self._scale

    @property
    def percent(self) -> int:
        """How large the sheet is shown; 100 = as on paper, as far as the screen knows its own size."""
        return round(self._scale / self._unit * 100)

    @property
    def fits_width(self) -> bool:
        """Whether the sheet follows the width of the window."""
        return not self._percent

    def set_zoom(self, percent: int, at: QPoint | None = None) -> None:
        """Show it so large (50 to 300), what is at a point of the viewport staying there; 0 = as wide as the window."""
        wanted = max(ZOOMS[0], min(ZOOMS[-1], percent)) if percent else 0
        held, before = at or self.viewport().rect().center(), self._scale
        from_corner = QPointF(held + self._offset())
        self._percent = wanted
        self._arrange()
        moved = from_corner * (self._scale / before) - QPointF(held)
        self.horizontalScrollBar().setValue(round(moved.x()))
        self.verticalScrollBar().setValue(round(moved.y()))
        self.zoomed.emit()

    def zoom_in(self) -> None:
        """The next larger size."""
        self.set_zoom(next((z for z in ZOOMS if z > self.percent), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """The next smaller size."""
        self.set_zoom(next((z for z in reversed(ZOOMS) if z < self.percent), ZOOMS[0]))

    def fit_width(self) -> None:
        """As wide as the window, from now on."""
        self.set_zoom(0)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is exposed."""
        exposed = event.rect()
        painter = QPainter(self.viewport())
        painter.fillRect(exposed, theme.current().desk)
        for page, place in self._shown():
            if place.adjusted(-4, -4, 4, 4).intersects(exposed):
                self._paint_page(painter, page, place, exposed)
        self.overlays.paint_edited(painter)
        painter.end()
        if self._unseen:
            self._unseen = False
            self.seen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted already."""
        self.viewport().scroll(dx, dy)
        self.moved.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom at the mouse."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        turns = event.angleDelta().y() / 120
        if turns:
            self.set_zoom(round(self.percent * 1.1**turns), event.position().toPoint())
        event.accept()

    # Inside

    @property
    def _unit(self) -> float:
        return self.logicalDpiX() / _POINTS

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _shown(self) -> Iterator[tuple[int, QRect]]:
        """The pages that are in sight."""
        room = self.viewport().rect().adjusted(-4, -4, 4, 4)
        for page in range(len(self._places)):
            place = self.page_place(page)
            if place.intersects(room):
                yield page, place

    def _arrange(self) -> None:
        """Give each page its place on the desk."""
        pages = self.sheet.pages if self.sheet else []
        margin = _MARGIN
        self._crops = _crops(pages)
        widest = max((crop.width() for crop in self._crops), default=1.0)
        # The scroll bar is always counted, so that its coming does not make the page narrow enough for it to go again.
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * margin
        fitting = max(self.fit_least / 100 * theme.watch().scale * self._unit, min(_FIT_MOST / 100 * self._unit, room / widest))
        self._scale = self._percent / 100 * self._unit if self._percent else fitting
        across = max([self.viewport().width(), *(round(c.width() * self._scale) + 2 * margin for c in self._crops)])
        self._places, y = [], margin
        for crop in self._crops:
            width, height = round(crop.width() * self._scale), round(crop.height() * self._scale)
            self._places.append(QRect((across - width) // 2, y, width, height))
            y += height + margin
        size = self.viewport().size()
        self.horizontalScrollBar().setRange(0, across - size.width())
        self.horizontalScrollBar().setPageStep(size.width())
        self.verticalScrollBar().setRange(0, max(0, y - size.height()))
        self.verticalScrollBar().setPageStep(size.height())
        self.viewport().update()
        self.moved.emit()

    def _paint_page(self, painter: QPainter, page: int, place: QRect, exposed: QRect) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        painted = self._painted.get(page)
        if painted is None:
            painted = self._painted[page] = PaintedPage(sheet.pages[page], self.fonts)
        paper.paint_sheet_of_paper(painter, place, theme.current())
        needed = exposed.intersected(place)
        start, scale, crop = needed.topLeft() - place.topLeft(), self._scale, self._crops[page].topLeft()
        part = QRectF(start.x() / scale, start.y() / scale, needed.width() / scale, needed.height() / scale)
        part.translate(crop)
        painter.save()
        painter.setClipRect(needed)
        painter.translate(place.topLeft())
        painter.scale(scale, scale)
        painter.translate(-crop)
        painted.paint_grounds(painter, part)
        self.overlays.paint_grounds(painter, sheet, page, part)
        painted.paint_ink(painter, part, scale * self.devicePixelRatioF())
        painter.restore()
        self.overlays.paint_marks(painter, self, page, needed)

    def _theme_changed(self) -> None:
        self._arrange()


def _shift(start: int, end: int, room: int) -> int:
    """How far to scroll so that a stretch is in a room that begins at 0; its start counts most."""
    if start < 0:
        return start
    return min(start, max(0, end - room))


def _crops(pages: list[Page]) -> list[QRectF]:
    """The part of each page that is shown: without most of its margins, alike on all pages; the foot stays."""
    if not pages:
        return []
    boxes = [box for page in pages for box in page.boxes]
    left = max(0.0, min((box.x for box in boxes), default=0.0) - _EDGE)
    top = max(0.0, min((box.y for box in boxes), default=0.0) - _EDGE)
    right = max((box.x + box.width for box in boxes), default=0.0) + _EDGE
    return [QRectF(left, top, min(right, page.width) - left, page.height - top) for page in pages]
