"""The pages one below the other on the desk; only those in sight are drawn."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from planeditor.formengine.rendering import PdfView
from planeditor.messages import ui_preview as say
from planeditor.ui.look import STEP
from planeditor.ui.preview.rasters import Rasters
from planeditor.ui.theme import current, watch

GAP = STEP * 4
"""Between pages, and round them."""
_PIXELS = 96 / 72
"""Of a point at 100 %."""
SMALLEST, LARGEST = 0.25, 4.0
_FACTOR = 1.25
_LINE = 48
_ZOOM_KEYS = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0, Qt.Key.Key_9)
"""With Ctrl."""


class PagesView(QAbstractScrollArea):
    """Continuous scroll over the pages of a PDF."""

    page_changed = Signal(int)
    """The page (from 0) in the middle of what is seen."""
    zoom_changed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.rasters = Rasters(self)
        self.fit = "width"
        """``width`` and ``page`` follow the size of the view; "" = a zoom that was chosen."""
        self.zoom = 1.0
        self.page = 0
        self._view: PdfView | None = None
        self._tops: list[int] = [0]
        self._sizes: list[tuple[int, int]] = []
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A bar that comes and goes would change the width that the zoom is to fit.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(_LINE)
        self.horizontalScrollBar().setSingleStep(_LINE)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.rasters.drawn.connect(self.viewport().update)
        watch().changed.connect(self.viewport().update)
        self._name()

    # What is shown

    def show_pdf(self, view: PdfView | None) -> None:
        """Show another PDF, at the same page where it has one."""
        page = self.page
        self._view = view
        self.rasters.show(view)
        self._place()
        self.go(min(page, max(self.count - 1, 0)))
        self.viewport().update()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._view.sizes) if self._view else 0

    def go(self, page: int) -> None:
        """Bring the top of a page to the top."""
        if 0 <= page < self.count:
            self.verticalScrollBar().setValue(self._tops[page] - GAP // 2)
            self._be_at(page)

    def set_zoom(self, zoom: float) -> None:
        """A zoom of one's own (1.0 = as large as the paper); the middle stays in the middle."""
        self.fit = ""
        self._zoom_to(zoom)

    def set_fit(self, fit: str) -> None:
        """Let the zoom follow the view: ``width`` or ``page``."""
        self.fit = fit
        page = self.page
        self._place()
        self.go(page)

    def larger(self) -> None:
        """One step closer."""
        self.set_zoom(self.zoom * _FACTOR)

    def smaller(self) -> None:
        """One step back."""
        self.set_zoom(self.zoom / _FACTOR)

    # Where everything is

    def _zoom_to(self, zoom: float) -> None:
        bar = self.verticalScrollBar()
        half = self.viewport().height() / 2
        share = (bar.value() + half) / max(self._tops[-1], 1)
        self.zoom = min(LARGEST, max(SMALLEST, zoom))
        self._place()
        bar.setValue(round(share * self._tops[-1] - half))

    def _place(self) -> None:
        """Work out sizes, tops and scroll bars."""
        sizes = self._view.sizes if self._view else []
        if sizes and self.fit:
            wide = max(s.width for s in sizes) * _PIXELS
            high = max(s.height for s in sizes) * _PIXELS
            room = self.viewport().size()
            zoom = (room.width() - 2 * GAP) / wide
            if self.fit == "page":
                zoom = min(zoom, (room.height() - 2 * GAP) / high)
            self.zoom = min(LARGEST, max(SMALLEST, zoom))
        scale = self.zoom * _PIXELS
        self._sizes = [(round(s.width * scale), round(s.height * scale)) for s in sizes]
        self._tops = list(accumulate((height + GAP for _, height in self._sizes), initial=GAP))
        self._set_bars()
        self.zoom_changed.emit(self.zoom)
        self.viewport().update()

    def _set_bars(self) -> None:
        seen = self.viewport().size()
        widest = max((width for width, _ in self._sizes), default=0) + 2 * GAP
        for bar, whole, part in (
            (self.verticalScrollBar(), self._tops[-1] if self._sizes else 0, seen.height()),
            (self.horizontalScrollBar(), widest if self._sizes else 0, seen.width()),
        ):
            bar.setRange(0, max(0, whole - part))
            bar.setPageStep(part)

    def page_rect(self, page: int) -> QRect:
        """Where a page is on the viewport."""
        width, height = self._sizes[page]
        left = (self.viewport().width() - width) // 2
        if left < GAP:
            left = GAP - self.horizontalScrollBar().value()
        return QRect(left, self._tops[page] - self.verticalScrollBar().value(), width, height)

    def seen(self) -> range:
        """The pages in sight."""
        if not self._sizes:
            return range(0)
        top = self.verticalScrollBar().value()
        first = max(bisect_right(self._tops, top) - 1, 0)
        last = max(bisect_right(self._tops, top + self.viewport().height()) - 1, 0)
        return range(min(first, self.count - 1), min(last, self.count - 1) + 1)

    def _scrolled(self) -> None:
        if self._sizes:
            middle = self.verticalScrollBar().value() + self.viewport().height() // 2
            at_end = self.verticalScrollBar().value() >= self.verticalScrollBar().maximum() > 0
            found = self.count - 1 if at_end else min(max(bisect_right(self._tops, middle) - 1, 0), self.count - 1)
            self._be_at(found)

    def _be_at(self, page: int) -> None:
        if page != self.page:
            self.page = page
            self.page_changed.emit(page)
        self._name()

    def _name(self) -> None:
        count = self.count
        self.setAccessibleName(say.PAGES_NAME.format(page=self.page + 1, count=count) if count else say.NAME)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages in sight; those not drawn yet are white paper for a moment."""
        colors = current()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(colors.desk))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ratio = self.devicePixelRatio()
        wanted = []
        for page in self.seen():
            rect = self.page_rect(page)
            painter.fillRect(rect.translated(0, 1).adjusted(-1, -1, 1, 1), QColor(colors.line))
            width = self.rasters.width(page, round(rect.width() * ratio))
            picture = self.rasters.get(page, width)
            if picture is None:
                painter.fillRect(rect, Qt.GlobalColor.white)
            elif picture.width() == round(rect.width() * ratio):  # dot by dot: scaling by a hair would blur it
                painter.drawPixmap(QRectF(rect.x(), rect.y(), picture.width() / ratio, picture.height() / ratio), picture, picture.rect())
            else:
                painter.drawPixmap(rect, picture)
            wanted.append((page, width))
        painter.end()
        self.rasters.want(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A zoom that fits follows."""
        super().resizeEvent(event)
        if self.fit:
            self.set_fit(self.fit)
        else:
            self._set_bars()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint anew where things are now."""
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.larger() if event.angleDelta().y() > 0 else self.smaller()
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """The keys of the zoom are for these pages as long as they have the focus, not for the sheet behind them."""
        zooms = (
            event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
            and event.key() in _ZOOM_KEYS and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        )  # fmt: skip
        if zooms:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn pages, Home and End go to the ends, arrows scroll, Ctrl with plus, minus and 0 zooms."""
        deeds: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_PageDown: lambda: self.go(min(self.page + 1, self.count - 1)),
            Qt.Key.Key_PageUp: lambda: self.go(max(self.page - 1, 0)),
            Qt.Key.Key_Home: lambda: self.go(0),
            Qt.Key.Key_End: lambda: self.go(self.count - 1),
        }
        zooms: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Plus: self.larger, Qt.Key.Key_Equal: self.larger, Qt.Key.Key_Minus: self.smaller,
            Qt.Key.Key_0: lambda: self.set_zoom(1.0), Qt.Key.Key_9: lambda: self.set_fit("width"),
        }
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        deed = (zooms if ctrl else deeds).get(Qt.Key(event.key()))
        if deed is not None:
            deed()
        else:
            super().keyPressEvent(event)
