"""Backups beside the plan file: taken whole, checked before they count, thinned with age."""
from __future__ import annotations

import contextlib
import errno
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from planeditor.domain.errors import KnownError
from planeditor.messages import store as messages

from .access import Access
from .connection import open_to_look
from .copying import sweep, temporary_copy, without_drafts
from .errors import primary_code
from .files import put_in_place
from .log import load_present

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

BEFORE_MIGRATION = messages.BACKUP_BEFORE_MIGRATION
"""The reason of the backup of a file as an older program wrote it; it is never thinned out."""

_NAME = re.compile(r"(\d{8}-\d{6})_(.+)\.plandb")
_TIME = "%Y%m%d-%H%M%S"
_ALL_DAYS, _DAILY_DAYS, _WEEKLY_DAYS, _MONTHLY_DAYS = 2, 14, 8 * 7, 2 * 365

Mark = tuple[object, ...]
"""What tells two states of a plan file apart: its id and version, the ends of the log and of the receipts, the register."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. ``group`` and ``group_name`` are the last operation in it, None and "" where it cannot be read."""

    path: Path
    at: datetime
    reason: str
    size: int
    group: int | None
    group_name: str


class HasBackups(Protocol):
    """An open plan file, to those who only want its backups."""

    @property
    def backups(self) -> Backups:
        """Its backups."""


class Backups:
    """The backups of an open plan file."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def take(self, reason: str) -> Path | None:
        """Take a backup; None where nothing changed since the last one. Raises as ``take_backup``."""
        with self._access.reading() as db:
            return backup_of(db, self._access.path, reason)

    def all(self) -> list[Backup]:
        """As ``list_backups``."""
        return list_backups(self._access.path)


def take_backup(source: HasBackups | Path, reason: str) -> Path | None:
    """Take a backup of a plan file, open or closed; None where nothing changed since the last one.

    Older backups are thinned out afterwards. Raises ``KnownError`` where the plan file is damaged (then nothing is
    thinned out), or where the backup cannot be written; the plan file stays as it is either way.
    """
    if not isinstance(source, Path):
        return source.backups.take(reason)
    with closing(open_to_look(source)) as db:
        return backup_of(db, source, reason)


def list_backups(path: Path) -> list[Backup]:
    """The backups of a plan file, the latest first."""
    return [_described(p, at, reason) for p, at, reason in _found(path)]


def backup_folder(path: Path) -> Path:
    """Where the backups of a plan file are."""
    return path.with_suffix(".backups")


def backup_of(db: Database, path: Path, reason: str) -> Path | None:
    """As ``take_backup``, of an open database; a backup ``BEFORE_MIGRATION`` is always taken."""
    folder = backup_folder(path)
    with _sentences(folder):
        if reason != BEFORE_MIGRATION and _mark_of_latest(path) == mark_of(db):
            return None
        folder.mkdir(exist_ok=True)
        target = _free_name(folder, reason)
        with temporary_copy(db, target, without_drafts) as temporary:
            if not _is_sound(temporary):
                raise KnownError(messages.BACKUP_DAMAGED.format(file=path))
            put_in_place(temporary, target)
        _thin(path)
        sweep(folder)
        sweep(path.parent, path.stem)
    return target


def mark_of(db: Database) -> Mark:
    """What tells this state of a plan file from any other, drafts aside."""
    one = db.conn.execute(
        "SELECT (SELECT value FROM meta WHERE key = 'plan_id'), (SELECT value FROM meta WHERE key = 'format_version'),"
        " (SELECT max(id) FROM change_group), (SELECT max(number) FROM receipt)"
    ).fetchone()
    register = db.conn.execute("SELECT checksum FROM department ORDER BY id").fetchall()
    aliases = db.conn.execute("SELECT alias, department FROM department_alias ORDER BY alias, department").fetchall()
    return (*one, tuple(register), tuple(aliases))


def kept(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which backups to keep: all of the last 2 days, one a day for 14 days, a week for 8 weeks, a month for 24 months.

    Of a day, a week or a month the last one stays; the latest of all stays however old it is.
    """
    stay: dict[object, datetime] = {}
    for at in sorted(moments):
        age = now - at
        if age < timedelta(days=_ALL_DAYS):
            stay[at] = at
        elif age < timedelta(days=_DAILY_DAYS):
            stay["day", at.date()] = at
        elif age < timedelta(days=_WEEKLY_DAYS):
            stay["week", at.isocalendar()[:2]] = at
        elif age < timedelta(days=_MONTHLY_DAYS):
            stay["month", at.year, at.month] = at
        stay["latest"] = at
    return set(stay.values())


def _thin(path: Path) -> None:
    found = [(p, at) for p, at, reason in _found(path) if reason != BEFORE_MIGRATION]
    stay = kept((at for _, at in found), datetime.now())  # noqa: DTZ005  # names are in the time of this terminal
    for backup, at in found:
        if at not in stay:
            with contextlib.suppress(OSError):
                backup.unlink()


def _found(path: Path) -> list[tuple[Path, datetime, str]]:
    found = []
    with contextlib.suppress(OSError):
        for file in backup_folder(path).iterdir():
            match = _NAME.fullmatch(file.name)
            if match is not None:
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


def _mark_of_latest(path: Path) -> Mark | None:
    found = _found(path)
    if not found:
        return None
    if not _is_sound(found[0][0]):
        return None
    try:
        with closing(open_to_look(found[0][0])) as db:
            return mark_of(db)
    except (OSError, sqlite3.Error, KnownError):
        return None


def _free_name(folder: Path, reason: str) -> Path:
    moment = datetime.now()  # noqa: DTZ005  # for the eyes of the user, who looks at the clock of this terminal
    taken = {p.name[:15] for p in folder.iterdir()}
    while (stamp := moment.strftime(_TIME)) in taken:
        moment += timedelta(seconds=1)
    return folder / f"{stamp}_{reason}.plandb"


def _is_sound(file: Path) -> bool:
    try:
        with closing(open_to_look(file)) as db:
            if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return False
            entries, damaged = load_present(db)
            return bool(entries) and not damaged
    except (sqlite3.Error, KnownError):
        return False


@contextlib.contextmanager
def _sentences(folder: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        full = isinstance(error, sqlite3.Error) and primary_code(error) == sqlite3.SQLITE_FULL
        full = full or getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        raise KnownError((messages.BACKUP_DISK_FULL if full else messages.BACKUP_FAILED).format(folder=folder)) from error
