"""A disk that can be pulled out while files on it are open, and places that may not be written any more."""
from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_SHUTDOWN = 0x8004587D
_WITHOUT_FLUSHING = 2


class Stick:
    """A mounted file system of its own. ``break_`` lets every reading and writing fail, ``pull`` takes it off its place too."""

    def __init__(self, image: Path, folder: Path) -> None:
        self.image, self.folder = image, folder
        self._mounted = False

    def plug(self) -> None:
        """Put it in, again as it was left: another device to the system, as long as files are open on the former one."""
        former, self.image = self.image, self.image.with_name(f"{self.image.name}+")
        shutil.copyfile(former, self.image)
        done = _run("mount", "-o", "loop", str(self.image), str(self.folder))
        if not done:
            pytest.skip("mounting is not possible here")
        self._mounted = True

    def break_(self) -> None:
        """The disk answers no more, though its folder is still there."""
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _SHUTDOWN, struct.pack("I", _WITHOUT_FLUSHING))
        finally:
            os.close(handle)

    def pull(self) -> None:
        """Out, with files open on it."""
        if self._mounted:
            _run("umount", "-l", str(self.folder))
            self._mounted = False


@contextlib.contextmanager
def stick(place: Path) -> Iterator[Stick]:
    """A stick that is plugged in; the test is skipped where that is not possible."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("mounting is not possible here")
    image, folder = place / "stick.img", place / "stick"
    folder.mkdir()
    with image.open("wb") as file:
        file.truncate(24 << 20)
    _run("mkfs.ext4", "-q", "-F", str(image))
    found = Stick(image, folder)
    found.plug()
    try:
        yield found
    finally:
        found.pull()


@contextlib.contextmanager
def barred(path: Path) -> Iterator[None]:
    """A file or folder that nobody may change, not even who may do anything; the test is skipped where that is not possible."""
    if sys.platform != "linux" or os.geteuid() != 0 or not _run("chattr", "+i", str(path)):
        pytest.skip("write protection that holds for everybody is not possible here")
    try:
        yield
    finally:
        _run("chattr", "-i", str(path))


def _run(*words: str) -> bool:
    try:
        return subprocess.run(words, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
