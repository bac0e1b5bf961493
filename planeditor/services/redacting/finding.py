"""Where a text stands in everything that is kept of a plan: the file, what came in, its backups. Nothing is changed."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.masking import Masker
from planeditor.domain.plan import NAME, NUMBER
from planeditor.messages import redacting as say
from planeditor.services.editing.entry import entry_name
from planeditor.services.redacting.order import order_of
from planeditor.services.redacting.reach import reach_of
from planeditor.services.redacting.unsaved_texts import hits_in_unsaved
from planeditor.services.working.record import record_of

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document
    from planeditor.store.redaction.masking import Cleaner
    from planeditor.store.redaction.tables import Found

Progress = Callable[[int, int], None]
FEWEST, MOST = 2, 400
_AROUND = 12
"""Characters shown before and after a text."""
_MANY = 50
"""So many places may hold more than was meant."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of record that holds the text, and how often; of files how many of them do."""

    kind: str
    count: int

    @property
    def name(self) -> str:
        """What lists call it."""
        return say.PLACES[self.kind]

    @property
    def counted(self) -> str:
        """How often, as lists tell it."""
        return say.COUNTED.get(self.kind, say.COUNT).format(count=self.count)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in the present entries: of which entry, and the words before, of and after the text."""

    name: str
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Search:
    """All that was found of a text."""

    places: tuple[Place, ...]
    spots: tuple[Spot, ...]
    warnings: tuple[str, ...]
    """What is to be known before it is removed."""
    backups: tuple[Path, ...]
    """The backups that hold it."""
    unreadable: tuple[Path, ...]
    """The backups that cannot be read."""
    copies: tuple[Path, ...]
    """The working copies and the files saved from damage that hold it."""
    leftovers: tuple[Path, ...]
    """What copies cut short left beside the file."""

    @property
    def total(self) -> int:
        """How many places there are in all."""
        return sum(place.count for place in self.places)


def masker_of(text: str) -> Masker:
    """What finds a text. Raises ``KnownError`` for one that is empty, too short or too long to be removed."""
    masker = Masker(text, say.MARK)
    if not masker.signs:
        raise KnownError(say.EMPTY)
    if len(masker.signs) < FEWEST:
        raise KnownError(say.TOO_SHORT.format(text=text.strip()))
    if len(masker.signs) > MOST:
        raise KnownError(say.TOO_LONG.format(limit=MOST))
    if any(masker.is_in(own) for own in (say.MARK, say.REMOVED, say.GROUP, say.SOURCE.format(why=""))):
        raise KnownError(say.IS_MARK.format(text=text.strip()))
    return masker


def cleaner_of(masker: Masker) -> Cleaner:
    """What looks for the text in files that came in or were handed out."""

    return order_of(masker, "", "").cleaner


def find_text(document: Document, vocabulary: Vocabulary, text: str, progress: Progress | None = None) -> Search:
    """Where a text stands, however its widths and gaps are written. Raises ``KnownError`` as ``masker_of``, and in a working copy,
    from where its original is out of reach."""
    from planeditor.store.redaction import files

    masker = masker_of(text)
    _require_original(document)
    cleaner = cleaner_of(masker)
    reach = reach_of(document)
    backups, (leftovers, fresh) = reach.backups, files.left_files(document.path, reach.copies, *reach.folders)
    found = document.redactions.find(cleaner)
    holding, unreadable, copies = [], [], []
    for done, backup in enumerate(backups, start=1):
        there = files.find_in_backup(backup, cleaner)
        if there is None:
            unreadable.append(backup)
        elif there.counts:
            holding.append(backup)
        if progress is not None:
            progress(done, len(backups))
    warnings = [*reach.beyond, *(say.BEING_WRITTEN.format(file=file.name) for file in fresh)]
    for copy in reach.copies:
        there = files.find_in_backup(copy, cleaner)
        if there is None:
            warnings.append(say.UNREADABLE_COPY.format(file=copy))
        elif there.counts:
            copies.append(copy)
    counts = {**found.counts, "backup": len(holding), "copy": len(copies), "unsaved": hits_in_unsaved(document.plan_id, masker)}
    places = tuple(Place(kind, counts[kind]) for kind in say.PLACES if counts.get(kind))
    spots = tuple(_spots(document, vocabulary, masker, found))
    warnings[:0] = _warnings(document, vocabulary, masker, found, sum(p.count for p in places))
    warnings += [say.UNREADABLE_BACKUP.format(file=backup.name) for backup in unreadable]
    return Search(places, spots, tuple(warnings), tuple(holding), tuple(unreadable), tuple(copies), tuple(leftovers))


def _require_original(document: Document) -> None:
    record = record_of(document.path)
    if record is not None:
        raise KnownError(say.IN_WORKING_COPY.format(original=record.original))


def _spots(document: Document, vocabulary: Vocabulary, masker: Masker, found: Found) -> list[Spot]:
    plan = document.plan()
    order = {node.id: place for place, node in enumerate(plan.walk())}
    spots = []
    for key in sorted(found.entries, key=lambda k: (order.get(k.node, -1), k.period, k.field)):
        text, name = found.entries[key], entry_name(plan, vocabulary, key)
        for start, end in masker.spans(text):
            before, after = text[max(0, start - _AROUND):start], text[end:end + _AROUND]
            head, tail = "…" if start > _AROUND else "", "…" if len(text) > end + _AROUND else ""
            one = [" ".join(part.split("\n")) for part in (before, text[start:end], after)]
            spots.append(Spot(name, head + one[0], one[1], one[2] + tail))
    return spots


def _warnings(document: Document, vocabulary: Vocabulary, masker: Masker, found: Found, total: int) -> list[str]:
    plan = document.plan()
    warnings = []
    named = [entry_name(plan, vocabulary, key) for key in found.entries if key.field in (NUMBER, NAME)]
    if named:
        warnings.append(say.NUMBERS.format(names=_few(named), mark=masker.mark))
    if found.structure:
        tables = [say.PLACES.get(table, "") for table in found.structure]
        warnings.append(say.STRUCTURE.format(names=_few([name for name in tables if name] or [say.PLACES["change"]])))
    if total >= _MANY:
        warnings.append(say.MANY.format(count=total))
    return warnings


def _few(names: list[str]) -> str:
    told = "、".join(dict.fromkeys(names[:_NAMED]))
    return f"{told} ほか" if len(names) > _NAMED else told
