"""Rebuilding a damaged plan file from what can still be read, and saying what is lost."""
from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.messages import salvaging as say
from planeditor.messages import store
from planeditor.services.backups.choices import remember_copy_of
from planeditor.services.backups.listing import kept_backups
from planeditor.services.planfiles.filetypes import PLAN_SUFFIX
from planeditor.store.salvage.salvage import Count, salvage


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """What came of rebuilding a plan file."""

    target: Path
    counts: dict[str, Count]
    """Of each table of the file: the rows that are there again, and those known to be lost."""
    lost: list[str]
    """A sentence for each thing that is lost; empty where nothing is."""
    notes: list[str]
    """What was worked out or taken from elsewhere."""
    backup: Path | None = None
    """The backup that filled gaps."""
    from_backup: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The report as plain data."""
        return {
            "target": str(self.target), "counts": {table: asdict(count) for table, count in self.counts.items()},
            "lost": self.lost, "notes": self.notes, "backup": None if self.backup is None else str(self.backup),
            "from_backup": self.from_backup,
        }  # fmt: skip


def salvage_plan(damaged: Path, target: Path, who: str) -> SalvageReport:
    """Write a sound plan file from what is left of a damaged one; what it lacks is taken from the newest backup that has it.

    The damaged file stays as it is. Raises ``KnownError`` where it is missing, empty or holds nothing of a plan, and where the
    target exists or cannot be written; nothing is left then.
    """
    _require_readable(damaged)
    if target.exists():
        raise KnownError((say.ONTO_ITSELF if target.samefile(damaged) else say.EXISTS).format(file=target))
    if not target.parent.is_dir():
        raise KnownError(store.FOLDER_MISSING.format(folder=target.parent))
    backups = [kept.backup.path for kept in kept_backups(damaged)]
    done = salvage(damaged, target, who, backups)
    remember_copy_of(target)
    return SalvageReport(target, done.counts, done.lost, done.notes, done.backup, done.from_backup)


def default_target(damaged: Path) -> Path:
    """Where the rebuilt file goes by default: beside the damaged one, under a name that is free."""
    target = damaged.with_name(say.FILE_NAME.format(stem=damaged.stem, suffix=PLAN_SUFFIX))
    count = 1
    while target.exists():
        count += 1
        target = damaged.with_name(say.FILE_NAME_NEXT.format(stem=damaged.stem, suffix=PLAN_SUFFIX, count=count))
    return target


def _require_readable(damaged: Path) -> None:
    try:
        if not damaged.exists():
            raise KnownError(say.MISSING.format(file=damaged))
        if not damaged.is_file():
            raise KnownError(say.NO_FILE.format(file=damaged))
        if damaged.stat().st_size == 0:
            raise KnownError(store.EMPTY_FILE.format(file=damaged))
    except OSError as error:
        raise KnownError(say.MISSING.format(file=damaged)) from error
