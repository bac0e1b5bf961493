"""What becomes of a request workbook on its way through an office: changes made with openpyxl, as hands make them."""
from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.messages import request_sheet as words

Change = Callable[[Workbook], object]
Shift = Callable[[int], int]


def forms(book: Workbook) -> list[Worksheet]:
    """The sheets with a form."""
    return [sheet for sheet in book.worksheets if sheet.title != words.SLIP_SHEET]


def copied(source: Worksheet, target: Worksheet, row: Shift = int, column: Shift = int, *, style: bool = True) -> None:
    """Cells and merges of a sheet put to other places of another one."""
    for line in source.iter_rows():
        for cell in line:
            if cell.row is None or cell.column is None:
                continue
            there: Any = target.cell(row(cell.row), column(cell.column))
            if not isinstance(there, MergedCell) and not isinstance(cell, MergedCell):
                there.value = cell.value
            if style and cell.has_style:
                there._style = copy.copy(cast("Any", cell)._style)
    for merged in source.merged_cells.ranges:
        target.merge_cells(
            start_row=row(merged.min_row), end_row=row(merged.max_row),
            start_column=column(merged.min_col), end_column=column(merged.max_col),
        )


def moved(row: Shift = int, column: Shift = int) -> Change:
    """Every form with its rows and columns shifted, as inserting does; what was named for the sheet stays named."""

    def change(book: Workbook) -> None:
        for sheet in forms(book):
            place, title = book.index(sheet), sheet.title
            new = book.create_sheet("写", place)
            copied(sheet, new, row, column)
            new.defined_names.update(sheet.defined_names)
            book.remove(sheet)
            new.title = title

    return change


def after(line: int, count: int = 1) -> Shift:
    """Lines after this one go further."""
    return lambda number: number + count if number > line else number


def without(line: int) -> Shift:
    """The line taken out; what stood in it lies under the next one."""
    return lambda number: number - 1 if number > line else number


def each(change: Callable[[Worksheet], object]) -> Change:
    """A change of every form."""
    return lambda book: [change(sheet) for sheet in forms(book)]


def both(*changes: Change) -> Change:
    """Several changes, one after the other."""
    return lambda book: [change(book) for change in changes]


def unmerge(sheet: Worksheet) -> None:
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))


