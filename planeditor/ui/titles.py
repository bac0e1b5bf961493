"""What stands in the title bar."""
from __future__ import annotations

from planeditor.messages import ui_main as say
from planeditor.services.editing.years import is_closed
from planeditor.services.states.editions import latest
from planeditor.ui.session import Session


def title(session: Session) -> str:
    """The plan, its current year and how it is open."""
    path = session.path
    if path is None:
        return say.PROGRAM
    name = session.plan.title or path.stem
    current, edition = session.current, latest(session.plan)
    said = edition.name if edition else ""
    if current is None:
        text = (say.TITLE_PLAIN_EDITION if said else say.TITLE_PLAIN).format(plan=name, edition=said)
    else:
        state = say.STATE_CLOSED if is_closed(session.plan, current.key) else say.STATE_WRITING
        pattern = say.TITLE_EDITION if said else say.TITLE
        label = session.vocabulary.period_label(session.plan, current)
        text = pattern.format(plan=name, edition=said, period=label, state=state)
    if session.practice:
        text += say.STATE_PRACTICE
    if session.viewing is not None:
        return text + say.STATE_VIEWING.format(state=session.viewing.name)
    return text + (say.STATE_READ_ONLY if session.read_only else "")
