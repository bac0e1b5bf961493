"""A small disk of its own, which can be filled to any byte: where mounting is allowed."""
from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_PIECE = 1 << 16


class SmallDisk:
    """A mounted disk. ``fill`` takes its room but for some bytes, ``clear`` gives it back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / ".filler"

    def fill(self, *, left: int = 0) -> None:
        """Leave so many bytes of room, rounded down to whole pages of the disk."""
        self.clear()
        found = os.statvfs(self.folder)
        with self._filler.open("wb") as file:
            wanted = max(found.f_bavail * found.f_frsize - left, 0)
            with contextlib.suppress(OSError):
                while wanted > 0:
                    wanted -= file.write(bytes(min(_PIECE, wanted)))

    def clear(self) -> None:
        """Give the room back."""
        self._filler.unlink(missing_ok=True)

    def names(self) -> set[str]:
        """What stands on it."""
        return {p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*")} - {self._filler.name}


@contextlib.contextmanager
def small_disk(folder: Path, size: str = "8m") -> Iterator[SmallDisk]:
    """A disk of that size in the memory of the machine, mounted on ``folder``; the test is skipped where that is not possible."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting is not possible here")
    folder.mkdir(parents=True, exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting is not possible here")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
