"""Figures over the years: the rate of each area on average, the money saved in sum; read out of the official texts."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from planeditor.domain.fields import Vocabulary
from planeditor.domain.figures import percents, yen
from planeditor.domain.plan import Key, Node, Plan
from planeditor.messages import overview as say
from planeditor.services.overview.model import EffectLine

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


def effects(
    plan: Plan, vocabulary: Vocabulary, periods: Sequence[str], areas: Sequence[tuple[str, Sequence[Node]]]
) -> tuple[EffectLine, ...]:
    """A line of the average rate, to one decimal, for each area that tells any, then one of the money saved in the whole plan.

    ``areas``: what they are called and the measures below them. A text with several rates, or several amounts, outside of
    its brackets tells none: it is not for the program to choose.
    """
    fields = [f.key for f in vocabulary.of("measure") if f.figure and f.kind == "report" and f.series]
    lines = []
    money: list[list[float]] = [[] for _ in periods]
    for label, measures in areas:
        rates: list[list[float]] = [[] for _ in periods]
        for place, period in enumerate(periods):
            for text in _texts(plan, measures, fields, period):
                rate, amount = _one(percents, text), _one(yen, text)
                if rate is not None:
                    rates[place].append(rate)
                if amount is not None:
                    money[place].append(amount)
        if any(rates):
            values = tuple(round(sum(found) / len(found), 1) if found else None for found in rates)
            lines.append(EffectLine(label, say.PERCENT, values, tuple(map(len, rates))))
    if any(money):
        sums = tuple(sum(found) if found else None for found in money)
        lines.append(EffectLine(say.MONEY, say.YEN, sums, tuple(map(len, money))))
    return tuple(lines)


def _texts(plan: Plan, measures: Iterable[Node], fields: Sequence[str], period: str) -> Iterable[str]:
    entries = plan.entries
    for node in measures:
        for field in fields:
            text = entries.get(Key(node.id, field, period))
            if text:
                yield text


def _one(read: Callable[[str], Sequence[float]], text: str) -> float | None:
    """The one figure of a text: outside of its brackets, else anywhere; None where there is none or more than one."""
    for part in (_BRACKETS.sub("", text), text):
        found = set(read(part))
        if found:
            return float(found.pop()) if len(found) == 1 else None
    return None
