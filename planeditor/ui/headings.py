"""The head of a part of a dialog."""
from __future__ import annotations

from PySide6.QtWidgets import QLabel


def heading(text: str) -> QLabel:
    """A label that stands over what it names."""
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label
