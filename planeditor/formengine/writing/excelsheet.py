"""One worksheet of an exported workbook: rows, cells, merged ranges, formulas and the page."""
from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from itertools import accumulate
from typing import Any, cast

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.cells import CUT_MARK
from planeditor.formengine.filling.computed import as_number
from planeditor.formengine.filling.grid import PAGE_MARK, PAGES_MARK, GridCell
from planeditor.formengine.filling.spans import bar_text
from planeditor.formengine.form.drawing import MM, POINTS_PER_WIDTH
from planeditor.formengine.pages import Chart, Mark, Rules
from planeditor.formengine.paging.laid import LaidCell, LaidOut
from planeditor.formengine.paging.pagenumbers import has_marks
from planeditor.formengine.writing.excelbook import ChartPlace, ExcelBook, SheetPlaces
from planeditor.formengine.writing.excelrows import PART_LIMIT, TEXT_LIMIT, Part, excel_rows, whole_lines
from planeditor.formengine.writing.markedtext import MarkedText, escaped

FORMULA_LIMIT, ARGUMENT_LIMIT = 8192, 255
"""Characters of a formula, and arguments of a function, that Excel takes."""


class SheetWriter:
    """Writes one laid-out form onto a worksheet."""

    def __init__(self, book: ExcelBook, sheet: Worksheet, laid: LaidOut) -> None:
        self.book, self.sheet, self.laid = book, sheet, laid
        self.first_row: dict[int, int] = {}
        self.last_row: dict[int, int] = {}
        self.parts: list[Part] = []

    def write(self) -> None:
        """Rows, cells, widths and the page."""
        self.parts = list(excel_rows(self.laid))
        for number, part in enumerate(self.parts, start=1):
            self.first_row.setdefault(part.row, number)
            self.last_row[part.row] = number
            self._row(number, part)
            if part.breaks:
                self.sheet.row_breaks.append(Break(id=number - 1))
        for number, laid in enumerate(self.laid.cells):
            self._cell(number, laid)
        for column, width in enumerate(self.laid.grid.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(column)].width = round(width / POINTS_PER_WIDTH, 2)
        self._page_setup(len(self.parts))
        self.book.places[self.laid.grid.form] = SheetPlaces(self.sheet.title, self.laid.grid, self.first_row)

    def _row(self, number: int, part: Part) -> None:
        """The height of one row of the sheet."""
        self.sheet.row_dimensions[number].height = round(part.height, 2)

    def _style(self, laid: LaidCell, rules: Rules) -> Any:
        """The shared style of a cell, or of one cell of a merged range."""
        return self.book.style(laid.cell.style, laid.size, rules, bar=laid.cell.arrow)

    def _cell(self, number: int, laid: LaidCell) -> None:
        """One cell: merged over its rows, or in a row that became several a part of its text in each."""
        cell = laid.cell
        top, bottom = self.first_row[cell.row], self.last_row[cell.row + cell.rows - 1]
        if cell.chart is not None:
            self._keep_chart(laid, cell.chart, top, bottom)
        # one whose lines all stand in one part stays whole, merged over all: the reader tells the parts of a row by it
        shown = [a < b for part in self.parts[top - 1 : bottom] for a, b in [part.lines.get(number, (0, 0))]]
        if cell.rows == 1 and sum(shown) > 1:
            for row in range(top, bottom + 1):
                start, end = self.parts[row - 1].lines.get(number, (0, 0))
                last = end == len(laid.lines)
                text = "".join(laid.lines[start:end])
                self._put(laid, text if last else _marked(text), row, row, last=last, begin=sum(map(len, laid.lines[:start])))
        elif len(cell.text) > PART_LIMIT and cell.expression is None:
            *before, end_text = whole_lines(laid.lines, PART_LIMIT)
            texts = [*map(_marked, before), end_text]
            cuts = [top + (bottom - top + 1) * n // len(texts) for n in range(len(texts) + 1)]
            begins = [0, *accumulate(map(len, before))]
            for text, first, after, begin in zip(texts, cuts, cuts[1:], begins, strict=False):
                self._put(laid, text, first, after - 1, begin=begin)
        else:
            self._put(laid, cell.text, top, bottom)

    def _keep_chart(self, laid: LaidCell, chart: Chart, top: int, bottom: int) -> None:
        """Let a chart be put over its cell when the sheet of figures is there."""
        first, last = laid.cell.column, laid.cell.column + laid.cell.columns
        self.book.charts.append(ChartPlace(
            self.sheet, chart, (top, first + 1, bottom, last), laid.width,
            sum(part.height for part in self.parts[top - 1 : bottom]), self.laid.grid.widths[last - 1],
            self.parts[bottom - 1].height, laid.cell.style.face.family, laid.size,
        ))  # fmt: skip

    def _put(self, laid: LaidCell, text: str, top: int, bottom: int, *, last: bool = True, begin: int = 0) -> None:
        """Write a text to the rows from ``top`` to ``bottom``; ``begin``: where it begins in the text of the whole cell."""
        cell, sheet = laid.cell, self.sheet
        left, right = cell.column + 1, cell.column + cell.columns
        rules, whole = cell.style.rules, (top, left) == (bottom, right)
        cells = cast("dict[tuple[int, int], Cell]", sheet._cells)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                own = rules if whole else rules.part((row, column), top, left, bottom, right)
                made = Cell(sheet, row=row, column=column)
                made._style = self._style(laid, own)  # type: ignore[attr-defined]
                cells[row, column] = made
        if not whole:
            sheet.merged_cells.ranges.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom))
        shown = bar_text(text) if cell.arrow and last else text
        if cell.marks and shown:
            marks = [Mark(start - begin, end - begin, kind) for start, end, kind in cell.marks]
            put_text(cells[top, left], shown, MarkedText.of(shown, marks, cell.style, laid.size))
            return
        self._value(cells[top, left], cell, shown)

    def _value(self, made: Cell, cell: GridCell, text: str) -> None:
        if any("." in name for name in cell.ranges):
            self.book.unfinished.append(lambda: self._calculate(made, cell))  # the other sheet may stand behind this one
        elif self._calculate(made, cell):
            return
        if not text:
            return
        number = as_number(text) if cell.number or cell.expression is not None else None
        if number is not None:
            made.value = int(number) if number == int(number) else number
            made.data_type = "n"
            return
        shown = text
        if cell.key is None and has_marks(shown):
            shown = shown.replace(PAGE_MARK, str(self.book.pages + self.parts[made.row - 1].page + 1))
            if PAGES_MARK in shown:
                self.book.wait_for_pages(made)
        put_text(made, shown)

    def _calculate(self, made: Cell, cell: GridCell) -> bool:
        """Give a computed cell its formula; False where it has none, or one that cannot be written."""
        formula = self._formula(cell)
        if formula:
            made._value = formula  # type: ignore[attr-defined]
            made.data_type = "f"
            self.book.remember(self.sheet.title, made.coordinate, cell.text)
        return bool(formula)

    def _formula(self, cell: GridCell) -> str:
        """The formula of a computed cell; "" where there is none, it is longer than Excel takes, or the sheet it refers to is
        not in the book."""
        if cell.expression is None:
            return ""
        ranges = {}
        for name, cells in cell.ranges.items():
            form = name.partition(".")[0] if "." in name else ""
            other = self.book.places.get(form)
            if form and (other is None or not other.has(cells)):
                return ""
            ranges[name] = _ranges(cells, other.rows, other.sheet) if form and other else _ranges(cells, self.first_row)
        formula = "=" + cell.expression.to_excel(ranges)
        return formula if len(formula) <= FORMULA_LIMIT and all(len(r) <= ARGUMENT_LIMIT for r in ranges.values()) else ""

    def _page_setup(self, count: int) -> None:
        sheet, setup = self.sheet, self.laid.setup
        last = get_column_letter(len(self.laid.grid.widths))
        sheet.print_area = f"A1:{last}{max(count, 1)}"
        page = sheet.page_setup
        page.orientation = "landscape" if setup.width > setup.height else "portrait"
        page.paperSize = 9 if max(setup.width, setup.height) < 900 else 8
        sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # set on every new sheet
        page.fitToWidth, page.fitToHeight = 1, 1 if self.laid.page_count == 1 else 0
        margins = sheet.page_margins
        margins.left, margins.top = setup.left / 72, setup.top / 72
        margins.right, margins.bottom = setup.right / 72, setup.bottom / 72
        margins.header = margins.footer = 6 * MM / 72
        sheet.print_options.horizontalCentered = setup.centered
        self._print_titles()
        if self.book.info.page_numbers:
            sheet.oddFooter.center.text = "- &P -"  # type: ignore[union-attr]
        if self.book.info.mark:
            sheet.oddHeader.right.text = self.book.info.mark  # type: ignore[union-attr]
        sheet.sheet_view.showGridLines = False

    def _print_titles(self) -> None:
        """The headings that Excel repeats on each page. It knows one run of rows only: the last, which names the columns;
        what stands above it is told by the sheet's name in the page head."""
        rows = self.laid.grid.rows
        headings = [self.first_row[i] for i, r in enumerate(rows) if r.heading and not r.path and i in self.first_row]
        if not headings:
            return
        first = last = headings[-1]
        while first - 1 in headings:
            first -= 1
        self.sheet.print_title_rows = f"{first}:{last}"
        if first != headings[0] and self.laid.page_count > 1:
            self.sheet.oddHeader.left.text = "&A"  # type: ignore[union-attr]  # set on every new sheet


