"""Workbooks of invented offices, drawn for the tests of 「様式を追加」."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

_THIN = Side(style="thin")
_BOX = Border(left=_THIN, top=_THIN, right=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="FFE7EEF6")
YEARS = ("R3年度", "R4年度", "R5年度", "R6年度", "R7年度")


def draw(
    path: Path, rows: Sequence[Sequence[str | None]], *, merges: Sequence[str] = (), labels: Sequence[str] = (),
    widths: Sequence[float] = (), heights: Mapping[int, float] | None = None, title: str = "", landscape: bool = True,
    sheet_name: str = "様式",
) -> Worksheet:
    """A ruled table, its labels shaded, under a title without rules; saved, and given back for more."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = sheet_name
    top = 1
    across = max(len(row) for row in rows)
    if title:
        sheet.cell(1, 1, title).font = Font(name="BIZ UDゴシック", size=14)
        top = 2
    for number, row in enumerate(rows, start=top):
        for column in range(1, across + 1):
            cell = sheet.cell(number, column, row[column - 1] if column <= len(row) else None)
            cell.font, cell.border = Font(name="BIZ UDゴシック", size=9), _BOX
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            if cell.coordinate in labels:
                cell.fill = _HEAD
    for column, width in enumerate(widths or [14.0] * across, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row_number, height in (heights or {}).items():
        sheet.row_dimensions[row_number].height = height
    for merge in merges:
        sheet.merge_cells(merge)
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    book.save(path)
    return sheet


def draw_rich(path: Path) -> Path:
    """As rich as the sheet of progress that cities publish, empty, in the words of an invented office."""
    rows: list[list[str | None]] = [
        ["取組番号", None, None, "所管課", None, None, None],
        ["取組名", None, None, None, None, None, None],
        ["ねらい", None, None, None, None, None, None],
        ["関連する計画", None, None, None, None, None, None],
        ["年次", "準備", "構築", "運用", "一年のまとめ", "取組の内容", None],
        [None, None, None, None, None, "行ったこと", "かかった費用"],
        *([[year, None, None, None, None, None, None] for year in YEARS]),
        ["見込まれる効果", None, None, None, None, None, None],
        ["到達点", None, None, None, None, None, None],
        ["評価区分", None, None, "事務局メモ", None, None, None],
    ]
    merges = [
        "B2:C2", "E2:G2", "B3:G3", "B4:G4", "B5:G5", "A6:A7", "B6:B7", "C6:C7", "D6:D7", "E6:E7", "F6:G6", "B13:G13",
        "B14:G14", "B15:C15", "E15:G15",
    ]
    labels = ["A2", "D2", "A3", "A4", "A5", *(f"{c}6" for c in "ABCDEFG"), "F7", "G7", *(f"A{n}" for n in range(8, 16)), "D15"]
    sheet = draw(
        path, rows, merges=merges, labels=labels, widths=[11, 12, 12, 12, 30, 44, 14],
        title="見本市情報化推進計画2021　取組管理シート（5年）",
        heights={4: 40, **dict.fromkeys(range(8, 13), 46), 13: 30, 14: 30},
    )
    rule = DataValidation(type="list", formula1='"順調,やや遅れ,遅れ"')
    rule.add("B15")
    sheet.add_data_validation(rule)
    book = sheet.parent
    assert book is not None
    book.save(path)
    return path


def draw_list(path: Path, blank: int = 4) -> Path:
    """A list of all measures with the years across, empty."""
    rows: list[list[str | None]] = [
        ["No.", "分野", "取組の名称", "進み具合", None, None, None, None, "備考"],
        [None, None, None, *YEARS, None],
        *([list[str | None]([None] * 9) for _ in range(blank)]),
    ]
    merges = ["A2:A3", "B2:B3", "C2:C3", "D2:H2", "I2:I3"]
    labels = [*(f"{c}2" for c in "ABCDEFGHI"), *(f"{c}3" for c in "DEFGH")]
    draw(path, rows, merges=merges, labels=labels, widths=[6, 14, 34, 9, 9, 9, 9, 9, 24], title="取組一覧")
    return path
