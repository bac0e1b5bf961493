"""Writing laid-out forms to Excel: the official layout with the same rows, type sizes and page breaks as on paper.

Facts behind it: openpyxl takes text that starts with "=" for a formula, cuts text at 32,767 characters without a word, and
leaves a literal ``_x0041_`` to be decoded by Excel; a row of Excel is at most 409 points high. A taller row becomes several
rows whose texts join to the entry (a part keeps the line end it was broken at), beside a label merged over all of them.
"""
from __future__ import annotations

import re
import zipfile
from copy import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, BinaryIO, cast
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.computed import as_number
from planeditor.formengine.drawing import DEFAULT_FONT, MM, POINTS_PER_WIDTH
from planeditor.formengine.grid import GridCell
from planeditor.formengine.layout import PAD_Y, LaidCell, LaidOut, Slice
from planeditor.formengine.pages import CellStyle, Rules
from planeditor.formengine.spans import bar_text

ROW_LIMIT = 405.0
"""Highest row in points; Excel's own limit is 409."""
TEXT_LIMIT = 32767
_ESCAPE = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_BAR_FILL = "D9D9D9"
_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*?)><f>(.*?)</f><v\s*/?>(?:</v>)?</c>')


@dataclass(slots=True)
class _Part:
    """One row of the Excel sheet: a row of the grid, or a part of one."""

    row: int
    height: float
    lines: dict[int, tuple[int, int]] | None
    breaks: bool = False


@dataclass
class ExcelInfo:
    """What the file says of itself, and what stands in its head and foot."""

    title: str = ""
    page_numbers: bool = True
    mark: str = ""
    """（案） and the like, in the page head, outside the form's own cells."""


@dataclass
class ExcelWriter:
    """Collects laid-out forms as worksheets of one workbook."""

    info: ExcelInfo
    _styles: dict[tuple[CellStyle, float, Rules, bool], Any] = field(default_factory=dict)
    _computed: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        font = Font(name=DEFAULT_FONT[0], size=DEFAULT_FONT[1])
        self.book._fonts[0] = font  # type: ignore[attr-defined]  # column widths are counted in digits of this font
        self.book._named_styles["Normal"].font = font  # type: ignore[attr-defined]
        self.book.properties.title = self.info.title or None
        self.book.properties.creator = ""
        self._names: set[str] = set()

    def add(self, laid: LaidOut) -> str:
        """One worksheet for a laid-out form; gives its name."""
        name = self._name(laid.grid.title)
        sheet: Worksheet = self.book.create_sheet(name)
        _Sheet(self, sheet, laid).write()
        return name

    def save(self, target: BinaryIO) -> None:
        """Write the workbook."""
        if not self._computed:
            self.book.save(target)
            return
        buffer = BytesIO()
        self.book.save(buffer)
        self._with_values(buffer, target)

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

    def style(self, style: CellStyle, size: float, rules: Rules, *, bar: bool) -> Any:
        """The shared style of cells that look like this."""
        key = (style, size, rules, bar)
        found = self._styles.get(key)
        if found is None:
            cell = Cell(self.book.worksheets[0], row=1, column=1)
            cell.font = Font(
                name=style.face.family, size=size, bold=style.face.bold, italic=style.face.italic,
                color=f"FF{style.color}", underline="single" if style.underline else None, strike=style.strike,
            )
            fill = _BAR_FILL if bar and not style.fill else style.fill
            if fill:
                cell.fill = PatternFill("solid", fgColor=f"FF{fill}")
            left, top, right, bottom = (Side(style=r or None) for r in rules)
            cell.border = Border(left=left, top=top, right=right, bottom=bottom)
            cell.alignment = Alignment(
                horizontal=style.horizontal, vertical=style.vertical, wrap_text=True, indent=style.indent
            )
            found = self._styles[key] = cell._style  # type: ignore[attr-defined]  # shared ids: the fast way to style
        return found

    def remember(self, sheet: str, address: str, value: str) -> None:
        """Keep the cached value of a computed cell until the file is written."""
        self._computed.setdefault(sheet, {})[address] = value

    def _with_values(self, source: BytesIO, target: BinaryIO) -> None:
        """Put the cached values beside the formulas; the library writes formulas without."""
        parts = {f"xl/worksheets/sheet{n}.xml": s.title for n, s in enumerate(self.book.worksheets, start=1)}
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            for item in old.infolist():
                data = old.read(item)
                values = self._computed.get(parts.get(item.filename, ""))
                if values:
                    data = _FORMULA_CELL.sub(lambda m, v=values: _cached(m, v), data)  # type: ignore[misc]
                new.writestr(item, data)


