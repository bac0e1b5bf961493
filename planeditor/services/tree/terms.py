"""用語: terms with their explanations, and their marks ``[^term]`` in the texts. Each change is one named operation.

Every function raises KnownError outside 改定 mode.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.blocks import GROUP, NOTE, TEXT
from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import BLOCK_TYPE, NAME, PLAN_ID, RESERVED_MARK, Key, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import writing as say
from planeditor.services.editing.entry import clean_text
from planeditor.services.editing.permissions import Mode
from planeditor.services.editing.years import is_closed
from planeditor.services.tree.nodes import write
from planeditor.services.tree.writing import block_of, require_writing
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Term:
    """A term as it is shown. ``used``: how many texts of the plan have its mark."""

    id: str
    name: str
    text: str
    group: str
    used: int = 0


def terms(plan: Plan) -> list[Term]:
    """The terms of a plan, in its order, with how often each is mentioned."""
    found = [n for n in plan.walk() if n.kind == "block" and plan.text(n.id, BLOCK_TYPE) == NOTE]
    counts = dict.fromkeys((n.name for n in found), 0)
    for key, text in plan.entries.items() if found else ():
        if "[^" in text and not key.field.startswith(RESERVED_MARK):
            for name in counts:
                counts[name] += mark(name) in text
    return [
        Term(n.id, n.name or n.number, plan.text(n.id, TEXT), plan.text(n.id, GROUP), counts.get(n.name, 0)) for n in found
    ]


def mark(term: str) -> str:
    """The mark of a term as it is typed into a text."""
    return f"[^{term}]"


def add_term(
    document: Document, forms: FormSet, term: str, text: str = "", group: str = "", *, mode: Mode, who: str
) -> ChangeReport:
    """A new term behind the others. Raises KnownError for a name that is empty, taken, or cannot stand in a mark."""
    source = require_writing(forms.vocabulary, mode)
    plan = document.plan()
    term = checked(plan, term)
    builder = PlanBuilder(plan)
    builder.add("block", PLAN_ID, {BLOCK_TYPE: NOTE, TEXT: clean_text(text), GROUP: clean_text(group).strip()}, name=term)
    return write(document, say.GROUP_TERM.format(term=term), builder.entries, who, source)


def edit_term(
    document: Document, forms: FormSet, node: str, term: str, text: str, group: str = "", *, mode: Mode, who: str
) -> ChangeReport:
    """Name a term anew and explain it; its marks in the texts follow the name.

    Raises KnownError as ``add_term``, and where a mark stands in a closed period.
    """
    source = require_writing(forms.vocabulary, mode)
    plan = document.plan()
    old = block_of(plan, node, NOTE).name
    term = checked(plan, term, node)
    texts: dict[Key, str | None] = {
        Key(node, NAME): term, Key(node, TEXT): clean_text(text) or None, Key(node, GROUP): clean_text(group).strip() or None,
    }
    if term != old and old:
        texts = _with_marks(plan, forms.vocabulary, old, mark(term)) | texts
    return write(document, say.GROUP_EDIT_TERM.format(term=old or term), texts, who, source)


def delete_term(document: Document, forms: FormSet, node: str, *, mode: Mode, who: str) -> ChangeReport:
    """Take a term out of the plan, with its marks in the texts. Raises KnownError where one stands in a closed period."""
    source = require_writing(forms.vocabulary, mode)
    plan = document.plan()
    name = block_of(plan, node, NOTE).name
    texts = _with_marks(plan, forms.vocabulary, name, "") | dict.fromkeys(plan.of_node(node))
    return write(document, say.GROUP_DELETE_TERM.format(term=name), texts, who, source)


def checked(plan: Plan, term: str, own: str = "") -> str:
    """A term as it is kept; ``own``: the node whose name it is. Raises KnownError where it cannot be one."""
    term = clean_text(term).strip()
    if not term:
        raise KnownError(say.TERM_EMPTY)
    if "]" in term or "\n" in term or len(term) > _LONGEST:
        raise KnownError(say.TERM_SIGNS)
    for node in plan.walk():
        if node.kind == "block" and node.id != own and node.name == term and plan.text(node.id, BLOCK_TYPE) == NOTE:
            raise KnownError(say.TERM_TWICE.format(term=term))
    return term


def _with_marks(plan: Plan, vocabulary: Vocabulary, term: str, new: str) -> dict[Key, str | None]:
    """The texts that have a term's mark, with another one in its place."""
    texts: dict[Key, str | None] = {}
    for key, text in plan.entries.items():
        if mark(term) not in text or key.field.startswith(RESERVED_MARK):
            continue
        if is_closed(plan, key.period):
            raise KnownError(say.TERM_CLOSED.format(term=term, period=vocabulary.label_of_period(plan, key.period)))
        texts[key] = text.replace(mark(term), new) or None
    return texts
