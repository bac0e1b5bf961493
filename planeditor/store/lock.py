"""The lock of a plan file: one writer at a time, known by name.

Locks of the file system cannot be trusted on a share and name nobody, so a file ``FILE.plandb.lock`` of our own says
who writes, at which terminal, in which process and since when (SAFETY.md section 3).
"""
from __future__ import annotations

import contextlib
import getpass
import os
import secrets
import threading
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.domain.moments import utc_now
from planeditor.messages import outside as say
from planeditor.messages import store as messages

from .errors import as_sentences
from .heartbeat import Heartbeat
from .holder import Holder, parsed, spoken, written
from .lockfile import IN_USE_SECONDS, holder_of, identity_of, is_copied, is_of_other_file, lock_path, read, remove
from .process import birth_mark, terminal_name
from .silence import SILENT_AFTER, age_on_disk

_WRITING_SECONDS = 2.0
"""How long another program may take between creating its lock file and having written it."""
_JUST_NOW = timedelta(seconds=90)
"""A holder who gave a sign of life so lately may be at another terminal of the same name."""


def current_user() -> str:
    """The name this user is signed in with, "" where the system does not say."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):  # OSError from Python 3.13 on
        return ""


@dataclass(frozen=True, slots=True)
class LockState:
    """How a lock stands. ``holder`` is None where the lock file cannot be read.

    ``silence``: how long the holder has not answered, for a sentence; "" while it answers or that is not known. ``of_other``: the
    lock was made for another file than the one beside it, so that nobody writes into this one.
    """

    holder: Holder | None
    silence: str = ""
    of_other: bool = False


class HeldByOther(KnownError):  # noqa: N818  # a state of affairs one can act on, not a fault
    """Somebody else writes the plan file; ``holder`` says who, None where the lock file cannot be read."""

    def __init__(self, message: str, state: LockState) -> None:
        super().__init__(message)
        self.state = state
        self.holder = state.holder


def lock_state(plan_file: Path) -> LockState | None:
    """How the lock of a plan file stands, None where there is none. Raises ``OSError`` where the folder cannot be reached."""
    content, holder = read(lock_path(plan_file))
    return None if content is None else _state(plan_file, holder)


class FileLock:
    """A lock file that is ours until ``release``; the sign of life is given by itself meanwhile."""

    def __init__(self, plan_file: Path, holder: Holder) -> None:
        self.plan_file = plan_file
        self.holder = holder
        self._mutex = threading.Lock()
        self._given_back = False
        self._heart = Heartbeat(self.beat)

    @classmethod
    def acquire(cls, plan_file: Path, who: str = "", *, take_over: bool = False) -> FileLock:
        """Take the lock. One left by a dead process of this terminal or copied here with its folder is taken over by itself, any
        other with ``take_over``.

        Raises ``HeldByOther`` naming the holder where somebody else has the plan file open for writing.
        """
        pid, since = os.getpid(), utc_now()
        holder = Holder(
            who or current_user(), terminal_name(), pid, birth_mark(pid) or "", since, secrets.token_hex(8), since,
            str(plan_file), identity_of(plan_file),
        )  # fmt: skip
        lock = cls(plan_file, holder)
        with as_sentences(plan_file):
            for _ in range(5):
                if lock._create():
                    lock._heart.start()
                    return lock
                _clear_stale(plan_file, take_over=take_over)
            raise _refusal(plan_file, holder_of(plan_file))

    def check(self) -> None:
        """Make sure the lock is still ours: taken again where it vanished, ``KnownError`` where another took it."""
        self._heart.sign()
        content, holder = read(lock_path(self.plan_file))
        if holder is not None and holder.token == self.holder.token:
            return
        if content is not None and _is_blank(content):
            _clear_stale(self.plan_file, take_over=False)
            content = None
        if content is None and self._create():
            return
        raise _refusal(self.plan_file, None) if holder is None else self._taken_by(holder)

    def sign(self) -> None:
        """The program works: for as long as this is said now and then, others are given the sign of life. Any thread."""
        self._heart.sign()

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
            # A plan file that was just being created is there by now.
            file = self.holder.file if self.holder.file.strip() else identity_of(self.plan_file)
            self.holder = replace(self.holder, beat=utc_now(), file=file)
            try:
                return self._renew()
            except FileNotFoundError:
                return self._create()
        return False

    def release(self) -> None:
        """Remove the lock file if it is still ours; never raises, the work is done by then."""
        self._heart.stop()
        path = lock_path(self.plan_file)
        with self._mutex, contextlib.suppress(OSError):
            self._given_back = True
            _, holder = read(path)
            if holder is not None and holder.token == self.holder.token:
                remove(path)

    def _taken_by(self, holder: Holder) -> HeldByOther:
        sentence = messages.LOCK_LOST.format(
            file=self.plan_file, who=holder.who, terminal=holder.terminal, since=holder.since_local
        )
        return HeldByOther(sentence, LockState(holder))

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
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o644)
        except FileExistsError:
            return False
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(written(self.holder))
            _, found = read(path)
        except BaseException:
            with contextlib.suppress(OSError):
                path.unlink()
            raise
        # On a slow share another may have taken the file, still empty, for one left behind.
        return found is None or found.token == self.holder.token


def _clear_stale(plan_file: Path, *, take_over: bool) -> None:
    path = lock_path(plan_file)
    content, holder = _read_whenwritten(path)
    if content is None:
        return  # released meanwhile
    # A lock still empty after the wait was left by a process that died, or found the disk full, while creating it; or the power
    # was cut before its content was on the disk.
    if not (take_over or _is_blank(content) or (holder is not None and _means_nothing(plan_file, holder))):
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
        time.sleep(IN_USE_SECONDS)  # the holder is just giving a sign of life: the caller tries again
        return
    moved, its_holder = read(aside)
    same = its_holder.token == holder.token if its_holder and holder else moved == content
    if not same and not path.exists():
        aside.rename(path)
        raise _refusal(plan_file, read(path)[1])
    aside.unlink(missing_ok=True)


def _means_nothing(plan_file: Path, holder: Holder) -> bool:
    """Whether it is certain that nobody writes under this lock."""
    if is_copied(plan_file, holder):
        return True
    if not holder.is_dead():
        return False
    age = None if holder.is_of_this_start else age_on_disk(lock_path(plan_file))
    return holder.is_of_this_start or (age is not None and age > _JUST_NOW)


def _read_whenwritten(path: Path) -> tuple[bytes | None, Holder | None]:
    deadline = time.monotonic() + _WRITING_SECONDS
    while True:
        content, holder = read(path)
        if content is None or holder is not None or time.monotonic() > deadline:
            return content, holder
        time.sleep(0.05)


def _is_blank(content: bytes) -> bool:
    return not content.strip(b"\0")


def _state(plan_file: Path, holder: Holder | None) -> LockState:
    if holder is None:
        return LockState(None)
    age = age_on_disk(lock_path(plan_file)) if holder.beat else None
    silence = spoken(age) if age is not None and age >= SILENT_AFTER else ""
    return LockState(holder, silence, is_of_other_file(plan_file, holder))


def _refusal(plan_file: Path, holder: Holder | None) -> HeldByOther:
    state = _state(plan_file, holder)
    if holder is None:
        return HeldByOther(messages.LOCKED_UNREADABLE.format(file=plan_file, lock=lock_path(plan_file).name), state)
    sentence = messages.LOCKED_SILENT if state.silence else messages.LOCKED
    if state.of_other:
        sentence = say.LOCK_OF_OTHER
    return HeldByOther(
        sentence.format(
            file=plan_file, who=holder.who, terminal=holder.terminal, since=holder.since_local, silence=state.silence,
            plan=holder.plan,
        ),
        state,
    )
