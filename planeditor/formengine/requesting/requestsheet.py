"""One worksheet of a request: the official form with its open cells, and what is told beside it."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.pages import CellStyle, Rules
from planeditor.formengine.paging.laid import LaidCell
from planeditor.formengine.recognition.stamping import SHEET_NAME
from planeditor.formengine.requesting.beside import Beside
from planeditor.formengine.requesting.looks import POINT_FILL, GrowingRow, Prompts, lock, put
from planeditor.formengine.requesting.opening import OpenedSheet
from planeditor.formengine.requesting.order import SheetOrder
from planeditor.formengine.writing.excelbook import ExcelBook
from planeditor.formengine.writing.excelrows import Part
from planeditor.formengine.writing.excelsheet import SheetWriter
from planeditor.messages import request_sheet as words

_FRAME = Rules("medium", "medium", "medium", "medium")
_STRUT = 1.2
"""How high a row of empty cells is, in type sizes."""


class RequestSheetWriter(SheetWriter):
    """Writes one sheet of a request."""

    def __init__(self, book: ExcelBook, sheet: Worksheet, opened: OpenedSheet, order: SheetOrder) -> None:
        super().__init__(book, sheet, opened.laid)
        self.opened, self.order = opened, order
        self.prompts = Prompts()
        self.beside = Beside(opened, order)
        self._filled_in = False

    def write(self) -> None:
        """The form, what stands beside it, its choices, its stamps and its protection."""
        super().write()
        self.beside.write(self)
        self._hold_rows_open()
        self.prompts.write(self.sheet)
        self.sheet.defined_names.add(DefinedName(SHEET_NAME, attr_text=f'"{self.order.token}"'))
        lock(self.sheet)

    def _row(self, number: int, part: Part) -> None:
        if part.row not in self.opened.least and part.row not in self.beside.asked_rows:
            super()._row(number, part)
            return
        height = round(part.height, 2)
        self.sheet.row_dimensions[number] = GrowingRow(self.sheet, index=number, ht=height)

    def _cell(self, number: int, laid: LaidCell) -> None:
        how = self.opened.open.get(number)
        self._filled_in = how is not None
        cell = laid.cell
        if cell.key in self.order.points:
            laid = replace(laid, cell=replace(cell, style=replace(cell.style, fill=POINT_FILL, rules=_FRAME)))
        super()._cell(number, laid)
        if how is not None:
            title = how.label
            prompt = words.CHOICES_PROMPT if how.choices else words.LENGTH_PROMPT.format(length=how.length) if how.length else ""
            prompt = "\n".join(filter(None, (prompt, how.legend)))
            for row in range(self.first_row[cell.row], self.last_row[cell.row] + 1):
                self.prompts.add(f"{get_column_letter(cell.column + 1)}{row}", title, prompt, how.choices)

    def _style(self, laid: LaidCell, rules: Rules) -> Any:
        return self.book.style(laid.cell.style, laid.size, rules, bar=laid.cell.arrow, fill_in=self._filled_in)

    def _hold_rows_open(self) -> None:
        """A cell of large type and without a text, in the gap beside the form, keeps a row high that is fitted to its texts."""
        column = len(self.laid.grid.widths) + 1
        for row, least in self.opened.least.items():
            self._strut(self.first_row[row], column, least)
        for row in self.beside.asked_rows - self.opened.least.keys():
            self._strut(self.first_row[row], column, self.laid.heights[row])

    def _strut(self, row: int, column: int, height: float) -> None:
        size = float(round(height / _STRUT))
        put(self.book, self.sheet, (row, column), "", CellStyle(size=size))

    def _page_setup(self, count: int) -> None:
        super()._page_setup(count)
        self.sheet.page_setup.fitToHeight = 0
        footer = self.sheet.oddFooter.right  # type: ignore[union-attr]  # set on every new sheet
        footer.text = f"{words.TOKEN} {self.order.token}"
        footer.size = 8
