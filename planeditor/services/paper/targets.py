"""Writing to a place the user chose: beside the target and renamed, so no half file ever has its name."""
from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from planeditor.domain.errors import KnownError
from planeditor.files import is_full, is_in_use, sweep, whole_file
from planeditor.messages import services as say
from planeditor.services.paper.filenames import free_name
from planeditor.services.paper.inuse import holder_of, is_protected


class TargetInUseError(KnownError):
    """The file to write over is open elsewhere, or protected. ``other``: a free name beside it, which the sentence names too."""

    def __init__(self, target: Path, holder: str = "") -> None:
        self.target, self.other = target, free_name(target)
        sentence = say.TARGET_HELD if holder else say.TARGET_PROTECTED if is_protected(target) else say.TARGET_BUSY
        super().__init__(sentence.format(file=target, who=holder, other=self.other.name))


@contextlib.contextmanager
def beside(target: Path) -> Iterator[BinaryIO]:
    """A file beside ``target`` that takes its place when all went well; else nothing is left and the old file stays.

    Raises TargetInUseError where the target is open elsewhere, before anything is made, and again where that comes later;
    KnownError for a missing folder, a folder that may not be written to, and a full disk.
    """
    if not target.parent.is_dir():
        raise KnownError(say.NO_FOLDER.format(folder=target.parent))
    with _sentences(target):
        require_free(target)
        sweep(target.parent)
        with whole_file(target) as output:
            yield output


def write_file(target: Path, content: bytes) -> None:
    """Write a file in one go; raises as ``beside``."""
    with beside(target) as output:
        output.write(content)


def require_free(target: Path) -> None:
    """Raise TargetInUseError where a file of that name is open elsewhere; a long job asks that first. Raises KnownError where
    it cannot be looked at."""
    try:
        holder = holder_of(target)
    except OSError as error:
        raise sentence_of(error, target) from error
    if holder is not None:
        raise TargetInUseError(target, holder)


def sentence_of(error: OSError, target: Path) -> KnownError:
    """What is said of an error of the system while ``target`` was written."""
    if is_full(error):
        return KnownError(say.DISK_FULL.format(file=target))
    if not is_in_use(error):
        return KnownError(say.WRITE_FAILED.format(file=target))
    # Without an old file it is the folder that may not be written to, and another name is no help.
    return TargetInUseError(target) if target.exists() else KnownError(say.FOLDER_CLOSED.format(folder=target.parent))


@contextlib.contextmanager
def _sentences(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise sentence_of(error, target) from error
