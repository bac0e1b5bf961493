"""Writing laid-out forms to Excel: the official layout with the same rows, type sizes and page breaks as on paper.

Facts behind it: openpyxl takes text that starts with "=" for a formula, cuts text at 32,767 characters without a word, and
leaves a literal ``_x0041_`` to be decoded by Excel; a row of Excel is at most 409 points high. A taller row becomes several
rows whose texts join to the entry (a part keeps the line end it was broken at), beside a label merged over all of them.
"""
from __future__ import annotations

import contextlib
import gc
import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO
from xml.sax.saxutils import escape

from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.filling.computed import as_number
from planeditor.formengine.form.formula import ERRORS
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.paging.pagenumbers import PAGES_MARK
from planeditor.formengine.writing.excelbook import ExcelBook, ExcelInfo
from planeditor.formengine.writing.excelsheet import SheetWriter

_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*?)><f>(.*?)</f><v\s*/?>(?:</v>)?</c>')


class ExcelWriter:
    """Collects laid-out forms as worksheets of one workbook."""

    def __init__(self, info: ExcelInfo) -> None:
        self.book = ExcelBook(info)
        self._names: set[str] = set()

    @property
    def pages(self) -> int:
        """How many pages the worksheets so far are printed on."""
        return self.book.pages

    def add(self, laid: LaidOut) -> str:
        """One worksheet for a laid-out form; gives its name."""
        name = self._name(laid.grid.title)
        sheet: Worksheet = self.book.workbook.create_sheet(name)
        SheetWriter(self.book, sheet, laid).write()
        self.book.pages += laid.page_count
        return name

    def save(self, target: BinaryIO) -> None:
        """Write the workbook: made in memory and written in one go, so that a full disk stops a plain write and no archive."""
        for cell in self.book.waiting:
            cell.value = str(cell.value).replace(PAGES_MARK, str(self.pages))
        made = BytesIO()
        self.book.workbook.save(made)
        if self.book.computed:
            made = self._with_values(made)
        target.write(made.getbuffer())

    def _name(self, title: str) -> str:
        """A sheet name by Excel's rules (31 characters, none of []:*?/\\), once in the workbook."""
        base = _SHEET_NAME.sub("_", title).strip("'")[:31] or "様式"
        name, count = base, 1
        while name.casefold() in self._names:
            count += 1
            ending = f" ({count})"
            name = base[: 31 - len(ending)] + ending
        self._names.add(name.casefold())
        return name

    def _with_values(self, source: BytesIO) -> BytesIO:
        """Put the cached values beside the formulas; the library writes formulas without."""
        parts = {f"xl/worksheets/sheet{n}.xml": s.title for n, s in enumerate(self.book.workbook.worksheets, start=1)}
        target = BytesIO()
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            for item in old.infolist():
                data = old.read(item)
                values = self.book.computed.get(parts.get(item.filename, ""))
                if values:
                    data = _FORMULA_CELL.sub(lambda m, v=values: _cached(m, v), data)  # type: ignore[misc]
                new.writestr(item, data)
        return target


def _cached(match: re.Match[bytes], values: dict[str, str]) -> bytes:
    value = values[match[1].decode()]
    text = b' t="e"' if value in ERRORS else b"" if as_number(value) is not None else b' t="str"'
    return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (match[1], match[2], text, match[3], escape(value).encode())


def write_workbook(laid: Iterable[LaidOut], target: BinaryIO, info: ExcelInfo) -> int:
    """Write laid-out forms as a workbook, one sheet each; gives the number of pages they print on."""
    writer = ExcelWriter(info)
    with _collector_at_rest():
        for one in laid:
            writer.add(one)
        writer.save(target)
    return writer.pages


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """A workbook in the making is all live objects and no garbage; looking through them again and again is what would
    make a sheet of a large plan dearer than one of a small plan."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
