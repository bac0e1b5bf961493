"""Writing laid-out forms to Excel: the official layout with the same rows, type sizes and page breaks as on paper.

Facts behind it: openpyxl takes text that starts with "=" for a formula, cuts text at 32,767 characters without a word, and
leaves a literal ``_x0041_`` to be decoded by Excel; a row of Excel is at most 409 points high. A taller row becomes several
rows whose texts join to the entry (a part keeps the line end it was broken at), beside a label merged over all of them.
"""
from __future__ import annotations

import contextlib
import gc
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO

from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.filling.grid import PAGES_MARK
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.writing.excelbook import ExcelBook, ExcelInfo
from planeditor.formengine.writing.excelsheet import SheetWriter
from planeditor.formengine.writing.sheetparts import save_workbook

_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


class ExcelWriter:
    """Collects laid-out forms as worksheets of one workbook."""

    def __init__(self, info: ExcelInfo, like: ExcelBook | None = None) -> None:
        """``like``: a book of the same looks, whose styles are used again."""
        self.book = ExcelBook(info, like)
        self._names: set[str] = set()

    @property
    def pages(self) -> int:
        """How many pages the worksheets so far are printed on."""
        return self.book.pages

    def add(self, laid: LaidOut) -> str:
        """One worksheet for a laid-out form; gives its name."""
        sheet = self.new_sheet(laid.grid.title)
        SheetWriter(self.book, sheet, laid).write()
        self.book.pages += laid.page_count
        return sheet.title

    def new_sheet(self, title: str) -> Worksheet:
        """An empty worksheet, named by its title as far as Excel allows."""
        sheet: Worksheet = self.book.workbook.create_sheet(self._name(title))
        return sheet

    def save(self, target: BinaryIO) -> None:
        """Write the workbook: made in memory and written in one go, so that a full disk stops a plain write and no archive."""
        for cell in self.book.waiting:
            cell.value = str(cell.value).replace(PAGES_MARK, str(self.pages))
        for finish in self.book.unfinished:
            finish()
        if self.book.charts:
            from planeditor.formengine.writing.excelcharts import add_charts  # few books have one

            add_charts(self.book, self.new_sheet)
        made = BytesIO()
        save_workbook(self.book.workbook, self.book.computed, made)
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


def write_workbook(laid: Iterable[LaidOut], target: BinaryIO, info: ExcelInfo) -> int:
    """Write laid-out forms as a workbook, one sheet each; gives the number of pages they print on."""
    writer = ExcelWriter(info)
    with collector_at_rest():
        for one in laid:
            writer.add(one)
        writer.save(target)
    return writer.pages


@contextlib.contextmanager
def collector_at_rest() -> Iterator[None]:
    """A workbook in the making is all live objects and no garbage; looking through them again and again is what would
    make a sheet of a large plan dearer than one of a small plan."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
