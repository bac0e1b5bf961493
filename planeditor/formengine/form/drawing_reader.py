"""Reading a drawing from its workbook. The only part of the form engine's reading side that takes the Excel library."""
from __future__ import annotations

import warnings
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, cast

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.domain.errors import KnownError
from planeditor.domain.text import shorten
from planeditor.formengine.cells import Place
from planeditor.formengine.form.bounds import MOST_COLUMNS, MOST_ROWS, require_bounds
from planeditor.formengine.form.drawing import MM, Bracket, Drawing, DrawnCell, PageSetup, Problem
from planeditor.formengine.form.language import EMPTY, LanguageError, parse_marks, parse_template
from planeditor.formengine.form.pictures import picture_cells
from planeditor.formengine.pages import CellStyle, Face, Horizontal, Rules, RuleStyle, Vertical
from planeditor.formengine.reading.opening import read_bytes_of
from planeditor.messages import forms as say

_PROPORTIONAL_DIGITS = {("Calibri", 11.0): 7, ("游ゴシック", 11.0): 8, ("Yu Gothic", 11.0): 8, ("ＭＳ Ｐゴシック", 11.0): 8}
_SHOWN = 60
_USUAL_WIDTH = 8.43
_USUAL_HEIGHT = 15.0
_A4 = (210 * MM, 297 * MM)
_A3 = (297 * MM, 420 * MM)
_RULES: dict[str | None, RuleStyle] = {
    None: "", "none": "", "hair": "hair", "thin": "thin", "dotted": "dotted", "dashed": "dashed", "medium": "medium",
    "thick": "thick", "double": "double", "mediumDashed": "dashed", "dashDot": "dashed", "dashDotDot": "dotted",
    "slantDashDot": "dashed", "mediumDashDot": "dashed", "mediumDashDotDot": "dashed",
}


_KEPT = 64
"""So many drawings are kept as read: the common ones are read with every set, those of a base whenever a design is tried."""


def load_drawing(path: Path, sheet: str = "") -> Drawing:
    """Read a drawing from a workbook of the program's own or of a form set.

    Raises KnownError where the file is missing; everything else that is wrong is listed in ``problems``.
    """
    if not path.is_file():
        raise KnownError(say.MISSING_DRAWING.format(file=path.name))
    if not path.stat().st_size:
        raise KnownError(say.BAD_DRAWING.format(file=path.name))
    found = _drawing_of(path.name, sheet, read_bytes_of(path)[1])
    return replace(found, cells=dict(found.cells), problems=list(found.problems))


@lru_cache(maxsize=_KEPT)
def _drawing_of(name: str, sheet: str, data: bytes) -> Drawing:
    require_bounds(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(data), keep_links=False)
    except Exception as error:  # the library raises all manner of errors over odd parts
        raise KnownError(say.BAD_DRAWING.format(file=name)) from error
    try:
        worksheets = {one.title: one for one in book.worksheets}
        worksheet = worksheets.get(sheet) if sheet else next(iter(worksheets.values()), None)
        if worksheet is None:
            raise KnownError(say.MISSING_SHEET.format(file=name, sheet=sheet))
        pictures = picture_cells(BytesIO(data), worksheet.title)
        font = book._fonts[0]  # type: ignore[attr-defined]  # the default font is nowhere else to be had
        return _Reader(name, worksheet, (font.name or "", float(font.sz or 11)), pictures).read()
    finally:
        book.close()


