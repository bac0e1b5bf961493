"""記録の抹消 in what could not be written into the plan and is kept on this terminal for the next start."""
from __future__ import annotations

from dataclasses import replace

from planeditor.domain.masking import Masker
from planeditor.services.planfiles.unsaved import keep_unsaved, kept_unsaved, unsaved_file


def hits_in_unsaved(plan_id: str, masker: Masker) -> int:
    """How often the text stands there."""
    return sum(masker.count(part) for one in kept_unsaved(plan_id) for part in (one.before, one.text, one.source, one.why))


def clean_unsaved(plan_id: str, masker: Masker) -> None:
    """Mask the text there; the old file is overwritten before it goes. Raises ``KnownError`` where it stays."""
    from planeditor.store.erasing import erase
    from planeditor.store.errors import as_sentences

    texts = kept_unsaved(plan_id)
    if not hits_in_unsaved(plan_id, masker):
        return
    with as_sentences(unsaved_file(plan_id)):
        erase(unsaved_file(plan_id))
    masked = masker.masked
    keep_unsaved(
        plan_id,
        [replace(t, before=masked(t.before), text=masked(t.text), source=masked(t.source), why=masked(t.why)) for t in texts],
    )
