"""Printing: the pages as vectors on a printer, with the painter of the screen."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Page
from planeditor.ui.sheet.page_painter import PaintedPage
from planeditor.ui.sheet.sheet_fonts import SheetFonts

_POINTS = 72


def paint(
    pages: Iterable[Page], device: QPagedPaintDevice, fonts: FontBook | SheetFonts,
    progress: Callable[[int], object] | None = None,
) -> int:
    """Paint pages on a ``QPrinter`` or ``QPdfWriter``, each on paper of its own size; how many they were.

    Pages are taken one by one. ``progress`` is told how many are done and may raise to stop: the device is ended then.
    Raises KnownError where a font family is not installed.
    """
    sheet_fonts = fonts if isinstance(fonts, SheetFonts) else SheetFonts(fonts)
    coming = iter(pages)
    first = next(coming, None)
    if first is None:
        return 0
    device.setPageLayout(page_layout(first))
    painter = QPainter()
    if not painter.begin(device):
        return 0
    done = 0
    try:
        for page in chain((first,), coming):
            if done:
                device.setPageLayout(page_layout(page))
                device.newPage()
            _paint_page(painter, page, sheet_fonts)
            done += 1
            if progress is not None:
                progress(done)
    finally:
        painter.end()
    return done


def page_layout(page: Page) -> QPageLayout:
    """The paper of a page: its own size to the edge, upright or broad."""
    broad = page.width > page.height
    short, long = sorted((page.width, page.height))
    size = QPageSize(QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if broad else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, way, QMarginsF(), QPageLayout.Unit.Point)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _paint_page(painter: QPainter, page: Page, fonts: SheetFonts) -> None:
    device = painter.device()
    painter.save()
    painter.scale(device.logicalDpiX() / _POINTS, device.logicalDpiY() / _POINTS)
    PaintedPage(page, fonts).paint(painter)
    painter.restore()
