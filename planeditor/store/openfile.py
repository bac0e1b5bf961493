"""An open plan file as a file: where it is, who writes it, and its copies."""
from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from planeditor.domain.errors import KnownError
from planeditor.files import leftovers, reachable
from planeditor.messages import store as messages

from . import handover
from .access import Access, Return
from .backup import Backups
from .copying import PRACTICE, write_copy, write_practice_copy
from .departments import DepartmentRegister
from .drafts import Drafts
from .errors import as_sentences
from .handover import Request
from .lock import HeldByOther
from .outside import Outside, why_refused
from .rows import PLAN_ID, read_meta


class OpenFile:
    """What of an open plan file does not ask for its entries and its log."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self.departments = DepartmentRegister(access)
        self.drafts = Drafts(access)
        self.backups = Backups(access)

    def close(self) -> None:
        """Close the file and give the lock back; may be called twice."""
        self._access.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._access.path

    @property
    def read_only(self) -> bool:
        """Whether the file was opened for reading only."""
        return self._access.read_only

    @property
    def plan_id(self) -> str:
        """The id this plan file got when it was created."""
        with self._access.reading() as db:
            return read_meta(db, PLAN_ID) or ""

    @property
    def has_written(self) -> bool:
        """Whether anything was written since this document was opened, the register of departments and drafts included."""
        return self._access.has_written

    @property
    def is_practice(self) -> bool:
        """Whether the file is a copy for practice."""
        with self._access.reading() as db:
            return read_meta(db, PRACTICE) is not None

    # Being the one who writes

    @property
    def released(self) -> bool:
        """Whether the lock was given back while the file stays open; the next edit takes it again by itself."""
        return self._access.released

    def beat(self) -> bool:
        """Give a sign of life to others, every half minute or so; False where the lock is not ours. Never raises."""
        lock = self._access.lock
        return lock is not None and lock.beat()

    def sign(self) -> None:
        """The program works: the sign of life goes on by itself for as long as this is said now and then. Any thread."""
        if (lock := self._access.lock) is not None:
            lock.sign()

    def taken_over(self) -> HeldByOther | None:
        """Who writes in our place by now, None where nobody does or the lock was given back by ourselves. Never raises."""
        lock = self._access.lock
        return None if lock is None else lock.taken_over()

    def release(self) -> None:
        """Give the lock back while nothing is typed; the file stays open for reading."""
        self._access.release()

    def handover_request(self) -> Request | None:
        """Who asks to write in our place and waits for an answer, None where nobody does. Never raises."""
        lock = self._access.lock
        return None if lock is None else handover.open_request(self.path, lock.holder.token)

    def answer(self, request: Request, *, yes: bool) -> bool:
        """Answer who asks; with ``yes`` the lock is given back. False where the request was withdrawn meanwhile."""
        answered = handover.write_answer(self.path, request, yes=yes)
        if answered and yes:
            self.release()
        return answered

    # What others do to the file

    def outside(self) -> Outside:
        """What became of the file at its place; any thread, beside whatever goes on. A dead share may take a minute."""
        return self._access.look()

    def why_refused(self, error: Exception) -> Outside:
        """What became of the file, where a write was refused or a reading failed. Waits as ``outside``."""
        now = self.outside()
        return now if now.is_apart else why_refused(self.path, error)

    def come_back(self) -> Return:
        """Go on with what is at the place of the file, where it holds all that we had (``same``, or ``further``: and more; the
        content is then read anew). ``other``: it does not, and nothing was done.

        Raises ``KnownError`` where it cannot be opened, or where somebody else writes.
        """
        found = self._access.come_back()
        if found == "further":
            self._access.on_outside_change()
        return found

    # Copies

    def copy_to(self, target: Path) -> None:
        """Write a copy of the file, drafts and all; raises ``KnownError`` where that is the file itself or in use."""
        with self._access.reading() as db:
            write_copy(db, self.path, true_path(target))

    def practice_copy_to(self, target: Path) -> None:
        """Write a copy for practice, with an id of its own; raises ``KnownError`` where the name is taken."""
        with self._access.reading() as db:
            write_practice_copy(db, target)


def true_path(path: Path) -> Path:
    """The path two names of one file share, so that they share the lock; a mapped drive keeps its letter."""
    path = reachable(Path(path).absolute())
    return path.resolve() if path.is_symlink() else path


def require_one_name(path: Path) -> None:
    """Raise ``KnownError`` where a file has another name of the same right (a hard link): that one has a lock and a journal of
    its own. Called by who holds the lock."""
    with as_sentences(path):
        if path.stat().st_nlink <= 1:
            return
        for left in leftovers(path.parent, path.stem):  # a program killed while it gave the file its name left one of ours
            if left.samefile(path):
                left.unlink()
        if path.stat().st_nlink > 1:
            raise KnownError(messages.OTHER_NAMES.format(file=path))
