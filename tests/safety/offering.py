"""Files offered one after the other as a user would, with what each one cost and what became of the reading process."""
from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from planeditor.domain.errors import KnownError
from planeditor.formengine.cells import WorkbookCells
from planeditor.formengine.reading import limits
from planeditor.services.formsets import FormSets
from planeditor.services.intake.files import FileIntake
from planeditor.services.intake.outcome import FileResult
from planeditor.store.document import Document
from tests.processor import PATIENCE, ReadingTime
from tests.safety.watched import WatchedReader

WHO = "試験"


@dataclass(frozen=True, slots=True)
class Offered:
    """What became of one file."""

    file: str
    read: bool
    """Whether the reader gave its text, whatever became of it then."""
    sentence: str
    """Why it was refused; empty where it was taken in."""
    seconds: float
    """Of the processor, on either side, from the bytes of the file to the sentence or the receipt: what a busy machine does not spoil."""
    size: int
    lost: int
    """Reading processes that this file has cost."""
    result: FileResult | None = None

    @property
    def is_slow(self) -> bool:
        """Whether it took longer than it may."""
        return self.seconds > limits.seconds_for(self.size)


class Offering:
    """Takes files one after the other into one plan, or only reads them where there is none. A context manager."""

    def __init__(self, document: Document | None = None, *, forms: FormSets | None = None) -> None:
        self.document = document
        self.reader = WatchedReader(base_seconds=PATIENCE)
        self._intake = FileIntake(forms or FormSets(), who=WHO)
        self._intake._reader = self.reader
        self._own = document.plan().form_set if document is not None else None

    def __enter__(self) -> Self:
        self.reader.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._intake.close()

    def offer(self, path: Path) -> Offered:
        """Offer one file. What is raised here is a crash of the program."""
        sentence, result = "", None
        lost, begun, reading = self.reader.lost, time.thread_time(), ReadingTime(self.reader)
        self.reader.book = None
        try:
            source = self._intake.read(path, self._own)
            if self.document is not None:
                result = self._intake.take(self.document, source)
                sentence = result.message if result.outcome == "refused" else ""
        except KnownError as error:
            sentence = error.message
        seconds = time.thread_time() - begun + reading.seconds()
        read = self.reader.book is not None
        return Offered(path.name, read, sentence, seconds, path.stat().st_size, self.reader.lost - lost, result)

    def all(self, paths: Iterable[Path]) -> Iterator[tuple[Offered, WorkbookCells | None]]:
        """Offer these files; with each what the reader gave of it."""
        for path in paths:
            offered = self.offer(path)
            yield offered, self.reader.book
