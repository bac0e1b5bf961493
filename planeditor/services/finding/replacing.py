"""Replace over the whole plan: first a list of what would change, then one operation for what was chosen from it."""
from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.folding import Span, fold, matches, needle, year_ending
from planeditor.domain.plan import NAME, NUMBER, RESERVED_MARK, Key, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import finding as say
from planeditor.services.editing.entering import enter_many
from planeditor.services.editing.entry import checked_text, clean_text
from planeditor.services.editing.permissions import Lock, Mode, Permissions
from planeditor.services.finding.hits import place
from planeditor.services.finding.searching import SearchIndex
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport


@dataclass(frozen=True, slots=True)
class Replacement:
    """What replacing would do to one entry."""

    key: Key
    where: str
    """Node, period and field, as a list shows them."""
    old: str
    new: str
    locked: str
    """Why it cannot be replaced, "" where it can."""
    query: str
    replacement: str
    spans: tuple[Span, ...]
    """Where in ``old`` the replaced pieces stand."""


def preview(
    source: SearchIndex | Plan, vocabulary: Vocabulary, query: str, replacement: str, permissions: Permissions, *, exact: bool = False
) -> list[Replacement]:
    """What replacing would change, in the order of the plan, locked entries included; nothing is changed.

    Matched as the search does, or with ``exact`` to the letter; only what matched is replaced, every time it stands in an entry.
    A match that is only a part of a character (株 in ㈱) is left alone. Raises KnownError for a replacement with characters that
    no office file can hold.
    """
    return list(previews(source, vocabulary, query, replacement, permissions, exact=exact))


def previews(
    source: SearchIndex | Plan, vocabulary: Vocabulary, query: str, replacement: str, permissions: Permissions, *, exact: bool = False
) -> Iterator[Replacement]:
    """What ``preview`` gives, each worked out when it is asked for; ``source`` must not go over to another plan meanwhile."""
    index = source if isinstance(source, SearchIndex) else SearchIndex(source, vocabulary)
    replacement = clean_text(replacement)
    for key in index.keys(query):
        old = index.plan.entries[key]
        spans = _exact(old, query) if exact else matches(fold(old), needle(query), whole=True)
        new = _replaced(old, spans, query, replacement)
        if new == old:
            continue
        node, period, field = place(index.plan, vocabulary, key)
        where = (say.WHERE_PERIOD if period else say.WHERE).format(node=node, period=period, field=field)
        locked = _locked(index.plan, vocabulary, permissions, key, new)
        yield Replacement(key, where, old, new, locked, query, replacement, tuple(spans))


def apply(
    document: Document, forms: FormSet, chosen: Sequence[Replacement], *, mode: Mode, who: str, source: str = "", why: str = ""
) -> ChangeReport:
    """Replace what was chosen, as one operation; locked entries and those changed since the preview are ``skipped``.

    Raises KnownError where nothing is left to replace, and for 誤記訂正 without a reason (``why``).
    """
    plan = document.plan()
    open_now = _still_open(plan, Permissions(plan, forms.vocabulary, mode), chosen)
    if not open_now:
        changed = sum(plan.entries.get(c.key) != c.old for c in chosen)
        raise KnownError(say.ALL_CHANGED_SINCE.format(count=changed) if changed else say.NOTHING_TO_REPLACE)
    first = open_now[0]
    name = say.GROUP_REPLACE.format(old=first.query, new=first.replacement, count=len(open_now))
    texts = {c.key: c.new for c in open_now}
    report = enter_many(document, forms, texts, name=name, mode=mode, who=who, source=source, why=why)
    return dataclasses.replace(report, skipped=tuple(c.key for c in chosen if c.key not in texts))


def _still_open(plan: Plan, permissions: Permissions, chosen: Iterable[Replacement]) -> list[Replacement]:
    return [
        c for c in chosen
        if not c.locked and plan.entries.get(c.key) == c.old and permissions.lock(c.key) is Lock.OPEN
    ]


def _locked(plan: Plan, vocabulary: Vocabulary, permissions: Permissions, key: Key, new: str) -> str:
    """Why an entry cannot become that text; "" where it can."""
    lock = permissions.lock(key)
    if lock is not Lock.OPEN:
        return permissions.sentence(lock)
    if key.field == NUMBER:
        return say.LOCKED_NUMBER
    if key.field == NAME and not new.strip():
        return say.LOCKED_NAME
    if not _has_place(plan, vocabulary, key):
        return say.LOCKED_UNKNOWN
    try:
        checked_text(plan, vocabulary, key, new)
    except KnownError as error:
        return error.message
    return ""


def _has_place(plan: Plan, vocabulary: Vocabulary, key: Key) -> bool:
    """Whether the form set and the plan's years still have a place for the entry."""
    node = plan.node(key.node)
    definition = vocabulary.by_key.get((node.kind, key.field)) if node is not None else None
    if definition is None:
        return key.field.startswith(RESERVED_MARK)
    return key.period in plan.period_keys(definition.series) if definition.series else not key.period


def _exact(text: str, query: str) -> list[Span]:
    spans = []
    start = text.find(query)
    while start >= 0:
        spans.append((start, start + len(query)))
        start = text.find(query, start + len(query))
    return spans


def _replaced(text: str, spans: Iterable[Span], query: str, replacement: str) -> str:
    """The text with these pieces replaced; the 年度 of a year stays where neither the query nor the replacement names it."""
    keep_ending = not year_ending(query) and not year_ending(replacement)
    pieces, done = [], 0
    for start, end in spans:
        ending = year_ending(text[start:end]) if keep_ending else ""
        pieces += [text[done:start], replacement, ending]
        done = end
    return "".join([*pieces, text[done:]])
