"""What a user has chosen for backups, in one small file that the commands and the window share. Nothing of a plan's content."""
from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from planeditor import files, paths
from planeditor.domain.errors import KnownError
from planeditor.messages import backups as say

_COPIES = 50
_MUTEX = threading.Lock()


@dataclass(frozen=True, slots=True)
class Choices:
    """``keep_in``: the folder that has backups too, "" for none. ``former``: the folders chosen before; backups may be there still.
    ``copies``: which plan (its id) was copied to where, the latest first."""

    keep_in: str = ""
    former: tuple[str, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()


def choices() -> Choices:
    """What was chosen; what cannot be read counts as not chosen."""
    try:
        data = files.read_json(paths.backup_choices_file())
    except (OSError, ValueError):
        return Choices()
    said = data if isinstance(data, dict) else {}
    pairs = [pair for pair in _listed(said, "copies") if isinstance(pair, list) and list(map(type, pair)) == [str, str]]
    own = next(_folders([said.get("keep_in")]), "")
    return Choices(own, tuple(_folders(_listed(said, "former"))), tuple((plan_id, path) for plan_id, path in pairs))


def keep_in(folder: Path | None) -> None:
    """Choose the folder that has backups too, None for none. Raises ``KnownError`` where the folder is not there, or the choice
    cannot be kept."""
    if folder is not None and not folder.is_dir():
        raise KnownError(say.FOLDER_MISSING.format(folder=folder))
    wanted = "" if folder is None else str(folder.absolute())
    with _MUTEX:
        now = choices()
        if wanted != now.keep_in:
            former = (now.keep_in, *now.former) if now.keep_in else now.former
            _write(replace(now, keep_in=wanted, former=tuple(dict.fromkeys(f for f in former if f != wanted))))


def remember_copy(plan_id: str, copy: Path) -> None:
    """Remember where a copy of a plan was saved to, so that 記録の抹消 can name it. Never raises."""
    with _MUTEX:
        now = choices()
        with contextlib.suppress(KnownError):
            _write(replace(now, copies=tuple(dict.fromkeys(((plan_id, str(copy.absolute())), *now.copies)))[:_COPIES]))


def _listed(said: dict[str, Any], name: str) -> list[Any]:
    found = said.get(name)
    return found if isinstance(found, list) else []


def _folders(names: Iterable[object]) -> Iterator[str]:
    return (name for name in names if isinstance(name, str) and "\0" not in name and Path(name).is_absolute())


def remember_copy_of(copy: Path) -> None:
    """As ``remember_copy``, of the plan that the copy says it is."""
    from planeditor.store.contents import plan_id_in  # the window reads the choices before it opens a file

    plan_id = plan_id_in(copy)
    if plan_id:
        remember_copy(plan_id, copy)


def _write(wanted: Choices) -> None:
    file = paths.backup_choices_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        files.write_whole(file, (json.dumps(asdict(wanted), ensure_ascii=False, indent=1) + "\n").encode())
    except OSError as error:
        raise KnownError(say.CHOICES_BROKEN.format(file=file)) from error
