"""Whether everything that was typed is in the plan file: what the bar about a fault may promise."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from planeditor.domain.plan import Key
from planeditor.ui.fields.drafting import Drafting
from planeditor.ui.fields.field_row import FieldRow
from planeditor.ui.parts import Parts
from planeditor.ui.sheet.draft_keeper import DraftKeeper

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

Typed = tuple[Key, str]


def keep_half_typed(window: QWidget, parts: Parts) -> list[Typed]:
    """Have what is half typed anywhere kept as drafts; gives the cells and texts."""
    parts.sheet.editing.keep_draft()
    keepers: list[DraftKeeper | Drafting] = [parts.sheet.editing.drafts, *window.findChildren(Drafting)]
    typed = [keeper.half_typed for keeper in keepers]
    for keeper in keepers:
        keeper.keep()
    return [one for one in typed if one is not None]


def has_loose_text(parts: Parts) -> bool:
    """Whether a text stands in a field that is kept nowhere before it is entered: a cell of the table, a line of a dialog."""
    focus = QApplication.focusWidget()
    if focus is None or focus is parts.sheet.editor or _is_row(focus):
        return False
    if isinstance(focus, QLineEdit):
        return focus.isModified() and not focus.isReadOnly()
    return isinstance(focus, QTextEdit | QPlainTextEdit) and focus.document().isModified() and not focus.isReadOnly()


def drafts_hold(document: Document, typed: list[Typed]) -> bool:
    """Whether the plan file holds these texts, as entries or as drafts; on the plan lane."""
    drafts = {draft.key: draft.text for draft in document.drafts.all()}
    plan = document.plan()
    return all(drafts.get(key) == text or plan.text(*key) == text for key, text in typed)


def _is_row(widget: QWidget) -> bool:
    at: QWidget | None = widget
    while at is not None and not isinstance(at, FieldRow):
        at = at.parentWidget()
    return at is not None
