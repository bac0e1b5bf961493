"""Whole copies of a plan file, by SQLite's backup API: a consistent state, whoever writes meanwhile."""
from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.files import put_in_place, put_over, sync_file, temporary_beside
from planeditor.messages import store as messages

from .connection import create_empty, journal_of, played_back, require_nothing_left
from .errors import as_sentences
from .lockfile import lock_path
from .rows import insert_rows

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

PRACTICE = "practice"
"""The key in ``meta`` that marks a copy for practice."""

_PAGES, _BETWEEN = 1024, 0.002
"""How much is copied at a time, and the pause in between, in seconds."""


def write_copy(db: Database, source: Path, target: Path) -> None:
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
        if lock_path(target).exists() or (target.exists() and played_back(target)):
            raise KnownError(messages.COPY_TARGET_IN_USE.format(file=target))
        require_nothing_left(target)
        with temporary_copy(db, target) as temporary:
            put_over(temporary, target)


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
        # In steps: who writes the file by another connection waits for one of them at most, and the copy then begins anew.
        db.conn.backup(copy.conn, pages=_PAGES, sleep=_BETWEEN)
        if then is not None:
            then(copy)
    finally:
        copy.close()


def without_drafts(copy: Database) -> None:
    """Take the half-typed texts out of a copy of any version."""
    if "draft" in copy.table_names():
        copy.execute("DELETE FROM draft")


@contextlib.contextmanager
def temporary_copy(
    db: Database, target: Path, then: Callable[[Database], None] | None = None
) -> Iterator[Path]:
    """A synced copy under a temporary name beside ``target``, to be given its name within; it is gone afterwards."""
    with plan_beside(target) as temporary:
        copy_whole(db, temporary, then)
        sync_file(temporary)
        yield temporary


@contextlib.contextmanager
def plan_beside(target: Path) -> Iterator[Path]:
    """A temporary name beside ``target`` for a plan file that is being written; whatever is left of it is gone afterwards."""
    temporary = temporary_beside(target)
    try:
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
            journal_of(temporary).unlink(missing_ok=True)


def _for_practice(copy: Database) -> None:
    with copy.atomic():
        without_drafts(copy)
        insert_rows(copy, "meta", [("plan_id", str(uuid.uuid4())), (PRACTICE, "1")], replace=True)
