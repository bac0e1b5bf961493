"""The text that reminds departments of what is still to come."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planeditor.domain.days import long_day
from planeditor.domain.plan import Plan
from planeditor.messages import ui_submissions as say
from planeditor.ui.submissions.lines import Line

_TITLES = 3
"""So many measures are named."""


def reminder(plan: Plan, lines: Sequence[Line], *, period: str, turn: str, measure: str, contact: str, day: date) -> str:
    """A text to send to these departments: what was asked of them until when, and what has not come by ``day``."""
    deadlines = sorted({due for line in lines if (due := line.status.deadline)})
    text = say.REMINDER.format(
        names=say.BETWEEN.join(line.name for line in lines), plan=plan.title, period=period, round=turn, today=long_day(day, weekday=True),
        deadline=say.REMINDER_DEADLINE.format(day=long_day(deadlines[0], weekday=True)) if deadlines else say.REMINDER_NO_DEADLINE,
        lines="\n".join(_line(plan, line, measure) for line in lines),
        contact=say.REMINDER_CONTACT.format(contact=contact) if contact else "",
    )
    return text.strip() + "\n"


def _line(plan: Plan, line: Line, measure: str) -> str:
    left = line.left
    named = [node.title.replace("\n", " ") for n in left[:_TITLES] if (node := plan.node(n))]
    titles = say.BETWEEN.join(named)
    if len(left) > _TITLES:
        titles = say.MORE_TITLES.format(titles=titles)
    return say.REMINDER_LINE.format(name=line.name, measure=measure, left=len(left), titles=titles)
