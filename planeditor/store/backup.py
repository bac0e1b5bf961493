"""Backups beside the plan file and in folders of the user's: taken whole, checked before they count, thinned with age."""
from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from planeditor.domain.errors import KnownError
from planeditor.files import is_full, put_in_place, sweep, sync_file, temporary_beside
from planeditor.messages import keeping as say_keeping
from planeditor.messages import store as messages

from .access import Access
from .connection import open_to_look, played_back
from .contents import Mark, is_sound, mark_of, plan_id_in
from .copying import temporary_copy, without_drafts
from .errors import primary_code
from .thinning import thin

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

BEFORE_MIGRATION = messages.BACKUP_BEFORE_MIGRATION
"""How the reason of the backup of a file as an older program wrote it begins; it is never thinned out."""
BEFORE_RESTORE = say_keeping.BACKUP_BEFORE_RESTORE
"""The reason of the copy of what was there before a backup was put back, byte for byte; it is not thinned out for 30 days."""

_NAME = re.compile(r"(\d{8}-\d{6})_(.+)\.plandb")
_TRIES = 5
_TIME = "%Y%m%d-%H%M%S"
_BEFORE_RESTORE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. ``group`` and ``group_name`` are the last operation in it, None and "" where it cannot be read."""

    path: Path
    at: datetime
    reason: str
    size: int
    group: int | None
    group_name: str


class PlanDamaged(KnownError):  # noqa: N818  # a state of affairs one can act on, not a fault
    """No backup was taken, and none is thinned out: the plan file itself is damaged."""


class HasBackups(Protocol):
    """An open plan file, to those who only want its backups."""

    @property
    def path(self) -> Path:
        """Where the plan file is."""

    @property
    def plan_id(self) -> str:
        """Which plan it is."""

    @property
    def backups(self) -> Backups:
        """Its backups."""


class Backups:
    """The backups of an open plan file."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def take(self, reason: str, folder: Path | None = None) -> Path | None:
        """Take a backup; None where nothing changed since the last one. Raises as ``take_backup``."""
        with self._access.reading() as db:
            return backup_of(db, self._access.path, reason, folder)

    def all(self) -> list[Backup]:
        """As ``list_backups``."""
        return list_backups(self._access.path)


def take_backup(source: HasBackups | Path, reason: str, folder: Path | None = None) -> Path | None:
    """Take a backup of a plan file, open or closed, by default beside it; None where nothing changed since the last one there.

    A path is read by a connection of its own, whoever has the file open. Older backups are thinned out afterwards. Raises
    ``PlanDamaged`` where the plan file is damaged (then nothing is thinned out), ``KnownError`` where the backup cannot be
    written; the plan file stays as it is either way.
    """
    if not isinstance(source, Path):
        return source.backups.take(reason, folder)
    with _sentences(folder or backup_folder(source)), closing(open_to_look(source)) as db:
        return backup_of(db, source, reason, folder)


def list_backups(path: Path, folder: Path | None = None) -> list[Backup]:
    """The backups of a plan file, by default those beside it, the latest first."""
    return [_described(p, at, reason) for p, at, reason in _found(folder or backup_folder(path))]


def described(file: Path) -> Backup | None:
    """A file as a backup, where its name says that it is one."""
    return next((_described(*one) for one in _found(file.parent) if one[0].name == file.name), None)


def backup_folder(path: Path) -> Path:
    """Where the backups beside a plan file are."""
    return path.with_suffix(".backups")


def backup_of(db: Database, path: Path, reason: str, folder: Path | None = None) -> Path | None:
    """As ``take_backup``, of an open database; a backup ``BEFORE_MIGRATION`` is always taken."""
    folder = folder or backup_folder(path)
    with _sentences(folder):
        if not reason.startswith(BEFORE_MIGRATION) and _latest_holds(folder, mark_of(db)):
            return None
        folder.mkdir(exist_ok=True)
        target = _put_copy(db, path, folder, reason)
        _thin(folder, target)
        sweep(folder)
        sweep(path.parent)
    return target


def backup_into(path: Path, folder: Path, reason: str) -> Path:
    """Take a backup of a plan file into a folder of any other kind: under the plan's name too, and nothing is thinned out there.

    Raises as ``take_backup``.
    """
    with _sentences(folder), closing(open_to_look(path)) as db:
        return _put_copy(db, path, folder, reason, f"{path.stem}_")


