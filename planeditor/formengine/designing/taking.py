"""Taking a worksheet for a form: the workbook, read guardedly before, is opened for its looks, and put in a form's order.

What a form does not have is left out and named with its cell. The workbook itself is only read.
"""
from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.domain.errors import KnownError
from planeditor.domain.text import shorten
from planeditor.formengine.cells import Place, SheetCells, WorkbookCells
from planeditor.formengine.designing.copying import Area, drawing_of, within
from planeditor.formengine.designing.fitting import fitted
from planeditor.formengine.designing.plainsheet import Notice, PlainCell, PlainMark, PlainSheet
from planeditor.formengine.designing.spilling import spilled
from planeditor.formengine.form.drawing import Drawing
from planeditor.formengine.form.language import LanguageError, parse_marks, parse_template
from planeditor.formengine.form.lint import COLUMN_WORDS, ROW_WORDS
from planeditor.formengine.form.pictures import picture_cells
from planeditor.formengine.reading.limits import MEGABYTE
from planeditor.formengine.reading.places import cell_name
from planeditor.messages import designing as say
from planeditor.scratch import scratch_folder

MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_TEXT = 400, 120, 12_000, 200_000
_OFF = 3
"""How many times as far down and right as a form is large it may begin."""
MOST_UNPACKED = 24 * MEGABYTE
"""All that is opened by the Excel library, which takes some fifty times the room."""
MOST_MERGED = 200_000
_SHOWN = 20
_PAPERS = (None, 0, 8, 9)

def take_sheet(data: bytes, book: WorkbookCells, sheet: str) -> PlainSheet:
    """The worksheet of that name. ``book``: what the guarded reader found in these very bytes.

    Raises KnownError for a sheet that is missing, empty or too large for a form, and for a book whose looks cannot be read.
    """
    cells = next((s for s in book.sheets if s.name == sheet), None)
    if cells is None:
        raise KnownError(say.NO_SHEET.format(file=book.file, sheet=sheet))
    _check_size(data, book)
    with scratch_folder() as folder:
        path = folder / "form.xlsx"
        path.write_bytes(data)
        looks = _open(path, book.file)
        if sheet not in looks.sheetnames or not isinstance(looks[sheet], Worksheet):
            raise KnownError(say.UNREADABLE.format(file=book.file))
        return _Taker(book.file, cells, looks, path).take()


def _check_size(data: bytes, book: WorkbookCells) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [i for i in archive.infolist() if not i.filename.lower().startswith("xl/media/")]
    merged = sum((b - t + 1) * (r - c + 1) for s in book.sheets for t, c, b, r in s.merges)
    if sum(i.file_size for i in parts) > MOST_UNPACKED or merged > MOST_MERGED:
        raise KnownError(say.TOO_MANY_STYLES.format(file=book.file))


def _open(path: Path, name: str) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(path, keep_links=False)
    except Exception as error:  # the library raises all manner of errors over odd styles
        raise KnownError(say.UNREADABLE.format(file=name)) from error


