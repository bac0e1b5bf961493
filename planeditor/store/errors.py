"""From the errors of SQLite and of the system to sentences a user can act on."""
from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from planeditor.domain.errors import BugError, KnownError
from planeditor.files import is_full
from planeditor.messages import outside
from planeditor.messages import store as messages

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_PERM: messages.NO_PERMISSION,
    sqlite3.SQLITE_BUSY: messages.BUSY,
    sqlite3.SQLITE_LOCKED: messages.BUSY,
    sqlite3.SQLITE_READONLY: messages.READ_ONLY_FILE,
    sqlite3.SQLITE_IOERR: messages.IO_ERROR,
    sqlite3.SQLITE_CORRUPT: messages.DAMAGED_FILE,
    sqlite3.SQLITE_FULL: messages.DISK_FULL,
    sqlite3.SQLITE_CANTOPEN: messages.IO_ERROR,
    sqlite3.SQLITE_NOTADB: messages.NOT_A_PLAN,
}
_BY_ERRNO = {
    errno.EACCES: messages.NO_PERMISSION,
    errno.EPERM: messages.NO_PERMISSION,
    errno.EROFS: messages.READ_ONLY_FILE,
    errno.ENOENT: messages.MISSING,
    errno.EEXIST: messages.ALREADY_EXISTS,
    errno.ENAMETOOLONG: messages.NAME_TOO_LONG,
}
_LONGEST_NAME = 255 - len("-journal")
"""Bytes of the name of a plan file beside which SQLite can still put its journal."""


def primary_code(error: sqlite3.Error) -> int | None:
    """The primary result code of SQLite, None where the error comes from the Python side."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF


def is_undecodable(error: sqlite3.Error) -> bool:
    """Whether a text could not be read as UTF-8: never the case in what this program wrote, so damage."""
    return primary_code(error) is None and "decode" in str(error)


@contextlib.contextmanager
def as_sentences(path: Path, *, opening: bool = False) -> Iterator[None]:
    """Raise ``KnownError`` for what the user can mend in ``path``, ``BugError`` for any other error of SQLite.

    While ``opening``, missing tables or columns mean a damaged file, later they would be our own mistake.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = primary_code(error)
        sentence = _BY_SQLITE_CODE.get(code) if code is not None else None
        if is_undecodable(error) or (opening and code == sqlite3.SQLITE_ERROR):
            sentence = messages.DAMAGED_FILE
        if code == sqlite3.SQLITE_CANTOPEN and len(os.fsencode(path.name)) > _LONGEST_NAME:
            sentence = messages.NAME_TOO_LONG
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY_DBMOVED:
            sentence = outside.REPLACED
        if sentence is None:
            raise BugError(f"SQLite: {error}") from error
        raise KnownError(sentence.format(file=path)) from error
    except UnicodeDecodeError as error:  # SQLite's own message, which quotes a damaged text
        raise KnownError(messages.DAMAGED_FILE.format(file=path)) from error
    except OSError as error:
        sentence = messages.DISK_FULL if is_full(error) else _BY_ERRNO.get(error.errno or 0, messages.IO_ERROR)
        raise KnownError(sentence.format(file=path)) from error
