"""会議 ▸ 指摘, 計画期間の検証."""
from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planeditor.ui.actions import Slots
from planeditor.ui.forward import come_forward
from planeditor.ui.parts import Parts
from planeditor.ui.session import Session


class PointCommands(QObject):
    """Opens the windows of both, each one at a time, beside the main window."""

    written = Signal(object)
    """The ``Path`` of a file that was written."""

    def __init__(self, window: QWidget, session: Session, parts: Parts) -> None:
        super().__init__(window)
        self.window, self.session, self.parts = window, session, parts

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {"points": self.points, "evaluate": self.evaluate}

    def complete(self) -> None:
        """Connect what was made after the first paint."""
        self.parts.points.all_wanted.connect(self.points)

    def points(self) -> None:
        """指摘."""
        from planeditor.ui.points.points_dialog import PointsDialog

        if not self._come(PointsDialog):
            dialog = PointsDialog(self.session, self.parts.point_edits, self.window)
            dialog.sheet_wanted.connect(self._to_sheet)
            dialog.show()

    def evaluate(self) -> None:
        """計画期間の検証."""
        from planeditor.ui.evaluation.evaluation_dialog import EvaluationDialog

        if not self._come(EvaluationDialog):
            dialog = EvaluationDialog(self.session, self.parts.jobs, self.window)
            dialog.sheet_wanted.connect(self._to_sheet)
            dialog.written.connect(self.written)
            dialog.show()

    def _come(self, kind: type[QWidget]) -> bool:
        """Bring forward the window of that kind, where one is open."""
        self.session.gathering.emit()
        return come_forward(self.window, kind)

    def _to_sheet(self) -> None:
        self.parts.pages.turn("sheet")
        self.parts.to_sheet()
