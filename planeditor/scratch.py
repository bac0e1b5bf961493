"""Folders for a moment, outside every plan's folder: gone when their user is done, and found again where a program was killed.

The one who works in a folder holds a file in it open and locked. Whoever comes next takes away the folders that nobody holds,
so that nothing of a plan outlives the program that put it there.
"""
from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_PREFIX = "planeditor-"
_HELD = ".held"
_JUST_MADE = 60.0
"""Seconds in which a folder may be without its held file: it is just being made."""


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new folder that only this user can read, for as long as the block lasts. Raises ``OSError`` where there is no room."""
    sweep_scratch()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        with (folder / _HELD).open("wb") as held:
            _hold(held)
            held.write(b"-")  # held from now on, for those who look at it
            held.flush()
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep_scratch() -> None:
    """Take away the folders of programs that ended without doing so; never raises."""
    with contextlib.suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            with contextlib.suppress(OSError):
                if folder.is_dir() and not folder.is_symlink() and _is_left(folder):
                    shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    held = folder / _HELD
    if not held.exists() or not held.stat().st_size:  # not ours, or just being made, or killed while it was made
        return not any(one != held for one in folder.iterdir()) and time.time() - folder.stat().st_mtime > _JUST_MADE
    try:
        with held.open("r+b") as file:
            _hold(file)
    except OSError:
        return False
    return True


if sys.platform == "win32":

    def _hold(file: BinaryIO) -> None:
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:

    def _hold(file: BinaryIO) -> None:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
