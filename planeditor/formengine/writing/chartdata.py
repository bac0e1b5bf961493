"""The worksheet of the figures that the charts of a workbook show: one block for each, to be seen and corrected."""
from __future__ import annotations

from copy import copy
from typing import NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.charts.arranging import value_of
from planeditor.formengine.pages import CellStyle, Chart, Face, Rules
from planeditor.formengine.writing.excelbook import ExcelBook
from planeditor.formengine.writing.excelsheet import put_text
from planeditor.messages import charts as say

_FRAME = Rules("thin", "thin", "thin", "thin")
_TITLE = CellStyle(Face(bold=True), 10.5, vertical="center")
_HEAD = CellStyle(size=10.5, horizontal="center", vertical="center", fill="E7E7E7", rules=_FRAME)
_NAME = CellStyle(size=10.5, vertical="center", rules=_FRAME)
_FIGURE = CellStyle(size=10.5, horizontal="right", vertical="center", rules=_FRAME)
WHOLE, FRACTION = "#,##0", "#,##0.0#"
_NAMES_WIDTH, _WIDTH = 60.0, 14.0
_IN_LINE = 28
"""Characters of a name in one line."""
_IN_HEAD = 6
"""Characters of the head of a figure in one line."""
_LINE = 15.0


class Block(NamedTuple):
    """Where the figures of one chart stand: its names in column A, its series in the columns after it."""

    head: int
    first: int
    last: int


class ChartData:
    """Writes the figures of charts below each other."""

    def __init__(self, book: ExcelBook, sheet: Worksheet) -> None:
        self.book, self.sheet = book, sheet
        self._next = 1
        sheet.column_dimensions["A"].width = _NAMES_WIDTH
        sheet.page_setup.paperSize = 9
        sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # set on every new sheet
        sheet.page_setup.fitToHeight = 0

    def add(self, chart: Chart) -> Block:
        """Write the figures of a chart; where they stand."""
        self._put(self._next, 1, heading(chart), _TITLE)
        head = self._next + 1
        self._put(head, 1, say.CATEGORY, _HEAD)
        for column, series in enumerate(chart.series, start=2):
            self._put(head, column, series.name, _HEAD)
            self.sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
        longest = max((len(series.name) for series in chart.series), default=0)
        self.sheet.row_dimensions[head].height = _LINE * max(1, -(-longest // _IN_HEAD))
        for number, name in enumerate(chart.categories):
            row = head + 1 + number
            self._put(row, 1, name, _NAME)
            self.sheet.row_dimensions[row].height = _LINE * max(1, -(-len(name) // _IN_LINE))
            for column, series in enumerate(chart.series, start=2):
                self._figure(row, column, value_of(series.values, number))
        last = head + len(chart.categories)
        self._next = last + 2
        return Block(head, head + 1, last)

    def _put(self, row: int, column: int, text: str, style: CellStyle) -> None:
        cell: Cell = self.sheet.cell(row, column)  # type: ignore[assignment]  # nothing is merged here
        cell._style = self.book.style(style, style.size, style.rules)  # type: ignore[attr-defined]
        if text:
            put_text(cell, text)

    def _figure(self, row: int, column: int, value: float | None) -> None:
        self._put(row, column, "", _FIGURE)
        if value is not None:
            cell = self.sheet.cell(row, column)
            cell.value = int(value) if value == int(value) else value
            cell._style = copy(cell._style)  # type: ignore[union-attr]  # the shared style must stay as it is
            cell.number_format = WHOLE if value == int(value) else FRACTION


def heading(chart: Chart) -> str:
    """The title of a chart with its unit."""
    unit = say.UNIT.format(unit=chart.unit) if chart.unit and f"（{chart.unit}）" not in chart.title else ""
    return f"{chart.title}（{unit}）" if chart.title and unit else chart.title or unit
