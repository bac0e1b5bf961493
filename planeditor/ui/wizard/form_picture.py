"""A small picture of a form, as it prints."""
from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Page
from planeditor.ui import look, theme
from planeditor.ui.sheet.page_painter import PaintedPage
from planeditor.ui.sheet.sheet_fonts import SheetFonts

_SIDE = 340


class FormPicture(QWidget):
    """Shows one page as large as there is room, on the desk."""

    def __init__(self, fonts: FontBook) -> None:
        super().__init__()
        self._fonts = SheetFonts(fonts)
        self._page: PaintedPage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_SIDE // 2, _SIDE // 2)

    def show_page(self, page: Page | None, name: str) -> None:
        """Show a page; None: an empty desk."""
        self._page = PaintedPage(page, self._fonts) if page is not None else None
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Room enough to know a form by."""
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Desk, paper, form."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().desk))
        if self._page is None:
            return
        page, room = self._page.page, look.STEP * 3
        scale = min((self.width() - 2 * room) / page.width, (self.height() - 2 * room) / page.height)
        painter.translate((self.width() - page.width * scale) / 2, (self.height() - page.height * scale) / 2)
        painter.scale(scale, scale)
        paper = QRectF(0, 0, page.width, page.height)
        painter.fillRect(paper, Qt.GlobalColor.white)
        self._page.paint(painter)
        painter.setPen(QColor(theme.current().line))
        painter.drawRect(paper)
