"""The note beside a plan file for colleagues: somebody has taken a working copy. It locks nothing.

Each is a file of its own, ``FILE.plandb.copy-<token>``, so that two who take copies at once cannot overwrite each other's.
"""
from __future__ import annotations

import contextlib
import glob
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from planeditor.files import read_json, write_whole
from planeditor.store.holder import one_line

_TOKEN = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class CopyNote:
    """Who has taken a working copy, at which terminal and since when (ISO 8601 in UTC)."""

    token: str
    who: str
    terminal: str
    since: str


def note_path(original: Path, token: str) -> Path:
    """Where a note is."""
    return original.with_name(f"{original.name}.copy-{token}")


def leave_note(original: Path, note: CopyNote) -> bool:
    """Leave a note beside the plan; whether that was possible."""
    try:
        write_whole(note_path(original, note.token), json.dumps(asdict(note), ensure_ascii=False).encode("utf-8", "replace"))
    except OSError:
        return False
    return True


def notes_of(original: Path) -> list[CopyNote]:
    """The notes beside a plan, the earliest first; what cannot be read is left out. Never raises."""
    found = []
    with contextlib.suppress(OSError):
        for file in original.parent.glob(f"{glob.escape(original.name)}.copy-*"):
            note = _read(file)
            if note is not None and file == note_path(original, note.token):
                found.append(note)
    return sorted(found, key=lambda note: note.since)


def drop_note(original: Path, token: str) -> None:
    """Take a note away; never raises."""
    if _TOKEN.fullmatch(token):
        with contextlib.suppress(OSError):
            note_path(original, token).unlink(missing_ok=True)


def _read(file: Path) -> CopyNote | None:
    try:
        data = read_json(file)
        return CopyNote(*(one_line(str(data[name])) for name in ("token", "who", "terminal", "since")))
    except (OSError, ValueError, TypeError, KeyError):
        return None
