"""A page of the manual: text and pictures, each picture drawn sharp and no wider than the page."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QImage, QPainter, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from planeditor.domain.folding import fold, matches, needle
from planeditor.ui import theme

_BESIDE = 40
"""Room beside a picture: margins and the scroll bar."""
_LEAST, _MOST = 200, 1366


class PageView(QTextBrowser):
    """Shows HTML; opens nothing by itself."""

    def __init__(self, picture: Callable[[str], Path]) -> None:
        """``picture``: where the picture of that name lies."""
        super().__init__()
        self.setOpenLinks(False)
        self._picture = picture
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._redraw)
        self._shown, self._found, self._wide = "", "", 0
        self.large = False
        """Whether a picture is shown in its own size, however wide."""

    def show_html(self, html: str, found: str = "") -> None:
        """Show a page from its beginning, or from the first place that speaks of ``found``; all of those are marked."""
        self._shown, self._found, self._wide = html, found, self.viewport().width()
        with QSignalBlocker(self):
            self.setHtml(html)
        spans = self._mark(found)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if spans:
            cursor = self.textCursor()
            cursor.setPosition(spans[0])
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture of the manual; nothing else is loaded from anywhere."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        image = QImage(str(self._picture(name.toString() if isinstance(name, QUrl) else name)))
        return image if image.isNull() else self._fitted(image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the width, once it stays."""
        super().resizeEvent(event)
        if self._shown and self.viewport().width() != self._wide:
            self._again.start(100)

    def _redraw(self) -> None:
        bar = self.verticalScrollBar()
        place = bar.value() / max(bar.maximum(), 1)
        self._wide = self.viewport().width()
        self.setHtml(self._shown)
        self._mark(self._found)
        bar.setValue(round(place * bar.maximum()))

    def _fitted(self, image: QImage) -> QImage:
        ratio = self.devicePixelRatioF()
        wide = image.width() if self.large else max(min(self.viewport().width() - _BESIDE, _MOST, image.width()), _LEAST)
        fitted = image.convertToFormat(QImage.Format.Format_RGB32).scaled(
            QSize(round(wide * ratio), round(wide * ratio * image.height() / image.width())),
            Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
        painter = QPainter(fitted)
        painter.setPen(QColor(theme.current().line))
        painter.drawRect(fitted.rect().adjusted(0, 0, -1, -1))
        painter.end()
        fitted.setDevicePixelRatio(ratio)
        return fitted

    def _mark(self, text: str) -> list[int]:
        """Mark where the page speaks of it, whatever the width or the spelling of years; gives where these places begin."""
        wanted = needle(text.strip())
        if not wanted:
            self.setExtraSelections([])
            return []
        colors = theme.current()
        form = QTextCharFormat()
        form.setBackground(QColor(colors.mark))
        marks, starts = [], []
        for start, end in matches(fold(self.document().toPlainText()), wanted):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, form  # type: ignore[attr-defined]  # missing in Qt's stubs
            marks.append(mark)
            starts.append(start)
        self.setExtraSelections(marks)
        return starts
