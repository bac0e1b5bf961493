"""The bytes of a file that someone chose: regular files only, opened once, nothing waited for."""
from __future__ import annotations

import os
import stat
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.formengine.reading.limits import MAX_FILE_BYTES, MEGABYTE
from planeditor.formengine.reading.text import display_name
from planeditor.messages import reading as say

OWNER_PREFIX = "~$"
"""Excel's own lock files; a folder full of workbooks is searched without them."""


def is_owner_file(path: Path) -> bool:
    """Whether this is the file Excel keeps beside an open workbook: skipped in folders, refused by name."""
    return path.name.startswith(OWNER_PREFIX)


def _check_kind(mode: int, name: str) -> None:
    """Refuse folders, pipes, devices and sockets."""
    if stat.S_ISDIR(mode):
        raise KnownError(say.FOLDER.format(file=name))
    if not stat.S_ISREG(mode):
        raise KnownError(say.NOT_REGULAR.format(file=name))


def check_size(size: int, name: str) -> None:
    """Refuse nothing at all and far too much."""
    if size == 0:
        raise KnownError(say.EMPTY.format(file=name))
    if size > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // MEGABYTE
        raise KnownError(say.FILE_TOO_LARGE.format(file=name, megabytes=size // MEGABYTE, limit=limit))


def _read(path: Path, name: str) -> bytes:
    """The bytes; what is open is looked at again, for it may have been exchanged since."""
    _check_kind(path.stat().st_mode, name)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        _check_kind(status.st_mode, name)
        check_size(status.st_size, name)
        data = file.read(MAX_FILE_BYTES + 1)
    check_size(len(data), name)
    return data


def read_bytes_of(path: Path) -> tuple[str, bytes]:
    """Name for showing and bytes of a file; KnownError where it cannot be read."""
    name = display_name(path.name or str(path))
    if is_owner_file(path):
        raise KnownError(say.OWNER_FILE.format(file=name))
    try:
        return name, _read(path, name)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise KnownError(say.MISSING.format(file=name)) from error
    except PermissionError as error:
        raise KnownError(say.FORBIDDEN.format(file=name)) from error
    except ValueError as error:  # a NUL in the name
        raise KnownError(say.MISSING.format(file=name)) from error
    except OSError as error:
        raise KnownError(say.UNREADABLE.format(file=name)) from error
