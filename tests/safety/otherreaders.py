"""What openpyxl and calamine read in the same files: run as a process of its own, for some files abort or hang it.

``python -m tests.safety.otherreaders`` takes one path a line and answers each with one line of JSON.
"""
from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from planeditor.formengine.cells import WorkbookCells
from planeditor.formengine.reading.text import tidy, unescape
from tests.conftest import ROOT

Texts = dict[str, list[tuple[int, int, str]]]
"""Sheet -> row, column and text of every cell that holds a text."""
PATIENCE = 60.0
_MEMORY = 3 << 30
_MOMENT = re.compile(r"PT[\dHMS.]+|\d{4}-\d\d-\d\dT[\d:.]+Z?")
"""How calamine gives some durations and dates, which are no texts."""
_FOOTNOTE = re.compile(r"\[\^([^\[\]\n]*)\]")


def by_openpyxl(path: str) -> Texts:
    """The texts as openpyxl sees them."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    found: Texts = {}
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        found[sheet.title] = [
            (cell.row, cell.column, cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, str) and cell.data_type != "e" and cell.row is not None
        ]
    book.close()
    return found


def by_calamine(path: str) -> Texts:
    """The texts as calamine sees them."""
    import python_calamine

    found: Texts = {}
    with python_calamine.load_workbook(path) as book:
        for index, about in enumerate(book.sheets_metadata):
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(index)
            top, left = sheet.start or (0, 0)
            found[about.name] = [
                (row, column, value)
                for row, values in enumerate(sheet.to_python(skip_empty_area=True), top + 1)
                for column, value in enumerate(values, left + 1)
                if isinstance(value, str)
            ]
    return found


def serve() -> None:
    """Answer until the input ends."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    target = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever they print is no answer
    for line in sys.stdin:
        path = line.rstrip("\n")
        for name, reading in (("openpyxl", by_openpyxl), ("calamine", by_calamine)):
            if name == "openpyxl" and not zipfile.is_zipfile(path):
                continue
            try:
                print(json.dumps({name: reading(path)}), file=target, flush=True)
            except BaseException as error:  # noqa: BLE001  # calamine's PanicException is no Exception
                print(json.dumps({f"{name} refused": type(error).__name__}), file=target, flush=True)
        print(json.dumps({"done": path}), file=target, flush=True)


class OtherReaders:
    """The process above, replaced where a file breaks it. A context manager."""

    def __init__(self) -> None:
        self.broken: list[str] = []
        """What a file did to them: "<file>: died" or "<file>: hung"."""
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def read(self, path: Path) -> dict[str, Texts]:
        """Name of the reader -> texts; a reader that refuses the file, or breaks, is left out."""
        found: dict[str, Texts] = {}
        for answer in self._answers(path):
            found.update({name: texts for name, texts in answer.items() if name in ("openpyxl", "calamine")})
        return found

    def _answers(self, path: Path) -> Iterator[dict[str, Any]]:
        process = self._process
        if process is None:
            command = [sys.executable, "-m", "tests.safety.otherreaders"]
            process = self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                encoding="utf-8", cwd=ROOT,
            )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{path}\n")
        process.stdin.flush()
        clock = threading.Timer(PATIENCE, process.kill)
        clock.start()
        try:
            for line in process.stdout:
                answer = json.loads(line)
                if "done" in answer:
                    return
                yield answer
            self.broken.append(f"{path.name}: {'died' if clock.is_alive() else 'hung'}")
            self._end()
        finally:
            clock.cancel()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def as_we_keep(text: str) -> set[str]:
    """How a text of another reader may stand in ours: cleaned, with escapes decoded or, where that reader did it, not again."""
    return {tidy(unescape(text))[0], tidy(text)[0]}


def lost_texts(ours: WorkbookCells, theirs: Texts) -> list[tuple[str, int, int, str]]:
    """The texts of another reader that our reading of the same file neither holds at their place nor doubts there."""
    sheets = {sheet.name: sheet for sheet in ours.sheets}
    collapsing = ours.kind == "ods"  # where white space in a paragraph counts as one blank
    lost = []
    for name, cells in theirs.items():
        sheet = next((sheets[one] for one in as_we_keep(name) if one in sheets), None)
        for row, column, text in cells:
            cell = sheet.cells.get((row, column)) if sheet is not None else None
            if not text.strip() or (_MOMENT.fullmatch(text) and cell is not None and not cell.is_text):
                continue
            if cell is None or not (cell.doubt or _holds(cell.text, as_we_keep(text), collapsing=collapsing)):
                lost.append((name, row, column, text))
    return lost


def _holds(ours: str, wanted: set[str], *, collapsing: bool) -> bool:
    """Whether one of the texts stands in ours, footnote marks written out or not."""
    both = [ours, _FOOTNOTE.sub(r"\1", ours)]
    if collapsing:
        both, wanted = [" ".join(text.split()) for text in both], {" ".join(text.split()) for text in wanted}
    return any(text in own for own in both for text in wanted)


if __name__ == "__main__":
    serve()
