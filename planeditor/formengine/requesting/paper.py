"""A plain office paper, A4 upright: rows of merged cells one below the other, each as high as its text."""
from __future__ import annotations

import math
from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.form.drawing import MM
from planeditor.formengine.pages import CellStyle
from planeditor.formengine.paging.laid import LEADING, PAD_X
from planeditor.formengine.requesting import looks
from planeditor.formengine.writing.excelbook import ExcelBook

HEIGHT, WIDTH = 297 * MM, 210 * MM
LEFT, RIGHT, TOP, BOTTOM = 25 * MM, 20 * MM, 16 * MM, 14 * MM
"""Margins in points; the left one is for filing."""
_AIR = 5.0
"""Height above and below the lines of a row, together."""


class Paper:
    """Writes the rows of a sheet from the top."""

    def __init__(self, book: ExcelBook, sheet: Worksheet, widths: Sequence[float], *, landscape: bool = False) -> None:
        self.book, self.sheet, self.widths = book, sheet, widths
        self.row = 0
        self.used = 0.0
        """Height of the rows so far, in points."""
        for number, width in enumerate(widths, start=1):
            looks.column_width(sheet, get_column_letter(number), width)
        self._set_up(landscape=landscape)

    def line(
        self, cells: Sequence[tuple[int, int, str, CellStyle]], *, least: float = 0.0, fill_in: Sequence[int] = ()
    ) -> list[str]:
        """One row: first column, number of columns, text and style of each cell; gives their addresses.

        ``fill_in``: which of the cells, by their place in the row, are to be filled in.
        """
        self.row += 1
        height = max([least, *(self._height(first, count, text, style) for first, count, text, style in cells)])
        self.sheet.row_dimensions[self.row].height = round(height, 2)
        self.used += height
        return [
            looks.put(self.book, self.sheet, (self.row, first), text, style, columns=count, fill_in=n in fill_in)
            for n, (first, count, text, style) in enumerate(cells)
        ]

    def gap(self, height: float) -> None:
        """An empty row."""
        self.line((), least=height)

    def _height(self, first: int, count: int, text: str, style: CellStyle) -> float:
        width = sum(self.widths[first - 1 : first - 1 + count])
        in_line = max(1, int((width - 2 * PAD_X - style.indent * style.size) / style.size))
        lines = sum(max(1, math.ceil(text_width(line) / in_line)) for line in text.split("\n")) if text else 0
        return lines * style.size * LEADING + _AIR if lines else 0.0

    def _set_up(self, *, landscape: bool) -> None:
        page, margins = self.sheet.page_setup, self.sheet.page_margins
        page.orientation, page.paperSize = "landscape" if landscape else "portrait", 9
        page.fitToWidth, page.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # set on every new sheet
        margins.left, margins.right, margins.top, margins.bottom = LEFT / 72, RIGHT / 72, TOP / 72, BOTTOM / 72
        margins.header = margins.footer = 6 * MM / 72
        self.sheet.print_options.horizontalCentered = True
        self.sheet.sheet_view.showGridLines = False

    @property
    def pages(self) -> int:
        """On how many sheets of paper the rows so far are printed, upright."""
        return max(1, math.ceil(self.used / (HEIGHT - TOP - BOTTOM)))


def text_width(text: str) -> float:
    """About how wide a text is, in type sizes."""
    return sum(0.5 if ord(c) < 0x2000 else 1.0 for c in text)
