"""Removing a text for good: backups first, the plan file last, so that a stop in between can simply be repeated."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.messages import redacting as say
from planeditor.services.redacting.finding import Place, Progress, find_text, masker_of
from planeditor.services.redacting.order import order_of

if TYPE_CHECKING:  # the store is opened after the first paint
    from pathlib import Path

    from planeditor.store.document import Document
    from planeditor.store.redaction.redactions import RedactionOrder
    from planeditor.store.redaction.tables import Masked


@dataclass(frozen=True, slots=True)
class Removed:
    """What a redaction did."""

    places: tuple[Place, ...]
    notes: tuple[str, ...]
    """What went whole, and what the redaction does not reach."""

    @property
    def total(self) -> int:
        """How many places there were in all."""
        return sum(place.count for place in self.places)


def redact(
    document: Document, vocabulary: Vocabulary, text: str, *, who: str, why: str, progress: Progress | None = None
) -> Removed:
    """Mask a text in the plan file and its backups; there is no undo.

    Stopped in between by ``progress`` or a crash, some backups are done and the plan file is as it was: the same again
    does the rest. Raises ``KnownError`` for a text or a reason that cannot be taken, where nothing is found, where the plan
    file is damaged, and where a file cannot be written.
    """
    masker, why = masker_of(text), " ".join(why.split())
    if not why:
        raise KnownError(say.NO_REASON)
    if masker.is_in(why):
        raise KnownError(say.REASON_HOLDS_IT)
    document.redactions.require_writable()
    if document.damaged or document.verify():
        raise KnownError(say.DAMAGED.format(file=document.path.name))
    found = find_text(document, vocabulary, text)
    if not found.total:
        if document.redactions.all():
            document.redactions.pack()  # an earlier one may have found no room for it
        raise KnownError(say.NOT_FOUND)
    document.redactions.pack()  # where there is no room for it, it is better known before
    order = order_of(masker, who, why)
    gone = _clean_backups([*found.backups, *found.unreadable], set(found.unreadable), order, progress)
    _erase(found.leftovers)
    masked = document.redactions.apply(order)
    notes = _notes(masked, gone)
    try:
        document.redactions.pack()
    except KnownError:
        notes.insert(0, say.NOT_PACKED)
    document.plan()  # read here rather than by who asks next
    document.undo_name()
    return Removed(found.places, tuple(notes))


def _clean_backups(
    backups: list[Path], unreadable: set[Path], order: RedactionOrder, progress: Progress | None
) -> list[str]:
    """Rewrite the backups; gives the names of those that had to go, since nobody can say what is in them."""
    from planeditor.store.erasing import erase
    from planeditor.store.errors import as_sentences
    from planeditor.store.redaction import files
    from planeditor.store.redaction.redactions import is_readable, redact_in

    gone = []
    for done, backup in enumerate(backups, start=1):
        with as_sentences(backup):
            cleaned = backup not in unreadable and files.rewrite(backup, lambda db: redact_in(db, order), is_readable)
            if not cleaned:
                erase(backup)
                gone.append(backup.name)
        if progress is not None:
            progress(done, len(backups) + 1)
    return gone


def _erase(leftovers: tuple[Path, ...]) -> None:
    from planeditor.store.erasing import erase
    from planeditor.store.errors import as_sentences

    for file in leftovers:
        with as_sentences(file):
            erase(file)


def _notes(masked: Masked, gone: list[str]) -> list[str]:
    notes = []
    whole = [str(number) for number, removed in masked.originals.items() if removed]
    if whole:
        notes.append(say.ORIGINALS_GONE.format(count=len(whole), numbers="、".join(whole)))
    if masked.papers:
        notes.append(say.PAPERS_GONE.format(count=len(masked.papers), names="、".join(dict.fromkeys(masked.papers))))
    if gone:
        notes.append(say.BACKUPS_GONE.format(count=len(gone), names="、".join(gone)))
    return [*notes, say.OUT_OF_REACH]
