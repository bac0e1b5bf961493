"""Text of one line that is cut with "…" where there is no room."""
from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """A label that may be narrower than its text; the whole of it stands in its tip."""

    def __init__(
        self, text: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        return QSize(self.fontMetrics().horizontalAdvance("字") * 4, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tip is needed only where the text is cut."""
        super().resizeEvent(event)
        whole = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
        self.setToolTip("" if whole else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The text, cut."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        box = self.contentsRect()
        cut = self.fontMetrics().elidedText(self.text(), self._mode, box.width())
        painter.drawText(box, int(self.alignment()) | int(Qt.TextFlag.TextSingleLine), cut)


class ElidedButton(QPushButton):
    """A button that may be narrower than what it says."""

    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        """All of what it says; where there is little room, only the beginning is seen."""
        self._wanted = QSize()
        self.setMinimumWidth(1)  # a narrow window with large text is not made wider by it

    def say(self, text: str) -> None:
        """Say something else."""
        self.said = text
        self.setText(text)
        self._wanted = super().sizeHint()
        self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        room = self.width() - (self._wanted.width() - self.fontMetrics().horizontalAdvance(self.said))
        self.setText(self.fontMetrics().elidedText(self.said, Qt.TextElideMode.ElideRight, room))

    def sizeHint(self) -> QSize:
        """As wide as all it says."""
        return self._wanted if self._wanted.isValid() else super().sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """At another text size it needs another width."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.say(self.said)
