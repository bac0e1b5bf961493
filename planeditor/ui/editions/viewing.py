"""Looking at an edition or a snapshot: the plan as it was then, in the same window, with a bar that leads back."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planeditor.messages import ui_editions as say
from planeditor.ui.notices import NoticeArea
from planeditor.ui.session import Session
from planeditor.ui.viewed import Viewed

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.states.moments import State
    from planeditor.store.document import Document

TOPIC = "viewing"


def view(session: Session, state: State) -> None:
    """Show a state in the window once all that was typed is in the file."""
    sets = session.form_sets

    def read(document: Document) -> Viewed:
        from planeditor.services.states.named import plan_at_state

        plan = plan_at_state(document, state)
        _ = plan.measures  # the tree of nodes is made here rather than in the window's thread
        return Viewed(state, plan, sets.of(plan, document.field_labels()))

    session.gathering.emit()
    session.once_saved(lambda: session.ask(read, session.look_back))


class ViewingNotice(QObject):
    """The bar above the sheet as long as another state than the present is shown."""

    def __init__(self, session: Session, notices: NoticeArea) -> None:
        super().__init__(notices)
        self.session, self.notices = session, notices
        session.opened.connect(self.refresh)

    def refresh(self) -> None:
        """Show the bar, or take it away."""
        state = self.session.viewing
        if state is None:
            self.notices.end(TOPIC)
            return
        text = (say.VIEWING if state.date else say.VIEWING_UNDATED).format(name=state.name, date=state.date)
        self.notices.show_notice(
            text, [(say.VIEWING_END, lambda: self.session.look_back(None))], topic=TOPIC, role="warning", closes=False
        )
