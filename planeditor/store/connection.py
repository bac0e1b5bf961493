"""Connections to a plan file, with the settings SAFETY.md section 3 asks for."""
from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor import __version__
from planeditor.domain.errors import BugError, KnownError
from planeditor.domain.text import shorten
from planeditor.messages import store as messages
from planeditor.scratch import scratch_folder

from . import migrations
from .checksum import CHECKED_COLUMNS
from .errors import as_sentences, primary_code
from .ownjournal import require_own_journal
from .rows import read_meta
from .uris import sqlite_uri
from .walfile import is_wal, turn_back, wal_of

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

_BUSY_SECONDS = 5.0
_LONGEST_NAME = 20


def connect_for_writing(path: Path) -> Database:
    """A connection to an existing plan file of a known version (older ones are the caller's to upgrade).

    Raises ``KnownError`` for what is missing, foreign, damaged, newer than this program or not writable.
    """
    _require_file(path)
    with as_sentences(path, opening=True):
        if wal_of(path).exists():  # it would be played into the file whatever the file says of itself
            require_own_journal(path, wal_of(path))
        if is_wal(path):
            turn_back(path)
        db = _connect(path, "rw")
        try:
            _require_plan(db, path)
            configure(db)
            # mode=rw silently falls back to reading where the file is write-protected, and so does BEGIN IMMEDIATE: ask
            # now, with a statement that writes nothing, not at the first edit.
            db.execute("DELETE FROM meta WHERE 0")
        except BaseException:
            db.close()
            raise
    return db


def connect_for_reading(path: Path) -> Database:
    """A connection that never writes to the file or beside it; raises as ``connect_for_writing``.

    Where a writer died and left a journal to roll back, or the file is of an older version, the connection is to a
    recovered or upgraded copy in memory: reading must not touch the file.
    """
    with as_sentences(path, opening=True):
        db = open_to_look(path)
        try:
            if migrations.file_version(db) < migrations.known_version():
                file_db, db = db, copy_to_memory(db)
                file_db.close()
                migrations.apply_steps(db)
            db.execute("PRAGMA query_only = ON")
        except BaseException:
            db.close()
            raise
    return db


def require_plan_file(path: Path) -> None:
    """Raise ``KnownError`` as ``connect_for_writing``, without writing and whoever holds the file."""
    with as_sentences(path, opening=True):
        open_to_look(path).close()


def open_to_look(path: Path) -> Database:
    """A connection to a plan file of any known version that writes nothing; raises ``KnownError`` and SQLite's errors."""
    _require_file(path)
    beside = is_wal(path) or wal_of(path).exists()  # even a reader of a WAL writes beside it
    db = _recovered_copy(path) if beside else _connect(path, "ro")
    try:
        try:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_READONLY or not journal_of(path).exists():
                raise
            db.close()
            require_own_journal(path, journal_of(path))
            db = _recovered_copy(path)
        _require_plan(db, path)
    except BaseException:
        db.close()
        raise
    return db


def create_empty(path: Path) -> Database:
    """A new database file without tables; ``path`` must not exist."""
    return configure(_connect(path, "rwc"))


def configure(db: Database) -> Database:
    """Set what a writing connection needs and read back what must not silently stay otherwise."""
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = EXTRA")
    db.execute("PRAGMA secure_delete = ON")
    mode = db.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    if str(mode).lower() != "delete" or db.execute("PRAGMA foreign_keys").fetchone()[0] != 1:
        raise BugError(f"journal_mode is {mode}, or foreign keys are off")
    return db


def copy_to_memory(db: Database) -> Database:
    """A copy of an open database in memory."""
    copy = _wrap(sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None))
    db.conn.backup(copy.conn)
    return copy


def journal_of(path: Path) -> Path:
    """Where SQLite keeps the rollback journal of ``path``."""
    return path.with_name(path.name + "-journal")


