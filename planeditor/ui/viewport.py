"""What an area shows its content in, made here and not by Qt."""
from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def own_viewport(area: QAbstractScrollArea) -> None:
    """Give an area that was just made a viewport like the one it has.

    Of a widget made by Qt the binding finds out what it is by going through all kinds of widgets there are, and makes their
    classes known to Python: 8 ms that the first sheet need not wait for. Not for text editors: their layout keeps the first one.
    """
    viewport = QWidget()
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
