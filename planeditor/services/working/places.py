"""The folders in which working copies are: the program's own, and those that users chose; and what is found there."""
from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from planeditor import paths
from planeditor.files import read_json, write_whole
from planeditor.services.planfiles.filetypes import PLAN_SUFFIX
from planeditor.services.working.record import Record, record_of, record_path
from planeditor.store.ancestry import is_copy_of
from planeditor.store.backup import backup_folder, list_backups

KEPT_DAYS = 90
"""How long a working copy stays after it was merged. Its bytes are kept with its receipt in the plan, too."""
_CHOSEN = "folders.json"


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A working copy on this terminal."""

    path: Path
    record: Record

    @property
    def is_done(self) -> bool:
        """Whether it was put back."""
        return bool(self.record.done)


def folders() -> list[Path]:
    """The folders that may hold working copies, the program's own first; never raises."""
    own = paths.working_folder()
    chosen: list[Path] = []
    with contextlib.suppress(OSError, ValueError, TypeError):
        chosen = [Path(name) for name in read_json(own / _CHOSEN) if isinstance(name, str) and name]
    return list(dict.fromkeys([own, *chosen]))


def remember(folder: Path) -> None:
    """Keep a folder among those that may hold working copies; raises ``OSError`` where that cannot be written."""
    known = folders()
    if folder not in known:
        own = known[0]
        own.mkdir(parents=True, exist_ok=True)
        names = [str(one) for one in [*known[1:], folder]]
        write_whole(own / _CHOSEN, json.dumps(names, ensure_ascii=False, indent=1).encode("utf-8", "surrogateescape"))


def all_copies() -> list[WorkingCopy]:
    """The working copies of this terminal's user, the latest first; never raises."""
    found = [
        WorkingCopy(file, record) for folder in folders() for file in _plan_files(folder) if (record := record_of(file)) is not None
    ]
    return sorted(found, key=lambda copy: copy.record.since, reverse=True)


def working_copies_of(plan_id: str) -> list[Path]:
    """The files of all working copies of a plan on this terminal, those put back included; never raises.

    In the program's own folder a copy counts also where its record is lost. Beside each there may be backups of it.
    """
    found = [copy.path for copy in all_copies() if copy.record.plan_id == plan_id]
    lost = (file for file in _plan_files(paths.working_folder()) if file not in found and is_copy_of(file, plan_id))
    return [*found, *lost]


def copies_of(original: Path, plan_id: str) -> list[WorkingCopy]:
    """The working copies of one plan file that were not put back yet, the latest first. A share may be known by two names (a letter
    and its own): the same plan under the same file name is the same."""
    return [
        copy for copy in all_copies()
        if not copy.is_done and copy.record.plan_id == plan_id and copy.path != original
        and os.path.normcase(_name(copy.record.original)) == os.path.normcase(original.name)
    ]  # fmt: skip


def remove(copy: Path) -> bool:
    """Remove a working copy with its backups and its record; whether all of it is gone. Never raises."""
    backups = [backup.path for backup in list_backups(copy)]
    # The record goes last: what cannot be removed stays known.
    for file in (copy, *backups):
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        backup_folder(copy).rmdir()
    if any(file.exists() for file in (copy, *backups)):
        return False
    with contextlib.suppress(OSError):
        record_path(copy).unlink(missing_ok=True)
    return True


def sweep_done() -> None:
    """Remove the working copies that were put back ``KEPT_DAYS`` ago or earlier; never raises."""
    before = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).isoformat(timespec="seconds")
    for copy in all_copies():
        if copy.is_done and copy.record.done < before:
            remove(copy.path)


def _plan_files(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(file for file in folder.glob(f"*{PLAN_SUFFIX}") if file.is_file())
    return []


def _name(path: str) -> str:
    return path[max(path.rfind("/"), path.rfind("\\")) + 1 :]
