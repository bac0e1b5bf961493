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
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.filling.computed import as_number
from planeditor.formengine.form.drawing import DEFAULT_FONT
from planeditor.formengine.form.formula import ERRORS
from planeditor.formengine.pages import CellStyle, Rules
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.paging.pagenumbers import PAGES_MARK
from planeditor.formengine.writing.excelsheet import SheetWriter

_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_BAR_FILL = "D9D9D9"
_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*?)><f>(.*?)</f><v\s*/?>(?:</v>)?</c>')


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
    _waiting: list[Cell] = field(default_factory=list)
    pages: int = 0
    """How many pages the worksheets so far are printed on."""

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
        SheetWriter(self, sheet, laid).write()
        self.pages += laid.page_count
        return name

    def save(self, target: BinaryIO) -> None:
        """Write the workbook."""
        for cell in self._waiting:
            cell.value = str(cell.value).replace(PAGES_MARK, str(self.pages))
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

    def wait_for_pages(self, cell: Cell) -> None:
        """Fill in the number of pages of the workbook when it is written."""
        self._waiting.append(cell)

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
