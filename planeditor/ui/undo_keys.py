"""Undo and redo by their keys in a window of its own, where the main window's menu does not hear them."""
from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from planeditor.ui.session import Session


def undo_keys(dialog: QDialog, session: Session) -> None:
    """Let the dialog take the keys."""
    QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), dialog).activated.connect(session.undo)
    QShortcut(QKeySequence(QKeySequence.StandardKey.Redo), dialog).activated.connect(session.redo)
