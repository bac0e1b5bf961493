"""The lock file beside a plan file: one writer at a time, known by name.

Locks of the file system cannot be trusted on a share and name nobody, so a file ``FILE.plandb.lock`` of our own says
who writes, at which terminal, in which process and since when (SAFETY.md section 3).
"""
from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
import secrets
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.messages import store as messages

from .errors import as_sentences
from .process import birth_mark

_WRITING_SECONDS = 2.0
"""How long another program may take between creating its lock file and having written it."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a plan file for writing. ``since`` is ISO 8601 in UTC."""

    who: str
    terminal: str
    process: int
    born: str
    since: str
    token: str

    @property
    def since_local(self) -> str:
        """The time for a sentence, in the time of this terminal."""
        try:
            return datetime.fromisoformat(self.since).astimezone().strftime("%Y-%m-%d %H:%M")
        except ValueError:
            return self.since

    def is_dead(self) -> bool:
        """Whether it was a process of this terminal that no longer runs; of other terminals nothing is known."""
        if self.terminal != platform.node():
            return False
        born = birth_mark(self.process)
        return born is None or bool(born and self.born and born != self.born)


def lock_path(plan_file: Path) -> Path:
    """Where the lock of a plan file is."""
    return plan_file.with_name(plan_file.name + ".lock")


def holder_of(plan_file: Path) -> Holder | None:
    """Who holds the plan file, None where nobody does or the lock file cannot be read."""
    return _read(lock_path(plan_file))[1]


def current_user() -> str:
    """The name this user is signed in with, "" where the system does not say."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):  # OSError from Python 3.13 on
        return ""


class FileLock:
    """A lock file that is ours until ``release``."""

    def __init__(self, plan_file: Path, holder: Holder) -> None:
        self.plan_file = plan_file
        self.holder = holder

    @classmethod
    def acquire(cls, plan_file: Path, who: str = "", *, take_over: bool = False) -> FileLock:
        """Take the lock; a lock left by a dead process of this terminal is taken over, any other with ``take_over``.

        Raises ``KnownError`` naming the holder where somebody else has the plan file open for writing.
        """
        pid = os.getpid()
        holder = Holder(
            who or current_user(), platform.node(), pid, birth_mark(pid) or "",
            datetime.now(UTC).isoformat(timespec="seconds"), secrets.token_hex(8),
        )  # fmt: skip
        lock = cls(plan_file, holder)
        with as_sentences(plan_file):
            for _ in range(5):
                if lock._create():
                    return lock
                _clear_stale(plan_file, take_over=take_over)
            raise KnownError(_refusal(plan_file, holder_of(plan_file)))

    def check(self) -> None:
        """Make sure the lock is still ours: taken again where it vanished, ``KnownError`` where another took it."""
        content, holder = _read(lock_path(self.plan_file))
        if holder is not None and holder.token == self.holder.token:
            return
        if content is None and self._create():
            return
        if holder is None:
            raise KnownError(_refusal(self.plan_file, None))
        raise KnownError(
            messages.LOCK_LOST.format(
                file=self.plan_file, who=holder.who, terminal=holder.terminal, since=holder.since_local
            )
        )

    def release(self) -> None:
        """Remove the lock file if it is still ours; never raises, the work is done by then."""
        path = lock_path(self.plan_file)
        with contextlib.suppress(OSError):
            _, holder = _read(path)
            if holder is not None and holder.token == self.holder.token:
                path.unlink()

    def _create(self) -> bool:
        path = lock_path(self.plan_file)
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            return False
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(self.holder), file, ensure_ascii=False)
        except BaseException:
            with contextlib.suppress(OSError):
                path.unlink()
            raise
        return True


def _clear_stale(plan_file: Path, *, take_over: bool) -> None:
    path = lock_path(plan_file)
    content, holder = _read_when_written(path)
    if content is None:
        return  # released meanwhile
    # A lock still empty after the wait was left by a process that died, or found the disk full, while creating it.
    if not (take_over or not content or (holder is not None and holder.is_dead())):
        raise KnownError(_refusal(plan_file, holder))
    # Moved away under a name of its own, then looked at: of two programs that both found the lock stale, the later
    # one may have moved the fresh lock of the earlier one, and gives it back.
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        path.rename(aside)
    except FileNotFoundError:
        return
    if _read(aside)[0] != content and not path.exists():
        aside.rename(path)
        raise KnownError(_refusal(plan_file, _read(path)[1]))
    aside.unlink(missing_ok=True)


def _read_when_written(path: Path) -> tuple[bytes | None, Holder | None]:
    deadline = time.monotonic() + _WRITING_SECONDS
    while True:
        content, holder = _read(path)
        if content is None or holder is not None or time.monotonic() > deadline:
            return content, holder
        time.sleep(0.05)


def _read(path: Path) -> tuple[bytes | None, Holder | None]:
    """The bytes of a lock file (None: there is none; b"" also where it cannot be read) and whom it names."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None, None
    except PermissionError:
        return b"?", None  # Windows while another program is writing or deleting it
    try:
        data = json.loads(content)
        return content, Holder(**{name: type_(data[name]) for name, type_ in _HOLDER_FIELDS.items()})
    except (ValueError, TypeError, KeyError):
        return content, None


_HOLDER_FIELDS = {"who": str, "terminal": str, "process": int, "born": str, "since": str, "token": str}


def _refusal(plan_file: Path, holder: Holder | None) -> str:
    if holder is None:
        return messages.LOCKED_UNREADABLE.format(file=plan_file, lock=lock_path(plan_file).name)
    return messages.LOCKED.format(
        file=plan_file, who=holder.who, terminal=holder.terminal, since=holder.since_local
    )
