"""計画 ▸ 引継ぎの一覧."""
from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planeditor.ui.actions import Slots
from planeditor.ui.forward import come_forward
from planeditor.ui.parts import Parts
from planeditor.ui.session import Session


class HandoverCommands(QObject):
    """Opens the window, once."""

    written = Signal(object)
    """The ``Path`` of a file that was written."""

    def __init__(self, window: QWidget, session: Session, parts: Parts) -> None:
        super().__init__(window)
        self.window, self.session, self.parts = window, session, parts

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {"handover": self.handover}

    def handover(self) -> None:
        """引継ぎの一覧."""
        from planeditor.ui.handover.handover_dialog import HandoverDialog

        self.session.gathering.emit()
        if come_forward(self.window, HandoverDialog):
            return
        dialog = HandoverDialog(self.session, self.parts.jobs, lambda: self.parts.checks.findings, self.window)
        dialog.sheet_wanted.connect(self._to_sheet)
        dialog.written.connect(self.written)
        dialog.show()

    def _to_sheet(self) -> None:
        self.parts.pages.turn("sheet")
        self.parts.to_sheet()
