"""Doing something a moment later, on the window's thread."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def later(owner: QObject, ms: int, act: Callable[[], object]) -> None:
    """Do something after so many ms, unless its owner is gone by then.

    Not by ``QTimer.singleShot``: what its callable raises is reported to nobody and comes up in whatever code runs next.
    """
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(act)
    timer.timeout.connect(timer.deleteLater)
    timer.start(ms)