def _ranges(cells: list[GridCell], rows: Mapping[int, int], sheet: str = "") -> list[str]:
    """The cells as Excel's ranges, runs of neighbours put together; ``sheet``: the worksheet where it is another one."""
    places = sorted((c.column + 1, rows[c.row]) for c in cells)
    runs: list[list[int]] = []
    for column, row in places:
        if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
            runs[-1][2] = row
        else:
            runs.append([column, row, row])
    wide: list[list[int]] = []
    for column, top, bottom in sorted(runs, key=lambda r: (r[1], r[2], r[0])):
        if wide and wide[-1][1] == column - 1 and wide[-1][2:] == [top, bottom]:
            wide[-1][1] = column
        else:
            wide.append([column, column, top, bottom])
    head = quote_sheetname(sheet) + "!" if sheet else ""
    return [
        f"{head}{get_column_letter(a)}{top}" + ("" if (a, top) == (b, bottom) else f":{get_column_letter(b)}{bottom}")
        for a, b, top, bottom in wide
    ]


def put_text(made: Cell, text: str, marked: MarkedText | None = None) -> None:
    """Give a cell a text that is not empty: one that begins like a formula stays the text it is. ``marked``: with its runs."""
    made._value = marked or escaped(text)  # type: ignore[attr-defined]
    made.data_type = "s"
    if text[0] in "=+-@":
        made._style = copy(made._style)  # type: ignore[attr-defined]  # the shared style must stay as it is
        made.quotePrefix = True


def _marked(text: str) -> str:
    """A part of a text that goes on in the next one: marked where no line ends with it."""
    whole = not text or text.endswith("\n") or len(text) >= TEXT_LIMIT
    return text if whole else text + CUT_MARK
