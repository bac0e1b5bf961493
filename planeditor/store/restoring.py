"""Putting a backup back in the place of a plan file: whole and at once, under the lock, with what was there kept."""
from __future__ import annotations

import contextlib
from contextlib import closing
from pathlib import Path

from planeditor.domain.errors import BugError, KnownError
from planeditor.files import is_in_use, put_in_place, put_over
from planeditor.messages import backups as say

from . import handover
from .backup import keep_as_it_is
from .connection import connect_for_writing, open_to_look, played_back, require_nothing_left
from .contents import is_sound
from .copying import temporary_copy
from .errors import as_sentences
from .lock import FileLock
from .openfile import true_path
from .outside import see
from .walfile import memory_of


def restore_backup(path: Path, backup: Path, who: str) -> Path | None:
    """Put a backup in the place of a plan file; gives where what was there is kept, None where there was no file.

    The plan file is as before or as the backup at any moment. Raises ``HeldByOther`` naming who writes the plan file,
    ``KnownError`` where the backup is damaged, missing or newer than the program, where what was there cannot be kept, and
    where the file cannot be replaced.
    """
    path = true_path(path)
    if backup.exists() and path.exists() and backup.samefile(path):
        raise KnownError(say.ONTO_ITSELF.format(file=path.name))
    with as_sentences(path):
        if not path.parent.is_dir():
            raise KnownError(say.FOLDER_MISSING.format(folder=path.parent))
    require_sound(backup)
    lock = FileLock.acquire(path, who)
    try:
        before = see(path)
        with as_sentences(path), closing(open_to_look(backup)) as db, temporary_copy(db, path) as temporary:
            if not is_sound(temporary):
                raise KnownError(say.DAMAGED.format(file=backup.name))
            former = keep_as_it_is(path)  # only now: a disk that is full of it would be fuller after each attempt
            lock.check()
            if see(path) != before:  # whoever took the lock over meanwhile has written, and given it back
                raise KnownError(say.WRITTEN_MEANWHILE.format(file=path.name))
            _drop_what_is_played_back(path)
            try:
                put_over(temporary, path)
            except OSError as error:
                if is_in_use(error):
                    raise KnownError(say.IN_USE.format(file=path.name)) from error
                raise
    finally:
        lock.release()
        handover.clear(path)
    return former


def _drop_what_is_played_back(path: Path) -> None:
    """What would be played back into the new file; it is kept with what was there. What is the file's own is played back first, so
    that the old file stays whole should the program be killed in between."""
    with contextlib.suppress(KnownError, BugError):
        if path.exists():
            connect_for_writing(path).close()
    for left in (*played_back(path), memory_of(path)):
        left.unlink(missing_ok=True)


def put_beside(target: Path, backup: Path) -> None:
    """Write a backup to a name that is free. Raises ``KnownError`` as ``restore_backup``, and where the name is taken."""
    target = true_path(target)
    require_sound(backup)
    with as_sentences(target):
        if not target.parent.is_dir():
            raise KnownError(say.FOLDER_MISSING.format(folder=target.parent))
        if target.exists():
            raise KnownError(say.TAKEN.format(file=target.name))
        require_nothing_left(target)
        with closing(open_to_look(backup)) as db, temporary_copy(db, target) as temporary:
            put_in_place(temporary, target)


def require_sound(backup: Path) -> None:
    """Raise ``KnownError`` where a backup is missing, damaged, empty, no plan, or newer than the program."""
    with as_sentences(backup, opening=True):
        open_to_look(backup).close()
    if not is_sound(backup):
        raise KnownError(say.DAMAGED.format(file=backup.name))
