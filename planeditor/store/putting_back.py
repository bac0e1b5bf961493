"""Giving a plan file the whole content of a copy of it: in one transaction of SQLite, as long as nobody has changed it since."""
from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from planeditor.domain.errors import BugError, KnownError
from planeditor.messages import store as messages

from . import handover
from .backup import backup_of
from .checksum import CHECKED_COLUMNS
from .connection import connect_for_reading, connect_for_writing, open_to_look, require_plan_file
from .errors import as_sentences
from .lock import FileLock

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

PutBack = Literal["same", "whole", "moved"]
"""``same``: there was nothing to put back; ``moved``: the file was changed since the copy was taken, and is as it was."""

_NO_CONTENT = frozenset({"draft", "meta", "field_label", "period_label"})
"""What changes without anybody changing the plan."""
_BUSY_SECONDS = 10.0


def content_mark(path: Path) -> str:
    """A digest over all that a plan file holds, drafts aside: entries, log, receipts, requests, papers, departments.

    Two files with the same one hold the same. Raises ``KnownError`` as opening for reading does.
    """
    with as_sentences(path, opening=True), closing(connect_for_reading(path)) as db:
        return _mark(db)


def put_back(copy: Path, original: Path, base: str, *, who: str, reason: str) -> PutBack:
    """Make the content of ``original`` that of ``copy``, where it still is what it was (``base``: its mark) when the copy was taken.

    Both are locked meanwhile, and a backup of the original is taken before, called ``reason``. It is one transaction in the very
    file: a program that is killed, or a disk that fills up, leaves the content before or the content after, and others who read
    it go on. Raises ``KnownError`` where either is held by another, or cannot be read or written; the original is then as before.
    """
    require_plan_file(original)
    handover.require_not_promised(original)
    lock = FileLock.acquire(original, who)
    try:
        handover.tidy(original)
        own = FileLock.acquire(copy, who)
        try:
            return _put(copy, original, base, reason, lock.check)
        finally:
            own.release()
    finally:
        lock.release()
        handover.clear(original)


def _put(copy: Path, original: Path, base: str, reason: str, check: Callable[[], None]) -> PutBack:
    now, wanted = content_mark(original), content_mark(copy)
    if now == wanted:
        return "same"
    if now != base:
        return "moved"
    with as_sentences(original, opening=True), closing(connect_for_writing(original)) as db:
        backup_of(db, original, reason)
        with closing(open_to_look(copy)) as source:
            check()
            source.conn.backup(db.conn, progress=_patience(original))
    if content_mark(original) != wanted:
        raise BugError("the content put back is not that of the copy")
    return "whole"


def _mark(db: Database) -> str:
    digest = blake2b(digest_size=16)
    for table in sorted(CHECKED_COLUMNS.keys() - _NO_CONTENT):
        digest.update(f"\n{table}\n".encode())
        for (own,) in db.conn.execute(f"SELECT checksum FROM [{table}] ORDER BY checksum"):  # noqa: S608  # names of our own
            digest.update(str(own).encode())
    return digest.hexdigest()


def _patience(path: Path) -> Callable[[int, int, int], None]:
    """SQLite tries again for ever while another program holds the file; a person is told instead."""
    until = time.monotonic() + _BUSY_SECONDS

    def tried(_status: int, remaining: int, _total: int) -> None:
        if remaining and time.monotonic() > until:
            raise KnownError(messages.BUSY.format(file=path))

    return tried