def also_in(backup: Path, folder: Path) -> Path | None:
    """Put a copy of a sound backup into another folder of backups, under the same name; None where it is there, or where the
    latest one there holds the same. Raises ``KnownError`` where it cannot be written."""
    with _sentences(folder):
        folder.mkdir(exist_ok=True)
        target = folder / backup.name
        if target.exists() or _latest_holds(folder, _mark_in(backup)):
            return None
        _copy(backup, target)
        if not is_sound(target):
            target.unlink()
            raise KnownError(messages.BACKUP_FAILED.format(folder=folder))
        _thin(folder, target)
        sweep(folder)
    return target


def keep_as_it_is(path: Path) -> Path | None:
    """Keep a plan file byte for byte among its backups, with the journal beside it, sound or not; None where there is no file.

    Nobody may have it open. Raises ``KnownError`` where that cannot be written.
    """
    folder = backup_folder(path)
    with _sentences(folder):
        if not path.exists():
            return None
        folder.mkdir(exist_ok=True)
        target = free_name(folder, BEFORE_RESTORE)
        for beside in played_back(path):
            _copy(beside, target.with_name(target.name + beside.name.removeprefix(path.name)))
        _copy(path, target)
    return target


def free_name(folder: Path, reason: str, head: str = "") -> Path:
    """A name for a backup of this moment; no other there has the same beginning."""
    moment = datetime.now()  # noqa: DTZ005  # for the eyes of the user, who looks at the clock of this terminal
    names = [p.name for p in folder.iterdir()]
    while any(name.startswith(head + moment.strftime(_TIME)) for name in names):
        moment += timedelta(seconds=1)
    return folder / f"{head}{moment.strftime(_TIME)}_{reason}.plandb"


def _put_copy(db: Database, path: Path, folder: Path, reason: str, head: str = "") -> Path:
    """A sound copy of an open plan file in a folder, under a name of this moment."""
    with temporary_copy(db, free_name(folder, reason, head), without_drafts) as temporary:
        if not is_sound(temporary):
            raise PlanDamaged(messages.BACKUP_DAMAGED.format(file=path))
        for _ in range(_TRIES):
            target = free_name(folder, reason, head)
            with contextlib.suppress(FileExistsError):  # another program took the name since
                put_in_place(temporary, target)
                return target
        raise FileExistsError(target)


def _thin(folder: Path, taken: Path) -> None:
    now = datetime.now()  # noqa: DTZ005  # names are in the time of this terminal
    files = {
        at: file for file, at, reason in _found(folder)
        if not reason.startswith(BEFORE_MIGRATION) and (reason != BEFORE_RESTORE or now - at >= timedelta(days=_BEFORE_RESTORE_DAYS))
    }
    at = next((at for at, file in files.items() if file == taken), None)
    if at is not None:
        thin(files, at, now, plan_id_in, is_sound)
        for left in (left for file in files.values() if not file.exists() for left in played_back(file)):
            with contextlib.suppress(OSError):  # kept with what was there before a restore, and of no use without it
                left.unlink()


def _found(folder: Path) -> list[tuple[Path, datetime, str]]:
    found = []
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            match = _NAME.fullmatch(file.name)
            if match is not None and file.is_file() and not file.is_symlink():  # a link would keep nothing when its file goes bad
                with contextlib.suppress(ValueError):
                    found.append((file, datetime.strptime(match[1], _TIME), match[2]))  # noqa: DTZ007
    return sorted(found, key=lambda one: (one[1], one[0].name), reverse=True)


def _described(file: Path, at: datetime, reason: str) -> Backup:
    group, name, size = None, "", 0
    with contextlib.suppress(OSError, sqlite3.Error, KnownError):
        size = file.stat().st_size
        with closing(open_to_look(file)) as db:
            group, name = db.execute("SELECT id, name FROM change_group ORDER BY id DESC LIMIT 1").fetchone()
    return Backup(file, at, reason, size, group, name)


def _latest_holds(folder: Path, mark: Mark | None) -> bool:
    found = _found(folder)
    return bool(found) and mark is not None and _mark_in(found[0][0]) == mark and is_sound(found[0][0])


def _mark_in(file: Path) -> Mark | None:
    try:
        with closing(open_to_look(file)) as db:
            return mark_of(db)
    except (OSError, sqlite3.Error, KnownError):
        return None


def _copy(source: Path, target: Path) -> None:
    """The bytes of a file under another name, which only ever holds all of them."""
    temporary = temporary_beside(target)
    try:
        shutil.copyfile(source, temporary)
        sync_file(temporary)
        put_in_place(temporary, target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _sentences(folder: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        full = primary_code(error) == sqlite3.SQLITE_FULL if isinstance(error, sqlite3.Error) else is_full(error)
        raise KnownError((messages.BACKUP_DISK_FULL if full else messages.BACKUP_FAILED).format(folder=folder)) from error
