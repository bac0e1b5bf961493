"""Masking a text in the files beside a plan file: its backups, and what a crash left; overwritten before they go."""
from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor import files
from planeditor.domain.errors import KnownError
from planeditor.files import left_folders, leftovers, sync_file, temporary_beside
from planeditor.store import migrations
from planeditor.store.backup import backup_folder
from planeditor.store.connection import copy_to_memory, open_to_look, played_back
from planeditor.store.erasing import erase
from planeditor.store.lock import FileLock
from planeditor.store.outside import see

from .masking import Cleaner
from .tables import Found, find_in

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

_WRITING_SECONDS = 10 * 60
"""No export goes on for so long without writing."""


def backup_files(path: Path) -> list[Path]:
    """Every plan file in the backup folder of a plan file, the latest first."""
    return plan_files_in(backup_folder(path))


def plan_files_in(folder: Path) -> list[Path]:
    """Every plan file in a folder, the latest name first; none where it cannot be reached. Links to other files are not in it."""
    with contextlib.suppress(OSError):
        return sorted((file for file in folder.glob("*.plandb") if file.is_file() and not file.is_symlink()), reverse=True)
    return []


def linked_in(folder: Path) -> list[Path]:
    """The names in a folder that lead to plan files elsewhere, or that files elsewhere have too."""
    with contextlib.suppress(OSError):
        return [file for file in sorted(folder.glob("*.plandb")) if file.is_symlink() or (file.is_file() and file.stat().st_nlink > 1)]
    return []


def left_files(path: Path, copies: Sequence[Path], *folders: Path) -> tuple[list[Path], list[Path]]:
    """What copies and exports cut short left beside a plan file and its ``copies``, in their backup folders and in further ones; and
    what is beside it and may still be being written by another program."""
    backups = (backup_folder(one) for one in (path, *copies))
    left = [file for folder in dict.fromkeys((*backups, *folders)) for file in leftovers(folder)]
    for one in (path, *copies):
        left += [*leftovers(one.parent, one.stem), *left_folders(one.parent, one.stem)]
    fresh: list[Path] = []
    for other in (*leftovers(path.parent), *left_folders(path.parent)):
        if other not in left:
            (left if _is_done_with(other) else fresh).append(other)
    return left, fresh


def _is_done_with(file: Path) -> bool:
    with contextlib.suppress(OSError):
        return time.time() - file.stat().st_mtime > _WRITING_SECONDS
    return False


def rewrite_copy(
    file: Path, who: str, work: Callable[[Database], object], sound: Callable[[Database], bool]
) -> bool:
    """As ``rewrite``, of a copy that somebody may be working in: under its lock. Raises ``HeldByOther`` naming who has it open."""
    lock = FileLock.acquire(file, who)
    try:
        return rewrite(file, work, sound)
    finally:
        lock.release()


def drop(file: Path) -> None:
    """Erase a plan file, and the journal beside it; raises ``OSError`` where it stays."""
    erase(file)
    for beside in played_back(file):
        erase(beside)


def find_in_backup(file: Path, cleaner: Cleaner) -> Found | None:
    """Where the text stands in a backup; None where the backup cannot be read."""
    try:
        with closing(open_to_look(file)) as db:
            return find_in(db, cleaner)
    except (sqlite3.Error, KnownError, OSError):
        return None


def rewrite(file: Path, work: Callable[[Database], object], sound: Callable[[Database], bool]) -> bool:
    """Put in the place of a plan file what ``work`` makes of it in memory; False where the new one is not ``sound`` or the file was
    written meanwhile, and nothing is done then. At any moment the name holds one whole file. Raises SQLite's and the system's
    errors."""
    temporary, before = temporary_beside(file), see(file)
    try:
        with closing(open_to_look(file)) as db, closing(copy_to_memory(db)) as copy:
            migrations.apply_steps(copy)
            copy.execute("BEGIN")
            work(copy)
            copy.execute("COMMIT")
            copy.execute("VACUUM INTO ?", [str(temporary)])
        sync_file(temporary)
        with closing(open_to_look(temporary)) as fresh:
            if not sound(fresh) or see(file) != before:
                return False
        for beside in played_back(file):  # its content is in the new one; left there it would be played back into it
            erase(beside)
        _take_the_place(temporary, file)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return True


def _take_the_place(temporary: Path, path: Path) -> None:
    """Give ``temporary`` the name ``path``; the bytes that had it are overwritten where the disk allows that."""
    former = temporary_beside(path)
    with contextlib.suppress(OSError):  # a file system without hard links
        os.link(path, former)
    files.put_over(temporary, path)
    if former.exists():
        erase(former)
