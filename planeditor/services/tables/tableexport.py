"""The whole-plan table on paper and as a workbook: as shown, on A3 or A4 landscape, nothing cut, the header on each page."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from planeditor.domain.days import today
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import PLAN_ID
from planeditor.formengine.filling.grid import Grid, GridCell, GridRow
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.drawing import MM, PageSetup
from planeditor.formengine.pages import CellStyle, Face, Page, Rules
from planeditor.formengine.paging.laid import PAD_X
from planeditor.formengine.paging.layout import WRAP_SAFETY, Typesetter
from planeditor.formengine.writing.excel import write_workbook
from planeditor.formengine.writing.excelbook import ExcelInfo
from planeditor.formengine.writing.pdf import PdfInfo, write_pdf
from planeditor.messages import finding as say
from planeditor.messages import services as say_services
from planeditor.services.paper.order import Progress, Written
from planeditor.services.paper.targets import beside
from planeditor.services.tables.tabulating import Table

Paper = Literal["A3", "A4"]
_SIZES: dict[Paper, tuple[float, float]] = {"A3": (420.0, 297.0), "A4": (297.0, 210.0)}
_BINDING, _MARGIN = 25.0, 12.0
"""Left margin for the binding, and the others, in mm."""
_TYPE, _LEAST_TYPE = 9.0, 6.0
_LEAST_EMS, _LEAST_LABEL_EMS = 6.0, 4.0
"""A text shorter than the first is not broken, a label not before the second; in ems."""
_WIDEST_EMS = 60.0
"""A longer text is broken into lines before its column takes more room than others."""
_PADDING = 2 * PAD_X + 0.5
_FRAME = Rules("thin", "thin", "thin", "thin")


def export_table(
    table: Table, target: Path, *, paper: Paper = "A3", title: str = "", on: dt.date | None = None,
    fonts: FontBook | None = None, progress: Progress | None = None,
) -> Written:
    """Write a table's columns and rows, in their order, to ``target`` (.xlsx or .pdf). Internal fields are left out, with a warning.

    ``title``: by default the plan's with 一覧; ``on``: the date printed, by default today; ``progress`` is told of the pages of a
    PDF, and what it raises stops the export, leaving no file. Raises KnownError for an unknown
    suffix, no rows, no column but internal ones, more columns than the paper holds, and what keeps the file from being written.
    """
    kind = target.suffix.lower()
    if kind not in (".xlsx", ".pdf"):
        raise KnownError(say_services.BAD_SUFFIX.format(file=target.name))
    written = Written([target])
    shown = [c for c in table.columns if not c.internal]
    internal = "、".join(c.label for c in table.columns if c.internal)
    if not shown:
        raise KnownError(say.ONLY_INTERNAL)
    if internal:
        written.warnings.append(say.INTERNAL_DROPPED.format(fields=internal))
    if not table.rows:
        raise KnownError(say.NO_ROWS)
    fonts = fonts or FontBook()
    title = title or say.TABLE_TITLE.format(title=table.plan.title).strip()
    drawing = _Drawing(table.with_columns(shown), fonts, _setup(paper))
    if drawing.size < _TYPE:
        written.warnings.append(say.TOO_MANY_COLUMNS.format(size=f"{drawing.size:g}"))
    grid = drawing.grid(title, on or today())
    typesetter = Typesetter(fonts)
    laid = typesetter.lay_out(grid, drawing.setup, fit=False, min_size=_LEAST_TYPE)
    with beside(target) as output:
        if kind == ".pdf":
            info = PdfInfo(title=title, page_numbers=True)
            pages = _told(typesetter.pages(laid), laid.page_count, progress)
            written.pages = write_pdf(pages, output, fonts=fonts, info=info)
        else:
            written.pages = write_workbook([laid], output, ExcelInfo(title))
    return written


def _told(pages: Iterable[Page], count: int, progress: Progress | None) -> Iterator[Page]:
    for done, page in enumerate(pages, start=1):
        yield page
        if progress is not None:
            progress(done, count)


def _setup(paper: Paper) -> PageSetup:
    width, height = _SIZES[paper]
    return PageSetup(width * MM, height * MM, _BINDING * MM, _MARGIN * MM, _MARGIN * MM, (_MARGIN + 2) * MM)


class _Need(NamedTuple):
    """How wide a column must be, would like to be, and its claim on what is left; in ems."""

    least: float
    wanted: float
    weight: float


class _Drawing:
    """The table as a grid of cells, its columns as wide as their texts need and the paper allows."""

    def __init__(self, table: Table, fonts: FontBook, setup: PageSetup) -> None:
        self.table, self.setup = table, setup
        self._advance = fonts.advances(Face()).__getitem__
        texts = [[table.text(row, column) for row in range(len(table.rows))] for column in range(len(table.columns))]
        self.texts: Sequence[Sequence[str]] = texts
        self.size, self.widths = self._fitting()

    def grid(self, title: str, on: dt.date) -> Grid:
        """The whole table: title, date and count, the header repeated on each page, the rows."""
        count = len(self.table.columns)
        made = say.MADE_ON.format(date=say.DATE.format(on), count=len(self.table.rows))
        rows = [GridRow(24.0, keep=True), GridRow(self.size * 1.8, keep=True), GridRow(self.size * 2.2, heading=True)]
        cells = [
            GridCell(0, 0, 1, count, CellStyle(Face(bold=True), 14.0, vertical="center"), title, "print"),
            GridCell(1, 0, 1, count, CellStyle(size=self.size, horizontal="right", vertical="center"), made, "print"),
        ]
        head = CellStyle(Face(bold=True), self.size, "center", "center", fill="E6E6E6", rules=_FRAME)
        cells += [GridCell(2, n, 1, 1, head, c.label) for n, c in enumerate(self.table.columns)]
        style = CellStyle(size=self.size, rules=_FRAME)
        for row in range(len(self.table.rows)):
            rows.append(GridRow(self.size * 1.7))
            for column in range(count):
                key = self.table.key(row, column)
                cells.append(GridCell(row + 3, column, 1, 1, style, self.texts[column][row], "entry", key))
        return Grid("table", PLAN_ID, self.widths, rows, cells, ((say.TABLE_SHEET, title),), say.TABLE_SHEET)

    def _fitting(self) -> tuple[float, list[float]]:
        """The type size, and the width of each column in points. Raises KnownError where the paper has not that many columns."""
        needs = [self._need(column.label, texts) for column, texts in zip(self.table.columns, self.texts, strict=True)]
        least = sum(need.least for need in needs)
        size = _TYPE
        while size > _LEAST_TYPE and least > self._room(size):
            size -= 0.5
        room = self._room(size)
        if least > room:
            raise KnownError(say.NO_ROOM.format(count=len(needs), most=int(len(needs) * room / least)))
        return size, [width / WRAP_SAFETY * size + _PADDING for width in _shared(needs, room)]

    def _room(self, size: float) -> float:
        """How many ems of text stand side by side on the paper."""
        return (self.setup.inner_width - len(self.table.columns) * _PADDING) / size * WRAP_SAFETY

    def _need(self, label: str, texts: Sequence[str]) -> _Need:
        lengths = [self._length(line) for text in dict.fromkeys(texts) for line in text.split("\n")]
        longest, named = max(lengths, default=0.0), self._length(label)
        least = max(min(longest, _LEAST_EMS), min(named, _LEAST_LABEL_EMS))
        return _Need(least, max(least, min(max(longest, named), _WIDEST_EMS)), max(1.0, sum(lengths)) ** 0.5)

    def _length(self, text: str) -> float:
        return sum(map(self._advance, text))


def _shared(needs: Sequence[_Need], room: float) -> list[float]:
    """The widths in em: what each column wants where there is room, else the long ones share what the short ones leave."""
    widths = [need.least for need in needs]
    while True:
        left = room - sum(widths)
        wanting = [n for n, need in enumerate(needs) if widths[n] < need.wanted - 0.01]
        if left < 0.1 or not wanting:
            return widths
        share = left / sum(needs[n].weight for n in wanting)
        for n in wanting:
            widths[n] = min(needs[n].wanted, widths[n] + share * needs[n].weight)
