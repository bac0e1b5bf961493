"""What stands in the title bar."""
from __future__ import annotations

from planeditor.messages import ui_main as say
from planeditor.services.editing.years import is_closed
from planeditor.ui.session import Session


def title(session: Session) -> str:
    """The plan, its current year and how it is open."""
    path = session.path
    if path is None:
        return say.PROGRAM
    name = session.plan.title or path.stem
    current = session.current
    if current is None:
        text = say.TITLE_PLAIN.format(plan=name)
    else:
        state = say.STATE_CLOSED if is_closed(session.plan, current.key) else say.STATE_WRITING
        text = say.TITLE.format(plan=name, period=session.vocabulary.period_label(session.plan, current), state=state)
    if session.practice:
        text += say.STATE_PRACTICE
    return text + (say.STATE_READ_ONLY if session.read_only else "")
