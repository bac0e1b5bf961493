"""What a working copy knows of where it belongs: a small file beside it."""
from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from planeditor.domain.days import short_day
from planeditor.domain.moments import utc_now
from planeditor.files import read_json, write_whole

SUFFIX = ".origin"


@dataclass(frozen=True, slots=True)
class Record:
    """Where a working copy belongs. ``since`` and ``done`` are ISO 8601 in UTC; ``done`` is "" until it was put back.

    ``base`` is the mark of the original's content when the copy was taken, "" where the taking was cut short; ``token`` names the
    note beside the original.
    """

    original: str
    plan_id: str
    base: str
    who: str
    terminal: str
    since: str
    token: str
    done: str = ""


def record_path(copy: Path) -> Path:
    """Where the record of a working copy is."""
    return copy.with_name(copy.name + SUFFIX)


def record_of(copy: Path) -> Record | None:
    """The record of a working copy, None where the file is none or its record cannot be read. Never raises."""
    try:
        data = read_json(record_path(copy))
        return Record(**{name: str(data[name]) for name in _NEEDED}, done=str(data.get("done", "")))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_record(copy: Path, record: Record) -> None:
    """Write the record of a working copy; raises ``OSError``."""
    write_whole(record_path(copy), json.dumps(asdict(record), ensure_ascii=False, indent=1).encode("utf-8", "replace"))


def mark_done(copy: Path, record: Record) -> None:
    """Note that a working copy was put back; where that cannot be written it is offered again, and changes nothing then."""
    with contextlib.suppress(OSError):
        write_record(copy, replace(record, done=utc_now()))


def told(iso: str) -> str:
    """A moment for a sentence, in the time of this terminal: R8.11.22 14:02; as it is where it is none."""
    try:
        at = datetime.fromisoformat(iso).astimezone()
    except (ValueError, OverflowError):
        return iso
    return f"{short_day(at.date())} {at:%H:%M}"


_NEEDED = ("original", "plan_id", "base", "who", "terminal", "since", "token")
