"""Where the program writes: its own folders, the room on the disk, the clock, and files of long and unusual names."""
from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from planeditor import paths
from planeditor.domain.errors import KnownError
from planeditor.files import reachable
from planeditor.messages import selftest as say
from planeditor.services.selftest.step import Found
from planeditor.services.selftest.work import WHO, make_plan, rename
from planeditor.store.document import Document

NEEDED_MEGABYTES = 200
"""Room for a plan of a thousand measures, its copy and its papers."""
EARLIEST, LATEST = 2026, 2100
"""Years between which the clock of a terminal may stand: the program was made in the first."""
NAME_BYTES = 240
"""How long a file name may be: file systems take 255 bytes, and what is written beside it has a longer name."""
PATH_LENGTH = 300
"""Characters of a place that Windows only takes where long places are switched on."""
_MEGABYTE = 1 << 20
_DEEP = "深い folder"
"""Few Japanese letters: other systems count bytes, of which the library of the plan file takes 512 there."""
_WORDS = "見本市 情報化推進計画（令和６年度）_施策進行管理シート・担当課への照会 #1 100% "


def own_folders() -> list[Path]:
    """The folders the program writes to without being asked, each once."""
    folders = (
        paths.settings_file().parent, paths.log_file().parent, paths.cache_folder(), paths.working_folder().parent,
        Path(tempfile.gettempdir()),
    )  # fmt: skip
    return list(dict.fromkeys(folders))


def folders_writable(folders: Sequence[Path]) -> Found:
    """Each of the folders can be made and written to. Raises ``KnownError`` naming the first that cannot."""
    for folder in folders:
        probe = folder / f".{secrets.token_hex(4)}.tmp"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(b"-")
            probe.unlink()
        except OSError:
            raise KnownError(say.CANNOT_WRITE.format(folder=folder)) from None
    return Found(say.FOLDERS.format(count=len(folders)))


def room(folders: Sequence[Path]) -> Found:
    """The disks of the folders have room. Raises ``KnownError`` naming the first that has not."""
    lines = {}
    for folder in folders:
        free = shutil.disk_usage(folder).free // _MEGABYTE
        if free < NEEDED_MEGABYTES:
            raise KnownError(say.TOO_LITTLE.format(folder=folder, free=free, needed=NEEDED_MEGABYTES))
        lines[free] = say.FREE.format(folder=folder, free=free)
    return Found(lines=tuple(lines.values()))


def clock(now: datetime) -> Found:
    """The clock stands in a likely year. Raises ``KnownError`` where it does not."""
    moment = f"{now:%Y-%m-%d %H:%M:%S}"
    if not EARLIEST <= now.year <= LATEST:
        raise KnownError(say.CLOCK_WRONG.format(moment=moment))
    return Found(say.CLOCK.format(moment=moment, zone=f"{now:%z}"))


def long_name(folder: Path) -> Found:
    """Plans with spaces and more than 200 letters in their names, or with as many Japanese ones as fit."""
    letters, words = "a b" * (NAME_BYTES // 3 - 6), _WORDS + "あ" * NAME_BYTES
    while len(words.encode()) > NAME_BYTES - 24:
        words = words[:-1]
    for name in (letters, words):
        _used(folder / f"{name}.plandb")
    return Found(say.NAME_LENGTH.format(count=len(letters)))


def long_place(folder: Path) -> Found:
    """A plan at a place of more than 260 characters. Raises ``KnownError`` with the length that works where that does not."""
    deep = folder
    while len(str(deep)) < PATH_LENGTH - 16:
        deep /= _DEEP
    deep = reachable(deep)
    try:
        deep.mkdir(parents=True)
        _used(deep / "計画.plandb")
    except (OSError, KnownError):
        raise KnownError(say.LONG_SHORTER.format(count=259)) from None
    return Found(say.NAME_LENGTH.format(count=len(str(deep / "計画.plandb"))))


def _used(file: Path) -> None:
    """Make a plan there, change it, and read it back with its lock and its backup."""
    make_plan(file)
    with Document.open(file, who=WHO) as document:
        rename(document, "見本市計画")
        document.backups.take(WHO)
    with Document.open(file, read_only=True) as document:
        document.plan()
