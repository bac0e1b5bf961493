"""What the system says of the place of a file: drives, mounts, and what services of synchronisation leave behind."""
from __future__ import annotations

import contextlib
import os
import re
import sys
from pathlib import Path
from typing import Literal

from .location import MARKERS, Facts, is_share_type

MOUNTS = Path("/proc/self/mountinfo")
_BLOCK = Path("/sys/dev/block")
_ROOTS = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}
"""Variable of the environment → the service whose folder it names."""
_OCTAL = re.compile(r"\\([0-7]{3})")

Drive = Literal["", "fixed", "remote", "removable"]


def facts_of(path: Path) -> Facts:
    """What is known of the place of a file. May take as long as the place takes to answer; never raises for one that is away."""
    roots = {os.environ[name]: service for name, service in _ROOTS.items() if os.environ.get(name)}
    path, home = path.absolute(), os.path.expanduser("~")  # noqa: PTH111  # Path.home raises where there is none
    if sys.platform == "win32":
        drive, remote = _drive_of(path)
        markers = _markers(path) if drive != "remote" and not str(path).startswith("\\\\") else frozenset()
        return Facts(str(path), windows=True, drive=drive, remote=remote, home=home, roots=roots, markers=markers)
    mount, source, device = mounted(path)
    if is_share_type(mount):  # nothing is asked of a share that may not answer
        return Facts(str(path), mount=mount, source=source, home=home, roots=roots)
    with contextlib.suppress(OSError, RuntimeError):
        path = path.resolve()
    mount, source, device = mounted(path)
    markers = frozenset() if is_share_type(mount) else _markers(path)
    return Facts(
        str(path), mount=mount, source=source, ejectable=_is_ejectable(device), home=home, roots=roots, markers=markers
    )


def mounted(path: Path) -> tuple[str, str, str]:
    """The type of the file system a path lies on, what is mounted there, and its device; each "" where nothing is known."""
    found, longest = ("", "", ""), -1
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return found
    for line in lines:
        head, _, tail = line.partition(" - ")
        fields, kind = head.split(" "), tail.split(" ")
        if len(fields) < 5 or len(kind) < 2:
            continue
        place = _plain(fields[4])
        if len(place) >= longest and path.is_relative_to(place):  # of two on one place the later one is seen
            found, longest = (kind[0], _plain(kind[1]), fields[2]), len(place)
    return found


def _plain(text: str) -> str:
    return _OCTAL.sub(lambda match: chr(int(match[1], 8)), text)


def _is_ejectable(device: str) -> bool:
    for file in (_BLOCK / device / "removable", _BLOCK / device / ".." / "removable"):
        with contextlib.suppress(OSError):
            return bool(device) and file.read_text(encoding="ascii").strip() == "1"
    return False


def _markers(path: Path) -> frozenset[str]:
    return frozenset(name for folder in path.parents for name in MARKERS if _is_there(folder / name))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


if sys.platform == "win32":
    import ctypes

    _KINDS: dict[int, Drive] = {2: "removable", 3: "fixed", 4: "remote"}
    _LONGEST = 1024

    def _drive_of(path: Path) -> tuple[Drive, str]:
        root = path.drive
        if root.startswith("\\\\"):
            return "remote", root
        drive = _KINDS.get(ctypes.windll.kernel32.GetDriveTypeW(root + "\\"), "")
        buffer, size = ctypes.create_unicode_buffer(_LONGEST), ctypes.c_ulong(_LONGEST)
        answered = ctypes.windll.mpr.WNetGetConnectionW(root, buffer, ctypes.byref(size)) == 0
        return drive, buffer.value if answered else ""
