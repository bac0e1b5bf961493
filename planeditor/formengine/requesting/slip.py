"""The instruction sheet 「記入のお願い」: what is asked until when, who filled the book in, and the list of its sheets."""
from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.pages import CellStyle
from planeditor.formengine.requesting import looks
from planeditor.formengine.requesting.opening import OPEN_FILL
from planeditor.formengine.requesting.order import SlipText
from planeditor.formengine.requesting.paper import Paper
from planeditor.formengine.writing.excelbook import ExcelBook
from planeditor.messages import request_sheet as words

_WIDTHS = (62.0, 20.0, 188.0, 54.0, 143.0)
_ALL = len(_WIDTHS)
_LIST = ((1, 1), (2, 2), (4, 1), (5, 1))
"""First column and number of columns of the parts of the list: number, name, 主管 / 関連, 担当部署."""
_REMARKS_HEIGHT = 170.0
"""Room for 600 characters; merged cells do not grow."""
_ROW = 18.0
_STAMP = CellStyle(size=8.0, horizontal="right", vertical="center", color=looks.QUIET)
_STAMP_SIGNS = CellStyle(size=10.0, horizontal="left", vertical="center", indent=1)
_TITLE = CellStyle(size=14.0, horizontal="center", vertical="center")
_LINE = CellStyle(size=9.5, vertical="center")
_HEADING = CellStyle(size=10.0, vertical="bottom", color=looks.QUIET)
_LABEL = CellStyle(size=9.5, horizontal="center", vertical="center", fill=looks.HEAD_FILL, rules=looks.THIN)
_TEXT = CellStyle(size=9.5, vertical="center", rules=looks.THIN, indent=1)
_CENTRED = CellStyle(size=9.5, horizontal="center", vertical="center", rules=looks.THIN)
_FILL_IN = CellStyle(size=10.0, vertical="center", fill=OPEN_FILL, rules=looks.THIN, indent=1)
_REMARKS = CellStyle(size=9.0, vertical="top", fill=OPEN_FILL, rules=looks.THIN)


def write_slip(book: ExcelBook, sheet: Worksheet, slip: SlipText, token: str) -> int:
    """Write the instruction sheet of the book with that 整理番号; gives the number of its pages.

    What is to be filled in stands above the list, so that it is on the first page however many sheets there are.
    """
    paper = Paper(book, sheet, _WIDTHS)
    paper.line(((4, 1, words.TOKEN, _STAMP), (5, 1, token, _STAMP_SIGNS)), least=16)
    paper.line(((1, _ALL, slip.title, _TITLE),), least=36)
    paper.gap(6)
    for line in slip.lines:
        paper.line(((1, _ALL, line, _LINE),))
    paper.gap(8)
    for head, text in slip.facts:
        paper.line(((1, 2, head, _LABEL), (3, 3, text, _TEXT)), least=_ROW)
    _write_fields(paper)
    if slip.sheets:
        paper.line(((1, _ALL, words.SLIP_LIST, _HEADING),), least=24)
        _write_list(paper, slip)
    sheet.print_area = f"A1:E{paper.row}"
    looks.lock(sheet)
    return paper.pages


def _write_fields(paper: Paper) -> None:
    paper.line(((1, _ALL, words.SLIP_FILL_IN, _HEADING),), least=24)
    paper.line(
        (
            (1, 2, words.SLIP_FILLED_BY, _LABEL), (3, 1, "", _FILL_IN), (4, 1, words.SLIP_PHONE, _LABEL), (5, 1, "", _FILL_IN),
        ), least=22, fill_in=(1, 3),
    )  # fmt: skip
    paper.line(((1, 2, words.SLIP_REMARKS, _LABEL), (3, 3, "", _REMARKS)), least=_REMARKS_HEIGHT, fill_in=(1,))


def _write_list(paper: Paper, slip: SlipText) -> None:
    heads = zip(_LIST, words.SLIP_LIST_HEADS, strict=True)
    paper.line([(first, count, head, _LABEL) for (first, count), head in heads], least=16.5)
    paper.sheet.print_title_rows = f"{paper.row}:{paper.row}"
    styles = (_CENTRED, _TEXT, _CENTRED, _TEXT)
    for row in slip.sheets:
        texts = (*row[:3], "・".join(row[3:]))
        paper.line(
            [(first, count, text, style) for (first, count), text, style in zip(_LIST, texts, styles, strict=False)], least=16.5
        )
