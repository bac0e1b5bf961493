"""Taking a backup at every place there is. One place that is away never keeps the others, or the work, from going on."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.messages import backups as say
from planeditor.services.backups.choices import remember_copy_of
from planeditor.services.backups.places import own_place
from planeditor.services.backups.policy import WORDS, Reason
from planeditor.store.backup import (
    HasBackups,
    PlanDamaged,
    also_in,
    backup_into,
    list_backups,
    take_backup,
)
from planeditor.store.contents import plan_id_in


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a backup: the files that were written (none where nothing had changed), and why one place has none."""

    written: tuple[Path, ...]
    trouble: str = ""


def take(source: HasBackups | Path, reason: Reason) -> Taken:
    """Take a backup of a plan file, open or closed, beside it and in the user's folder where one was chosen.

    Raises ``PlanDamaged`` where the plan file is damaged (no backup is then thinned out), ``KnownError`` where it could be taken
    nowhere; the plan file stays as it is either way.
    """
    path = source if isinstance(source, Path) else source.path
    plan_id = plan_id_in(path) if isinstance(source, Path) else source.plan_id
    own = own_place(path, plan_id) if plan_id else None
    try:
        beside = take_backup(source, WORDS[reason])
    except PlanDamaged:
        raise
    except KnownError as error:
        if own is None or not own.parent.is_dir():
            raise
        written = take_backup(source, WORDS[reason], own)
        return Taken((written,) if written else (), say.BESIDE_FAILED.format(sentence=error.message))
    found = (beside,) if beside else ()
    if own is None:
        return Taken(found)
    latest = beside or next((backup.path for backup in list_backups(path)), None)
    try:
        if not own.parent.is_dir():
            return Taken(found, say.AWAY.format(folder=own.parent))
        copied = also_in(latest, own) if latest else None
    except KnownError as error:
        return Taken(found, say.OWN_FAILED.format(sentence=error.message))
    except OSError:
        return Taken(found, say.AWAY.format(folder=own.parent))
    return Taken((*found, copied) if copied else found)


def take_to(source: Path, folder: Path) -> Path:
    """Take a backup into any folder, where none is thinned out; raises ``KnownError`` as ``take``, and where there is no such
    folder."""
    if not folder.is_dir():
        raise KnownError(say.FOLDER_MISSING.format(folder=folder))
    written = backup_into(source, folder, WORDS["hand"])
    remember_copy_of(written)
    return written


def take_if_possible(source: HasBackups | Path, reason: Reason) -> str:
    """Take a backup before work that can be undone anyway, and is not kept from going on; gives what went wrong, "" for nothing."""
    try:
        return take(source, reason).trouble
    except KnownError as error:
        return error.message
