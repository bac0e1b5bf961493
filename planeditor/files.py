"""Writing files so that a name only ever holds a whole one: written beside, synced, renamed. Every file goes through here.

Errors are those of the system: what is said of them in Japanese is for those who know what the file is.
"""
from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

_LEFT = re.compile(r"\.(.+)\.[0-9a-f]{8}\.tmp(-journal)?")
_DAY = 24 * 60 * 60.0
"""Seconds after which what was begun is not being written any more."""
_LONGEST = 255 - len("-journal")
"""Bytes of a name that file systems take, with room for what SQLite puts beside it."""
_SMALL = 1 << 20
"""Bytes of the largest small file of ours; a longer one was not written by us."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_ON_WINDOWS = {39, 112}
_USED = {errno.EBUSY, errno.ETXTBSY}
_USED_ON_WINDOWS = {32, 33}
_TRIES, _PAUSE = 10, 0.1
"""A scanner may look at a new file for a moment, and Windows renames nothing meanwhile."""
_PLAIN_AT_MOST = 200
"""Letters of a place that Windows takes in any case, with room for what is written beside it; the end is at 260, of folders at 248."""
_EXTENDED, _EXTENDED_SHARE = "\\\\?\\", "\\\\?\\UNC\\"


def extended(place: str) -> str:
    """An absolute place on Windows in the form that has no limit, where it is so long that the usual form may be refused."""
    if len(place) <= _PLAIN_AT_MOST or place.startswith(("\\\\?\\", "\\\\.\\")):
        return place
    return _EXTENDED_SHARE + place[2:] if place.startswith("\\\\") else _EXTENDED + place


def is_extended(place: str) -> bool:
    """Whether a place is written in that form."""
    return place.startswith(_EXTENDED)


def reachable(path: Path) -> Path:
    """The path in a form that the system takes however long it is."""
    return Path(extended(os.path.abspath(path))) if os.name == "nt" else path  # noqa: PTH100  # resolves no links and no drives


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file beside ``path`` that takes its place when all went well; else nothing is left and the old file stays.

    Raises ``OSError`` where it cannot be written or cannot take the place.
    """
    temporary = temporary_beside(path)
    try:
        with temporary.open("xb") as output:
            yield output
            output.flush()
            os.fsync(output.fileno())
        put_over(temporary, path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one go, in place of one of that name; raises as ``whole_file``."""
    with whole_file(path) as output:
        output.write(content)


def temporary_beside(path: Path) -> Path:
    """A new hidden name in the same folder, so that the final rename stays on one disk."""
    return path.with_name(f".{_fitting(path.stem)}.{secrets.token_hex(4)}.tmp")


def put_over(temporary: Path, path: Path) -> None:
    """Give ``temporary`` the name ``path``, in place of a file of that name, and wait until that is on the disk."""
    for left in range(_TRIES, -1, -1):
        try:
            temporary.replace(path)
            break
        except PermissionError:
            if os.name != "nt" or not left:
                raise
            time.sleep(_PAUSE)
    sync_folder(path.parent)


def put_in_place(temporary: Path, path: Path) -> None:
    """Give ``temporary`` the name ``path``; raises ``FileExistsError`` where that is taken."""
    sync_file(temporary)
    if os.name == "nt":
        temporary.rename(path)  # refuses to overwrite by itself
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError(path) from None
        temporary.rename(path)
    else:
        temporary.unlink()
    sync_folder(path.parent)


def put_folder(made: Path, target: Path, aside: Path) -> None:
    """Give a folder its name, in place of the one that had it, which waits ``aside`` meanwhile. Raises ``OSError`` where that
    cannot be; what was there before stays then."""
    there = target.exists()
    if there:
        target.rename(aside)
    try:
        made.rename(target)
    except OSError:
        if there:
            aside.rename(target)
        raise
    sync_folder(target.parent)
    shutil.rmtree(aside, ignore_errors=True)


def sync_file(path: Path) -> None:
    """Wait until the content of a closed file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until names in a folder are on the disk, where the system knows that."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # some shares refuse; the file itself is synced
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def leftovers(folder: Path, stem: str = "") -> list[Path]:
    """What writers that were killed left in a folder, of whatever age; with ``stem`` only of files of that name. Never raises."""
    with contextlib.suppress(OSError):
        found = ((file, _LEFT.fullmatch(file.name)) for file in folder.iterdir())
        ours = [file for file, match in found if match and (not stem or match[1] == _fitting(stem))]
        return [file for file in ours if file.is_file() and not file.is_symlink()]
    return []


def left_folders(folder: Path, stem: str = "") -> list[Path]:
    """As ``leftovers``, of folders."""
    with contextlib.suppress(OSError):
        found = ((path, _LEFT.fullmatch(path.name)) for path in folder.iterdir())
        ours = [path for path, match in found if match and (not stem or match[1] == _fitting(stem))]
        return [path for path in ours if path.is_dir() and not path.is_symlink()]
    return []


def read_head(path: Path, length: int) -> bytes:
    """The first bytes of a regular file; raises ``OSError`` for whatever else has that name (a pipe would keep us waiting)."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        return file.read(length)


def read_small(path: Path) -> bytes:
    """A small file of ours, which others may have put something else in the place of; raises ``OSError`` for what it cannot be."""
    content = read_head(path, _SMALL + 1)
    if len(content) > _SMALL:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return content


def read_json(path: Path) -> Any:
    """What a small file of ours says; raises ``OSError`` as ``read_small``, ``ValueError`` where it is no JSON."""
    content = read_small(path)
    try:
        return json.loads(content)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def sweep(folder: Path) -> None:
    """Remove what writers that were killed left in a folder a day ago or earlier; never raises."""
    for file in leftovers(folder):
        with contextlib.suppress(OSError):
            if time.time() - file.stat().st_mtime > _DAY:
                file.unlink()


def sweep_folders(target: Path) -> None:
    """As ``sweep``, of the folders that were to become ``target``."""
    for path in left_folders(target.parent, target.stem):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _DAY:
                shutil.rmtree(path, ignore_errors=True)


def is_full(error: OSError) -> bool:
    """Whether the disk, the quota or the file system has no room for more."""
    return error.errno in _FULL or getattr(error, "winerror", None) in _FULL_ON_WINDOWS


def is_in_use(error: OSError) -> bool:
    """Whether another program holds the file, or may not be disturbed in it."""
    return isinstance(error, PermissionError) or error.errno in _USED or getattr(error, "winerror", None) in _USED_ON_WINDOWS


def _fitting(stem: str) -> str:
    """A name, cut off where a hidden one made of it would be too long."""
    while len(os.fsencode(f".{stem}.01234567.tmp")) > _LONGEST:
        stem = stem[:-1]
    return stem
