"""Judging what a measure came to: a named operation, to be undone as any other."""
from __future__ import annotations

from typing import TYPE_CHECKING

from planeditor.domain.achievement import Achievement
from planeditor.domain.plan import ACHIEVED, ASSESSMENT, Key
from planeditor.messages import evaluation as say
from planeditor.services.editing.entry import clean_text
from planeditor.services.tree.nodes import node_of, write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def judge(
    document: Document, measure: str, achieved: Achievement | None = None, assessment: str | None = None, *, who: str
) -> ChangeReport:
    """Write 達成, 一部達成 or 未達成 and the assessment of a measure; what is None stays. ``UNDECIDED`` takes a judgement back.

    Raises KnownError where there is no such measure.
    """
    node = node_of(document.plan(), measure, "measure")
    texts: dict[Key, str | None] = {}
    if achieved is not None:
        texts[Key(node.id, ACHIEVED)] = None if achieved is Achievement.UNDECIDED else achieved.word
    if assessment is not None:
        texts[Key(node.id, ASSESSMENT)] = clean_text(assessment).strip()
    return write(document, say.GROUP.format(place=node.number or node.name), texts, who, "")
