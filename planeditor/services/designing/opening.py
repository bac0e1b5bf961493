"""Opening a workbook for a form: guarded first, as any workbook from outside; only then are its looks read."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.formengine.cells import WorkbookCells
from planeditor.formengine.designing.plainsheet import PlainSheet
from planeditor.formengine.designing.taking import take_sheet
from planeditor.formengine.reading.opening import read_bytes_of
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.messages import designing as say

_KINDS = ("xlsx", "xlsm")


@dataclass(frozen=True)
class FormBook:
    """A workbook a form is to be made of. Its file is not needed any more, and never written to."""

    data: bytes
    cells: WorkbookCells

    @property
    def name(self) -> str:
        """The file's name."""
        return self.cells.file

    @property
    def sheets(self) -> list[str]:
        """The names of its worksheets, those that are seen first."""
        return [s.name for s in sorted(self.cells.sheets, key=lambda s: s.hidden)]

    def take(self, sheet: str) -> PlainSheet:
        """One worksheet. Raises KnownError for one that is missing, empty or too large for a form."""
        return take_sheet(self.data, self.cells, sheet)


def open_book(path: Path, reader: WorkbookReader | None = None) -> FormBook:
    """Read a workbook. Raises KnownError for anything but a sound .xlsx or .xlsm, with what to do."""
    name, data = read_bytes_of(path)
    if reader is not None:
        cells = reader.read_bytes(name, data)
    else:
        with WorkbookReader() as own:
            cells = own.read_bytes(name, data)
    if cells.kind not in _KINDS:
        raise KnownError(say.ONLY_XLSX.format(file=name))
    return FormBook(data, cells)
