"""Rules about texts that stand twice: as last year, as at another measure, or nearly everywhere."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from planeditor.domain.fields import FieldDef
from planeditor.domain.figures import has_number, says_nothing
from planeditor.domain.findings import CheckContext, Finding, rule
from planeditor.domain.likeness import alike
from planeditor.domain.plan import Key
from planeditor.domain.rules.figures import asks_figure
from planeditor.domain.text import without_space
from planeditor.messages import checks as say

SENTENCE = 10
"""A text shorter than this (100%, 継続実施) stays the same for good reasons."""
LONG = 40
NEARLY = 0.9
EVERYWHERE = 0.8
FEW = 10
"""Of fewer measures nothing can be said to stand everywhere: half a dozen may well all be 検討 in a year."""


@rule("same-as-last-year")
def same_as_last_year(context: CheckContext) -> Iterator[Finding]:
    """A report that is still word for word the one of the year before; a figure may well stay the same."""
    for key, text, definition in context.reports():
        earlier = context.before.get(key.period)
        least = LONG if asks_figure(definition) else SENTENCE
        if earlier is None or len(text) < least:
            continue
        before = context.plan.entries.get(Key(key.node, key.field, earlier), "")
        if text.lstrip()[:1] != before.lstrip()[:1]:
            continue
        flat = without_space(text)
        if flat == without_space(before) and len(flat) >= least:
            message = say.SAME_AS_LAST_YEAR.format(period=context.label(earlier))
            yield Finding("same-as-last-year", "warning", message, key.node, key.field, key.period)


@rule("same-as-other-measure")
def same_as_other_measure(context: CheckContext) -> Iterator[Finding]:
    """A long report that stands at another measure in the same year too, in the same words or nearly so."""
    texts: defaultdict[tuple[str, str], dict[Key, str]] = defaultdict(dict)
    for key, text, _ in context.reports():
        if len(text) >= LONG and len(flat := without_space(text)) >= LONG:
            texts[key.field, key.period][key] = flat
    for own in texts.values():
        for places in alike(own, NEARLY):
            counts = Counter(own[place] for place in places)
            for place in places:
                others = [p for p in places[:2] if p != place][:1]
                sentence = say.SAME_AS_OTHER if counts[own[place]] > 1 else say.NEARLY_AS_OTHER
                other = next((p for p in places if p != place and own[p] == own[place]), others[0])
                yield _finding(context, "same-as-other-measure", sentence, place, other, len(places) - 2)


@rule("same-everywhere")
def same_everywhere(context: CheckContext) -> Iterator[Finding]:
    """A short text of a year that stands at nearly every measure, as if pasted over all rows; figures and marks are not meant."""
    texts: defaultdict[tuple[str, str], dict[Key, str]] = defaultdict(dict)
    for key, text, definition in context.entries():
        if key.period and len(text) < LONG and definition is not None and _is_free_text(definition):
            texts[key.field, key.period][key] = text.strip()
    for own in texts.values():
        text, count = Counter(own.values()).most_common(1)[0]
        if count < FEW or count < EVERYWHERE * len(own) or len(text) < 2 or has_number(text) or says_nothing(text):
            continue
        places = [place for place, there in own.items() if there == text]
        for place in places:
            other = next(p for p in places if p != place)
            yield _finding(context, "same-everywhere", say.SAME_EVERYWHERE, place, other, count - 2)


def _is_free_text(definition: FieldDef) -> bool:
    return definition.type == "text" and definition.kind != "internal"


def _finding(context: CheckContext, name: str, sentence: str, place: Key, other: Key, further: int) -> Finding:
    node = context.plan.node(other.node)
    word = context.vocabulary.word("measure")
    more = say.AND_FURTHER.format(count=further, word=word) if further > 0 else ""
    message = sentence.format(other=node.title if node is not None else "", more=more)
    return Finding(name, "warning", message, place.node, place.field, place.period)
