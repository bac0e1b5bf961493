"""All there is to say of the place of an open plan: where it lies, and what working copies there are of it."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planeditor.services.working.advice import advice_on
from planeditor.services.working.notes import CopyNote, notes_of
from planeditor.services.working.places import WorkingCopy, all_copies, copies_of
from planeditor.services.working.record import Record, record_of
from planeditor.store.location import Kind, location_of


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen. ``record``: of the plan itself, where it is a working copy; ``advice``: what its place means, "" for nothing;
    ``others``: who else has taken a working copy of it; ``own``: the latest copy of it here that was not put back."""

    kind: Kind
    advice: str = ""
    record: Record | None = None
    others: tuple[CopyNote, ...] = ()
    own: WorkingCopy | None = None


def look_at(path: Path, plan_id: str) -> Seen:
    """Look at the place of a plan; never raises. Of a share that does not answer nothing more is asked."""
    location = location_of(path)
    if location.kind == "unknown":
        return Seen("unknown")
    record = record_of(path)
    if record is not None:
        return Seen(location.kind, record=record)
    tokens = {copy.record.token for copy in all_copies()}
    others = tuple(note for note in notes_of(path) if note.token not in tokens)
    own = next(iter(copies_of(path, plan_id)), None)
    return Seen(location.kind, advice_on(location), None, others, own)
