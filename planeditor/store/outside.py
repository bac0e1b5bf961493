"""What became of an open plan file while nobody of this program looked: changed, replaced, gone, or out of reach."""
from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from planeditor.domain.errors import KnownError
from planeditor.files import temporary_beside
from planeditor.messages import outside as say

from .errors import primary_code

Kind = Literal["same", "changed", "replaced", "gone", "unreachable", "barred"]


@dataclass(frozen=True, slots=True)
class Outside:
    """``changed``: another program has written into the file, as far as a look at it tells. ``replaced``: another file has its
    name now. ``gone``: the folder is there and the file is not. ``unreachable``: neither answers (a share, a USB stick). ``barred``:
    it is there and reads, but the file or its folder may not be written any more."""

    kind: Kind = "same"

    @property
    def is_apart(self) -> bool:
        """Whether nothing can be written: the file that was opened is not at its place, or closed to us."""
        return self.kind not in ("same", "changed")


SAME = Outside()
_BARRED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN}
_DOUBTFUL = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BARRED_BY_SYSTEM = {errno.EACCES, errno.EPERM, errno.EROFS}
_AWAY = {errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ETIMEDOUT}


class OutsideError(KnownError):
    """Nothing was written, since the file that was opened is not at its place; ``outside`` says why."""

    def __init__(self, path: Path, outside: Outside) -> None:
        sentence = {"replaced": say.REPLACED, "gone": say.GONE, "barred": say.BARRED}.get(outside.kind, say.UNREACHABLE)
        super().__init__(sentence.format(file=path))
        self.outside = outside


@dataclass(frozen=True, slots=True)
class Seen:
    """A plan file as it was seen last. ``folder`` is the disk its folder lies on."""

    disk: int
    number: int
    folder: int
    written: int
    size: int

    def is_same_file(self, other: Seen) -> bool:
        """Whether it is that file, whatever was written into it since."""
        return (self.disk, self.number) == (other.disk, other.number)


def see(path: Path) -> Seen | None:
    """The file as it is now, None where it is not there; raises ``OSError`` where that cannot be told."""
    try:
        return _seen(path.stat(), path.parent.stat().st_dev)
    except (FileNotFoundError, NotADirectoryError):
        return None


def look(path: Path, before: Seen | None) -> Outside:
    """What became of a file since it was seen. Never raises; on a share that does not answer it may take a minute."""
    if before is None:
        return SAME
    try:
        now = _seen(path.stat(), before.folder)
    except (FileNotFoundError, NotADirectoryError):
        return Outside("gone" if _folder_is_there(path, before) else "unreachable")
    except OSError:
        return Outside("unreachable")
    if not now.is_same_file(before):
        return Outside("replaced")
    return SAME if now == before else Outside("changed")


def require_writable_beside(path: Path) -> None:
    """Raise ``OSError`` where nothing can be written into the folder of a file, and so no journal."""
    probe = temporary_beside(path)
    try:
        probe.write_bytes(b".")
    finally:
        with contextlib.suppress(OSError):
            probe.unlink(missing_ok=True)


def outside_of(error: BaseException) -> Outside:
    """What a refused write or a failed reading says of the file at its place."""
    cause = error.__cause__
    if isinstance(error, OutsideError):
        return error.outside
    if isinstance(cause, sqlite3.Error):
        code = primary_code(cause)
        return Outside("unreachable") if code == sqlite3.SQLITE_IOERR else Outside("barred") if code in _BARRED else SAME
    if isinstance(cause, OSError):
        return Outside("barred") if cause.errno in _BARRED_BY_SYSTEM else Outside("unreachable") if cause.errno in _AWAY else SAME
    return SAME


def is_of_disk(error: BaseException) -> bool:
    """Whether an error came from reading or writing a file, whatever was made of it."""
    return isinstance(error, OutsideError) or isinstance(error.__cause__, sqlite3.Error | OSError)


def why_refused(path: Path, error: BaseException) -> Outside:
    """As ``outside_of``, with a look at the file where that does not tell; not for the window's own thread."""
    found = outside_of(error)
    code = primary_code(error.__cause__) if isinstance(error.__cause__, sqlite3.Error) else None
    if code in _DOUBTFUL:  # SQLite calls it damage, too, where a disk that was pulled out gives nothing to read
        try:
            with path.open("r+b") as file:
                file.read(1)
        except OSError as refused:
            return Outside("barred") if refused.errno in _BARRED_BY_SYSTEM else Outside("unreachable")
    return found


def _seen(found: os.stat_result, folder: int) -> Seen:
    return Seen(found.st_dev, found.st_ino, folder, found.st_mtime_ns, found.st_size)


def _folder_is_there(path: Path, before: Seen) -> bool:
    try:
        folder = path.parent.stat()
    except OSError:
        return False
    return stat.S_ISDIR(folder.st_mode) and folder.st_dev == before.folder
