"""会議: the dashboard, and confirming 進捗区分."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planeditor.domain.plan import PLAN_ID, Key
from planeditor.ui.actions import Actions, Slots
from planeditor.ui.forward import come_forward
from planeditor.ui.parts import Parts
from planeditor.ui.place import Place
from planeditor.ui.session import Session

if TYPE_CHECKING:  # what the dashboard is made of is loaded after the first paint
    from planeditor.services.overview.model import Step
    from planeditor.ui.dashboard.cells import Target


class MeetingCommands(QObject):
    """What leads to the dashboard, and from it to everything it shows."""

    points_wanted = Signal()
    """The list of 指摘 is to be shown."""

    def __init__(self, window: QWidget, session: Session, parts: Parts, actions: Actions) -> None:
        super().__init__(window)
        self.window, self.session, self.parts, self.actions = window, session, parts, actions
        parts.pages.made.connect(self._made)
        parts.checks.found.connect(self._found)

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {"dashboard": self.dashboard, "judge": lambda: self.judge()}

    def dashboard(self) -> None:
        """会議ダッシュボード."""
        self.parts.pages.turn("dashboard")
        self.actions["dashboard"].setChecked(True)

    def judge(self, period: str = "") -> None:
        """進捗区分を確かめる: beside the window, of one year at a time; by default the one the user is at."""
        from planeditor.ui.progressclass.judging_dialog import JudgingDialog

        session = self.session
        session.gathering.emit()
        key = period or (session.period.key if session.period else "")
        if not key:
            return
        if come_forward(self.window, JudgingDialog, lambda former: former.period == key):
            return
        dialog = JudgingDialog(session, key, self.window)
        dialog.sheet_wanted.connect(self._to_sheet)
        dialog.show()

    def _made(self, name: str) -> None:
        if name == "dashboard":
            page = self.parts.dashboard
            page.filter_wanted.connect(self._filter)
            page.step_wanted.connect(self._step)
            page.judge_wanted.connect(self.judge)
            page.set_findings(self.parts.checks.findings)

    def _found(self) -> None:
        if "dashboard" in self.parts.pages:
            self.parts.dashboard.set_findings(self.parts.checks.findings)

    def _filter(self, target: Target) -> None:
        """The tree shows these alone; the keys go there."""
        self.parts.docks.raise_("tree")
        self.parts.tree.show_only(target.words, target.measures)
        self.parts.tree.focus_tree()

    def _step(self, step: Step) -> None:
        from planeditor.services.overview import steps

        pages, parts = self.parts.pages, self.parts
        if step.kind == steps.MISSING:
            pages.turn("submissions")
        elif step.kind == steps.WAITING:
            pages.turn("review")
        elif step.kind == steps.UNDECIDED:
            self.judge(step.keys[0].period if step.keys else "")
        elif step.kind == steps.POINTS:
            self.points_wanted.emit()
        elif step.kind == steps.FINDINGS:
            self._go(step.keys)
            if parts.completed:
                parts.docks.raise_("findings")
        else:
            self._go(step.keys)

    def _go(self, keys: tuple[Key, ...]) -> None:
        first = next((key for key in keys if key.node != PLAN_ID), None)
        if first is not None:
            self.session.go(Place(first.node, first.period, first.field))
        self._to_sheet()

    def _to_sheet(self) -> None:
        self.parts.pages.turn("sheet")
        self.parts.to_sheet()
