"""The workbook in the making: what its sheets share (styles, cached values, the count of pages)."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.numbers import FORMAT_TEXT
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.filling.grid import Grid, GridCell
from planeditor.formengine.form.drawing import DEFAULT_FONT
from planeditor.formengine.pages import CellStyle, Chart, Rules

_BAR_FILL = "D9D9D9"
_TABLES = (
    "_fonts", "_fills", "_borders", "_alignments", "_protections", "_number_formats", "_cell_styles", "_named_styles",
)  # fmt: skip
"""Where the library keeps the styles of a workbook."""


@dataclass
class ExcelInfo:
    """What the file says of itself, and what stands in its head and foot."""

    title: str = ""
    page_numbers: bool = True
    mark: str = ""
    """（案） and the like, in the page head, outside the form's own cells."""


@dataclass(frozen=True, slots=True)
class SheetPlaces:
    """Where the cells of a filled form stand on its worksheet."""

    sheet: str
    grid: Grid
    rows: Mapping[int, int]
    """Row of the grid -> row of the worksheet."""

    def has(self, cells: Iterable[GridCell]) -> bool:
        """Whether these cells, filled apart from this sheet, stand on it at the same places."""
        own = {(c.row, c.column): (c.name, c.key) for c in self.grid.cells}
        return all(own.get((c.row, c.column)) == (c.name, c.key) for c in cells)


@dataclass(frozen=True, slots=True)
class ChartPlace:
    """A chart that waits for the sheet of figures, and the cells over which it stands."""

    sheet: Worksheet
    chart: Chart
    cells: tuple[int, int, int, int]
    """First row, first column, last row, last column, from 1."""
    width: float
    height: float
    """Of all these cells, in points."""
    last_width: float
    last_height: float
    family: str
    size: float
    """The type of the cell."""


@dataclass
class ExcelBook:
    """A new workbook without a sheet, and what is known about it only when all sheets are made."""

    info: ExcelInfo
    like: ExcelBook | None = None
    """A book whose styles it has too: one of many that look alike."""
    computed: dict[str, dict[str, str]] = field(default_factory=dict)
    """Sheet name -> address -> cached value of a computed cell."""
    waiting: list[Cell] = field(default_factory=list)
    """Cells that show the number of pages of the whole workbook."""
    unfinished: list[Callable[[], object]] = field(default_factory=list)
    """What can only be written when all sheets are there."""
    places: dict[str, SheetPlaces] = field(default_factory=dict)
    """Name of a form -> where the cells of its last sheet stand."""
    charts: list[ChartPlace] = field(default_factory=list)
    pages: int = 0
    """How many pages the worksheets so far are printed on."""
    _numbers: dict[int, tuple[CellStyle, int]] = field(default_factory=dict)
    """Identity of a style (which is kept, so that it stays the only one) -> its number: equal ones have the same."""
    _by_value: dict[CellStyle, int] = field(default_factory=dict)
    _styles: dict[tuple[int, float, Rules, bool, bool], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.workbook.properties.title = self.info.title or None
        self.workbook.properties.creator = ""
        if self.like is not None:
            for table in _TABLES:
                setattr(self.workbook, table, getattr(self.like.workbook, table))
            self._numbers, self._by_value, self._styles = self.like._numbers, self.like._by_value, self.like._styles
            return
        font = Font(name=DEFAULT_FONT[0], size=DEFAULT_FONT[1])
        self.workbook._fonts[0] = font  # type: ignore[attr-defined]  # column widths are counted in digits of this font
        self.workbook._named_styles["Normal"].font = font  # type: ignore[attr-defined]

    def style(self, style: CellStyle, size: float, rules: Rules, *, bar: bool = False, fill_in: bool = False) -> Any:
        """The shared style of cells that look like this. ``fill_in``: to be filled in, as text, also where the sheet is locked."""
        known = self._numbers.get(id(style))
        if known is None:
            number = self._by_value.setdefault(style, len(self._by_value))
            known = self._numbers[id(style)] = style, number
        key = (known[1], size, rules, bar, fill_in)
        found = self._styles.get(key)
        if found is None:
            cell = Cell(self.workbook.worksheets[0], row=1, column=1)
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
            if fill_in:
                cell.number_format = FORMAT_TEXT
                cell.protection = Protection(locked=False)
            found = self._styles[key] = cell._style  # type: ignore[attr-defined]  # shared ids: the fast way to style
        return found

    def remember(self, sheet: str, address: str, value: str) -> None:
        """Keep the cached value of a computed cell until the file is written."""
        self.computed.setdefault(sheet, {})[address] = value

    def wait_for_pages(self, cell: Cell) -> None:
        """Fill in the number of pages of the workbook when it is written."""
        self.waiting.append(cell)
