"""The sheet 「指摘への措置」: what was asked at a meeting about the measures of a department, and where it answers."""
from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.pages import CellStyle
from planeditor.formengine.requesting import looks
from planeditor.formengine.requesting.opening import OPEN_FILL
from planeditor.formengine.requesting.order import BookOrder
from planeditor.formengine.requesting.paper import Paper
from planeditor.formengine.writing.excelbook import ExcelBook
from planeditor.messages import request_sheet as words

_WIDTHS = (52.0, 90.0, 165.0, 160.0)
_TITLE = CellStyle(size=14.0, horizontal="center", vertical="center")
_LINE = CellStyle(size=9.5, vertical="center")
_HEAD = CellStyle(size=9.5, horizontal="center", vertical="center", fill=looks.HEAD_FILL, rules=looks.THIN)
_CENTRED = CellStyle(size=9.5, horizontal="center", rules=looks.THIN)
_TEXT = CellStyle(size=9.5, rules=looks.THIN)
_ANSWER = CellStyle(size=9.5, fill=OPEN_FILL, rules=looks.THIN)
_ANSWER_HEIGHT = 66.0


def write_points(book: ExcelBook, sheet: Worksheet, order: BookOrder) -> int:
    """Write the sheet; gives the number of its pages."""
    paper, prompts = Paper(book, sheet, _WIDTHS), looks.Prompts()
    paper.line(((1, 4, words.POINTS_TITLE, _TITLE),), least=36)
    for line in words.POINTS_TOLD:
        paper.line(((1, 4, line, _LINE),))
    paper.gap(8)
    heads = [head.format(measure=order.measure_word) for head in words.POINTS_HEADS]
    places = ((1, 2), (3, 1), (4, 1))
    paper.line([(first, count, head, _HEAD) for (first, count), head in zip(places, heads, strict=True)], least=18)
    sheet.print_title_rows = f"{paper.row}:{paper.row}"
    for point in order.points:
        told = words.POINT_ABOUT.format(text=point.text, about=point.about) if point.about else point.text
        cells = ((1, 1, point.number, _CENTRED), (2, 1, point.name, _TEXT), (3, 1, told, _TEXT), (4, 1, point.answer, _ANSWER))
        *_, answer = paper.line(cells, least=_ANSWER_HEIGHT, fill_in=(3,))
        prompts.add(answer, heads[-1], words.POINTS_PROMPT)
    prompts.write(sheet)
    sheet.print_area = f"A1:D{paper.row}"
    looks.lock(sheet)
    return paper.pages
