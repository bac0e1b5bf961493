"""The lock file beside a plan file: one writer at a time, known by name.

Locks of the file system cannot be trusted on a share and name nobody, so a file ``FILE.plandb.lock`` of our own says
who writes, at which terminal, in which process and since when (SAFETY.md section 3).
"""
from __future__ import annotations

import contextlib
import getpass
import os
import platform
import secrets
import threading
import time
from dataclasses import replace
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.messages import store as messages

from .errors import as_sentences
from .holder import Holder, now, parsed, written
from .process import birth_mark

_WRITING_SECONDS = 2.0
"""How long another program may take between creating its lock file and having written it."""
_IN_USE_SECONDS = 0.05
"""How long Windows is given until a reader of a small file has closed it."""


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


def remove(path: Path) -> None:
    """Remove a file others may be reading: Windows refuses that for a moment. Raises ``OSError`` where it stays."""
    for _ in range(10):
        try:
            path.unlink(missing_ok=True)
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(_IN_USE_SECONDS)
        else:
            return
    path.unlink(missing_ok=True)


class HeldByOther(KnownError):  # noqa: N818  # a state of affairs one can act on, not a fault
    """Somebody else writes the plan file; ``holder`` says who, None where the lock file cannot be read."""

    def __init__(self, message: str, holder: Holder | None) -> None:
        super().__init__(message)
        self.holder = holder


class FileLock:
    """A lock file that is ours until ``release``."""

    def __init__(self, plan_file: Path, holder: Holder) -> None:
        self.plan_file = plan_file
        self.holder = holder
        self._mutex = threading.Lock()
        self._given_back = False

    @classmethod
    def acquire(cls, plan_file: Path, who: str = "", *, take_over: bool = False) -> FileLock:
        """Take the lock; a lock left by a dead process of this terminal is taken over, any other with ``take_over``.

        Raises ``HeldByOther`` naming the holder where somebody else has the plan file open for writing.
        """
        pid, since = os.getpid(), now()
        holder = Holder(
            who or current_user(), platform.node(), pid, birth_mark(pid) or "", since, secrets.token_hex(8), since
        )
        lock = cls(plan_file, holder)
        with as_sentences(plan_file):
            for _ in range(5):
                if lock._create():
                    return lock
                _clear_stale(plan_file, take_over=take_over)
            raise _refusal(plan_file, holder_of(plan_file))

    def check(self) -> None:
        """Make sure the lock is still ours: taken again where it vanished, ``KnownError`` where another took it."""
        content, holder = _read(lock_path(self.plan_file))
        if holder is not None and holder.token == self.holder.token:
            return
        if content is None and self._create():
            return
        raise _refusal(self.plan_file, None) if holder is None else self._taken_by(holder)

    def taken_over(self) -> HeldByOther | None:
        """Who has taken the lock from us, None where nobody has or that cannot be seen just now. Never raises."""
        with contextlib.suppress(OSError):
            holder = holder_of(self.plan_file)
            if holder is not None and holder.token != self.holder.token:
                return self._taken_by(holder)
        return None

    def beat(self) -> bool:
        """Give a sign of life; whether the lock is still ours. Never raises; any thread may call it."""
        with self._mutex, contextlib.suppress(OSError):
            if self._given_back:
                return False
            self.holder = replace(self.holder, beat=now())
            try:
                return self._renew()
            except FileNotFoundError:
                return self._create()
        return False

    def release(self) -> None:
        """Remove the lock file if it is still ours; never raises, the work is done by then."""
        path = lock_path(self.plan_file)
        with self._mutex, contextlib.suppress(OSError):
            self._given_back = True
            _, holder = _read(path)
            if holder is not None and holder.token == self.holder.token:
                remove(path)

    def _taken_by(self, holder: Holder) -> HeldByOther:
        sentence = messages.LOCK_LOST.format(
            file=self.plan_file, who=holder.who, terminal=holder.terminal, since=holder.since_local
        )
        return HeldByOther(sentence, holder)

    def _renew(self) -> bool:
        # Written over in place, byte for byte as long as before: putting a new file there could wipe out the lock of one
        # who takes over in this moment. What is written goes into the very file that was seen to be ours.
        with lock_path(self.plan_file).open("r+b") as file:
            old, new = file.read(), written(self.holder)
            found = parsed(old)
            if found is None or found.token != self.holder.token:
                return False
            file.seek(0)
            file.write(new)
            if len(new) < len(old):  # an older program wrote it otherwise
                file.truncate()
        return True

    def _create(self) -> bool:
        path = lock_path(self.plan_file)
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            return False
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(written(self.holder))
        except BaseException:
            with contextlib.suppress(OSError):
                path.unlink()
            raise
        return True


def _clear_stale(plan_file: Path, *, take_over: bool) -> None:
    path = lock_path(plan_file)
    content, holder = _read_whenwritten(path)
    if content is None:
        return  # released meanwhile
    # A lock still empty after the wait was left by a process that died, or found the disk full, while creating it.
    if not (take_over or not content or (holder is not None and holder.is_dead())):
        raise _refusal(plan_file, holder)
    # Moved away under a name of its own, then looked at: of two programs that both found the lock stale, the later
    # one may have moved the fresh lock of the earlier one, and gives it back.
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        path.rename(aside)
    except FileNotFoundError:
        return
    except PermissionError:
        if os.name != "nt":
            raise
        time.sleep(_IN_USE_SECONDS)  # the holder is just giving a sign of life: the caller tries again
        return
    moved, its_holder = _read(aside)
    same = its_holder.token == holder.token if its_holder and holder else moved == content
    if not same and not path.exists():
        aside.rename(path)
        raise _refusal(plan_file, _read(path)[1])
    aside.unlink(missing_ok=True)


def _read_whenwritten(path: Path) -> tuple[bytes | None, Holder | None]:
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
    return content, parsed(content)


def _refusal(plan_file: Path, holder: Holder | None) -> HeldByOther:
    if holder is None:
        return HeldByOther(messages.LOCKED_UNREADABLE.format(file=plan_file, lock=lock_path(plan_file).name), None)
    elsewhere = holder.terminal != platform.node()
    sentence = messages.LOCKED_SILENT if elsewhere and holder.silence else messages.LOCKED
    return HeldByOther(
        sentence.format(
            file=plan_file, who=holder.who, terminal=holder.terminal, since=holder.since_local, silence=holder.silence
        ),
        holder,
    )
