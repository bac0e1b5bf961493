"""「編集を代わってもらう」: the next one asks, the holder answers, over a small file beside the lock.

``FILE.plandb.lock.request`` says who asks whom; it is only ever replaced whole, and means nothing after ten minutes. That
the lock is free is what counts as granted, so a holder who closes, dies or is idle answers as well as one who agrees.
"""
from __future__ import annotations

import contextlib
import json
import os
import platform
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from planeditor.domain.errors import KnownError
from planeditor.messages import store as messages

from .errors import as_sentences
from .holder import now
from .lock import current_user, holder_of, lock_path, remove
from .process import birth_mark

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

    @property
    def is_stale(self) -> bool:
        """Whether it means nothing any more: too old, or asked by a process of this terminal that has ended."""
        if self.terminal == platform.node() and birth_mark(self.process) is None:
            return True
        return not _within(self.since, _MEANS_SOMETHING)


def request_path(plan_file: Path) -> Path:
    """Where the request to write a plan file is."""
    lock = lock_path(plan_file)
    return lock.with_name(lock.name + ".request")


def ask(plan_file: Path, who: str = "") -> Request:
    """Ask the holder of a plan file to give it up. Then watch ``state``, and ``withdraw`` or open for writing.

    Raises ``KnownError`` where somebody else asked first, or the folder cannot be written to.
    """
    earlier = read(plan_file)
    if earlier is not None and not (earlier.answer or earlier.is_stale or _is_mine(earlier)):
        sentence = messages.ALREADY_ASKED
        raise KnownError(sentence.format(file=plan_file, who=earlier.who, terminal=earlier.terminal))
    holder = holder_of(plan_file)
    request = Request(
        who or current_user(), platform.node(), os.getpid(), now(), secrets.token_hex(8), holder.token if holder else ""
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
    return "waiting" if ours and same_holder and not request.is_stale else "gone"


def withdraw(plan_file: Path, request: Request) -> None:
    """Take the request away, whatever became of it; never raises."""
    found = read(plan_file)
    if found is not None and found.token == request.token:
        _remove(plan_file)


def open_request(plan_file: Path, holder: str) -> Request | None:
    """The request the holder of the lock with that token has to answer, None where there is none."""
    found = read(plan_file)
    if found is None or found.answer or found.holder != holder or found.is_stale:
        return None
    return found


def write_answer(plan_file: Path, request: Request, *, yes: bool) -> bool:
    """Answer a request; False where it was withdrawn meanwhile. Raises ``KnownError`` where that cannot be written."""
    found = read(plan_file)
    if found is None or found.token != request.token:
        return False
    _write(plan_file, replace(found, answer="granted" if yes else "declined", answered=now()))
    return True


def require_not_promised(plan_file: Path) -> None:
    """Raise ``KnownError`` for a moment after somebody else was given the file and before they opened it."""
    found = read(plan_file)
    if found is None or found.answer != "granted" or found.is_stale or _is_mine(found):
        return
    if _within(found.answered, _KEPT_FOR_ASKER):
        raise KnownError(messages.HANDED_OVER.format(file=plan_file, who=found.who, terminal=found.terminal))


def tidy(plan_file: Path) -> None:
    """Remove a request that has served: our own, or one of no meaning. Called by who has just taken the lock."""
    found = read(plan_file)
    if found is not None and (found.answer or found.is_stale or _is_mine(found)):
        _remove(plan_file)


def clear(plan_file: Path) -> None:
    """Leave nothing behind: called after the lock was given back; where nobody holds it, who asks can see that."""
    if not lock_path(plan_file).exists():
        _remove(plan_file)


def read(plan_file: Path) -> Request | None:
    """The request beside a plan file, None where there is none or it cannot be read."""
    try:
        data = json.loads(request_path(plan_file).read_bytes())
        return Request(**{name: type_(data[name]) for name, type_ in _FIELDS.items()})
    except (OSError, ValueError, TypeError, KeyError):
        return None


_FIELDS = {
    "who": str, "terminal": str, "process": int, "since": str, "token": str, "holder": str, "answer": str, "answered": str,
}  # fmt: skip


def _write(plan_file: Path, request: Request) -> None:
    path = request_path(plan_file)
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with as_sentences(plan_file):
        try:
            temporary.write_text(json.dumps(asdict(request), ensure_ascii=True), "ascii")
            temporary.replace(path)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _remove(plan_file: Path) -> None:
    with contextlib.suppress(OSError):
        remove(request_path(plan_file))


def _is_mine(request: Request) -> bool:
    return (request.terminal, request.process) == (platform.node(), os.getpid())


def _within(moment: str, span: timedelta) -> bool:
    # Clocks of two terminals differ a little: what lies a little ahead counts too.
    try:
        return abs(datetime.now(UTC) - datetime.fromisoformat(moment)) < span
    except (ValueError, TypeError):
        return False
