"""Entries typed or pasted in the window: checked, permitted in the present mode, written as one named operation."""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from planeditor.domain.errors import BugError, KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import DEPARTMENTS, MUNICIPALITY, NAME, NUMBER, Key, Plan
from planeditor.domain.runs import fits
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editing as say
from planeditor.services.editing.entry import checked_text, clean_text, entry_name, write
from planeditor.services.editing.permissions import Lock, Mode, Permissions, require_open
from planeditor.services.editing.reserved import field_of
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_TYPED = frozenset({NUMBER, NAME, DEPARTMENTS, MUNICIPALITY})
"""The reserved fields that people type, whether the form set lists them or not."""
SOURCES = say.SOURCES
"""The words offered as the source of a change."""


def enter(
    document: Document, forms: FormSet, key: Key, text: str, *,
    mode: Mode, who: str, source: str = "", why: str = "", name: str = "",
) -> ChangeReport:
    """Commit one cell; an empty text removes its entry, the same text changes nothing (no group in the report).

    ``name``: what undo shows, by default the entry's own name. Raises KnownError for a text that cannot stand there, an
    entry that is locked in this mode, and a correction without a reason.
    """
    plan, vocabulary = document.plan(), forms.vocabulary
    name = name or entry_name(plan, vocabulary, key)
    permissions = Permissions(plan, vocabulary, mode, document.read_only)
    texts = {key: _permitted(permissions, key, text, {})}
    return _commit(document, permissions, texts, name, who, _source(vocabulary, mode, source, why))


def enter_many(
    document: Document, forms: FormSet, texts: Mapping[Key, str], *,
    name: str, mode: Mode, who: str, source: str = "", why: str = "",
) -> ChangeReport:
    """Commit a pasted block as one operation, all of it or nothing; cells that stay as they are may be locked.

    Raises KnownError that names the first cell that cannot be, and for a correction without a reason.
    """
    plan, vocabulary = document.plan(), forms.vocabulary
    permissions = Permissions(plan, vocabulary, mode, document.read_only)
    checked = {}
    for key, text in texts.items():
        try:
            checked[key] = _permitted(permissions, key, text, texts)
        except KnownError as error:
            cell = entry_name(plan, vocabulary, key)
            raise KnownError(say.IN_CELL.format(cell=cell, sentence=error.message)) from error
    return _commit(document, permissions, checked, name, who, _source(vocabulary, mode, source, why))


def require_enterable(document: Document, forms: FormSet, key: Key, text: str, *, mode: Mode) -> None:
    """Raise KnownError where ``enter`` would refuse a text in this mode; nothing is written."""
    plan, vocabulary = document.plan(), forms.vocabulary
    _permitted(Permissions(plan, vocabulary, mode, document.read_only), key, text, {})
    require_open(plan, vocabulary, [key])


def _permitted(permissions: Permissions, key: Key, text: str, others: Mapping[Key, str]) -> str:
    """The text as it is kept, after every check; a text that is there already is never refused."""
    plan = permissions.plan
    _require_place(plan, permissions.vocabulary, key)
    now = plan.text(*key)
    if text == now:
        return text
    text = clean_text(text)
    if text == now:
        return text
    lock = permissions.lock(key)
    if lock is not Lock.OPEN:
        raise KnownError(permissions.sentence(lock))
    return checked_text(plan, permissions.vocabulary, key, text, others)


def _require_place(plan: Plan, vocabulary: Vocabulary, key: Key) -> None:
    """Raise KnownError where the node or the period is gone (undone meanwhile), BugError for what is no field of it."""
    node = plan.node(key.node)
    definition = field_of(vocabulary, node.kind, key.field) if node else None
    series = definition.series if definition else ""
    if node is None or (series and not _has_period(plan, series, key.period)):
        raise KnownError(say.PLACE_GONE)
    if (definition is None and key.field not in _TYPED) or bool(series) != bool(key.period):
        raise BugError(f"no field to enter: {key.field} of {node.kind}")


def _has_period(plan: Plan, series: str, period: str) -> bool:
    """Whether the plan has that period, or all the years of a run of them."""
    return period.rpartition(":")[0] == series and fits(plan, period)


def _commit(
    document: Document, permissions: Permissions, texts: Mapping[Key, str], name: str, who: str, source: str
) -> ChangeReport:
    changed = [key for key, text in texts.items() if text != permissions.plan.text(*key)]
    require_open(permissions.plan, permissions.vocabulary, changed)
    if changed and permissions.mode is Mode.CORRECTION and not source:
        raise KnownError(say.CORRECTION_NEEDS_WHY)
    if not changed and permissions.read_only:
        return ChangeReport(None, name)
    return write(document, texts, name=name, who=who, source=source)


def _source(vocabulary: Vocabulary, mode: Mode, source: str, why: str) -> str:
    """What the history keeps as the source: in a correction its reason, which must not be missing ("" where it is)."""
    why = why.strip()
    if mode is Mode.CORRECTION:
        told = say.SOURCE_WITH_WHY.format(source=source, why=why) if source and why else why
        return say.SOURCE_CORRECTION.format(why=told) if why else ""
    if mode is Mode.REVISION:
        source = source or vocabulary.word("revision")
    return say.SOURCE_WITH_WHY.format(source=source, why=why) if source and why else source or why
