"""Rebuilding a damaged plan file: read, complete, write anew."""
from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.files import put_in_place
from planeditor.messages import salvaging as say
from planeditor.store.checksum import storable
from planeditor.store.connection import connect_for_reading, journal_of
from planeditor.store.copying import plan_beside
from planeditor.store.errors import as_sentences
from planeditor.store.verify import find_damage
from planeditor.store.verifying.damage import called, ranges

from .filling import fill_from
from .gathering import Found, gather
from .heads import complete_heads
from .journal import Journal, beside_of, read_with_journal
from .losses import Losses, find_losses, words_of
from .rebuilding import Rebuilt, rebuild
from .removed import forget_removed
from .standins import drop_orphans, make_standins
from .writing import Content, lost_files, write_sound


@dataclass(frozen=True, slots=True)
class Count:
    """Of one table: the rows in the new file, those known to be lost, and those that may not be the latest."""

    found: int
    lost: int
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of it. ``lost`` and ``notes`` are sentences; ``from_backup`` the rows taken from it, by table."""

    counts: dict[str, Count]
    lost: list[str]
    notes: list[str]
    backup: Path | None = None
    from_backup: dict[str, int] = field(default_factory=dict)


def salvage(damaged: Path, target: Path, who: str, backups: Sequence[Path] = ()) -> Salvaged:
    """Write a sound plan file ``target`` from what is left of a damaged one and from the first of the backups that fits.

    ``damaged`` stays as it is. Raises ``KnownError`` where nothing can be read of it, or ``target`` cannot be written.
    """
    with as_sentences(damaged):
        found, journal = read_with_journal(damaged)
    removed = forget_removed(found)
    backup, taken = _fill(found, backups)
    if not found.rows["entry"] and not found.rows["change"]:
        raise KnownError(say.NOTHING_FOUND.format(file=damaged))
    standins = make_standins(found)
    rebuilt = rebuild(found)
    dropped = drop_orphans(found, rebuilt)
    losses = find_losses(found, rebuilt, standins, dropped)
    losses.files, losses.removed = lost_files(found), removed
    heads, targets = complete_heads(found, rebuilt)
    source = say.SOURCE_OF.format(file=damaged.name, details=_details(rebuilt, backup, taken))
    content = Content(found, rebuilt, heads, targets, losses.files, storable(who), storable(source))
    lost = _write(target, content, losses)
    return Salvaged(_counts(found, rebuilt, losses, standins), lost, _notes(damaged, journal, rebuilt, backup, taken), backup, taken)


def _fill(found: Found, backups: Sequence[Path]) -> tuple[Path | None, dict[str, int]]:
    for backup in backups:
        with contextlib.suppress(OSError):
            taken = fill_from(found, gather(backup))
            if taken:
                return backup, {table: len(names) for table, names in taken.items()}
    return None, {}


def _write(target: Path, content: Content, losses: Losses) -> list[str]:
    """Write the file and give it its name; returns the sentences about what is lost, and about what is not sound all the same."""
    with as_sentences(target), plan_beside(target) as temporary:
        write_sound(temporary, content)
        entries = {key: text for key, (text, _) in content.rebuilt.present.items()}
        lost = _sentences(temporary, content, losses, entries)
        put_in_place(temporary, target)
    return lost


def _sentences(file: Path, content: Content, losses: Losses, entries: dict[Key, str]) -> list[str]:
    with closing(connect_for_reading(file)) as db:
        return [*words_of(losses, content.found, db, entries), *find_damage(db, entries)]


def _details(rebuilt: Rebuilt, backup: Path | None, taken: dict[str, int]) -> str:
    parts = []
    if rebuilt.worked_out:
        groups = ranges({group for group, _ in rebuilt.worked_out})
        parts.append(say.SOURCE_WORKED_OUT.format(count=len(rebuilt.worked_out), groups=groups))
    if rebuilt.missing:
        parts.append(say.SOURCE_MISSING.format(groups=ranges(rebuilt.missing)))
    if backup is not None:
        parts.append(say.SOURCE_BACKUP.format(file=backup.name, count=sum(taken.values())))
    return "".join(parts) or say.SOURCE_NOTHING


def _notes(damaged: Path, journal: Journal, rebuilt: Rebuilt, backup: Path | None, taken: dict[str, int]) -> list[str]:
    notes = []
    if journal != "none":
        sentence = say.JOURNAL_PLAYED if journal == "played" else say.JOURNAL_FOREIGN
        notes.append(sentence.format(journal=(beside_of(damaged) or journal_of(damaged)).name))
    if backup is not None:
        notes += [say.FROM_BACKUP.format(file=backup, table=called(t), count=count) for t, count in taken.items()]
    if rebuilt.worked_out:
        notes.append(say.WORKED_OUT.format(count=len(rebuilt.worked_out)))
    return notes


def _counts(found: Found, rebuilt: Rebuilt, losses: Losses, standins: Mapping[str, Sequence[int]]) -> dict[str, Count]:
    sizes = {table: len(rows) - len(standins.get(table, ())) for table, rows in found.rows.items()}
    sizes["entry"] = len(rebuilt.present)
    return {table: Count(size, losses.of(table), len(losses.doubtful) if table == "entry" else 0) for table, size in sizes.items()}
