"""The one way to the open plan file: who may read and write it, and when."""
from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.errors import BugError, KnownError
from planeditor.messages import store as messages

from . import handover
from .errors import as_sentences
from .lock import FileLock

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may


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
        self._file_id = self._stat()
        self._data_version = self._read_data_version()

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
            lock = FileLock.acquire(self.path, self._lock.holder.who)
            if self._stat() != self._file_id:
                lock.release()
                raise KnownError(messages.FILE_GONE.format(file=self.path))
            self._lock, self._released = lock, False
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
            with as_sentences(self.path):
                self._lock.check()
                if self._stat() != self._file_id:
                    raise KnownError(messages.FILE_GONE.format(file=self.path))
                self._db.execute("BEGIN IMMEDIATE")
            self._writing = True
            try:
                if of_content:
                    with as_sentences(self.path):
                        self._refuse_outside_change()
                yield self._db
                with as_sentences(self.path):
                    self._db.execute("COMMIT")
            except BaseException:
                # Where even this fails the disk is gone; the journal then restores the file at the next opening.
                with contextlib.suppress(sqlite3.Error):
                    self._db.rollback()
                raise
            finally:
                self._writing = False

    def changed_outside(self) -> bool:
        """Whether another connection has written since the last call or transaction."""
        with self.reading():
            before, self._data_version = self._data_version, self._read_data_version()
            return before != self._data_version

    def _refuse_outside_change(self) -> None:
        if self.changed_outside():
            self.on_outside_change()
            raise KnownError(messages.CHANGED_OUTSIDE.format(file=self.path))

    def _read_data_version(self) -> int:
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def _stat(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino


