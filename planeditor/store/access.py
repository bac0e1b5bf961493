"""The one way to the open plan file: who may read and write it, and when."""
from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from planeditor.domain.errors import BugError, KnownError
from planeditor.messages import store as messages

from . import handover
from .connection import connect_for_reading, connect_for_writing, open_to_look
from .errors import as_sentences
from .lock import FileLock
from .outside import Outside, OutsideError, look, require_writable_beside, see

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may


_TRUSTED_SECONDS = 2.0
"""A transaction that took longer looks once more whether the lock is ours, before it is committed: the terminal may have slept."""

Return = Literal["same", "further", "other"]
"""What is at the place of the file: what we had, that and more, or something else."""
_Tail = tuple[object, ...]
_TAIL = (
    "SELECT (SELECT value FROM meta WHERE key = 'plan_id'), id, checksum FROM change_group ORDER BY id DESC LIMIT 1"
)
_IN_LOG = "SELECT 1 FROM change_group WHERE (SELECT value FROM meta WHERE key = 'plan_id') = ? AND id = ? AND checksum = ?"


class Access:
    """An open connection with its mutex, its lock file and its transactions. ``lock`` is None for reading only."""

    def __init__(self, path: Path, db: Database, lock: FileLock | None) -> None:
        self.path = path
        self.mutex = threading.RLock()
        self.on_outside_change: Callable[[], None] = lambda: None
        self._db = db
        self._lock = lock
        self._writing = False
        self._released = False
        self._in_memory = not self._db.execute("PRAGMA database_list").fetchone()[2]
        self._seen = None if self._in_memory else see(path)
        self._data_version = self._read_data_version()
        self._tail = self._read_tail()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._lock is None

    @property
    def has_written(self) -> bool:
        """Whether this connection has changed any row."""
        with self.mutex:
            return self._db.conn.total_changes > 0

    @property
    def released(self) -> bool:
        """Whether the lock was given back while the file stays open; the next write takes it again."""
        return self._released

    @property
    def lock(self) -> FileLock | None:
        """The lock that is ours now, None while reading only or released."""
        return None if self._released else self._lock

    def close(self) -> None:
        """Close the connection, then give the lock back; nothing of ours stays beside the file."""
        with self.mutex:
            try:
                self._db.close()
            finally:
                if self._lock is not None:
                    self._lock.release()
                    handover.clear(self.path)

    def release(self) -> None:
        """Give the lock back and go on reading."""
        with self.mutex:
            if self._writing:
                raise BugError("a lock given back within a transaction")
            if self._lock is not None:
                self._lock.release()
                self._released = True

    def regain(self) -> None:
        """Take the lock again after ``release``.

        What others wrote meanwhile is noticed by the next ``changed_outside`` or transaction. Raises ``KnownError`` where
        somebody else holds the lock or was just given it, or where the file was replaced.
        """
        with self.mutex:
            if self._lock is None or not self._released:
                return
            handover.require_not_promised(self.path)
            self._require_in_place()  # before a lock is put beside what is not ours
            self._lock, self._released = FileLock.acquire(self.path, self._lock.holder.who), False
            handover.tidy(self.path)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Database]:
        """The database for a moment's reading; raises ``KnownError`` for damage and lost disks."""
        with self.mutex, as_sentences(self.path):
            yield self._db

    @contextlib.contextmanager
    def tolerant_reading(self) -> Iterator[Database]:
        """As ``reading``, but text damaged beyond UTF-8 is read with U+FFFD, so that the checksums can name it."""
        with self.reading() as db:
            db.conn.text_factory = lambda raw: raw.decode("utf-8", "replace")
            try:
                yield db
            finally:
                db.conn.text_factory = str

    @contextlib.contextmanager
    def writing(self, *, of_content: bool = True) -> Iterator[Database]:
        """One IMMEDIATE transaction: committed at the end, nothing of it remains after an exception.

        The lock is taken again where it was given back. ``of_content`` False is for what does not rest on the present
        content, so that changes of others do not matter to it and stay to be noticed. Raises ``KnownError`` where the
        file is open for reading only, has been taken over, replaced or changed by others, or cannot be written.
        Exceptions of the caller's own pass through as they are.
        """
        if self._lock is None:
            raise KnownError(messages.OPENED_READ_ONLY.format(file=self.path))
        with self.mutex:
            if self._writing:
                raise BugError("a transaction within a transaction")
            self.regain()
            found = self._require_in_place()
            with as_sentences(self.path):
                self._lock.check()
                if of_content and self._is_another_content(found):
                    self._connect_anew()
                    self._refuse()
                checked = _clocks()
                self._db.execute("BEGIN IMMEDIATE")
            self._writing = True
            try:
                if of_content:
                    with as_sentences(self.path):
                        if self._read_data_version() != self._data_version:
                            self._take_in()
                            self._refuse()
                yield self._db
                with as_sentences(self.path):
                    if any(abs(now - then) > _TRUSTED_SECONDS for now, then in zip(_clocks(), checked, strict=True)):
                        self._lock.check()
                    self._db.execute("COMMIT")
                    self._remember(of_content=of_content)
            except BaseException:
                # Where even this fails the disk is gone; the journal then restores the file at the next opening.
                with contextlib.suppress(sqlite3.Error):
                    self._db.rollback()
                raise
            finally:
                self._writing = False

    def changed_outside(self) -> bool:
        """Whether others have written since the last call or transaction: through SQLite, or over the file's bytes."""
        with self.reading():
            if self._is_another_content(self.look()):
                self._connect_anew()
                return True
            if self._read_data_version() == self._data_version:
                return False
            self._take_in()
            return True

    def look(self) -> Outside:
        """What became of the file at its place. Never raises and waits for nobody, but a share that does not answer may take
        a minute: not for the window's own thread."""
        return look(self.path, self._seen)

    def come_back(self) -> Return:
        """Go on with the file as it is at its place now, where it holds all that we had; else nothing changes (``other``).

        Raises ``KnownError`` where it cannot be opened or written, or where somebody else writes.
        """
        with self.mutex:
            if self._writing:
                raise BugError("a connection made anew within a transaction")
            if self._in_memory:
                return "same"
            found = self._compare()
            if found != "other":
                if self.lock is not None:
                    with as_sentences(self.path):
                        self.lock.check()
                        require_writable_beside(self.path)
                self._connect_anew()
            return found

    def _compare(self) -> Return:
        with as_sentences(self.path, opening=True):
            other = open_to_look(self.path)
            try:
                if self._tail is None or other.execute(_IN_LOG, self._tail).fetchone() is None:
                    return "other"
                return "same" if tuple(other.execute(_TAIL).fetchone()) == self._tail else "further"
            finally:
                other.close()

    def _connect_anew(self) -> None:
        """Another connection to what is at the place of the file: nothing that was read before is taken for its content."""
        fresh = (connect_for_reading if self._lock is None else connect_for_writing)(self.path)
        with contextlib.suppress(sqlite3.Error):
            self._db.close()
        self._db = fresh
        self._seen = see(self.path)
        self._data_version, self._tail = self._read_data_version(), self._read_tail()

    def _is_another_content(self, found: Outside) -> bool:
        """Whether the bytes of the file were written over without SQLite, which goes by a counter in them that may be the same
        by chance."""
        if found.kind != "changed" or self._read_data_version() != self._data_version:
            return False
        try:
            with contextlib.closing(open_to_look(self.path)) as other:
                row = other.execute(_TAIL).fetchone()
        except (sqlite3.Error, KnownError):
            return False  # what is wrong with it is said by whoever reads or writes next
        if row is not None and tuple(row) == self._tail:
            self._seen = see(self.path)
            return False
        return True

    def _require_in_place(self) -> Outside:
        found = self.look()
        if found.is_apart:
            raise OutsideError(self.path, found)
        return found

    def _refuse(self) -> None:
        self.on_outside_change()
        raise KnownError(messages.CHANGED_OUTSIDE.format(file=self.path))

    def _take_in(self) -> None:
        """What others wrote is expected from now on."""
        self._data_version = self._read_data_version()
        self._remember(of_content=True)

    def _remember(self, *, of_content: bool) -> None:
        """The file is as it is expected now; the content only where it was written or taken in."""
        with contextlib.suppress(OSError):
            now = see(self.path)
            if now is not None and self._seen is not None and now.is_same_file(self._seen):  # else the next look tells
                self._seen = now
        if of_content:
            self._tail = self._read_tail()

    def _read_data_version(self) -> int:
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def _read_tail(self) -> _Tail | None:
        """What the log ends with; None where it cannot be read."""
        try:
            row = self._db.execute(_TAIL).fetchone()
        except sqlite3.Error:
            return None
        return None if row is None else tuple(row)


def _clocks() -> tuple[float, float]:
    """A clock that is never set and one that goes on while the terminal sleeps."""
    return time.monotonic(), time.time()
