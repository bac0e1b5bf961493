"""Whole copies of a plan file, by SQLite's backup API: a consistent state, whoever writes meanwhile."""
from __future__ import annotations

import contextlib
import re
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.messages import store as messages

from .connection import create_empty, journal_of
from .errors import as_sentences
from .files import put_in_place, sync_file, sync_folder, temporary_beside
from .lock import lock_path

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

PRACTICE = "practice"
"""The key in ``meta`` that marks a copy for practice."""

_LEFTOVER = re.compile(r"\.(.+)\.[0-9a-f]{8}\.tmp(-journal)?")
_SECONDS_OF_A_DAY = 24 * 60 * 60


def write_copy(db: Database, source: Path, target: Path, then: Callable[[Database], None] | None = None) -> None:
    """Write a copy of the open file ``source`` under another name, in place of a file of that name.

    The name only ever holds a whole file. Raises ``KnownError`` where ``target`` is the file itself, is in use, or cannot
    be written.
    """
    with as_sentences(target):
        if not target.parent.is_dir():
            raise KnownError(messages.FOLDER_MISSING.format(folder=target.parent))
        if target.exists() and target.samefile(source):
            raise KnownError(messages.COPY_ONTO_ITSELF.format(file=target))
        if target.is_dir():
            raise KnownError(messages.IS_A_FOLDER.format(file=target))
        # A journal left beside the name would be played back into the new file.
        if lock_path(target).exists() or journal_of(target).exists():
            raise KnownError(messages.COPY_TARGET_IN_USE.format(file=target))
        with temporary_copy(db, target, then) as temporary:
            temporary.replace(target)
            sync_folder(target.parent)


def write_practice_copy(db: Database, target: Path) -> None:
    """Write a copy for practice, with a plan id of its own and without drafts.

    Raises ``KnownError`` where the name is taken or cannot be written.
    """
    with as_sentences(target), temporary_copy(db, target, _for_practice) as temporary:
        put_in_place(temporary, target)


def copy_whole(db: Database, target: Path, then: Callable[[Database], None] | None = None) -> None:
    """Write a whole copy to a new file, and to that what ``then`` does."""
    copy = create_empty(target)
    try:
        db.conn.backup(copy.conn)
        if then is not None:
            then(copy)
    finally:
        copy.close()


def sweep(folder: Path, stem: str = "") -> None:
    """Remove what copies cut short by a crash or a power cut left in a folder a day ago or earlier; never raises."""
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            match = _LEFTOVER.fullmatch(file.name)
            if match and match[1].startswith(stem) and time.time() - file.stat().st_mtime > _SECONDS_OF_A_DAY:
                file.unlink()


def leftovers(folder: Path, stem: str = "") -> list[Path]:
    """What copies cut short left in a folder, of whatever age; with ``stem`` only of the file of that name."""
    with contextlib.suppress(OSError):
        found = ((file, _LEFTOVER.fullmatch(file.name)) for file in folder.iterdir())
        return [file for file, match in found if match and stem in ("", match[1])]
    return []


def without_drafts(copy: Database) -> None:
    """Take the half-typed texts out of a copy of any version."""
    if "draft" in copy.table_names():
        copy.execute("DELETE FROM draft")


@contextlib.contextmanager
def temporary_copy(
    db: Database, target: Path, then: Callable[[Database], None] | None = None
) -> Iterator[Path]:
    """A synced copy under a temporary name beside ``target``, to be given its name within; it is gone afterwards."""
    temporary = temporary_beside(target)
    try:
        copy_whole(db, temporary, then)
        sync_file(temporary)
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
            journal_of(temporary).unlink(missing_ok=True)


def _for_practice(copy: Database) -> None:
    with copy.atomic():
        without_drafts(copy)
        copy.execute("UPDATE meta SET value = ? WHERE key = 'plan_id'", (str(uuid.uuid4()),))
        copy.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, '1')", (PRACTICE,))
