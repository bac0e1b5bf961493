"""Rules about texts that stand twice: as in another year, at another measure, or nearly everywhere."""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from planeditor.domain.fields import FieldDef
from planeditor.domain.figures import has_number, says_nothing
from planeditor.domain.findings import CheckContext, Finding, finding_at
from planeditor.domain.likeness import Likeness
from planeditor.domain.periods import Period
from planeditor.domain.plan import Key, Plan
from planeditor.domain.rulebook import Fact, Facts, named, number, plan_rule, rule
from planeditor.domain.rules.figures import asks_figure
from planeditor.domain.text import shorten, without_space
from planeditor.messages import checks as say

LONG = 40
"""A text shorter than this may well be the same in two years or at two measures."""
_SHOWN = 30
_STAYS = re.compile("累計|累積")
"""A sum of all years is the same where nothing was added."""


@rule("same-as-last-year", numbers={"length": 10, "figure_length": LONG})
def same_as_last_year(context: CheckContext) -> Iterator[Finding]:
    """A report that is word for word that of an earlier year; a figure may well stay the same, and so may a short text after
    some years."""
    reports: defaultdict[tuple[str, str], list[tuple[Key, str, FieldDef]]] = defaultdict(list)
    for key, text, definition in context.reports():
        reports[key.node, key.field].append((key, text, definition))
    for own in reports.values():
        if len(own) > 1:
            yield from _repeated(context, own)


def _repeated(context: CheckContext, own: Sequence[tuple[Key, str, FieldDef]]) -> Iterator[Finding]:
    name = "same-as-last-year"
    least = number(context, name, "figure_length" if asks_figure(own[0][2]) else "length")
    same: defaultdict[str, list[Key]] = defaultdict(list)
    for key, text, _ in own:
        if len(text) >= least and len(flat := without_space(text)) >= least and not _STAYS.search(text):
            same[flat].append(key)
    for flat, keys in same.items():
        places = sorted(keys, key=lambda key: Period.from_key(key.period))
        if len(flat) < LONG:  # only year after year
            places = [p for n, p in enumerate(places) if _follows(context, places, n) or _follows(context, places, n + 1)]
        if len(places) > 1:
            first, *copies = places
            message = say.SAME_AS_LAST_YEAR.format(period=context.label(first.period))
            yield finding_at(name, "warning", message, (*copies, first))


def _follows(context: CheckContext, places: Sequence[Key], n: int) -> bool:
    return 0 < n < len(places) and context.before.get(places[n].period) == places[n - 1].period


class _Alike(Facts):
    """The long texts, by the field they stand in."""

    def __init__(self, context: CheckContext) -> None:
        super().__init__(context)
        self._least = number(context, "same-as-other-measure", "share")
        self.fields: dict[str, Likeness] = {}
        self._told: tuple[Plan, list[tuple[list[Key], dict[Key, str]]]] | None = None
        """For which plan the groups were told last: several rules ask."""

    def put(self, node: str, facts: Sequence[Fact]) -> None:
        """Take these texts for the node; those that stay are not looked at again."""
        before = Counter((key.field, text) for key, text in self.by_node.get(node, ()))
        now = Counter((key.field, text) for key, text in facts)
        for field, text in (now - before).elements():
            self.fields.setdefault(field, Likeness(self._least)).add(text)
        for field, text in (before - now).elements():
            self.fields[field].remove(text)
        super().put(node, facts)

    def groups(self, context: CheckContext) -> list[tuple[list[Key], dict[Key, str]]]:
        """The places of texts that are alike, with the texts of the field that are."""
        if self._told is None or self._told[0] is not context.plan:
            own: defaultdict[str, dict[Key, str]] = defaultdict(dict)
            for key, text in self.all(context):
                if self.fields[key.field].is_shared(text):
                    own[key.field][key] = text
            found = [(places, texts) for field, texts in own.items() for places in self.fields[field].groups(texts.items())]
            self._told = context.plan, found
        return self._told[1]


def _long_texts(context: CheckContext) -> Iterator[Fact]:
    least = number(context, "same-as-other-measure", "length")
    for key, text, definition in context.texts():
        if definition.of == "measure" and len(text) >= least and len(flat := without_space(text)) >= least:
            yield key, flat


@plan_rule("same-as-other-measure", _long_texts, _Alike, numbers={"length": LONG, "share": 0.9})
def same_as_other_measure(context: CheckContext, facts: _Alike) -> Iterator[Finding]:
    """A long text that stands at another measure too, in the same year or another, in the same words or nearly so: all such
    places are one finding."""
    for places, texts in facts.groups(context):
        if len({place.node for place in places}) > 1:
            same = len({texts[place] for place in places}) == 1
            sentence = say.SAME_AS_OTHER if same else say.NEARLY_AS_OTHER
            message = sentence.format(
                count=len({place.node for place in places}), word=context.vocabulary.word("measure"),
                places=named(context, places), text=shorten(texts[places[0]], _SHOWN),
            )
            yield finding_at("same-as-other-measure", "warning", message, tuple(places))


@plan_rule("nearly-as-last-year", _long_texts, _Alike)
def nearly_as_last_year(context: CheckContext, facts: _Alike) -> Iterator[Finding]:
    """A long report that differs from one of another year in a few words only; where a figure is asked for, it is the figure
    that differs."""
    for places, texts in facts.groups(context):
        if len({place.node for place in places}) == 1 and len({texts[place] for place in places}) > 1:
            first, *copies = sorted((p for p in places if p.period), key=lambda key: Period.from_key(key.period))
            definition = context.definition(first)
            if copies and definition is not None and definition.kind == "report" and not asks_figure(definition):
                message = say.NEARLY_AS_LAST_YEAR.format(period=context.label(first.period))
                yield finding_at("nearly-as-last-year", "note", message, (*copies, first))


class _Cells(Facts):
    """How often each short text stands in a field of a period."""

    def __init__(self, context: CheckContext) -> None:
        super().__init__(context)
        self.columns: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def put(self, node: str, facts: Sequence[Fact]) -> None:
        """Count these cells of the node instead of those it had."""
        for key, text in self.by_node.get(node, ()):
            self.columns[key.field, key.period][text] -= 1
        for key, text in facts:
            self.columns[key.field, key.period][text] += 1
        super().put(node, facts)


def _short_texts(context: CheckContext) -> Iterator[Fact]:
    for key, text, _ in context.texts():
        if key.period and len(text) < LONG:
            yield key, text.strip()


@plan_rule("same-everywhere", _short_texts, _Cells, numbers={"share": 0.8, "least": 10})
def same_everywhere(context: CheckContext, facts: _Cells) -> Iterator[Finding]:
    """A short text of a year that stands at nearly every measure, as if pasted over all rows; figures and marks are not meant,
    nor is what stands there in the year before too. Of a few measures nothing can be said to stand everywhere."""
    name = "same-everywhere"
    share, least = number(context, name, "share"), number(context, name, "least")
    for (field, period), counts in sorted(facts.columns.items()):
        text, count = max(counts.items(), key=lambda found: (found[1], found[0]), default=("", 0))
        if count < least or count < share * counts.total() or len(text) < 2 or has_number(text) or says_nothing(text):
            continue
        if 2 * facts.columns.get((field, context.before.get(period, "")), Counter())[text] > count:
            continue
        places = tuple(key for key, there in facts.all(context) if there == text and (key.field, key.period) == (field, period))
        word = context.vocabulary.word("measure")
        message = say.SAME_EVERYWHERE.format(text=text, count=count, word=word, places=named(context, places))
        yield finding_at(name, "warning", message, places)
