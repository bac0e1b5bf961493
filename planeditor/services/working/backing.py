"""Putting a working copy back: whole where the original has stayed as it was, else compared three ways and taken in there."""
from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from planeditor.domain.errors import KnownError
from planeditor.messages import working as say
from planeditor.services.backups.policy import WORDS
from planeditor.services.backups.taking import take
from planeditor.services.formsets import FormSets
from planeditor.services.intake.files import FileIntake
from planeditor.services.intake.merging import CopySource
from planeditor.services.intake.outcome import FileResult
from planeditor.services.working.notes import drop_note
from planeditor.services.working.places import KEPT_DAYS, remove, sweep_done
from planeditor.services.working.record import Record, mark_done, record_of, record_path
from planeditor.store.document import Document
from planeditor.store.lock import HeldByOther
from planeditor.store.lockfile import holder_of
from planeditor.store.openfile import true_path
from planeditor.store.putting_back import put_back
from planeditor.store.slim import without_known_files

How = Literal["same", "whole", "merged"]
"""``same``: there was nothing to put back; ``whole``: the original has the copy's content now; ``merged``: the copy was taken in like
that of a colleague, since the original had changed too."""


class OriginalAway(KnownError):  # noqa: N818  # a state of affairs one can act on, not a fault
    """The original is not where it was, or another plan is there: another place can be named."""


@dataclass(frozen=True, slots=True)
class CheckedBack:
    """What became of a working copy that was put back."""

    how: How
    original: Path
    copy: Path
    copy_kept: bool
    result: FileResult | None = None
    """Of ``merged``: what was taken, and what waits for a decision."""
    sentences: list[str] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """How much waits for a decision."""
        return self.result.waiting.total if self.result else 0


def check_back(copy: Path, forms: FormSets, *, who: str, original: Path | None = None) -> CheckedBack:
    """Put a working copy, which nobody has open, back to the plan it was taken of (``original``: where that is now).

    Where the original is as it was when the copy was taken, it gets the copy's whole content, after a backup and in one
    transaction; the copy is then removed. Else the changes of the copy are compared with it: what only the copy changed is taken
    over, what both changed waits among the receipts as 双方で変更; the copy stays for a while, marked as put back. Whenever the program is
    killed, the original is as before or as after, the copy stays, and it can be put back again.

    Raises ``KnownError`` where the copy is none, is damaged or open elsewhere, and where the original is held by somebody else or
    cannot be written; ``OriginalAway`` where it is not there. The original is then as before.
    """
    copy = true_path(copy)
    record = _require_record(copy, original)
    target = true_path(original or Path(record.original))
    _require_original(target, copy, record)
    _require_sound(copy)
    try:
        how = put_back(copy, target, record.base, who=who, reason=WORDS["put back"])
        if how == "moved":
            return _merged(copy, target, record, forms, who)
    except HeldByOther as error:
        raise _held(target, error) from error
    drop_note(target, record.token)
    mark_done(copy, record)
    kept = not remove(copy)
    sweep_done()
    sentence = say.DONE_SAME if how == "same" else say.DONE_WHOLE.format(original=target.name)
    sentences = [sentence, say.COPY_IN_THE_WAY.format(file=copy) if kept else say.COPY_REMOVED]
    return CheckedBack(how, target, copy, copy_kept=kept, sentences=sentences)


def _merged(copy: Path, target: Path, record: Record, forms: FormSets, who: str) -> CheckedBack:
    with FileIntake(forms, who=who, accept="clean") as intake, Document.open(target, who=who) as document:
        source = intake.read(copy, document.plan().form_set)
        take(document, "put back")
        if isinstance(source, CopySource):  # what the original holds itself need not be kept in it once more
            known = {one.sha256 for one in document.receipts.all()} | {one.sha256 for one in document.papers.all()}
            source.original = without_known_files(source.original, known)
        result = intake.take(document, source)
    drop_note(target, record.token)
    mark_done(copy, record)
    sentence = say.DONE_MERGED_NOTHING
    if result.receipt is not None:
        sentence = say.DONE_MERGED.format(
            original=target.name, receipt=result.receipt, accepted=result.accepted, waiting=result.waiting.total
        )
    sentences = [sentence, say.COPY_KEPT.format(name=copy.name, days=KEPT_DAYS), *result.notes]
    return CheckedBack("merged", target, copy, copy_kept=True, result=result, sentences=sentences)


def _require_record(copy: Path, original: Path | None) -> Record:
    record = record_of(copy)
    if record is not None:
        return record
    beside = record_path(copy)
    if not beside.exists():
        raise KnownError(say.NO_COPY.format(file=copy))
    if original is None:
        raise OriginalAway(say.RECORD_UNREADABLE.format(file=copy, record=beside.name))
    with Document.open(copy, read_only=True) as document:
        return Record(str(original), document.plan_id, "", "", "", "", "")


def _require_original(target: Path, copy: Path, record: Record) -> None:
    if not target.parent.is_dir():
        raise OriginalAway(say.PLACE_AWAY.format(folder=target.parent))
    if not target.exists():
        raise OriginalAway(say.ORIGINAL_GONE.format(file=target))
    if target.samefile(copy):
        raise OriginalAway(say.ITSELF.format(file=target))
    with Document.open(target, read_only=True) as document:
        if document.plan_id != record.plan_id:
            raise OriginalAway(say.OTHER_PLAN.format(file=target))


def _held(target: Path, error: HeldByOther) -> KnownError:
    """What to say where somebody else has the original; of the copy the lock's own sentence says enough."""
    holder = error.holder
    if holder is None or holder_of(target) != holder:
        return error
    return KnownError(say.ORIGINAL_HELD.format(file=target, who=holder.who, terminal=holder.terminal, since=holder.since_local))


def _require_sound(copy: Path) -> None:
    with Document.open(copy, read_only=True) as document:
        if document.damaged or document.verify():
            raise KnownError(say.COPY_DAMAGED.format(file=copy))
