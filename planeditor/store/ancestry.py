"""Another copy of the plan file, read without trusting it, and the place in the log where both copies part."""
from __future__ import annotations

import contextlib
import sqlite3
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from planeditor.domain.errors import KnownError
from planeditor.messages import merging as say
from planeditor.messages import store as messages

from . import migrations
from .access import Access
from .connection import newer_sentence, open_to_look, played_back
from .document import Document
from .errors import as_sentences, primary_code
from .uris import sqlite_uri
from .walfile import is_wal, wal_of

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

MEGABYTE = 1024 * 1024
MAX_BYTES = 500 * MEGABYTE
_HEAD = b"SQLite format 3\x00"
_ID_AT = slice(68, 72)
_BUSY_SECONDS = 5.0
_SECONDS, _SECONDS_PER_MEGABYTE = 10.0, 1.0
_STEPS_BETWEEN_LOOKS = 10_000
_RECORD_OF_STEPS = "_sqlite_migrations"
_LIMITS = {
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: MEGABYTE, sqlite3.SQLITE_LIMIT_ATTACHED: 0, sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 10,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}  # fmt: skip


def is_plan_file(path: Path) -> bool:
    """Whether a file says in its first bytes that it is a plan file, whatever it is called; False where it cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            head = file.read(_ID_AT.stop)
    except (OSError, ValueError):
        return False
    return head.startswith(_HEAD) and head[_ID_AT] == migrations.APPLICATION_ID.to_bytes(4, "big")


def is_copy_of(path: Path, plan_id: str) -> bool:
    """Whether a file is a plan file with that id, by a quick look at it; False for whatever cannot be looked at."""
    if not is_plan_file(path) or wal_of(path).exists():
        return False
    try:
        connection = sqlite3.connect(sqlite_uri(path, "ro"), uri=True, timeout=0, isolation_level=None)
    except sqlite3.Error:
        return False
    try:
        with _in_time(path, connection, 0):
            kind = connection.execute("SELECT type FROM sqlite_master WHERE name = 'meta'").fetchone()
            found = connection.execute("SELECT value FROM meta WHERE key = 'plan_id'").fetchone() if kind == ("table",) else None
    except (sqlite3.Error, KnownError):
        return False
    finally:
        connection.close()
    return found == (plan_id,)


@dataclass(frozen=True, slots=True)
class OtherCopy:
    """Another copy of a plan file, in memory: its bytes, and what they say. A context manager that lets go of it."""

    original: bytes
    document: Document
    """Open for reading, brought up to the present version."""

    @classmethod
    def read(cls, path: Path) -> OtherCopy:
        """Read a plan file that others made; nothing is written to it or beside it.

        Raises ``KnownError`` where it is missing, no plan file, newer than this program, damaged, too big, or where
        reading it takes too long.
        """
        with as_sentences(path, opening=True):
            data = _bytes_of(path)
            db = _in_memory(path, data)
            try:
                document = Document(Access(path, db, None))
                _require_sound(path, document)
            except BaseException:
                db.close()
                raise
        return cls(data, document)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the memory."""
        self.document.close()


def common_group(ours: Document, theirs: Document) -> int:
    """The last change group that both files share from the beginning on; 0 where they have nothing in common."""
    known, common = theirs.fingerprints(), 0
    for number, digest in ours.fingerprints().items():
        if known.get(number) != digest:
            break
        common = number
    return common


def _bytes_of(path: Path) -> bytes:
    """The file's content at one moment, whoever writes meanwhile."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise KnownError(messages.IS_A_FOLDER.format(file=path))
    if status.st_size == 0:
        raise KnownError(messages.EMPTY_FILE.format(file=path))
    if status.st_size > MAX_BYTES:
        raise KnownError(say.TOO_BIG.format(file=path.name, limit=MAX_BYTES // MEGABYTE))
    if not is_plan_file(path):
        with path.open("rb") as file:
            sentence = messages.OTHER_DATABASE if file.read(len(_HEAD)) == _HEAD else messages.NOT_A_PLAN
        raise KnownError(sentence.format(file=path))
    if played_back(path) or is_wal(path):  # its writer died or is writing: what holds is for SQLite to say
        db = open_to_look(path)
        try:
            return db.conn.serialize()
        finally:
            db.close()
    connection = sqlite3.connect(sqlite_uri(path, "ro"), uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("BEGIN")  # nobody writes as long as something is being read
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return connection.serialize()
    except sqlite3.Error as error:
        if primary_code(error) is None:
            raise KnownError(say.DAMAGED.format(file=path.name)) from error
        raise
    finally:
        connection.close()


def _require_sound(path: Path, document: Document) -> None:
    try:
        sound = not document.damaged and not document.verify()
    except ValueError:  # an order that is no number
        sound = False
    if not sound:
        raise KnownError(say.DAMAGED.format(file=path.name))


def _in_memory(path: Path, data: bytes) -> Database:
    from sqlite_utils import Database

    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    try:
        for limit, value in _LIMITS.items():
            connection.setlimit(limit, value)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(len(data), MEGABYTE))
        with _in_time(path, connection, len(data)):
            connection.deserialize(data)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            db = Database(connection, execute_plugins=False, strict=True)
            _require_own_shape(path, db)
            migrations.apply_steps(db)
            db.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return db


@contextlib.contextmanager
def _in_time(path: Path, connection: sqlite3.Connection, size: int) -> Iterator[None]:
    until = time.monotonic() + _SECONDS + _SECONDS_PER_MEGABYTE * size / MEGABYTE
    connection.set_progress_handler(lambda: int(time.monotonic() > until), _STEPS_BETWEEN_LOOKS)
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise KnownError(say.DAMAGED.format(file=path.name)) from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _require_own_shape(path: Path, db: Database) -> None:
    """Raise ``KnownError`` where a table is not as this program makes it, or a trigger is not of its making: nothing but
    plain rows is to be read."""
    version, known = int(db.execute("PRAGMA user_version").fetchone()[0]), migrations.known_version()
    if version > known:
        raise KnownError(newer_sentence(db, path, version))
    fresh = migrations.fresh(version)
    try:
        shape, wanted = _shape(db), _shape(fresh)
    finally:
        fresh.close()
    strange = {name for kind, name in shape.keys() - wanted.keys() if kind == "trigger"}
    if version < 1 or not wanted.items() <= shape.items() or strange or ("table", _RECORD_OF_STEPS) not in shape:
        raise KnownError(say.DAMAGED.format(file=path.name))


def _shape(db: Database) -> dict[tuple[str, str], str]:
    """How each table and trigger was made, by kind and name; spaces and quotes aside."""
    rows = db.conn.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'trigger')")
    return {(kind, name): "".join(str(sql).replace('"', "").split()) for kind, name, sql in rows}
