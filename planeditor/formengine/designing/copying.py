"""A copy of a worksheet with nothing but its cells in it, read as any drawing: each cell holds a letter, so that all are there."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.domain.errors import KnownError
from planeditor.formengine.cells import Place
from planeditor.formengine.form.drawing import Drawing
from planeditor.formengine.form.drawing_reader import load_drawing
from planeditor.formengine.reading.places import cell_name
from planeditor.messages import designing as say

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column."""
Note = Callable[[str, str], None]
"""Takes the address and the sentence of something a form does not have."""
_FILLER = "x"


def drawing_of(book: Workbook, sheet: Worksheet, area: Area, copy: Path, name: str, note: Note) -> Drawing:
    """Geometry and looks of an area, without its texts. The opened book is changed and saved as ``copy``.

    Raises KnownError naming the file where its looks cannot be written or read.
    """
    _strip(book, sheet)
    merges = _merges(sheet, area, note)
    _fill(sheet, area)
    for top, left, bottom, right in merges:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    sheet.print_area = f"{cell_name(*area[:2])}:{cell_name(*area[2:])}"
    sheet.print_title_rows = sheet.print_title_cols = None
    try:
        book.save(copy)
        return load_drawing(copy)
    except KnownError:
        raise
    except Exception as error:  # the library raises all manner of errors over odd styles
        raise KnownError(say.UNREADABLE.format(file=name)) from error


def _strip(book: Workbook, sheet: Worksheet) -> None:
    """Nothing but the cells of this sheet stays."""
    for other in [s for s in book.sheetnames if s != sheet.title]:
        del book[other]
    for name in list(book.defined_names):
        del book.defined_names[name]
    sheet._images, sheet._charts, sheet.legacy_drawing = [], [], None  # type: ignore[attr-defined]
    sheet.conditional_formatting = type(sheet.conditional_formatting)()
    sheet.data_validations.dataValidation = []
    for table in list(sheet.tables):
        del sheet.tables[table]


def _merges(sheet: Worksheet, area: Area, note: Note) -> list[Area]:
    """The merged ranges as far as they are within the area; they are taken apart first."""
    (top, left, bottom, right), merges = area, []
    for merge in list(sheet.merged_cells.ranges):
        own = merge.min_row, merge.min_col, merge.max_row, merge.max_col
        sheet.merged_cells.remove(merge)
        if own[2] < top or own[3] < left or own[0] > bottom or own[1] > right:
            continue
        inside = max(own[0], top), max(own[1], left), min(own[2], bottom), min(own[3], right)
        if inside != own:
            note(str(merge), say.CROSSING)
        merges.append(inside)
    return merges


def _fill(sheet: Worksheet, area: Area) -> None:
    """A letter in each cell of the area, none outside."""
    top, left, bottom, right = area
    own: dict[Place, Any] = sheet._cells
    for place in [p for p, cell in own.items() if isinstance(cell, MergedCell) or not within(p, area)]:
        old = own.pop(place)
        if within(place, area):
            sheet.cell(*place)._style = old._style  # type: ignore[union-attr]
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            cell = sheet.cell(row, column)
            cell.value, cell.comment, cell.hyperlink = _FILLER, None, None
            if cell.alignment.textRotation:
                cell.alignment = _upright(cell.alignment)


def within(place: Place, area: Area) -> bool:
    """Whether a place is in an area."""
    return area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3]


def _upright(old: Any) -> Alignment:
    return Alignment(horizontal=old.horizontal, vertical=old.vertical, wrap_text=old.wrap_text, indent=old.indent)
