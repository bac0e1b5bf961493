"""Removing a text for good: backups first, the plan file last, so that a stop in between can simply be repeated."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.messages import redacting as say
from planeditor.services.redacting.finding import Place, Progress, find_text, masker_of
from planeditor.services.redacting.order import order_of
from planeditor.services.redacting.reach import reach_of
from planeditor.services.redacting.unsaved_texts import clean_unsaved

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
        _erase(found.leftovers)  # nor have reached what was being written then
        raise KnownError(say.NOT_FOUND)
    document.redactions.pack()  # where there is no room for it, it is better known before
    order, beyond = order_of(masker, who, why), reach_of(document).beyond
    gone, missed = _clean_backups(document.path, [*found.backups, *found.unreadable], set(found.unreadable), order, progress)
    missed += _clean_copies(found.copies, order)
    _erase(found.leftovers)
    clean_unsaved(document.plan_id, masker)
    masked = document.redactions.apply(order)
    notes = [*_notes(masked, gone), *missed, *beyond, say.OUT_OF_REACH]
    try:
        document.redactions.pack()
    except KnownError:
        notes.insert(0, say.NOT_PACKED)
    document.plan()  # read here rather than by who asks next
    document.undo_name()
    return Removed(found.places, tuple(notes))


def _clean_backups(
    plan_file: Path, backups: list[Path], unreadable: set[Path], order: RedactionOrder, progress: Progress | None
) -> tuple[list[str], list[str]]:
    """Rewrite the backups. Gives the names of those that had to go, since nobody can say what is in them, and sentences about those
    in a folder elsewhere that could not be written; those beside the plan raise ``KnownError``."""
    from planeditor.store.errors import as_sentences
    from planeditor.store.redaction import files
    from planeditor.store.redaction.redactions import is_readable, redact_in

    gone, missed = [], []
    for done, backup in enumerate(backups, start=1):
        try:
            with as_sentences(backup):
                cleaned = backup not in unreadable and files.rewrite(backup, lambda db: redact_in(db, order), is_readable)
                if not cleaned:
                    files.drop(backup)
                    gone.append(backup.name)
        except KnownError as error:
            if backup.parent.parent == plan_file.parent:
                raise
            missed.append(say.NOT_REACHED.format(file=backup, sentence=error.message))
        if progress is not None:
            progress(done, len(backups) + 1)
    return gone, missed


def _clean_copies(copies: tuple[Path, ...], order: RedactionOrder) -> list[str]:
    """Rewrite working copies and files saved from damage; gives a sentence about each that could not be."""
    from planeditor.store.errors import as_sentences
    from planeditor.store.redaction import files
    from planeditor.store.redaction.redactions import is_readable, redact_in

    missed = []
    for copy in copies:
        try:
            with as_sentences(copy):
                if not files.rewrite_copy(copy, order.who, lambda db: redact_in(db, order), is_readable):
                    missed.append(say.UNREADABLE_COPY.format(file=copy))
        except KnownError as error:
            missed.append(say.NOT_REACHED.format(file=copy, sentence=error.message))
    return missed


def _erase(leftovers: tuple[Path, ...]) -> None:
    from planeditor.scratch import sweep_scratch
    from planeditor.store.erasing import erase_left
    from planeditor.store.errors import as_sentences

    sweep_scratch()
    for file in leftovers:
        with as_sentences(file):
            erase_left(file)


def _notes(masked: Masked, gone: list[str]) -> list[str]:
    notes = []
    whole = [str(number) for number, removed in masked.originals.items() if removed]
    if whole:
        notes.append(say.ORIGINALS_GONE.format(count=len(whole), numbers="、".join(whole)))
    if masked.papers:
        notes.append(say.PAPERS_GONE.format(count=len(masked.papers), names="、".join(dict.fromkeys(masked.papers))))
    if gone:
        notes.append(say.BACKUPS_GONE.format(count=len(gone), names="、".join(gone)))
    return notes
