"""Bringing an older plan file up to date: on a copy, with the old file kept."""
from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.files import put_over
from planeditor.messages import store as messages

from . import migrations
from .backup import backup_of
from .connection import connect_for_writing
from .copying import temporary_copy
from .errors import as_sentences
from .log import load_present
from .outside import see

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

_MEGABYTE = 1 << 20
_TIMES = 3
"""The original that is kept, the copy that is changed, and the journal of changing it: each as large as the file at most."""
_BESIDE = 4 * _MEGABYTE


def upgrade_if_older(path: Path) -> None:
    """Upgrade the file to the version of this program; the file is replaced only after all went well.

    The old file stays in the backup folder beside it, its version in its name. Raises ``KnownError`` as opening does, and
    where there is no room or the upgraded copy is not whole; the file is untouched then.
    """
    db = connect_for_writing(path)
    with as_sentences(path, opening=True):
        try:
            found = migrations.file_version(db)
            if found == migrations.known_version():
                return
            _require_room(path, found)
            seen = see(path)
            backup_of(db, path, messages.BACKUP_OF_VERSION.format(version=found))
            before = load_present(db)[0]

            def work(copy: Database) -> None:
                migrations.apply_steps(copy)
                if load_present(copy)[0] != before or copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                    raise KnownError(messages.UPGRADE_FAILED.format(file=path))

            with temporary_copy(db, path, work) as temporary:
                db.close()
                if see(path) != seen:  # somebody took the lock over and has written
                    raise KnownError(messages.BUSY.format(file=path))
                put_over(temporary, path)
        finally:
            db.close()


def _require_room(path: Path, found: int) -> None:
    needed = path.stat().st_size * _TIMES + _BESIDE
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise KnownError(messages.NO_ROOM_TO_UPGRADE.format(
            file=path, found=found, known=migrations.known_version(), needed=-(-needed // _MEGABYTE), free=free // _MEGABYTE,
        ))  # fmt: skip
