"""What the command line and the window say about a next plan: counts, and by name what was not carried over."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planeditor.domain.fields import Vocabulary
from planeditor.messages import nextplan as say
from planeditor.services.nextplan.carrying import LeftOut, NextPlan, Reason
from planeditor.services.nextplan.draft import NextDraft

_EVERYWHERE = frozenset({Reason.REPORT, Reason.YEARS, Reason.INTERNAL})
"""These are left out of every measure: naming them all would say nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was not carried over for one reason: how much, and which fields, or where it stands."""

    reason: str
    count: int
    details: tuple[str, ...]


def counts(draft: NextDraft, made: NextPlan, vocabulary: Vocabulary) -> list[str]:
    """What goes into the next plan, in two lines; ``vocabulary`` is that of the plan before."""
    fates = Counter(c.fate for c in draft.choices)
    word = vocabulary.word("measure")
    return [
        say.DONE_COUNTS.format(measure=word, goes_on=fates["goes_on"], ends=fates["ends"], merges=fates["merges"]),
        say.DONE_TEXTS.format(measure=word, texts=made.texts, former=made.former, results=made.results),
    ]


def left_out(made: NextPlan, vocabulary: Vocabulary) -> list[Told]:
    """What stands in the plan before alone, by reason."""
    found: dict[Reason, list[LeftOut]] = {}
    for one in made.left:
        found.setdefault(one.reason, []).append(one)
    word = vocabulary.word("measure")
    return [
        Told(reason.sentence.format(measure=word), _count(ones), tuple(d for one in ones for d in _details(one)))
        for reason, ones in found.items()
    ]


def as_data(draft: NextDraft, made: NextPlan) -> dict[str, Any]:
    """The same for ``--json``."""
    fates = Counter(c.fate for c in draft.choices)
    return {
        "goes_on": fates["goes_on"], "ends": fates["ends"], "merges": fates["merges"], "texts": made.texts,
        "former": made.former, "results": made.results,
        "left_out": [
            {"reason": one.reason.value, "field": one.label, "count": one.count, "places": one.names} for one in made.left
        ],
    }


def _count(ones: Sequence[LeftOut]) -> int:
    """How many entries; of editions, how many of these: their names stand beside it."""
    return sum(len(one.names) if one.reason is Reason.EDITION else one.count for one in ones)


def _details(one: LeftOut) -> list[str]:
    if not one.label:
        return one.names
    names = "" if one.reason in _EVERYWHERE else say.LEFT_NAMES.format(names="、".join(one.names))
    return [say.LEFT_FIELD.format(label=one.label, count=one.count, names=names)]
