"""How a request looks outside the official form."""
from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.protection import SheetProtection
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.form.drawing import POINTS_PER_WIDTH
from planeditor.formengine.pages import CellStyle, Rules
from planeditor.formengine.requesting.opening import OPEN_FILL
from planeditor.formengine.writing.excelbook import ExcelBook
from planeditor.formengine.writing.excelsheet import put_text

THIN = Rules("thin", "thin", "thin", "thin")
HEAD_FILL, POINT_FILL = "EEF1F4", "FBE3D6"
QUIET = "595959"
HEAD = CellStyle(size=8.0, horizontal="center", vertical="center", fill=HEAD_FILL, rules=THIN)
TOLD = CellStyle(size=8.0, color=QUIET, rules=THIN)
POINTED = CellStyle(size=9.0, rules=THIN)
ASKED = CellStyle(size=8.0, fill=OPEN_FILL, rules=THIN)
CHOSEN = CellStyle(size=9.0, horizontal="center", vertical="center", fill=OPEN_FILL, rules=THIN)
_PROMPT_TITLE, _PROMPT = 32, 255
"""How many characters Excel takes for the head and the text of an input message."""
_LIST = 255
"""How many characters Excel takes for a list of choices."""


class GrowingRow(RowDimension):
    """A row that is fitted to what is typed in it: its height is no wish of the writer."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - the library's name
        """Never: the height stays free."""
        return False


def put(
    book: ExcelBook, sheet: Worksheet, place: tuple[int, int], text: str, style: CellStyle, *,
    rows: int = 1, columns: int = 1, fill_in: bool = False,
) -> str:
    """Write a cell, or a merged range; gives the address."""
    top, left = place
    bottom, right = top + rows - 1, left + columns - 1
    rules, whole = style.rules, (rows, columns) == (1, 1)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            own = rules if whole else rules.part((row, column), top, left, bottom, right)
            made = Cell(sheet, row=row, column=column)
            made._style = book.style(style, style.size, own, fill_in=fill_in)  # type: ignore[attr-defined]
            sheet._cells[row, column] = made
    if not whole:
        sheet.merged_cells.ranges.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom))
    if text:
        put_text(cast("Cell", sheet._cells[top, left]), text)
    return f"{get_column_letter(left)}{top}"


def column_width(sheet: Worksheet, letter: str, points: float) -> None:
    """Set the width of a column."""
    sheet.column_dimensions[letter].width = round(points / POINTS_PER_WIDTH, 2)


def lock(sheet: Worksheet) -> None:
    """Protect a sheet without a password: cells may be chosen and copied, rows and columns made larger or smaller."""
    sheet.protection = SheetProtection(sheet=True, formatColumns=False, formatRows=False)


class Prompts:
    """The choices and input messages of a sheet; equal ones are written once."""

    def __init__(self) -> None:
        self._places: dict[tuple[tuple[str, ...], str, str], list[str]] = {}

    def add(self, address: str, title: str, prompt: str, choices: tuple[str, ...] = ()) -> None:
        """Tell something where a cell is chosen, and offer choices; nothing that is typed is refused."""
        if prompt or choices:
            self._places.setdefault((choices, title[:_PROMPT_TITLE], prompt[:_PROMPT]), []).append(address)

    def write(self, sheet: Worksheet) -> None:
        """Put them on the sheet."""
        for (choices, title, prompt), places in self._places.items():
            sheet.add_data_validation(_validation(choices, title, prompt, " ".join(places)))


@lru_cache(maxsize=256)
def _validation(choices: tuple[str, ...], title: str, prompt: str, places: str) -> DataValidation:
    """The same on every sheet of one shape; nothing changes it once it is made."""
    told: dict[str, Any] = {"promptTitle": title or None, "prompt": prompt, "showInputMessage": True} if prompt else {}
    if _can_be_listed(choices):
        told |= {"type": "list", "formula1": '"' + ",".join(choices) + '"'}
    return DataValidation(sqref=places, allowBlank=True, showErrorMessage=False, **told)


def _can_be_listed(choices: tuple[str, ...]) -> bool:
    joined = ",".join(choices)
    return bool(choices) and len(joined) <= _LIST and '"' not in joined and joined.count(",") == len(choices) - 1
