"""会議 ▸ 新旧対照表."""
from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planeditor.ui.actions import Slots
from planeditor.ui.forward import come_forward
from planeditor.ui.parts import Parts
from planeditor.ui.place import Place
from planeditor.ui.session import Session


class ComparingCommands(QObject):
    """Opens the window of 新旧対照表, one at a time."""

    written = Signal(object)
    """The ``Path`` of a file that was written."""

    def __init__(self, window: QWidget, session: Session, parts: Parts) -> None:
        super().__init__(window)
        self.window, self.session, self.parts = window, session, parts

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {"compare": self.compare}

    def compare(self) -> None:
        """新旧対照表: beside the window, which stays usable."""
        from planeditor.ui.comparing.comparing_dialog import ComparingDialog

        self.session.gathering.emit()
        if come_forward(self.window, ComparingDialog):
            return
        dialog = ComparingDialog(self.session, self.parts.jobs, self.window)
        dialog.place_wanted.connect(self._go)
        dialog.written.connect(self.written)
        dialog.show()

    def _go(self, place: Place) -> None:
        """The sheet behind shows the place; the keys stay in the list."""
        self.parts.pages.turn("sheet")
        self.session.go(place)
