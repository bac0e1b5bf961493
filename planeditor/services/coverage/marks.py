"""Marking which measure answers to which item of a list. Each is one named operation.

All raise KnownError for a measure or item that is not there, and in a file that cannot be written.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from planeditor.domain.blocks import covers_field
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key, Node, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import coverage as say
from planeditor.services.coverage.lists import item_of, list_of
from planeditor.services.editing.entry import one_line
from planeditor.services.tree.nodes import write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

Pair = tuple[str, str]
"""The ids of a measure and of an item."""


def mark(document: Document, forms: FormSet, measure: str, item: str, text: str = say.MARK, *, who: str) -> ChangeReport:
    """Say that a measure answers to an item, by ○ or a word of one line; "" takes the mark away."""
    plan = document.plan()
    found, point = _measure(plan, forms, measure), item_of(plan, item)
    text = one_line(text)
    pattern = say.GROUP_UNMARK if not text else say.GROUP_MARK if text == say.MARK else say.GROUP_MARK_WORD
    name = pattern.format(measure=found.title, item=point.title, word=text)
    return write(document, name, {Key(measure, covers_field(item)): text or None}, who, "")


def mark_all(document: Document, forms: FormSet, pairs: Iterable[Pair], text: str = say.MARK, *, who: str) -> ChangeReport:
    """Mark several pairs of one list in one step; those that have a mark keep it, unless ``text`` is ""."""
    plan = document.plan()
    texts: dict[Key, str | None] = {}
    name = ""
    for measure, item in pairs:
        _measure(plan, forms, measure)
        name = list_of(plan, item_of(plan, item).parent).name
        key = Key(measure, covers_field(item))
        if not text or key not in plan.entries:
            texts[key] = text or None
    return write(document, say.GROUP_MARK_SEVERAL.format(list=name, count=len(texts)), texts, who, "")


def _measure(plan: Plan, forms: FormSet, measure: str) -> Node:
    found = plan.node(measure)
    if found is None or found.kind != "measure":
        raise KnownError(say.MEASURE_GONE.format(word=forms.vocabulary.word("measure")))
    return found
