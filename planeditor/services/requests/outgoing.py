"""Workbooks on their way out, in three steps: looked up in the plan, written beside the editing, then recorded and put in place.

What is sent rests on the plan of the first step. Edits may go on meanwhile: the record names the change group it rests on.
"""
from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.errors import BugError, KnownError
from planeditor.formengine.fonts.book import FontBook
from planeditor.messages import store as say_store
from planeditor.services.requests.delivery import Delivery
from planeditor.store.requests import NewRequest, RequestBook

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

Progress = Callable[[int, int], None]
"""Called with how many workbooks are written and how many there are; what it raises ends the work, leaving nothing."""


@dataclass(slots=True)
class Issued:
    """What went out: the number of the request and its files."""

    number: int = 0
    paths: list[Path] = field(default_factory=list)
    pages: int = 0
    warnings: list[str] = field(default_factory=list)
    books: tuple[RequestBook, ...] = ()


class Outgoing(ABC):
    """A request or a correction in the making. Made with the document, by its own thread; ``write`` may run on another one;
    ``finish`` needs the document again. Either everything is there afterwards, files and record, or nothing.

    Raises KnownError for a plan file that is open for reading: told before the work, not after it.
    """

    def __init__(self, document: Document) -> None:
        if document.read_only:
            raise KnownError(say_store.OPENED_READ_ONLY.format(file=document.path))
        self.plan, self.group = document.plan(), document.last_group
        self.issued = Issued()
        self._delivery: Delivery | None = None
        self._open = contextlib.ExitStack()

    def write(self, folder: Path, fonts: FontBook | None = None, progress: Progress | None = None) -> None:
        """Write the files beside their places in ``folder``, which is made where it is missing.

        Raises KnownError where it cannot be written to, and what ``progress`` raises; nothing is left then.
        """
        with contextlib.ExitStack() as stack:
            self._delivery = stack.enter_context(Delivery(folder))
            self._write(self._delivery, fonts or FontBook(), progress)
            self._open = stack.pop_all()

    def finish(self, document: Document) -> Issued:
        """Record what was written, and give the files their names. Raises KnownError where either cannot be done."""
        if self._delivery is None:
            raise BugError("finished before it was written")
        with self._open:
            self.issued.number = document.add_request(self._record(), self.group).number
            try:
                self.issued.paths = sorted(self._delivery.put_in_place())
            except BaseException:
                document.withdraw_request(self.issued.number)
                raise
        return self.issued

    def drop(self) -> None:
        """Throw away what was written and is not to go out."""
        self._open.close()

    @abstractmethod
    def _write(self, delivery: Delivery, fonts: FontBook, progress: Progress | None) -> None:
        """Write every file into the delivery, and note the books."""

    @abstractmethod
    def _record(self) -> NewRequest:
        """What the plan file keeps of it."""
