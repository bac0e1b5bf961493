"""What a killed program left in a folder for requests: found and taken away when the next request is written there."""
from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
import time
from pathlib import Path

from planeditor.domain.moments import utc_now
from planeditor.store.holder import Holder, parsed, written
from planeditor.store.process import birth_mark, terminal_name

_PREFIX = ".planeditor-"
_HOLDER = "holder"
_OLD = 24 * 60 * 60.0


def work_folder(folder: Path) -> Path:
    """A new hidden folder in ``folder`` that tells which process works in it. Raises OSError where it cannot be made."""
    beside = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
    own = Holder("", terminal_name(), os.getpid(), birth_mark(os.getpid()) or "", utc_now(), secrets.token_hex(8))
    try:
        (beside / _HOLDER).write_bytes(written(own))
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return beside


def sweep(folder: Path) -> None:
    """Take away the work folders whose process is gone, and those of others that nobody touched for a day.

    Only files as this program leaves them are removed; what else stands there, or cannot be removed, stays.
    """
    with contextlib.suppress(OSError):
        for beside in folder.glob(f"{_PREFIX}*"):
            with contextlib.suppress(OSError):
                if beside.is_dir() and not beside.is_symlink() and _is_left(beside):
                    for path in beside.iterdir():
                        if path.name == _HOLDER or path.name.isdecimal():
                            path.unlink()
                    beside.rmdir()


def _is_left(beside: Path) -> bool:
    holder: Holder | None = None
    with contextlib.suppress(OSError):
        holder = parsed((beside / _HOLDER).read_bytes())
    if holder is not None and holder.terminal == terminal_name():
        return holder.is_dead()
    latest = max(path.stat().st_mtime for path in (beside, *beside.iterdir()))
    return time.time() - latest > _OLD
