"""Several files that are all put in place at once, or not at all: written beside, recorded, then renamed."""
from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from planeditor.domain.errors import KnownError
from planeditor.files import is_full, sync_folder
from planeditor.messages import requests as say
from planeditor.messages import services as say_services
from planeditor.services.requests.leftovers import sweep, work_folder


class Delivery:
    """The files of one request. As a context manager: whatever is not put in place by its end is gone.

    Raises KnownError where the folder cannot be made or written to.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._targets: dict[Path, Path] = {}
        """What is written -> where it will stand."""
        self._made_folder = False

    def __enter__(self) -> Self:
        with self._sentences(say.FOLDER_FAILED):
            if not self.folder.is_dir():
                self.folder.mkdir()
                self._made_folder = True
            sweep(self.folder)
            try:
                self._beside = work_folder(self.folder)
            except OSError:
                self._leave_folder()
                raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        shutil.rmtree(self._beside, ignore_errors=True)
        self._leave_folder()

    def _leave_folder(self) -> None:
        if self._made_folder:
            with contextlib.suppress(OSError):  # what was put in place keeps it
                self.folder.rmdir()

    def name(self, name: str) -> Path:
        """Where a file of that name will stand: under another name where there is one already."""
        path = Path(name)
        names = chain([name], (f"{path.stem}_{number}{path.suffix}" for number in count(2)))
        target = next(t for n in names if not (t := self.folder / n).exists())
        self._targets[self._beside / str(len(self._targets))] = target
        return target

    @contextlib.contextmanager
    def write(self, target: Path) -> Iterator[BinaryIO]:
        """What will stand at a place that ``name`` gave."""
        written = next(w for w, t in self._targets.items() if t == target)
        with self._sentences(say.WRITE_FAILED), written.open("wb") as output:
            yield output
            output.flush()
            os.fsync(output.fileno())

    def put_in_place(self) -> list[Path]:
        """Give every file its name, and say where they stand; where one cannot have it, none is left."""
        done: list[Path] = []
        try:
            with self._sentences(say.WRITE_FAILED):
                for written, target in self._targets.items():
                    _rename(written, target)
                    done.append(target)
                sync_folder(self.folder)
        except BaseException:
            for path in done:
                with contextlib.suppress(OSError):
                    path.unlink()
            raise
        return done

    @contextlib.contextmanager
    def _sentences(self, sentence: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            said = say_services.DISK_FULL if is_full(error) else sentence
            raise KnownError(said.format(folder=self.folder, file=self.folder)) from error


def _rename(written: Path, target: Path) -> None:
    """Give a file its name, unless one of that name came meanwhile."""
    try:
        if os.name != "nt":  # where renaming would overwrite
            os.link(written, target)
            with contextlib.suppress(OSError):  # it goes with its folder
                written.unlink()
            return
    except FileExistsError as error:
        raise KnownError(say.NAME_TAKEN.format(file=target)) from error
    except OSError:  # a file system without hard links
        pass
    if target.exists():
        raise KnownError(say.NAME_TAKEN.format(file=target))
    written.rename(target)
