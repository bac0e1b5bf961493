"""Writing a file so that the final name only ever holds a whole one."""
from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def temporary_beside(path: Path) -> Path:
    """A new name in the same folder, so that the final rename stays on one disk."""
    return path.with_name(f".{path.stem}.{secrets.token_hex(4)}.tmp")


def put_in_place(temporary: Path, path: Path) -> None:
    """Give ``temporary`` the name ``path``; raises ``FileExistsError`` where that is taken."""
    sync_file(temporary)
    if os.name == "nt":
        temporary.rename(path)  # refuses to overwrite by itself
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError(path) from None
        temporary.rename(path)
    else:
        temporary.unlink()
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until the content of a closed file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until names in a folder are on the disk, where the system knows that."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # some shares refuse; the file itself is synced
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
