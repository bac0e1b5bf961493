"""Last year's text of the same field, and whether this year's is still the same."""
from __future__ import annotations

from dataclasses import dataclass

from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import Key, Plan
from planeditor.domain.runs import covered

SHORT = 3
"""Texts of so few characters (-, なし, 90%) stay the same for good reasons."""


@dataclass(frozen=True, slots=True)
class LastYear:
    """The same field in the period before: its text is "" where nothing was entered."""

    period: Period
    label: str
    text: str


def last_year(plan: Plan, vocabulary: Vocabulary, key: Key) -> LastYear | None:
    """The entry of the period before in the series; None for the first period and for what is not of a period."""
    before = _period_before(plan, key.period)
    if before is None:
        return None
    period = Period.from_key(before)
    return LastYear(period, vocabulary.period_label(plan, period), plan.text(key.node, key.field, before))


def same_as_last_year(plan: Plan, vocabulary: Vocabulary, key: Key) -> bool:
    """Whether a report entry still reads as last year's; short texts and 「-」 are not meant."""
    text = plan.text(*key).strip()
    if len(text) <= SHORT:
        return False
    before = _period_before(plan, key.period)
    if before is None or plan.text(key.node, key.field, before).strip() != text:
        return False
    node = plan.node(key.node)
    definition = vocabulary.by_key.get((node.kind, key.field)) if node else None
    return definition is not None and definition.kind == "report"


def _period_before(plan: Plan, period_key: str) -> str | None:
    keys = plan.period_keys(period_key.rpartition(":")[0]) if period_key else []
    first = next(iter(covered(plan, period_key)), "")
    place = keys.index(first) if first else 0
    return keys[place - 1] if place else None