def _cached(match: re.Match[bytes], values: dict[str, str]) -> bytes:
    value = values[match[1].decode()]
    text = b"" if as_number(value) is not None else b' t="str"'
    return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (match[1], match[2], text, match[3], escape(value).encode())


class _Sheet:
    def __init__(self, writer: ExcelWriter, sheet: Worksheet, laid: LaidOut) -> None:
        self.writer, self.sheet, self.laid = writer, sheet, laid
        self.first_row: dict[int, int] = {}
        self.last_row: dict[int, int] = {}

    def write(self) -> None:
        parts = list(self._parts())
        for number, part in enumerate(parts, start=1):
            self.first_row.setdefault(part.row, number)
            self.last_row[part.row] = number
            self.sheet.row_dimensions[number].height = round(part.height, 2)
            if part.breaks:
                self.sheet.row_breaks.append(Break(id=number - 1))
        for number, laid in enumerate(self.laid.cells):
            self._cell(number, laid, parts)
        for column, width in enumerate(self.laid.grid.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(column)].width = round(width / POINTS_PER_WIDTH, 2)
        self._page_setup(len(parts))

    def _parts(self) -> Iterator[_Part]:
        page = 0
        for one in self.laid.slices:
            if one.repeated:
                continue
            breaks = one.page != page
            page = one.page
            for part in self._within_limit(one):
                yield _Part(part.row, part.height, part.lines, breaks)
                breaks = False

    def _within_limit(self, one: Slice) -> Iterator[Slice]:
        if one.height <= ROW_LIMIT:
            yield one
            return
        own = [
            (n, c) for n, c in enumerate(self.laid.cells)
            if c.cell.row == one.row and c.cell.rows == 1 and c.lines
        ]
        lines = one.lines if one.lines is not None else {n: (0, len(c.lines)) for n, c in own}
        if not lines:
            yield Slice(one.page, one.row, one.y, ROW_LIMIT, lines=one.lines)
            return
        at = {n: a for n, (a, _) in lines.items()}
        leading = {n: c.leading for n, c in own}
        while any(at[n] < b for n, (_, b) in lines.items()):
            taken = {n: min(b - at[n], int((ROW_LIMIT - 2 * PAD_Y) / leading[n])) for n, (_, b) in lines.items()}
            height = max(count * leading[n] for n, count in taken.items()) + 2 * PAD_Y
            yield Slice(one.page, one.row, one.y, height, lines={n: (at[n], at[n] + c) for n, c in taken.items()})
            at = {n: at[n] + c for n, c in taken.items()}

    def _cell(self, number: int, laid: LaidCell, parts: list[_Part]) -> None:
        cell = laid.cell
        top, bottom = self.first_row[cell.row], self.last_row[cell.row + cell.rows - 1]
        if cell.rows == 1 and bottom > top and self._is_split(number, laid, parts[top - 1 : bottom]):
            for row in range(top, bottom + 1):
                start, end = (parts[row - 1].lines or {}).get(number, (0, 0))
                self._put(laid, "".join(laid.lines[start:end]), row, row)
            return
        self._put(laid, cell.text, top, bottom)

    def _is_split(self, number: int, laid: LaidCell, parts: list[_Part]) -> bool:
        whole = (0, len(laid.lines))
        first = (parts[0].lines or {}).get(number, whole)
        return bool(laid.lines) and first != whole

    def _put(self, laid: LaidCell, text: str, top: int, bottom: int) -> None:
        cell, sheet = laid.cell, self.sheet
        left, right = cell.column + 1, cell.column + cell.columns
        rules = cell.style.rules
        cells = cast("dict[tuple[int, int], Cell]", sheet._cells)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                own = Rules(
                    rules.left if column == left else "", rules.top if row == top else "",
                    rules.right if column == right else "", rules.bottom if row == bottom else "",
                )
                made = Cell(sheet, row=row, column=column)
                made._style = self.writer.style(cell.style, laid.size, own, bar=cell.arrow)  # type: ignore[attr-defined]
                cells[row, column] = made
        if (top, left) != (bottom, right):
            sheet.merged_cells.ranges.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom))
        self._value(cells[top, left], cell, text)

    def _value(self, made: Cell, cell: GridCell, text: str) -> None:
        if cell.expression is not None:
            made._value = "=" + cell.expression.to_excel(lambda name: self._address(cell.ranges[name]))  # type: ignore[attr-defined]
            made.data_type = "f"
            self.writer.remember(self.sheet.title, made.coordinate, cell.text)
            return
        if not text:
            return
        number = as_number(text) if cell.number else None
        if number is not None:
            made.value = int(number) if number == int(number) else number
            made.data_type = "n"
            return
        shown = bar_text(text) if cell.arrow else text
        made._value = _ESCAPE.sub("_x005F_x", shown)[:TEXT_LIMIT]  # type: ignore[attr-defined]
        made.data_type = "s"
        if shown[0] in "=+-@":
            made._style = copy(made._style)  # type: ignore[attr-defined]  # the shared style must stay as it is
            made.quotePrefix = True

    def _address(self, cells: list[GridCell]) -> str:
        """The cells as Excel's ranges, runs of neighbours put together."""
        places = sorted((c.column + 1, self.first_row[c.row]) for c in cells)
        runs: list[list[int]] = []
        for column, row in places:
            if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
                runs[-1][2] = row
            else:
                runs.append([column, row, row])
        wide: list[list[int]] = []
        for column, top, bottom in runs:
            if wide and wide[-1][1] == column - 1 and wide[-1][2:] == [top, bottom]:
                wide[-1][1] = column
            else:
                wide.append([column, column, top, bottom])
        return ",".join(
            f"{get_column_letter(a)}{top}" + ("" if (a, top) == (b, bottom) else f":{get_column_letter(b)}{bottom}")
            for a, b, top, bottom in wide
        ) or '""'

    def _page_setup(self, rows: int) -> None:
        sheet, setup = self.sheet, self.laid.setup
        last = get_column_letter(len(self.laid.grid.widths))
        sheet.print_area = f"A1:{last}{rows}"
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
        headings = [self.first_row[i] for i, r in enumerate(self.laid.grid.rows) if r.heading and i in self.first_row]
        if headings and headings == list(range(headings[0], headings[-1] + 1)):
            sheet.print_title_rows = f"{headings[0]}:{headings[-1]}"
        if self.writer.info.page_numbers:
            sheet.oddFooter.center.text = "- &P -"  # type: ignore[union-attr]
        if self.writer.info.mark:
            sheet.oddHeader.right.text = self.writer.info.mark  # type: ignore[union-attr]
        sheet.sheet_view.showGridLines = False


def write_workbook(laid: Iterable[LaidOut], target: BinaryIO, info: ExcelInfo) -> list[str]:
    """Write laid-out forms as a workbook; gives the names of its sheets."""
    writer = ExcelWriter(info)
    names = [writer.add(one) for one in laid]
    writer.save(target)
    return names
