"""Putting a backup back: what is there now is kept, and what this takes away is told."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.messages import backups as say
from planeditor.services.backups.changes import Difference
from planeditor.services.backups.choices import remember_copy_of
from planeditor.services.backups.listing import Kept, find, kept_backups, look, newest_other, present
from planeditor.services.backups.taking import take_if_possible
from planeditor.store.document import Document
from planeditor.store.redaction.copies import holds_removed
from planeditor.store.restoring import put_beside, restore_backup


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done. ``former``: where what was there is kept, None where there was no file. ``changed``: what the present had
    that the backup has not, None where it could not be read."""

    path: Path
    backup: Path
    former: Path | None
    changed: Difference | None


def wanted_backup(plan_file: Path, word: str, *, same_too: bool = False) -> Kept:
    """The backup that a word means; without a word the latest sound one that is not what the plan is now (``same_too``: or, where
    there is none, that is). Raises ``KnownError`` where there is none."""
    return find(plan_file, word) if word else newest_other(plan_file, kept_backups(plan_file), present(plan_file), same_too=same_too)


def restore(plan_file: Path, backup: Path, who: str, *, other: bool = False) -> Restored:
    """Put a backup in the place of a plan file, which may be sound, damaged or missing; nobody may have it open for writing.

    The file is as before or as the backup at any moment, and what was there is kept as 「復元前」. Raises ``HeldByOther`` naming who
    writes the plan, ``KnownError`` where the backup is damaged, of another plan (unless ``other``), or holds what was removed from
    the plan for good, and where the file cannot be written.
    """
    changed = require_fit(plan_file, backup, other=other)
    former = restore_backup(plan_file, backup, who)
    take_if_possible(plan_file, "restored")  # the latest backup is what the plan is now, whatever became of later ones
    return Restored(plan_file, backup, former, changed)


def write_to(plan_file: Path, backup: Path, target: Path) -> None:
    """Write a backup to a new file and leave the plan as it is; raises ``KnownError`` as ``restore``, and where the name is taken."""
    require_fit(plan_file, backup, other=True)
    put_beside(target, backup)
    remember_copy_of(target)


def require_fit(plan_file: Path, backup: Path, *, other: bool) -> Difference | None:
    """Raise ``KnownError`` where a backup may not be put back; gives what differs between it and the present."""
    now = present(plan_file)
    looked = look(backup, now)
    if looked.fault:
        raise KnownError(looked.fault)
    if looked.changed is not None and looked.changed.other_plan:
        if not other:
            raise KnownError(say.OTHER_PLAN.format(file=backup.name))
    elif now is not None and _holds_removed(plan_file, backup):
        raise KnownError(say.HOLDS_REMOVED.format(file=backup.name))
    return looked.changed


def _holds_removed(plan_file: Path, backup: Path) -> bool:
    with Document.open(plan_file, read_only=True) as ours, Document.open(backup, read_only=True) as theirs:
        return holds_removed(ours, theirs)
