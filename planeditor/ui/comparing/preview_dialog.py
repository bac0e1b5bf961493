"""The pages of a paper that was just made, to look at."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from planeditor.formengine.rendering import PdfView
from planeditor.ui.preview.bar import ViewBar
from planeditor.ui.preview.pages_view import PagesView
from planeditor.ui.theme import scaled

_WIDTH, _HEIGHT = 980, 760


class PagesDialog(QDialog):
    """Shows a PDF that stands in memory."""

    def __init__(self, title: str, view: PdfView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages = PagesView()
        self.bar = ViewBar(self.pages)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        rows.addWidget(self.pages, 1)
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 40), min(scaled(_HEIGHT), room.height() - 60))
        self.pages.show_pdf(view)
        self.bar.refresh()
        self.pages.setFocus()
