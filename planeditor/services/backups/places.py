"""Where the backups of a plan are: beside it, and in the folder that the user has chosen."""
from __future__ import annotations

import contextlib
import glob
from pathlib import Path

from planeditor.services.backups.choices import choices
from planeditor.store.backup import backup_folder
from planeditor.store.contents import plan_id_in

_SHORT = 8
"""Signs of a plan's id in the name of its folder: plans of the same file name keep apart."""


def backup_places(plan_file: Path) -> list[Path]:
    """The folders that hold backups of a plan file, by its name: beside it first, then in the user's folder. A plan file that is
    missing or cannot be read has those of every plan of that name."""
    beside = backup_folder(plan_file)
    own = choices().keep_in
    return [beside, *_in(Path(own), plan_file, plan_id_in(plan_file))] if own else [beside]


def own_place(plan_file: Path, plan_id: str) -> Path | None:
    """The folder for the backups of a plan in the user's folder, None where none was chosen. It may not be there yet."""
    own = choices().keep_in
    return _place(Path(own), plan_file, plan_id) if own else None


def every_place(plan_file: Path, plan_id: str) -> tuple[list[Path], list[Path]]:
    """All the folders that hold backups of a plan, those in folders chosen earlier too; and the chosen folders that cannot be
    reached now."""
    chosen = choices()
    roots = [Path(folder) for folder in (chosen.keep_in, *chosen.former) if folder]
    away = [root for root in roots if not _is_there(root)]
    found = [place for root in roots if root not in away for place in _in(root, plan_file, plan_id, any_name=True)]
    return [backup_folder(plan_file), *found], away


def _in(root: Path, plan_file: Path, plan_id: str | None, *, any_name: bool = False) -> list[Path]:
    """The folders of a plan in a folder. ``any_name``: also where the plan file had another name then."""
    name = "*" if any_name else glob.escape(plan_file.stem)
    sign = plan_id[:_SHORT] if plan_id else "????????"
    with contextlib.suppress(OSError):
        return sorted(place for place in root.glob(f"{name}_{sign}.backups") if place.is_dir())
    return []


def _place(root: Path, plan_file: Path, plan_id: str) -> Path:
    return root / f"{plan_file.stem}_{plan_id[:_SHORT]}.backups"


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False
