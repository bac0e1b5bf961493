"""How far the papers are, quietly in the status bar: 作成中 → 検討 → 本部決定 → 公表, with the step to choose."""
from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from planeditor.domain.plan import PLAN_ID, STATUS
from planeditor.messages import editions as say_states
from planeditor.messages import ui_editions as say
from planeditor.ui.elided import ElidedButton
from planeditor.ui.questions import AskReason
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.states.standing import Standing
    from planeditor.store.document import Document

_DECIDED = say_states.STATUSES[2:]


class StatusStep(ElidedButton):
    """Follows the session; a click offers the four steps."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.standing: Standing | None = None
        self._asked: object = None
        self.setProperty("role", "status")
        self.setProperty("told", "quiet")
        self.steps = QMenu(self)
        self.steps.setToolTipsVisible(True)
        self.steps.aboutToShow.connect(self._fill)
        self.clicked.connect(self._offer)
        for signal in (session.opened, session.changed, session.access_changed):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self, _: object = None) -> None:
        """Show the step at once, and whether it still holds as soon as that is known."""
        session = self.session
        self._asked = asked = object()
        self.setEnabled(session.is_open and not session.partial)
        if not session.is_open or session.partial or self.step not in _DECIDED:  # a draft is one whatever has changed
            self._show(None)
            return
        self._show(self.standing)
        forms, state = session.forms, session.viewing

        def work(document: Document) -> Standing | None:
            from planeditor.services.states.standing import standing

            return standing(document, forms, state) if self._asked is asked else None

        def known(found: Standing | None) -> None:
            if self._asked is asked and found is not None:
                self._show(found)

        session.ask(work, known, lambda _: None)

    @property
    def step(self) -> str:
        """The step the plan that is shown was set to."""
        text = self.session.plan.text(PLAN_ID, STATUS)
        return text if text in say_states.STATUSES else say_states.STATUSES[0]

    def _show(self, found: Standing | None) -> None:
        self.standing = found
        if not self.session.is_open:
            self.say("")
            return
        changed = self._changed
        self.say((say.STEP_CHANGED if changed else say.STEP).format(status=self.step))
        tip = say.STEP_CHANGED_TIP if changed else say.STEP_TIPS[self.step]
        self.setToolTip(tip)
        self.setAccessibleName(self.said)
        self.setAccessibleDescription(tip)

    @property
    def _changed(self) -> bool:
        """Whether what was decided has been changed since."""
        found = self.standing
        return found is not None and found.status == self.step and self.step in _DECIDED and not found.report_decided

    def _offer(self) -> None:
        self._fill()
        above = self.mapToGlobal(self.rect().topLeft())
        above.setY(above.y() - self.steps.sizeHint().height())
        self.steps.popup(above)

    def _fill(self) -> None:
        self.steps.clear()
        for status in say_states.STATUSES:
            now = status == self.step
            action = self.steps.addAction(say.STEP_AGAIN.format(status=status) if now and self._changed else status)
            action.setCheckable(True)
            action.setChecked(now)
            action.setToolTip(say.STEP_TIPS[status])
            action.setEnabled(not self.session.read_only)
            action.triggered.connect(partial(self.choose, status))

    def choose(self, status: str, _checked: bool = False) -> None:  # noqa: FBT002  # what an action's signal carries
        """Set a step; one that takes a decision back asks why."""
        from planeditor.services.states.standing import is_step_back

        if is_step_back(self.step, status):
            text = say.STEP_BACK_ASK.format(now=self.step, status=status)
            AskReason(self.window(), say.STEP_BACK, text, say.STEP_BACK_GO, partial(self._set, status)).open()
        else:
            self._set(status, "")

    def _set(self, status: str, why: str) -> None:
        from planeditor.services.states.standing import set_status

        forms, who = self.session.forms, self.session.who
        told = say_states.STATUS_DONE.format(status=status)
        self.session.edit(
            lambda document: set_status(document, forms, status, who=who, why=why), lambda _: self.session.told.emit(told)
        )
