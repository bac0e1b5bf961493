"""A whole folder that is written beside its place and then put there: never half of it, and no file of others is lost."""
from __future__ import annotations

import contextlib
import csv
import hashlib
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.files import put_folder, sweep_folders, sync_file, temporary_beside
from planeditor.messages import publishing as say
from planeditor.messages import services as say_services
from planeditor.services.paper.inuse import is_owner_file
from planeditor.services.paper.targets import TargetInUseError, sentence_of

LISTING = "files.csv"
"""The list of the files of such a folder, by which the program knows it again: names in its first column, SHA-256 in the fourth."""
_NAMED = 3
_HASH = 3
"""Which column of the list."""


@contextlib.contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """A folder to write into, which takes the place of ``target`` when all went well; else nothing is left and what was there stays.

    What stands in the way is replaced only where it is such a folder as the program wrote it, or empty. Raises KnownError where
    it is not, where the folder around it is missing, and where the disk is full or cannot be written to; TargetInUseError where a
    file of it is open elsewhere.
    """
    target = target if target.name not in ("", "..") else target.resolve()  # "." has no name, and so no place beside it
    if not target.parent.is_dir():
        raise KnownError(say_services.NO_FOLDER.format(folder=target.parent))
    _require_ours(target)
    sweep_folders(target)
    made = temporary_beside(target)
    try:
        with _sentences(target):
            made.mkdir()
            yield made
            for file in made.rglob("*"):
                if file.is_file():
                    sync_file(file)
            _require_ours(target)
            put_folder(made, target, temporary_beside(target))
    finally:
        shutil.rmtree(made, ignore_errors=True)


def require_not_of_disk(error: KnownError) -> None:
    """Raise the error again where it is one of the disk: what is written without some of its files is half a folder."""
    if isinstance(error.__cause__, OSError):
        raise error


def file_hash(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _require_ours(target: Path) -> None:
    if not target.exists() and not target.is_symlink():
        return
    if not target.is_dir() or target.is_symlink():
        raise KnownError(say.NOT_A_FOLDER.format(folder=target))
    foreign = list(islice(_foreign(target), _NAMED + 1))  # there may be a whole disk of them
    if foreign and all(is_owner_file(Path(name).name) for name in foreign):
        raise TargetInUseError(target)
    if foreign:
        names = "、".join(foreign[:_NAMED]) + ("…" if len(foreign) > _NAMED else "")
        raise KnownError(say.FOREIGN_FOLDER.format(folder=target, names=names))


def _foreign(target: Path) -> Iterator[str]:
    """The files of a folder that are not as the program wrote them; raises ``OSError`` where it cannot be looked through."""
    listing = target / LISTING
    known: dict[str, str] = {}
    with contextlib.suppress(OSError, UnicodeDecodeError, csv.Error):
        rows = list(csv.reader(listing.read_text(encoding="utf-8-sig").splitlines()))
        known = {row[0]: row[_HASH] for row in rows[1:] if len(row) > _HASH}
    own = 0
    for file in _files(target):
        name = file.relative_to(target).as_posix()
        if not file.is_symlink() and file.is_file() and name in known and file_hash(file) == known[name]:
            own += 1
        elif file != listing:
            yield name
    if listing.exists() and not own:
        yield LISTING


def _files(folder: Path) -> Iterator[Path]:
    """Everything below a folder but for folders, in order; links are not followed."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            yield from _files(entry)
        else:
            yield entry


@contextlib.contextmanager
def _sentences(target: Path) -> Iterator[None]:
    try:
        yield
    except KnownError as error:
        if isinstance(error.__cause__, OSError):  # it names a file of the folder that is not there yet
            raise sentence_of(error.__cause__, target) from error.__cause__
        raise
    except OSError as error:
        raise sentence_of(error, target) from error
