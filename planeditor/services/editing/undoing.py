"""Taking operations back and doing them again, with the rule that nothing in a closed period changes.

All raise KnownError where there is nothing to take back, where that would change an entry of a closed period, and in a file
that cannot be written.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import Change, Plan
from planeditor.services.editing.permissions import require_open_for
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Check, Document


def undo(document: Document, vocabulary: Vocabulary, who: str) -> ChangeReport:
    """Take back the latest operation in force."""
    return document.undo(who, within_open_periods(vocabulary))


def redo(document: Document, vocabulary: Vocabulary, who: str) -> ChangeReport:
    """Bring back the operation undone last."""
    return document.redo(who, within_open_periods(vocabulary))


def undo_import(document: Document, vocabulary: Vocabulary, receipt: int, who: str) -> ChangeReport:
    """Take back everything in force that came from a receipt, in one operation (``Document.undo_import``)."""
    return document.undo_import(receipt, who, within_open_periods(vocabulary))


def within_open_periods(vocabulary: Vocabulary) -> Check:
    """What every way of taking back is checked with."""

    def check(plan: Plan, changes: Sequence[Change]) -> None:
        require_open_for(plan, vocabulary, changes)

    return check