class _Reader:
    def __init__(self, name: str, sheet: Worksheet, default_font: tuple[str, float], pictures: list[str]) -> None:
        self.sheet = sheet
        self.points_per_width = _points_per_width(*default_font)
        self.drawing = Drawing(name, sheet.title, _page_setup(sheet))
        self.drawing.problems += [Problem(cell, say.LINT_PICTURE) for cell in pictures]

    def read(self) -> Drawing:
        area = self.sheet.print_area
        drawing = self.drawing
        if not area:
            drawing.problems.append(Problem("", say.LINT_NO_PRINT_AREA))
            return drawing
        if "," in str(area):
            drawing.problems.append(Problem("", say.LINT_SEVERAL_PRINT_AREAS))
            return drawing
        bounds = range_boundaries(str(area).rpartition("!")[2].replace("$", ""))
        left, top, right, bottom = (bound or 0 for bound in bounds)  # whole columns or rows have none
        if not (0 < top <= bottom < top + MOST_ROWS and 0 < left <= right < left + MOST_COLUMNS):
            drawing.problems.append(Problem("", say.LINT_AREA_TOO_LARGE.format(rows=MOST_ROWS, columns=MOST_COLUMNS)))
            return drawing
        drawing.origin = (top, left)
        drawing.widths = [self._width(c) for c in range(left, right + 1)]
        drawing.heights = [self.sheet.row_dimensions[r].height or _USUAL_HEIGHT for r in range(top, bottom + 1)]
        merged = {(r.min_row, r.min_col): r for r in self.sheet.merged_cells.ranges}
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                cell: Cell | MergedCell = self.sheet.cell(row, column)
                if isinstance(cell, Cell):
                    span = merged.get((row, column))
                    size = (span.max_row - row + 1, span.max_col - column + 1) if span else (1, 1)
                    self._cell(cell, size, (top, left, bottom, right))
        self._marks(top, left, bottom, right)
        for merge in self.sheet.merged_cells.ranges:
            outside = merge.min_row < top or merge.min_col < left
            touches = merge.max_row >= top and merge.max_col >= left and merge.min_row <= bottom and merge.min_col <= right
            if outside and touches:
                drawing.problems.append(Problem(merge.coord, say.LINT_MERGE_CROSS))
        return drawing

    def _width(self, column: int) -> float:
        letter = get_column_letter(column)
        for key, dimension in self.sheet.column_dimensions.items():
            if key == letter or (dimension.min or 0) <= column <= (dimension.max or 0):
                return float(dimension.width) * self.points_per_width
        return _USUAL_WIDTH * self.points_per_width

    def _cell(self, cell: Cell, size: Place, area: tuple[int, int, int, int]) -> None:
        top, left, bottom, right = area
        row, column = cell.row - top + 1, cell.column - left + 1
        if cell.row + size[0] - 1 > bottom or cell.column + size[1] - 1 > right:
            self.drawing.problems.append(Problem(cell.coordinate, say.LINT_MERGE_CROSS))
            return
        style = self._style(cell, size)
        template = EMPTY
        if cell.data_type == "f":
            self.drawing.problems.append(Problem(cell.coordinate, say.LINT_EXCEL_FORMULA))
        elif cell.value is not None:
            try:
                template = parse_template(str(cell.value))
            except LanguageError as error:
                self.drawing.problems.append(Problem(cell.coordinate, say.LINT_PLACEHOLDER.format(text=shorten(str(error), _SHOWN))))
        if cell.alignment.textRotation:
            self.drawing.problems.append(Problem(cell.coordinate, say.LINT_ROTATED))
        if template.parts or style.fill or any(style.rules) or size != (1, 1):
            self.drawing.cells[row, column] = DrawnCell(row, column, size[0], size[1], style, template)

    def _style(self, cell: Cell, size: Place) -> CellStyle:
        corner = self.sheet.cell(cell.row + size[0] - 1, cell.column + size[1] - 1)
        return _cell_style(cell, corner)

    def _marks(self, top: int, left: int, bottom: int, right: int) -> None:
        merged = {(r.min_row, r.min_col): r for r in self.sheet.merged_cells.ranges}
        for _, cell in sorted(self.sheet._cells.items()):  # the cells that the file has; all of them up to the last are too many
            if cell.value is None:
                continue
            span = merged.get((cell.row, cell.column))
            if cell.column > right and top <= cell.row <= bottom:
                last = span.max_row if span else cell.row
                self._add(self.drawing.row_brackets, cell, (cell.row - top + 1, last - top + 1, cell.column - right))
            elif cell.row > bottom and left <= cell.column <= right:
                last = span.max_col if span else cell.column
                extent = (cell.column - left + 1, last - left + 1, cell.row - bottom)
                self._add(self.drawing.column_brackets, cell, extent)

    def _add(self, brackets: list[Bracket], cell: Any, extent: tuple[int, int, int]) -> None:
        brackets.extend(Bracket(*extent, mark, cell.coordinate) for mark in parse_marks(str(cell.value)))


def _points_per_width(font: str, size: float) -> float:
    """Points in one unit of column width: the widest digit of the workbook's default font, in whole pixels at 96 dpi."""
    pixels = _PROPORTIONAL_DIGITS.get((font, size)) or max(1, round(size * 96 / 72 / 2))
    return pixels * 0.75


def _page_setup(sheet: Worksheet) -> PageSetup:
    width, height = _A3 if sheet.page_setup.paperSize == 8 else _A4
    if sheet.page_setup.orientation == "landscape":
        width, height = height, width
    margins = sheet.page_margins
    sides = (margins.left, margins.top, margins.right, margins.bottom)
    left, top, right, bottom = (72 * side for side in sides)
    return PageSetup(width, height, left, top, right, bottom, bool(sheet.print_options.horizontalCentered))


def _cell_style(cell: Cell, corner: Cell | MergedCell) -> CellStyle:
    font, alignment, border = cell.font, cell.alignment, cell.border
    outer = corner.border
    fill = ""
    if cell.fill.fill_type == "solid" and isinstance(cell.fill.start_color.rgb, str):
        fill = cell.fill.start_color.rgb[-6:]
    color = font.color.rgb[-6:] if font.color is not None and isinstance(font.color.rgb, str) else "000000"
    horizontal: Horizontal = "left"
    if alignment.horizontal in ("center", "right"):
        horizontal = cast("Literal['center', 'right']", alignment.horizontal)
    vertical: Vertical = "bottom"
    if alignment.vertical in ("top", "center"):
        vertical = cast("Literal['top', 'center']", alignment.vertical)
    return CellStyle(
        face=Face(font.name or "BIZ UDゴシック", bool(font.b), bool(font.i)),
        size=float(font.sz or 11),
        horizontal=horizontal,
        vertical=vertical,
        wrap=bool(alignment.wrap_text),
        color=color,
        fill=fill,
        rules=Rules(*(_rule(side) for side in (border.left, border.top, outer.right, outer.bottom))),
        underline=font.u is not None,
        strike=bool(font.strike),
        indent=int(alignment.indent or 0),
    )


def _rule(side: Any) -> RuleStyle:
    return _RULES.get(side.style if side else None, "thin")
