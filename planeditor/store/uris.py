"""Plan files as SQLite wants to hear of them."""
from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote


def sqlite_uri(path: Path, mode: str) -> str:
    """The ``file:`` URI of a path, safe for spaces, Japanese, ``# ? %`` and for Windows drives and shares."""
    posix = os.fsencode(path.absolute().as_posix())
    # A share (//server/x) needs four slashes: SQLite accepts no server name in the authority part.
    head = "file://" if posix.startswith(b"/") else "file:///"
    return f"{head}{quote(posix, safe='/:')}?mode={mode}"
