"""Writing a drawing: a plain worksheet with its placeholders, and the margin marks outside the area that is printed."""
from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from io import BytesIO
from typing import cast

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.designing.plainsheet import PlainCell, PlainMark, PlainSheet
from planeditor.formengine.form.drawing import DEFAULT_FONT, POINTS_PER_WIDTH
from planeditor.formengine.pages import CellStyle, Face, Rules
from planeditor.formengine.writing.excel import ExcelWriter
from planeditor.formengine.writing.excelbook import ExcelInfo
from planeditor.formengine.writing.excelsheet import put_text

_MARK_STYLE = CellStyle(face=Face(DEFAULT_FONT[0]), size=9.0, color="1D4F91")
_MARK_WIDTH = 24.0


def write_drawing(sheet: PlainSheet, title: str) -> bytes:
    """The workbook of a drawing, as bytes."""
    writer = ExcelWriter(ExcelInfo(title, page_numbers=False))
    page = writer.new_sheet(sheet.name)
    _Drawer(writer, page, sheet).draw()
    made = BytesIO()
    writer.save(made)
    return made.getvalue()


class _Drawer:
    def __init__(self, writer: ExcelWriter, page: Worksheet, sheet: PlainSheet) -> None:
        self.book, self.page, self.sheet = writer.book, page, sheet

    def draw(self) -> None:
        """Cells, sizes, the page, the marks."""
        page, sheet = self.page, self.sheet
        for column, width in enumerate(sheet.widths, start=1):
            page.column_dimensions[get_column_letter(column)].width = round(width / POINTS_PER_WIDTH, 2)
        for row, height in enumerate(sheet.heights, start=1):
            page.row_dimensions[row].height = round(height, 2)
        for cell in sheet.cells.values():
            self._cell(cell)
        self._setup()
        self._marks([m for m in sheet.marks if m.rows], rows=True)
        self._marks([m for m in sheet.marks if not m.rows], rows=False)

    def _cell(self, cell: PlainCell) -> None:
        rules, (bottom, right) = cell.style.rules, cell.end
        whole = cell.rows == cell.columns == 1
        for row in range(cell.row, bottom + 1):
            for column in range(cell.column, right + 1):
                own = rules if whole else rules.part((row, column), cell.row, cell.column, bottom, right)
                made = Cell(self.page, row=row, column=column)
                made._style = self.book.style(cell.style, cell.style.size, own)  # type: ignore[attr-defined]
                self.page._cells[row, column] = made
        if not whole:
            span = CellRange(min_col=cell.column, min_row=cell.row, max_col=right, max_row=bottom)
            self.page.merged_cells.ranges.add(span)
        if cell.text:
            put_text(cast("Cell", self.page.cell(cell.row, cell.column)), cell.text)

    def _setup(self) -> None:
        page, setup = self.page, self.sheet.setup
        page.print_area = f"A1:{get_column_letter(len(self.sheet.widths))}{len(self.sheet.heights)}"
        page.page_setup.orientation = "landscape" if setup.width > setup.height else "portrait"
        page.page_setup.paperSize = 9 if max(setup.width, setup.height) < 900 else 8
        margins = page.page_margins
        margins.left, margins.top, margins.right, margins.bottom = (
            side / 72 for side in (setup.left, setup.top, setup.right, setup.bottom)
        )
        page.print_options.horizontalCentered = setup.centered
        page.sheet_view.showGridLines = False

    def _marks(self, marks: Iterable[PlainMark], *, rows: bool) -> None:
        """Inner marks nearest to the form; a mark stands in the first lane that is free beside all it is for."""
        taken: list[tuple[int, PlainMark]] = []
        ordered = sorted(enumerate(marks), key=lambda m: (m[1].last - m[1].first, -m[0]))
        for _, mark in ordered:
            beside = [lane for lane, other in taken if other.first <= mark.last and mark.first <= other.last]
            lane = max(beside, default=0) + 1
            taken.append((lane, mark))
            self._mark(mark, lane, rows=rows)

    def _mark(self, mark: PlainMark, lane: int, *, rows: bool) -> None:
        across, down = len(self.sheet.widths), len(self.sheet.heights)
        if rows:
            top, bottom, left = mark.first, mark.last, across + lane
            right = left
            self.page.column_dimensions[get_column_letter(left)].width = _MARK_WIDTH
        else:
            left, right, top = mark.first, mark.last, down + lane
            bottom = top
        cell = self.page.cell(top, left)
        cell._style = copy(self.book.style(_MARK_STYLE, _MARK_STYLE.size, Rules()))  # type: ignore[union-attr]
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        cell.value = mark.text
        if (top, left) != (bottom, right):
            self.page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
