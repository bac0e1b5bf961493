"""The way in: workbooks read by a guarded process that serves many files and is replaced when one breaks it."""
from __future__ import annotations

import contextlib
import hashlib
import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from planeditor.domain.errors import KnownError
from planeditor.formengine.cells import CellText, Doubt, FloatingText, Place, RemarkKind, SheetCells, WorkbookCells
from planeditor.formengine.reading import limits
from planeditor.formengine.reading.opening import check_size, read_bytes_of
from planeditor.formengine.reading.places import is_place, is_range
from planeditor.formengine.reading.process import ChildLostError, ChildProcess, start_command
from planeditor.formengine.reading.text import display_name
from planeditor.formengine.reading.wire import Answer, PlainCell, PlainSheet
from planeditor.messages import reading as say

_log = logging.getLogger(__name__)
_SENTENCES = {
    "time": say.TIME_LIMIT, "memory": say.MEMORY_LIMIT, "died": say.READER_DIED, "absent": say.READER_ABSENT,
}
_TRIES = 2


def _take_cells(cells: dict[Place, CellText], plain: list[PlainCell]) -> None:
    """Put cells as they came over the wire among those of their sheet; ValueError for a place that no sheet has."""
    for cell in plain:
        if not is_place(cell[0], cell[1]):
            raise ValueError("place")
        if len(cell) == 3:
            cells[cell[0], cell[1]] = CellText(cell[2])
        else:
            row, column, text, doubt, struck, is_text = cell
            cells[row, column] = CellText(text, cast("Doubt", doubt), struck, is_text)


def _sheet_cells(plain: PlainSheet, earlier: dict[Place, CellText]) -> SheetCells:
    """A sheet as it came over the wire, as the rest of the program knows it; ``earlier`` cells came before it.

    ValueError for a place that no sheet has: the child has read what others made, so its word is not taken for it.
    """
    _take_cells(earlier, plain["cells"])
    if not all(is_range(*merge) for merge in plain["merges"]):
        raise ValueError("merge")
    return SheetCells(
        name=plain["name"],
        cells=earlier,
        merges=[(first, left, last, right) for first, left, last, right in plain["merges"]],
        heights=dict(plain["heights"]),
        hidden_rows=set(plain["hidden_rows"]),
        hidden_columns=set(plain["hidden_columns"]),
        hidden=plain["hidden"],
        floating=[
            FloatingText(cast("RemarkKind", kind), text, (row, column) if row else None)
            for kind, text, row, column in plain["floating"]
        ],
        names=plain["names"],
    )


class WorkbookReader:
    """Reads workbook files, one at a time, in one guarded process after the other.

    A context manager; reusable for any number of files. ``command`` and ``base_seconds`` are for tests.
    """

    def __init__(
        self, *, command: Sequence[str] | None = None, base_seconds: float = limits.BASE_SECONDS
    ) -> None:
        self._command = list(command) if command is not None else start_command()
        self._base_seconds = base_seconds
        self._child: ChildProcess | None = None
        self._busy = threading.Lock()
        self._starting = threading.Lock()
        self._cancelled = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Begin to warm up the process without waiting for it; failures show with the first file."""
        try:
            self._current()
        except ChildLostError:
            _log.warning("reading process did not start")

    def read(self, path: Path) -> WorkbookCells:
        """What the workbook at ``path`` says; KnownError with a sentence where it is not read."""
        name, data = read_bytes_of(path)
        return self.read_bytes(name, data)

    def read_bytes(self, name: str, data: bytes, *, is_wanted: Callable[[], bool] | None = None) -> WorkbookCells:
        """What the workbook with these bytes says; ``name`` is the file's name. KnownError where it is not read.

        ``is_wanted`` is asked before each try: whoever cancels tells it first, so that a reading which was about to begin is
        stopped as well.
        """
        name = display_name(name)
        check_size(len(data), name)
        with self._busy:
            self._cancelled = False
            reason = "absent"
            for _attempt in range(_TRIES):
                try:
                    child = self._current()
                    if self._cancelled or (is_wanted is not None and not is_wanted()):
                        raise KnownError(say.CANCELLED.format(file=name))
                    return self._ask(child, name, data)
                except ChildLostError as error:
                    self._drop()
                    if self._cancelled:
                        raise KnownError(say.CANCELLED.format(file=name)) from error
                    reason = error.reason
                    _log.warning("reading process lost: %s %s", reason, error.where)
        raise KnownError(_SENTENCES[reason].format(file=name))

    def cancel(self) -> None:
        """Stop the reading in progress, from any thread: it ends with a KnownError; the next file is read as ever."""
        if self._busy.locked():
            self._cancelled = True
            child = self._child
            if child is not None:
                child.kill()

    def close(self) -> None:
        """End the process; the reader may be used again and then starts another."""
        with self._busy:
            self._drop()

    def _current(self) -> ChildProcess:
        """The process in service, started where there is none."""
        with self._starting:
            if self._child is None:
                self._child = ChildProcess(self._command)
            return self._child

    def _drop(self) -> None:
        """End the process in service, if any."""
        with self._starting:
            child, self._child = self._child, None
        if child is not None:
            child.close()

    def _ask(self, child: ChildProcess, name: str, data: bytes) -> WorkbookCells:
        """One try; ChildLostError where the process did not come to an end with it."""
        book = WorkbookCells(name, "", hashlib.sha256(data).hexdigest())
        seconds = limits.seconds_for(len(data), self._base_seconds)
        last: Answer = {}
        cells: dict[Place, CellText] = {}
        try:
            with contextlib.closing(child.ask(name, data, seconds)) as parts:
                for part in parts:
                    if "cells" in part:
                        _take_cells(cells, part["cells"])
                    elif "sheet" in part:
                        book.sheets.append(_sheet_cells(part["sheet"], cells))
                        cells = {}
                    last = part
            if last["state"] == "refused":
                raise KnownError(last["sentence"])
            book.kind, book.notes, book.properties = last["kind"], last["notes"], last.get("properties", {})
        except (TypeError, ValueError, KeyError) as error:  # an answer that is none
            raise ChildLostError("died", type(error).__name__) from error
        return book
