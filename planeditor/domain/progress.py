"""進捗区分: how a measure goes in a period. Confirmed by a person, else 未判定; only what is confirmed is ever counted."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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


ENDS = frozenset({Progress.STOPPED, Progress.DONE, Progress.MERGED})
"""After these there is nothing more to judge, unless a later year is confirmed otherwise."""
HELD_UP = frozenset({Progress.LATE, Progress.STOPPED})
"""Of these the headquarters wants to know why, what is done and by when."""
_BY_WORD = {label_key(word): Progress(name) for name, word in say.WORDS.items()}


@dataclass(frozen=True, slots=True)
class ProgressRules:
    """What a form set says of 進捗区分; the empty one leaves all as usual."""

    fields: tuple[str, ...] = ()
    """The fields it is read from, the weightiest first; () = the text fields of the yearly report."""
    words: Mapping[Progress, str] = field(default_factory=dict)
    """The set's own words, as they are printed."""
    symbols: Mapping[str, Progress] = field(default_factory=dict)
    """What a symbol says, whole (○/◎) or that to the right of the slash."""

    def word(self, progress: Progress) -> str:
        """The word that is printed."""
        return self.words.get(progress, progress.word)

    def label(self, progress: Progress) -> str:
        """Mark and word, as lists show it: ▲遅延."""
        return f"{progress.mark}{self.word(progress)}"

    def parse(self, text: str) -> Progress | None:
        """The 進捗区分 of a word of the set's or of the usual ones, with or without its mark; None where it is none."""
        wanted = label_key(text)
        own = next((p for p, word in self.words.items() if wanted in (label_key(word), label_key(p.mark + word))), None)
        return own or parse_progress(text) or next((p for p in Progress if wanted == label_key(p.mark + p.word)), None)

    def of_symbol(self, text: str) -> Progress | None:
        """What a cell of symbols says; None where the set does not say."""
        whole = label_key(text)
        return self.symbols.get(whole) or self.symbols.get(whole.rpartition("/")[2])


def parse_progress(text: str) -> Progress | None:
    """The 進捗区分 of that word; None where it is none."""
    return _BY_WORD.get(label_key(text))


def confirmed_progress(plan: Plan, measure: str, period: str) -> Progress:
    """What the secretariat has confirmed of a measure in a period; 未判定 where it has not."""
    return parse_progress(plan.text(measure, PROGRESS, period)) or Progress.UNDECIDED