class _Taker:
    def __init__(self, file: str, cells: SheetCells, book: Workbook, path: Path) -> None:
        self.file, self.cells, self.book, self.path = file, cells, book, path
        self.sheet = cast("Worksheet", book[cells.name])
        self.notices: list[Notice] = []
        self.scale = self.sheet.page_setup.scale or 100
        self.fit_width = bool(self.sheet.sheet_properties.pageSetUpPr and self.sheet.sheet_properties.pageSetUpPr.fitToPage)

    def take(self) -> PlainSheet:
        """The sheet."""
        area = self._area()
        self._note_dropped(area)
        choices = self._choices(area)
        marks = list(self._marks(area))
        drawing = drawing_of(self.book, self.sheet, area, self.path.with_name("copy.xlsx"), self.file, self._note)
        sheet = self._plain(area, drawing, choices)
        sheet = fitted(sheet, 100 if self.fit_width else int(self.scale), self.notices)
        hidden = self._hidden(area)
        return replace(sheet, marks=tuple(marks), notices=tuple(self.notices), hidden=hidden, origin=(area[0], area[1]))

    def _note(self, cell: str, text: str) -> None:
        self.notices.append(Notice(cell, text))

    def _area(self) -> Area:
        printed = str(self.sheet.print_area or "")
        if printed:
            if "," in printed:
                self._note("", say.SEVERAL_AREAS)
            bounds = range_boundaries(printed.split(",")[0].rpartition("!")[2].replace("$", ""))
            left, top, right, bottom = (int(b) if b else 0 for b in bounds)
            area = top or 1, left or 1, bottom or self.sheet.max_row, right or self.sheet.max_column
        else:
            self._note("", say.NO_PRINT_AREA)
            area = self._used()
        rows, columns = area[2] - area[0] + 1, area[3] - area[1] + 1
        far = area[2] > MOST_ROWS * _OFF or area[3] > MOST_COLUMNS * _OFF
        if far or rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
            raise KnownError(say.TOO_LARGE.format(file=self.file, sheet=self.cells.name, rows=rows, columns=columns))
        if sum(len(c.text) for p, c in self.cells.cells.items() if within(p, area)) > MOST_TEXT:
            raise KnownError(say.TOO_MANY_STYLES.format(file=self.file))
        if not any(within(place, area) for place in self.cells.cells) and not self._ruled(area):
            raise KnownError(say.EMPTY_SHEET.format(file=self.file, sheet=self.cells.name))
        return area

    def _used(self) -> Area:
        """The rectangle round every text and rule."""
        places = [*self.cells.cells, *(p for p, cell in self._own_cells() if _has_looks(cell))]
        if not places:
            raise KnownError(say.EMPTY_SHEET.format(file=self.file, sheet=self.cells.name))
        rows, columns = [p[0] for p in places], [p[1] for p in places]
        area = min(rows), min(columns), max(rows), max(columns)
        for top, left, bottom, right in self.cells.merges:
            if within((top, left), area):
                area = area[0], area[1], max(area[2], bottom), max(area[3], right)
        return area

    def _own_cells(self) -> Iterator[tuple[Place, Any]]:
        yield from self.sheet._cells.items()  # the cells that the file has, no others

    def _ruled(self, area: Area) -> bool:
        return any(within(p, area) and _has_looks(cell) for p, cell in self._own_cells())

    def _note_dropped(self, area: Area) -> None:
        """Name what a form does not have."""
        for cell in sorted(set(picture_cells(self.path, self.cells.name)))[:_SHOWN]:
            self._note(cell, say.PICTURE)
        for place, cell in sorted(self._own_cells(), key=lambda item: item[0]):
            if not within(place, area):
                continue
            name = cell_name(*place)
            if cell.alignment.textRotation:
                self._note(name, say.ROTATED)
            if getattr(cell, "data_type", "") == "f":
                self._note(name, say.FORMULA)
            if getattr(cell, "comment", None) is not None:
                self._note(name, say.COMMENT)
            found = self.cells.cells.get(place)
            if found is not None and found.doubt == "error":
                self._note(name, say.ERROR_VALUE)
        if self.sheet.page_setup.paperSize not in _PAPERS:
            self._note("", say.PAPER)

    def _hidden(self, area: Area) -> tuple[frozenset[int], frozenset[int]]:
        rows = frozenset(r - area[0] + 1 for r in self.cells.hidden_rows if area[0] <= r <= area[2])
        columns = frozenset(c - area[1] + 1 for c in self.cells.hidden_columns if area[1] <= c <= area[3])
        for found, sentence in ((rows, say.HIDDEN_ROWS), (columns, say.HIDDEN_COLUMNS)):
            if found:
                self._note("", sentence.format(count=len(found)))
        return rows, columns

    def _choices(self, area: Area) -> dict[Place, tuple[str, ...]]:
        found: dict[Place, tuple[str, ...]] = {}
        for rule in self.sheet.data_validations.dataValidation:
            text = str(rule.formula1 or "")
            if rule.type != "list" or not text.startswith('"'):
                continue
            listed = tuple(t.strip() for t in text.strip('"').split(",") if t.strip())
            for span in list(rule.sqref.ranges)[:_SHOWN]:
                for row in range(max(span.min_row, area[0]), min(span.max_row, area[2]) + 1):
                    for column in range(max(span.min_col, area[1]), min(span.max_col, area[3]) + 1):
                        found[row, column] = listed
        return found

    def _marks(self, area: Area) -> Iterator[PlainMark]:
        """Margin marks of a drawing made by hand; any other text out there is named."""
        merged = {(t, c): (b, r) for t, c, b, r in self.cells.merges}
        found: list[tuple[int, PlainMark]] = []
        strange = 0
        for place, cell in sorted(self.cells.cells.items()):
            row, column = place
            beside, below = column > area[3] and area[0] <= row <= area[2], row > area[2] and area[1] <= column <= area[3]
            if within(place, area):
                continue
            words = {m.word for m in parse_marks(cell.text)}
            if words and ((beside and words <= ROW_WORDS) or (below and words <= COLUMN_WORDS)):
                end = merged.get(place, place)
                first, last = (row - area[0], end[0] - area[0]) if beside else (column - area[1], end[1] - area[1])
                depth = column if beside else row
                found += [(-depth, PlainMark(beside, first + 1, last + 1, t)) for t in cell.text.splitlines() if t.strip()]
            elif strange < _SHOWN:
                strange += 1
                self._note(cell_name(row, column), say.OUTSIDE.format(text=shorten(cell.text, _SHOWN)))
        yield from (mark for _, mark in sorted(found, key=lambda item: item[0]))

    def _plain(self, area: Area, drawing: Drawing, choices: dict[Place, tuple[str, ...]]) -> PlainSheet:
        cells = {}
        for place, drawn in sorted(drawing.cells.items()):
            at = place[0] + area[0] - 1, place[1] + area[1] - 1
            text = self._text(at)
            cells[place] = PlainCell(
                drawn.row, drawn.column, drawn.rows, drawn.columns, drawn.style, text, choices.get(at, ())
            )
        return spilled(PlainSheet(self.cells.name, drawing.setup, tuple(drawing.widths), tuple(drawing.heights), cells))

    def _text(self, at: Place) -> str:
        found = self.cells.cells.get(at)
        if found is None or found.doubt == "error":
            return ""
        text = found.text.strip("\n")
        try:
            parse_template(text)
        except LanguageError:
            self._note(cell_name(*at), say.BRACES.format())
            return text.replace("{{", "{{{{").replace("}}", "}}}}")
        return text


def _has_looks(cell: Any) -> bool:
    border = cell.border
    if any(side is not None and side.style for side in (border.left, border.top, border.right, border.bottom)):
        return True
    return bool(cell.fill.fill_type == "solid" and not isinstance(cell, MergedCell))
