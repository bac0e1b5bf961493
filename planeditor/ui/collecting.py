"""Garbage is collected on the window's thread only: a collection on another one could destroy widgets there."""
from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1000
"""How often to look, in ms."""
YOUNG, OLD = 3, 180
"""Every so many looks the middle, and the oldest generation are collected too."""


class Collector(QObject):
    """Takes the place of the automatic collection from its making to its end."""

    _at_work = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._looks = 0
        Collector._at_work += 1
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect what is due."""
        self._looks += 1
        if self._looks % OLD == 0:
            gc.collect()
        elif self._looks % YOUNG == 0:
            gc.collect(1)
        elif gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(0)

    def end(self) -> None:
        """Collection is automatic again, once nobody needs it otherwise."""
        self._timer.stop()
        Collector._at_work -= 1
        if not Collector._at_work:
            gc.enable()
