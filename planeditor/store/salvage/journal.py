"""The journal beside a file: played back where it is the file's own, left alone where it is another's."""
from __future__ import annotations

import contextlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Literal

from planeditor.scratch import scratch_folder
from planeditor.store.connection import journal_of
from planeditor.store.contents import is_sound
from planeditor.store.rows import SALVAGED
from planeditor.store.uris import sqlite_uri
from planeditor.store.walfile import NO_WAL, WRITTEN_AS, says_no_wal, wal_of

from .filling import plan_id
from .gathering import Found, gather
from .pages import page_size
from .rebuilding import rebuild

Journal = Literal["none", "played", "foreign"]
_MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
"""What a journal that is to be played back begins with."""
_FILE_MAGIC = b"SQLite format 3\0"
_COUNTER = slice(24, 28)
"""Where a database counts its transactions."""
_PAGES = slice(28, 32)
"""Where a database says how many pages it has."""
_MOST_TO_COME = 256 * 1024 * 1024


def is_foreign(file: Path) -> bool:
    """Whether what stands beside a file and would be played back into it is another's."""
    beside = beside_of(file)
    if beside is None:
        return False
    return not _is_plainly_own(file, beside) and read_with_journal(file)[1] == "foreign"


def _is_plainly_own(file: Path, beside: Path) -> bool:
    """Whether what comes of it is sound, and of the same plan and transaction: told sooner than by gathering every row."""
    with scratch_folder() as folder:
        copy = folder / "played.plandb"
        return (
            _is_possible(file, beside) and _play(file, beside, copy) and is_sound(copy)
            and _plan_id_in(copy) == _plan_id_in(file) and _follows(file, beside, copy)
            and not _ask(copy, "SELECT 1 FROM meta WHERE key = ?", (SALVAGED,))  # which is sound with holes in its log
        )


def read_with_journal(file: Path) -> tuple[Found, Journal]:
    """What a file holds once its journal is played back, worked out on copies.

    A journal is the file's own where both are of one plan and of one transaction, and what it gives fits together no worse.
    """
    beside = beside_of(file)
    if beside is None:
        return gather(file), "none"
    with scratch_folder() as folder:
        copy = folder / "played.plandb"
        if not (_is_possible(file, beside) and _play(file, beside, copy)):
            return gather(file), "foreign"
        return _judged(file, gather(copy), follows=_follows(file, beside, copy))


def _is_possible(file: Path, beside: Path) -> bool:
    """No program that writes a file which says that it is in no WAL mode makes a log of that mode."""
    return beside != wal_of(file) or not says_no_wal(file)


def _play(file: Path, beside: Path, copy: Path) -> bool:
    """Play what stands beside a file back into a copy of it; False where SQLite cannot."""
    shutil.copyfile(file, copy)
    shutil.copyfile(beside, copy.with_name(copy.name + beside.name.removeprefix(file.name)))
    try:
        with closing(sqlite3.connect(sqlite_uri(copy, "rw"), uri=True)) as db:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (sqlite3.Error, UnicodeError):
        return False
    return True


def _judged(file: Path, played: Found, *, follows: bool) -> tuple[Found, Journal]:
    left = faults(played)
    if not left and plan_id(played) in (_plan_id_in(file), None) and follows:
        return played, "played"
    plain = gather(file)
    own = left <= faults(plain) and plan_id(played) == plan_id(plain) and follows
    return (played, "played") if own else (plain, "foreign")


def faults(found: Found) -> int:
    """How much in a file does not fit together."""
    rebuilt = rebuild(found)
    broken = sum(map(len, found.broken.values())) + len(rebuilt.missing) + sum(rebuilt.gaps.values()) + len(rebuilt.worked_out)
    present = {(*key, text, group) for key, (text, group) in rebuilt.present.items()}
    held = {(*name, row["text"], row["group_id"]) for name, row in found.rows["entry"].items()}
    return broken + len(present ^ held) + (not found.orderly)


def beside_of(file: Path) -> Path | None:
    """The journal or log beside a file that SQLite would play back."""
    with contextlib.suppress(OSError), journal_of(file).open("rb") as opened:
        if opened.read(len(_MAGIC)) == _MAGIC:
            return journal_of(file)
    wal = wal_of(file)
    return wal if wal.exists() and wal.stat().st_size else None


def _plan_id_in(file: Path) -> object:
    """The id of the plan as the file has it now, none where that cannot be read."""
    return next(iter(_ask(file, "SELECT value FROM meta WHERE key = 'plan_id'")), None)


def _follows(file: Path, beside: Path, played: Path) -> bool:
    """Whether what a file becomes may be the state before or after what it is."""
    return (_goes_on if beside == wal_of(file) else _one_transaction)(file, played)


def _one_transaction(file: Path, played: Path) -> bool:
    """Whether no more than one transaction lies between a file and what its journal makes of it."""
    heads = [_head(one) for one in (file, played)]
    if any(not head.startswith(_FILE_MAGIC) for head in heads):
        return True
    now, then = (int.from_bytes(head[_COUNTER], "big") for head in heads)
    return now - then in (0, 1)


def _goes_on(file: Path, played: Path) -> bool:
    """Whether the log of what a file is with its WAL goes on from where the file itself ends."""
    end = _ask(file, "SELECT group_id, seq, checksum FROM change ORDER BY group_id DESC, seq DESC LIMIT 1")
    there = "SELECT 1 FROM change WHERE group_id = ? AND seq = ? AND checksum = ?"
    return not end or bool(_ask(played, there, end))


def _ask(file: Path, sql: str, values: tuple[object, ...] = ()) -> tuple[object, ...]:
    """The first row of an answer, () where there is none: of the file as it is, without what is only in its journal or WAL."""
    data = bytearray(file.read_bytes())
    data[WRITTEN_AS] = NO_WAL
    data += bytes(_still_to_come(data))
    with contextlib.suppress(sqlite3.Error, UnicodeError), closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(data)
        return tuple(db.execute(sql, values).fetchone() or ())
    return ()


def _still_to_come(data: bytes | bytearray) -> int:
    """How many bytes a file says it has and has not: its writer died between writing the first page and the last."""
    missing = int.from_bytes(data[_PAGES], "big") * page_size(data) - len(data)
    return missing if 0 < missing <= _MOST_TO_COME else 0


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_COUNTER.stop)
