"""What a measure came to over the whole plan, as the secretariat has judged it."""
from __future__ import annotations

from enum import StrEnum

from planeditor.domain.plan import ACHIEVED, Plan
from planeditor.domain.text import label_key
from planeditor.messages import evaluation as say


class Achievement(StrEnum):
    """In the order in which tables list it."""

    FULL = "full"
    PART = "part"
    NONE = "none"
    UNDECIDED = "undecided"

    @property
    def word(self) -> str:
        """The word that is kept in the plan and printed: 一部達成."""
        return say.ACHIEVED[self]


_BY_WORD = {label_key(word): Achievement(name) for name, word in say.ACHIEVED.items()}
_WHOLE = 100


def parse_achievement(text: str) -> Achievement | None:
    """The one of that word; None where it is none."""
    return _BY_WORD.get(label_key(text))


def judged(plan: Plan, measure: str) -> Achievement:
    """What the secretariat has judged; undecided where it has not."""
    return parse_achievement(plan.text(measure, ACHIEVED)) or Achievement.UNDECIDED


def by_rate(percent: float | None) -> Achievement | None:
    """What a final rate suggests; None where there is none."""
    if percent is None:
        return None
    return Achievement.FULL if percent >= _WHOLE else Achievement.PART if percent > 0 else Achievement.NONE
