"""What the present clerk writes for the next one, and what has been handed over: internal entries of the plan, to be undone as any."""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from planeditor.domain.days import today
from planeditor.domain.plan import HANDED_OVER, HANDOVER, PLAN_ID, Key, Plan
from planeditor.domain.reserved import base_of, subject_of
from planeditor.messages import handover as say
from planeditor.services.editing.entry import clean_text
from planeditor.services.handover.model import Span
from planeditor.services.tree.nodes import write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def notes_of(plan: Plan) -> dict[str, str]:
    """Every kind of note and its text, "" where nothing is written."""
    return {kind: plan.text(PLAN_ID, note_key(kind).field) for kind in say.NOTE_KINDS}


def note_key(kind: str) -> Key:
    """Where a note stands."""
    return Key(PLAN_ID, f"{HANDOVER}:{kind}")


def write_notes(document: Document, texts: Mapping[str, str], *, who: str) -> ChangeReport:
    """Write notes, each kind with its text; an empty text takes one away. Raises KnownError for a text that cannot be kept."""
    head = say.BETWEEN.join(say.NOTE_KINDS[kind] for kind in texts)
    entries: dict[Key, str | None] = {note_key(kind): clean_text(text).strip() for kind, text in texts.items()}
    return write(document, say.GROUP_NOTE.format(head=head), entries, who, "")


def ticks_of(plan: Plan, span: Span) -> frozenset[str]:
    """The items that were handed over in the handover of a span; another year begins with none."""
    head = _head(span)
    subjects = (subject_of(key.field) for key in plan.of_node(PLAN_ID) if base_of(key.field) == HANDED_OVER)
    return frozenset(subject.removeprefix(head) for subject in subjects if subject.startswith(head))


def tick(document: Document, span: Span, items: Mapping[str, str], *, on: bool, who: str) -> ChangeReport:
    """Note that items were handed over, or take that back. ``items``: each with its name as people call it."""
    day = today().isoformat() if on else None
    texts: dict[Key, str | None] = {Key(PLAN_ID, f"{HANDED_OVER}:{_head(span)}{item}"): day for item in items}
    title = say.GROUP_TICK if on else say.GROUP_UNTICK
    return write(document, title.format(item=say.BETWEEN.join(items.values())), texts, who, "")


def is_of_handover(field: str) -> bool:
    """Whether an entry belongs to the handover itself: it is none of the year's work."""
    return base_of(field) in (HANDOVER, HANDED_OVER)


def _head(span: Span) -> str:
    return f"{span.since.isoformat()}:"
