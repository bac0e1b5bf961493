"""Plan files as SQLite wants to hear of them."""
from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from planeditor.files import extended, is_extended


def sqlite_uri(path: Path, mode: str) -> str:
    """The ``file:`` URI of a path, safe for spaces, Japanese, ``# ? %`` and for Windows drives and shares."""
    if os.name == "nt":
        return windows_uri(str(path.absolute()), mode)
    return _uri(os.fsencode(path.absolute().as_posix()), mode)


def windows_uri(place: str, mode: str) -> str:
    """The URI of an absolute place on Windows, as long as it may be."""
    place = extended(place)
    if is_extended(place):
        # As it stands: slashes would not be turned round in such a place, and SQLite's usual way there ends at 260 letters.
        return f"file:{quote(place, safe='')}?vfs=win32-longpath&mode={mode}"
    return _uri(place.replace("\\", "/").encode("utf-8", "surrogatepass"), mode)


def _uri(posix: bytes, mode: str) -> str:
    # A share (//server/x) needs four slashes: SQLite accepts no server name in the authority part.
    head = "file://" if posix.startswith(b"/") else "file:///"
    return f"{head}{quote(posix, safe='/:')}?mode={mode}"
