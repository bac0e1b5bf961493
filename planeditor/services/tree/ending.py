"""Measures that end: stopped, done, or merged into another one. Each is one named operation."""
from __future__ import annotations

from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import MERGED_INTO, STATE, Key, Node, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import structure as say
from planeditor.services.editing.permissions import Mode
from planeditor.services.tree.nodes import node_of, write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def set_state(
    document: Document, forms: FormSet, node: str, state: str, why: str = "", *, mode: Mode, who: str
) -> ChangeReport:
    """Mark a measure as 中止 or 完了; "" = it goes on. A merged one is then no longer merged.

    Raises KnownError for another word, for an area, and during 誤記訂正.
    """
    _require_mode(forms.vocabulary, mode)
    found = _measure(document.plan(), forms.vocabulary, node)
    if state not in (say.STOPPED, say.DONE, ""):
        raise KnownError(say.UNKNOWN_STATE)
    name = (say.GROUP_STATE if state else say.GROUP_GOES_ON).format(title=found.title, state=state)
    return write(document, name, {Key(node, STATE): state, Key(node, MERGED_INTO): None}, who, why.strip())


def merge_into(
    document: Document, forms: FormSet, node: str, target: str, why: str = "", *, mode: Mode, who: str
) -> ChangeReport:
    """Mark a measure as merged into another one, which goes on for both; its own entries stay.

    Raises KnownError where it is the measure itself, is merged into it, or is merged into a third one; for an area, and
    during 誤記訂正.
    """
    _require_mode(forms.vocabulary, mode)
    plan, words = document.plan(), forms.vocabulary
    found, into = _measure(plan, words, node), _measure(plan, words, target)
    if node == target:
        raise KnownError(say.MERGE_ITSELF.format(title=found.title, word=words.word("measure")))
    further = plan.node(plan.text(target, MERGED_INTO))
    if further is not None:
        sentence = say.MERGE_CIRCLE if node in _chain(plan, target) else say.MERGE_TARGET_MERGED
        raise KnownError(sentence.format(title=found.title, target=into.title, into=further.title))
    name = say.GROUP_MERGE.format(title=found.title, target=into.title)
    return write(document, name, {Key(node, STATE): say.MERGED, Key(node, MERGED_INTO): target}, who, why.strip())


def unmerge(document: Document, forms: FormSet, node: str, why: str = "", *, mode: Mode, who: str) -> ChangeReport:
    """Let a merged measure go on by itself again. Raises KnownError where it is not merged, and during 誤記訂正."""
    _require_mode(forms.vocabulary, mode)
    plan = document.plan()
    found = _measure(plan, forms.vocabulary, node)
    if plan.text(node, STATE) != say.MERGED and not plan.text(node, MERGED_INTO):
        raise KnownError(say.NOT_MERGED.format(title=found.title, word=forms.vocabulary.word("measure")))
    name = say.GROUP_UNMERGE.format(title=found.title)
    return write(document, name, {Key(node, STATE): None, Key(node, MERGED_INTO): None}, who, why.strip())


def _chain(plan: Plan, node: str) -> set[str]:
    """The measure and all it is merged into, one after the other."""
    seen: set[str] = set()
    while node and node not in seen:
        seen.add(node)
        node = plan.text(node, MERGED_INTO)
    return seen


def _require_mode(vocabulary: Vocabulary, mode: Mode) -> None:
    if mode is Mode.CORRECTION:
        raise KnownError(say.NOT_IN_CORRECTION.format(word=vocabulary.word("measure")))


def _measure(plan: Plan, vocabulary: Vocabulary, node: str) -> Node:
    found = node_of(plan, node)
    if found.kind != "measure":
        raise KnownError(say.ONLY_MEASURES.format(word=vocabulary.word("measure")))
    return found
