"""進捗区分: how a measure goes in a period. Confirmed by a person, else 未判定; only what is confirmed is ever counted."""
from __future__ import annotations

from enum import StrEnum

from planeditor.domain.plan import PROGRESS, Plan
from planeditor.domain.text import label_key
from planeditor.messages import progress as say


class Progress(StrEnum):
    """How a measure goes, in the order in which tables list it."""

    AHEAD = "ahead"
    ON_TRACK = "on_track"
    LATE = "late"
    STOPPED = "stopped"
    DONE = "done"
    MERGED = "merged"
    UNDECIDED = "undecided"

    @property
    def word(self) -> str:
        """The word that is kept in the plan and printed where the form set has none of its own: 計画通り."""
        return say.WORDS[self]

    @property
    def mark(self) -> str:
        """The character that stands for it in the tree, on the dashboard and on paper."""
        return say.MARKS[self]


_BY_WORD = {label_key(word): Progress(name) for name, word in say.WORDS.items()}


def parse_progress(text: str) -> Progress | None:
    """The 進捗区分 of that word; None where it is none."""
    return _BY_WORD.get(label_key(text))


def confirmed_progress(plan: Plan, measure: str, period: str) -> Progress:
    """What the secretariat has confirmed of a measure in a period; 未判定 where it has not."""
    return parse_progress(plan.text(measure, PROGRESS, period)) or Progress.UNDECIDED