def played_back(path: Path) -> list[Path]:
    """What is beside a place and would be played back by SQLite into the file there."""
    return [beside for beside in (journal_of(path), wal_of(path)) if beside.exists()]


def require_nothing_left(path: Path) -> None:
    """Raise ``KnownError`` where beside a place for a new file stands what a file of that name left, and what would destroy it."""
    for left in played_back(path):
        raise KnownError(messages.LEFT_BESIDE.format(file=path, left=left.name))


def _is_as_made(db: Database, table: str) -> bool:
    columns = {str(row[1]) for row in db.execute(f'PRAGMA table_info("{table}")')}
    return columns >= {*CHECKED_COLUMNS[table], "checksum"}


def newer_sentence(db: Database, path: Path, found: int) -> str:
    """The sentence about a file of a newer program, with the name of that program where the file tells it."""
    try:
        program = read_meta(db, migrations.PROGRAM)
    except sqlite3.Error:
        program = None
    newer = program is not None and program != __version__
    sentence = messages.NEWER_FILE.format(
        file=path, found=found, known=migrations.known_version(), own=__version__,
        program=messages.NEWER_PROGRAM.format(version=shorten(program or "", _LONGEST_NAME)) if newer else "",
    )
    backup = _backup_before(path)
    return sentence + messages.BEFORE_NEWER.format(backup=backup) if backup else sentence


def _backup_before(path: Path) -> Path | None:
    """The latest backup of the file as a program up to this one could open it, made by the newer one before it changed the file."""
    from .backup import list_backups  # which opens the files with this module

    known = {messages.BACKUP_OF_VERSION.format(version=n) for n in range(1, migrations.known_version() + 1)}
    with contextlib.suppress(OSError, KnownError):
        return next((one.path for one in list_backups(path) if one.reason in known), None)
    return None


def _connect(path: Path, mode: str) -> Database:
    # One thread at a time uses the connection (Document holds a mutex), but not always the same thread.
    return _wrap(
        sqlite3.connect(
            sqlite_uri(path, mode), uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
    )


def _wrap(connection: sqlite3.Connection) -> Database:
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False, strict=True)


def _require_file(path: Path) -> None:
    with as_sentences(path):
        if not path.parent.is_dir():
            raise KnownError(messages.FOLDER_MISSING.format(folder=path.parent))
        if path.is_dir():
            raise KnownError(messages.IS_A_FOLDER.format(file=path))
        if path.stat().st_size == 0:
            raise KnownError(messages.EMPTY_FILE.format(file=path))
        if not os.access(path, os.R_OK):
            raise KnownError(messages.NO_PERMISSION.format(file=path))


def _require_plan(db: Database, path: Path) -> None:
    # One transaction, so one lock: on a share each takes several ways there and back, and there are a hundred things to see.
    db.execute("BEGIN")
    try:
        _require_shape(db, path)
    finally:
        db.conn.rollback()


def _require_shape(db: Database, path: Path) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != migrations.APPLICATION_ID:
        raise KnownError(messages.OTHER_DATABASE.format(file=path))
    found, known = migrations.file_version(db), migrations.known_version()
    if found > known:
        raise KnownError(newer_sentence(db, path, found))
    if found == known and not all(_is_as_made(db, table) for table in migrations.TABLES):
        raise KnownError(messages.DAMAGED_FILE.format(file=path))


def _recovered_copy(path: Path) -> Database:
    """The content of ``path`` as its journal restores it; nobody is writing, or the journal would not be hot."""
    with scratch_folder() as folder:
        copy = folder / "copy.plandb"
        if is_wal(path) and wal_of(path).exists():
            require_own_journal(path, wal_of(path))
        for beside in (journal_of, wal_of) if is_wal(path) else (journal_of,):
            if beside(path).exists():
                shutil.copyfile(beside(path), beside(copy))
        shutil.copyfile(path, copy)
        if is_wal(copy):
            turn_back(copy)
        db = _connect(copy, "rw")
        try:
            return copy_to_memory(db)
        finally:
            db.close()
