"""Writing to a place the user chose: beside the target and renamed, so no half file ever has its name."""
from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from planeditor.domain.errors import KnownError
from planeditor.messages import services as say
from planeditor.store.files import sync_folder, temporary_beside


@contextlib.contextmanager
def beside(target: Path) -> Iterator[BinaryIO]:
    """A file beside ``target`` that takes its place when all went well; else nothing is left and the old file stays.

    Raises KnownError for a missing folder, a full disk and a target that cannot be replaced.
    """
    if not target.parent.is_dir():
        raise KnownError(say.NO_FOLDER.format(folder=target.parent))
    temporary = temporary_beside(target)
    try:
        with _sentences(target):
            with temporary.open("wb") as output:
                yield output
                output.flush()
                os.fsync(output.fileno())
            temporary.replace(target)
            sync_folder(target.parent)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _sentences(target: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise KnownError(say.TARGET_BUSY.format(file=target)) from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        raise KnownError((say.DISK_FULL if full else say.WRITE_FAILED).format(file=target)) from error
