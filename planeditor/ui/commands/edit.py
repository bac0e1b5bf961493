"""編集: undo and redo with the names of what they take back."""
from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planeditor.domain.blocks import CHAPTER, holder, standing
from planeditor.messages import ui_main as say
from planeditor.store.report import ChangeReport
from planeditor.ui.actions import Actions, Slots
from planeditor.ui.session import Session


class EditCommands(QObject):
    """Undo and redo; their menu texts say what of."""

    def __init__(self, window: QWidget, session: Session, actions: Actions) -> None:
        super().__init__(window)
        self.session, self.actions = session, actions
        for signal in (session.opened, session.saved, session.access_changed):
            signal.connect(self.refresh)

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {"undo": self.undo, "redo": self.redo}

    def undo(self) -> None:
        """Take back the latest operation."""
        self.session.gathering.emit()
        self.session.undo(self._tell)

    def redo(self) -> None:
        """Bring it back."""
        self.session.gathering.emit()
        self.session.redo(self._tell)

    def _tell(self, report: ChangeReport) -> None:
        text = report.name.removesuffix(say.DOING) + say.DID
        if report.skipped:
            text = say.UNDONE_PARTLY.format(name=text, count=len(report.skipped))
        self.session.told.emit(text)
        if report.changes:
            self._show(report)

    def _show(self, report: ChangeReport) -> None:
        """Go where something came back, so that it is seen."""
        plan, here = self.session.plan, self.session.place
        if any(c.key.node == here.node for c in report.changes):
            return
        found = (standing(plan, change.key.node) for change in report.changes)
        node = next((n for n in found if n is not None and holder(plan, n) in ("measure", CHAPTER)), None)
        if node is not None:
            self.session.go(here._replace(node=node.id, field=""))

    def refresh(self) -> None:
        """Name in the menu what would be undone and redone."""
        for action, name, text in (
            (self.actions["undo"], self.session.undo_name, say.UNDO_NAMED), (self.actions["redo"], self.session.redo_name, say.REDO_NAMED),
        ):
            action.setEnabled(name is not None)
            action.setToolTip(text.format(name=name) if name else "")
            action.setStatusTip(text.format(name=name) if name else "")
