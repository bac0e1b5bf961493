"""The height of a dialog whose sentences wrap."""
from __future__ import annotations

from PySide6.QtWidgets import QDialog


def fit_height(dialog: QDialog) -> None:
    """Make a dialog just as high as what it shows needs at its width."""
    layout = dialog.layout()
    if layout is not None:
        dialog.ensurePolished()
        layout.activate()
        dialog.resize(dialog.width(), max(layout.totalHeightForWidth(dialog.width()), layout.totalMinimumSize().height()))
