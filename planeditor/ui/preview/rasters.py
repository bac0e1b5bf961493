"""Pictures of pages, kept within a limit of memory; what is wanted next is drawn one picture at a time between events."""
from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from planeditor.formengine.rendering import PdfView, Raster

LIMIT = 56 * 1024 * 1024
"""Bytes of pictures that are kept."""
_MOST_PIXELS = 7_000_000
"""A picture has no more; a page larger on screen is drawn from it enlarged."""
Wanted = tuple[int, int]
"""Page (from 0) and width in pixels."""


class Rasters(QObject):
    """The pictures of one PDF."""

    drawn = Signal(int)
    """A picture of this page was made."""

    def __init__(self, parent: QObject | None = None, limit: int = LIMIT) -> None:
        super().__init__(parent)
        self.limit = limit
        self.bytes = 0
        """What is kept now."""
        self._view: PdfView | None = None
        self._kept: OrderedDict[Wanted, QPixmap] = OrderedDict()
        self._wanted: list[Wanted] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_next)

    def show(self, view: PdfView | None) -> None:
        """Take another PDF; the pictures of the one before are dropped."""
        self._view = view
        self._kept.clear()
        self._wanted.clear()
        self._timer.stop()
        self.bytes = 0

    def width(self, page: int, wanted: int) -> int:
        """The width a picture of a page is made in, where it is wanted in this one."""
        if self._view is None:
            return wanted
        size = self._view.sizes[page]
        most = (_MOST_PIXELS * size.width / size.height) ** 0.5
        return max(1, min(wanted, int(most)))

    def get(self, page: int, width: int) -> QPixmap | None:
        """The picture in that width; failing it, one in another width to be scaled; None where there is none."""
        exact = self._kept.get((page, width))
        if exact is not None:
            self._kept.move_to_end((page, width))
            return exact
        return next((picture for (number, _), picture in reversed(self._kept.items()) if number == page), None)

    def want(self, wanted: Iterable[Wanted]) -> None:
        """What is to be drawn now, the first first; what was wanted before and not drawn yet is forgotten."""
        self._wanted = [one for one in wanted if one not in self._kept]
        if self._wanted and self._view is not None:
            self._timer.start()

    def _draw_next(self) -> None:
        if self._view is None or not self._wanted:
            self._timer.stop()
            return
        page, width = self._wanted.pop(0)
        self._keep((page, width), pixmap(self._view.render(page, width)))
        self.drawn.emit(page)

    def _keep(self, key: Wanted, picture: QPixmap) -> None:
        self._kept[key] = picture
        self.bytes += _bytes(picture)
        while self.bytes > self.limit and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self.bytes -= _bytes(oldest)


def image(raster: Raster) -> QImage:
    """A picture that Qt can paint; it shares the raster's bytes and must not outlive them."""
    depth = QImage.Format.Format_Grayscale8 if raster.gray else QImage.Format.Format_RGB32
    return QImage(raster.data, raster.width, raster.height, raster.stride, depth)


def pixmap(raster: Raster) -> QPixmap:
    """The same for the screen, with bytes of its own."""
    return QPixmap.fromImage(image(raster))


def _bytes(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4
