"""計画 ▸ 対応表."""
from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planeditor.ui.actions import Slots
from planeditor.ui.forward import come_forward
from planeditor.ui.parts import Parts
from planeditor.ui.session import Session


class CoverageCommands(QObject):
    """Opens the window of 対応表, one at a time."""

    def __init__(self, window: QWidget, session: Session, parts: Parts) -> None:
        super().__init__(window)
        self.window, self.session, self.parts = window, session, parts

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {"coverage": self.coverage}

    def coverage(self) -> None:
        """対応表: beside the window, which stays usable."""
        from planeditor.ui.coverage.coverage_dialog import CoverageDialog

        self.session.gathering.emit()
        if not come_forward(self.window, CoverageDialog):
            CoverageDialog(self.session, self.parts.jobs, self.window).show()
