"""Which backups there are of a plan, whether each is sound, and finding one by its number, its day or its name."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.messages import backups as say
from planeditor.services.backups.changes import Difference, difference
from planeditor.services.backups.places import backup_places
from planeditor.store.backup import BEFORE_RESTORE, Backup, backup_folder, described, list_backups
from planeditor.store.contents import Contents, is_newer, read_contents

_NUMBER = re.compile(r"\d{1,4}")
_BESIDE_AND_OWN = 2
_DAY = 8
"""Digits of a day; a time has more."""
_KB, _MB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup in the list. ``number`` counts from the latest; ``also``: where the same one lies too."""

    number: int
    backup: Backup
    also: tuple[Path, ...] = ()

    @property
    def at(self) -> str:
        """Its moment, as it is listed and can be asked for."""
        return self.backup.at.strftime("%Y-%m-%d %H:%M:%S")

    @property
    def size_told(self) -> str:
        """Its size, as lists tell it."""
        size = self.backup.size
        return say.SIZE_MB.format(size=f"{size / _MB:.1f}") if size >= _MB else say.SIZE_KB.format(size=-(-size // _KB))

    @property
    def before_restore(self) -> bool:
        """Whether it is what was there before another backup was put back."""
        return self.backup.reason == BEFORE_RESTORE


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look into a backup told. ``fault``: why it cannot be put back, "" for a sound one; ``changed``: against the present,
    None where either cannot be read."""

    fault: str
    plan_id: str = ""
    changed: Difference | None = None

    @property
    def is_other(self) -> bool:
        """Whether it is sound and, as far as known, of this plan and not what the plan is now."""
        changed = self.changed
        return not self.fault and (changed is None or (changed.is_any and not changed.other_plan))


def kept_backups(plan_file: Path) -> list[Kept]:
    """Every backup of a plan file, at all places, the latest first; the same one at two places is told once."""
    found: dict[str, Kept] = {}
    folders = backup_places(plan_file)
    apart = len(folders) > _BESIDE_AND_OWN  # of several plans of that name: nobody can say yet whose is whose
    for place in folders:
        for backup in list_backups(plan_file, place):
            name = str(backup.path) if apart else f"{backup.path.name} {backup.size}"
            known = found.get(name)
            found[name] = Kept(0, backup) if known is None else replace(known, also=(*known.also, backup.path))
    ordered = sorted(found.values(), key=lambda one: (one.backup.at, str(one.backup.path)), reverse=True)
    return [replace(one, number=number) for number, one in enumerate(ordered, start=1)]


def present(plan_file: Path) -> Contents | None:
    """The plan as it is now, None where it is missing, damaged or cannot be read."""
    try:
        return read_contents(plan_file)
    except KnownError:
        return None


def look(backup: Path, now: Contents | None) -> Looked:
    """Look into a backup: whether it is sound, and what differs between it and the present."""
    try:
        contents = read_contents(backup)
    except KnownError as error:
        return Looked(error.message if is_newer(backup) else say.DAMAGED_BACKUP.format(file=backup.name))
    return Looked("", contents.plan_id, difference(contents, now) if now is not None else None)


def find(plan_file: Path, word: str) -> Kept:
    """The backup that is meant by a path, a file name, a number of the list, or a day or time as listed (the latest of that day).

    Raises ``KnownError`` where there is none.
    """
    path = Path(word)
    if path.is_file():
        known = described(path)
        return Kept(0, known or Backup(path, _changed(path), "", path.stat().st_size, None, ""))
    backups = kept_backups(plan_file)
    if not backups:
        raise KnownError(none_found(plan_file))
    plain = unicodedata.normalize("NFKC", word).strip()
    digits = re.sub(r"\D", "", plain)
    for one in backups:
        if word in (one.backup.path.name, one.backup.reason) or (_NUMBER.fullmatch(plain) and one.number == int(plain)):
            return one
    if len(digits) >= _DAY:
        for one in backups:
            if re.sub(r"\D", "", one.at).startswith(digits):
                return one
    raise KnownError(say.UNKNOWN.format(word=word, file=plan_file.name))


def newest_other(plan_file: Path, backups: Sequence[Kept], now: Contents | None, *, same_too: bool = False) -> Kept:
    """The latest sound backup that is not what the plan is now, those of before a restore aside; with ``same_too`` the latest one
    where all are. Raises ``KnownError`` where there is none, and where backups of several plans lie there and nobody can say whose
    they are."""
    if not backups:
        raise KnownError(none_found(plan_file))
    sound = ((one, looked) for one, looked in _looks(backups, now) if not looked.fault)
    if now is not None:
        alike: list[Kept] = []
        for one, looked in sound:
            if looked.is_other:
                return one
            alike.append(one)
        other = alike[0] if same_too and alike else None
    else:
        every = list(sound)
        own = [looked.plan_id for one, looked in every if one.backup.path.parent == backup_folder(plan_file)]
        plans = own[:1] or list({looked.plan_id for _, looked in every})
        if len(plans) > 1:
            raise KnownError(say.SEVERAL_PLANS.format(file=plan_file.name))
        other = next((one for one, looked in every if looked.plan_id in plans), None)
    if other is None:
        raise KnownError(say.NO_SOUND.format(file=plan_file.name))
    return other


def none_found(plan_file: Path) -> str:
    """The sentence where there is no backup."""
    folders = "、".join(str(folder) for folder in backup_places(plan_file))
    return say.NO_BACKUPS.format(file=plan_file.name, folders=folders)


def _looks(backups: Sequence[Kept], now: Contents | None) -> Iterator[tuple[Kept, Looked]]:
    """Looked into only as far as somebody asks."""
    for one in backups:
        if not one.before_restore:
            yield one, look(one.backup.path, now)


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006  # as the names of backups, in the time of this terminal