def lose_names(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.defined_names.clear()
    book.defined_names.clear()


def lose_properties(book: Workbook) -> None:
    cast("Any", book).custom_doc_props.props.clear()


def lose_visible(book: Workbook) -> None:
    """The cell beside 整理番号 emptied, on every sheet."""
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.value == words.TOKEN:
                    own: Any = cell
                    after_it: Any = next((c for c in sheet[own.row][own.column :] if c.value), None)
                    if after_it is not None:
                        after_it.value = None
                    own.value = None


def unstamped(book: Workbook) -> None:
    both(lose_names, lose_properties, lose_visible)(book)


def sanitized(book: Workbook) -> None:
    """As at a network border: properties, names, comments and hidden sheets gone, the tabs renamed."""
    both(lose_names, lose_properties)(book)
    for number, sheet in enumerate(book.worksheets, start=1):
        sheet.title = f"Sheet{number}"
        for line in sheet.iter_rows():
            for cell in line:
                if cell.comment is not None:
                    cell.comment = None


def renamed(book: Workbook) -> None:
    for number, sheet in enumerate(book.worksheets, start=1):
        sheet.title = f"写し {number}（最終）"


def reversed_order(book: Workbook) -> None:
    cast("Any", book)._sheets.reverse()


def unprotected(sheet: Worksheet) -> None:
    sheet.protection.sheet = False


def wider(sheet: Worksheet) -> None:
    for letter in "ABCDEFGHIJK":
        sheet.column_dimensions[letter].width = 40


def hidden_columns(sheet: Worksheet) -> None:
    for letter in "HIJK":
        sheet.column_dimensions[letter].hidden = True


def without_slip(book: Workbook) -> None:
    del book[words.SLIP_SHEET]


def remarked(sheet: Worksheet) -> None:
    sheet["E11"].comment = Comment("ここは確認中です", "担当")
    sheet.cell(30, 2).value = "別途、資料を送ります"
    sheet.cell(12, 14).value = "右の欄外のメモ"


def struck(place: str) -> Callable[[Worksheet], object]:
    """The front of a typed text struck through, as offices correct."""

    def change(sheet: Worksheet) -> None:
        text = str(sheet[place].value)
        sheet[place].value = CellRichText(TextBlock(InlineFont(strike=True), text[:6]), text[6:])

    return change


def struck_cell(sheet: Worksheet) -> None:
    font = copy.copy(sheet["E12"].font)
    font.strike = True
    sheet["E12"].font = font


def stacked(book: Workbook) -> None:
    """The second form put below the first, on its sheet."""
    first, second = forms(book)[:2]
    below = first.max_row + 2
    copied(second, first, lambda row: row + below)
    book.remove(second)


def into_another(book: Workbook) -> None:
    """Sheets copied into a new workbook: nothing but cells goes along. Done in place: names and properties go."""
    both(lose_names, lose_properties, without_slip)(book)
    for sheet in forms(book):
        place, title = book.index(sheet), sheet.title
        new = book.create_sheet("写", place)
        copied(sheet, new, style=False)
        book.remove(sheet)
        new.title = title


def doubled(book: Workbook) -> None:
    """One sheet copied within its book, and the copy's typed text changed."""
    sheet = forms(book)[0]
    new = book.create_sheet(f"{sheet.title} (2)")
    copied(sheet, new)
    new.defined_names.update(sheet.defined_names)


def one_sheet_gone(book: Workbook) -> None:
    book.remove(forms(book)[-1])


def spaced_labels(sheet: Worksheet) -> None:
    for label, spaced in (("進捗総括", "進 捗 総 括"), ("作業内容", "作業\n内容"), ("担当部署", "担当　部署")):
        for line in sheet.iter_rows():
            for cell in line:
                if cell.value == label:
                    cell.value = spaced


def without_title(sheet: Worksheet) -> None:
    if not isinstance(sheet["A1"], MergedCell):
        sheet["A1"].value = None


def wide_number(sheet: Worksheet) -> None:
    cell = sheet["B2"]
    cell.value = str(cell.value).replace("-", "－").translate({n + 48: n + 0xFF10 for n in range(10)})


def wide_digits(sheet: Worksheet) -> None:
    for place in ("E12", "F12", "G12"):
        sheet[place].value = str(sheet[place].value).translate({n + 48: n + 0xFF10 for n in range(10)})


def years_in_other_spelling(sheet: Worksheet) -> None:
    for row in range(8, 13):
        sheet.cell(row, 1).value = {8: "令和3年度", 9: "Ｒ４", 10: "2023年度", 11: "R06年度", 12: "令和七年度"}[row]


def number_typed(sheet: Worksheet) -> None:
    """A rate typed as a number, shown as percent."""
    sheet["G12"].value = 0.9
    sheet["G12"].number_format = "0%"


def rows_hidden(sheet: Worksheet) -> None:
    for row in (8, 9):
        sheet.row_dimensions[row].hidden = True


def number_changed(sheet: Worksheet) -> None:
    """The number of another measure typed over the own one, while the stamp stays."""
    others = {"①-001": "②-001", "②-001": "③-001", "③-001": "④-001", "④-001": "①-001"}
    sheet["B2"].value = others[str(sheet["B2"].value)]


def number_lost(sheet: Worksheet) -> None:
    sheet["B2"].value = None


def side_heads_lost(sheet: Worksheet) -> None:
    for letter in "IJK":
        sheet[f"{letter}6"].value = None


def side_columns_gone(sheet: Worksheet) -> None:
    for line in sheet.iter_rows(min_col=8):
        for cell in line:
            if not isinstance(cell, MergedCell):
                cell.value = None


def years_gone(sheet: Worksheet) -> None:
    """The labels of the years emptied."""
    for row in range(8, 13):
        sheet.cell(row, 1).value = None


def heads_gone(sheet: Worksheet) -> None:
    for letter in "BCDEF":
        sheet[f"{letter}6"].value = None
    for letter in "FG":
        sheet[f"{letter}7"].value = None


def in_two_cells(sheet: Worksheet) -> None:
    """The end of a typed text put into the next cell below, as where a cell seemed full."""
    text = str(sheet["F12"].value)
    sheet["F12"].value = text[:10]
    sheet["F13"].value = text[10:] if not isinstance(sheet["F13"], MergedCell) else None


def swapped(sheet: Worksheet) -> None:
    """The columns 進捗総括 and 作業内容 in the other order, heads and all."""
    unmerge(sheet)
    for row in range(6, 13):
        sheet.cell(row, 5).value, sheet.cell(row, 6).value = sheet.cell(row, 6).value, sheet.cell(row, 5).value


def years_reversed(sheet: Worksheet) -> None:
    lines = [[sheet.cell(row, column).value for column in range(1, 12)] for row in range(8, 13)]
    for row, line in zip(range(8, 13), reversed(lines), strict=True):
        for column, value in enumerate(line, start=1):
            sheet.cell(row, column).value = value


def older_years_deleted(sheet: Worksheet) -> None:
    """The rows of years that were not asked for emptied, labels and all."""
    for row in (8, 9, 10):
        for column in range(1, 12):
            sheet.cell(row, column).value = None


def typed_beside(sheet: Worksheet) -> None:
    """A further text typed into the gap right of the form."""
    sheet["H12"].value = "補足です"
