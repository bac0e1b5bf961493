"""「編集を代わってもらう」: the next one asks, the holder answers, over a small file beside the lock.

``FILE.plandb.lock.request`` says who asks whom; it is only ever replaced whole, and means nothing after ten minutes. That
the lock is free is what counts as granted, so a holder who closes, dies or is idle answers as well as one who agrees.
"""
from __future__ import annotations

import contextlib
import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from planeditor.domain.errors import KnownError
from planeditor.domain.moments import utc_now
from planeditor.files import read_json, write_whole
from planeditor.messages import store as messages

from .errors import as_sentences
from .holder import one_line
from .lock import current_user
from .lockfile import holder_of, lock_path, remove
from .process import birth_mark, terminal_name
from .silence import age_on_disk

Handover = Literal["waiting", "granted", "declined", "gone"]
"""``gone``: the request ran out, or somebody else has the file now; ask again."""

_MEANS_SOMETHING = timedelta(minutes=10)
_KEPT_FOR_ASKER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks to write the plan file in place of its holder (the token of whose lock is ``holder``).

    ``answer`` is "", "granted" or "declined"; ``since`` and ``answered`` are ISO 8601 in UTC.
    """

    who: str
    terminal: str
    process: int
    since: str
    token: str
    holder: str
    answer: str = ""
    answered: str = ""


def request_path(plan_file: Path) -> Path:
    """Where the request to write a plan file is."""
    lock = lock_path(plan_file)
    return lock.with_name(lock.name + ".request")


def ask(plan_file: Path, who: str = "") -> Request:
    """Ask the holder of a plan file to give it up. Then watch ``state``, and ``withdraw`` or open for writing.

    Raises ``KnownError`` where somebody else asked first, or the folder cannot be written to.
    """
    earlier = read(plan_file)
    if earlier is not None and not (earlier.answer or _is_mine(earlier) or _is_stale(plan_file, earlier)):
        sentence = messages.ALREADY_ASKED
        raise KnownError(sentence.format(file=plan_file, who=earlier.who, terminal=earlier.terminal))
    holder = holder_of(plan_file)
    request = Request(
        who or current_user(), terminal_name(), os.getpid(), utc_now(), secrets.token_hex(8), holder.token if holder else ""
    )
    _write(plan_file, request)
    return request


def state(plan_file: Path, request: Request) -> Handover:
    """How the request stands; looks at two small files, never raises."""
    found, holder = read(plan_file), holder_of(plan_file)
    ours = found is not None and found.token == request.token
    if ours and found is not None and found.answer == "declined":
        return "declined"
    if holder is None and not lock_path(plan_file).exists():
        return "granted"
    same_holder = holder is None or holder.token == request.holder  # None: the lock file is just being written
    return "waiting" if ours and same_holder and _within(request.since, _MEANS_SOMETHING) else "gone"


def withdraw(plan_file: Path, request: Request) -> None:
    """Take the request away, whatever became of it; never raises."""
    found = read(plan_file)
    if found is not None and found.token == request.token:
        _remove(plan_file)


def open_request(plan_file: Path, holder: str) -> Request | None:
    """The request the holder of the lock with that token has to answer, None where there is none."""
    found = read(plan_file)
    if found is None or found.answer or found.holder != holder or _is_stale(plan_file, found):
        return None
    return found


def write_answer(plan_file: Path, request: Request, *, yes: bool) -> bool:
    """Answer a request; False where it was withdrawn meanwhile. Raises ``KnownError`` where that cannot be written."""
    found = read(plan_file)
    if found is None or found.token != request.token:
        return False
    _write(plan_file, replace(found, answer="granted" if yes else "declined", answered=utc_now()))
    return True


def require_not_promised(plan_file: Path) -> None:
    """Raise ``KnownError`` for a moment after somebody else was given the file and before they opened it."""
    found = read(plan_file)
    if found is None or found.answer != "granted" or _is_mine(found):
        return
    if _within(found.answered, _KEPT_FOR_ASKER):
        raise KnownError(messages.HANDED_OVER.format(file=plan_file, who=found.who, terminal=found.terminal))


def tidy(plan_file: Path) -> None:
    """Remove a request that has served: our own, or one of no meaning. Called by who has just taken the lock."""
    found = read(plan_file)
    if found is not None and (found.answer or _is_mine(found) or _is_stale(plan_file, found)):
        _remove(plan_file)


def clear(plan_file: Path) -> None:
    """Leave nothing behind: called after the lock was given back; where nobody holds it, who asks can see that."""
    if not lock_path(plan_file).exists():
        _remove(plan_file)


def read(plan_file: Path) -> Request | None:
    """The request beside a plan file, None where there is none or it cannot be read."""
    try:
        data = read_json(request_path(plan_file))
        known = {name: type_(data[name]) for name, type_ in _FIELDS.items()}
        return Request(**known | {name: one_line(known[name]) for name in ("who", "terminal")})
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return None


_FIELDS = {
    "who": str, "terminal": str, "process": int, "since": str, "token": str, "holder": str, "answer": str, "answered": str,
}  # fmt: skip


def _write(plan_file: Path, request: Request) -> None:
    with as_sentences(plan_file):
        write_whole(request_path(plan_file), json.dumps(asdict(request), ensure_ascii=True).encode("ascii"))


def _remove(plan_file: Path) -> None:
    with contextlib.suppress(OSError):
        remove(request_path(plan_file))


def _is_mine(request: Request) -> bool:
    return (request.terminal, request.process) == (terminal_name(), os.getpid())


def _is_stale(plan_file: Path, request: Request) -> bool:
    """Whether it means nothing any more: too old by the clock of the disk, or asked by a process of this terminal that has
    ended."""
    if request.terminal == terminal_name() and birth_mark(request.process) is None:
        return True
    age = age_on_disk(request_path(plan_file))
    return age is not None and age > _MEANS_SOMETHING


def _within(moment: str, span: timedelta) -> bool:
    """Whether a moment that this terminal wrote itself is less than that ago; where its clock was set, that counts as long ago."""
    try:
        return abs(datetime.now(UTC) - datetime.fromisoformat(moment)) < span
    except (ValueError, TypeError, OverflowError):
        return False
