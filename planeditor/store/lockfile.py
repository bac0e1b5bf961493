"""The lock file beside a plan file as a file: where it is, what it says, which plan file it was made for."""
from __future__ import annotations

import contextlib
import errno
import os
import time
from pathlib import Path

from planeditor.files import read_small

from .holder import Holder, parsed

IN_USE_SECONDS = 0.05
"""How long Windows is given until a reader of a small file has closed it."""
_DIGITS = 20
_NO_LOCK_FILE = {errno.EISDIR, errno.EINVAL, errno.EFBIG, errno.ELOOP, errno.ENXIO}
"""What has the name of a lock file and is none: a folder, a pipe, something far too long."""


def lock_path(plan_file: Path) -> Path:
    """Where the lock of a plan file is."""
    return plan_file.with_name(plan_file.name + ".lock")


def holder_of(plan_file: Path) -> Holder | None:
    """Who holds the plan file, None where nobody does or the lock file cannot be read."""
    return read(lock_path(plan_file))[1]


def read(path: Path) -> tuple[bytes | None, Holder | None]:
    """The bytes of a lock file (None: there is none; b"?" where it cannot be read) and whom it names."""
    try:
        content = read_small(path).strip(b"\0")  # a power cut leaves the length of a file with nothing but zeros in it
    except (FileNotFoundError, NotADirectoryError):
        return None, None
    except PermissionError:
        return b"?", None  # Windows while another program is writing or deleting it
    except OSError as error:
        if error.errno not in _NO_LOCK_FILE:
            raise
        return b"?", None
    return content, parsed(content)


def remove(path: Path) -> None:
    """Remove a file others may be reading: Windows refuses that for a moment. Raises ``OSError`` where it stays."""
    for _ in range(10):
        try:
            path.unlink(missing_ok=True)
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(IN_USE_SECONDS)
        else:
            return
    path.unlink(missing_ok=True)


def identity_of(path: Path) -> str:
    """What tells a file from a copy of it on the same disk, always of one length; blanks where that is not known."""
    with contextlib.suppress(OSError):
        number = path.stat().st_ino
        return f"{number:{_DIGITS}}" if number else " " * _DIGITS
    return " " * _DIGITS


def is_of_other_file(plan_file: Path, holder: Holder) -> bool:
    """Whether a lock was made for another file than the one beside it: a folder copied with its lock, or a plan file replaced
    since. Its holder does not write into this file, as every write looks whether the file is still the one that was opened."""
    here = identity_of(plan_file)
    return bool(holder.file.strip() and here.strip()) and holder.file != here


def is_copied(plan_file: Path, holder: Holder) -> bool:
    """Whether it is certain that a lock came here with a copied folder: the file it was made for is seen at its own place."""
    original = Path(holder.plan)
    if not (holder.plan and holder.is_here and is_of_other_file(plan_file, holder)):
        return False
    with contextlib.suppress(OSError, ValueError):
        return identity_of(original) == holder.file and not original.samefile(plan_file)
    return False
