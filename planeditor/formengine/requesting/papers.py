"""The papers that go with a request: the covering text, and the list of what was sent to whom."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import BinaryIO

from planeditor.domain.cover import CoverText
from planeditor.formengine.pages import CellStyle
from planeditor.formengine.requesting import looks
from planeditor.formengine.requesting.paper import Paper, text_width
from planeditor.formengine.writing.excel import ExcelWriter
from planeditor.formengine.writing.excelbook import ExcelInfo
from planeditor.messages import request_sheet as words

_COVER_WIDTHS = (96.0, 371.0)
_SIZE = 11.0
_LEFT = CellStyle(size=_SIZE)
_RIGHT = CellStyle(size=_SIZE, horizontal="right")
_CENTRE = CellStyle(size=_SIZE, horizontal="center")
_SUBJECT = CellStyle(size=13.0, horizontal="center", vertical="center")
_HEAD_TEXT = CellStyle(size=_SIZE, vertical="top")
_TITLE = CellStyle(size=13.0, vertical="center")
_HEAD = CellStyle(size=9.0, horizontal="center", vertical="center", fill=looks.HEAD_FILL, rules=looks.THIN)
_CELL = CellStyle(size=9.0, vertical="center", rules=looks.THIN)
_SAFE = 0.96
"""How much of a line a broken one takes at most: programs differ a little in how wide they draw."""
_BREAKS = re.compile(r"(?=[（(「]|について|に関する|に係る|及び)|(?<=の)(?=[^）)」])")
_CENTRED = CellStyle(size=9.0, horizontal="center", vertical="center", rules=looks.THIN)
_LIST_PAPER = 720.0
"""Width of the list on paper laid across, in points."""
_COLUMN = (34.0, 200.0)
"""Least and greatest width of a column of the list before it is fitted to the paper."""


def write_cover(cover: CoverText, target: BinaryIO) -> None:
    """Write the covering text as a workbook of one sheet, A4, to be changed and printed."""
    excel = ExcelWriter(ExcelInfo(cover.subject, page_numbers=False))
    sheet = excel.new_sheet(words.COVER_SHEET)
    paper = Paper(excel.book, sheet, _COVER_WIDTHS)
    paper.line(((1, 2, cover.date or words.COVER_NO_DATE, _RIGHT),))
    paper.gap(10)
    _lines(paper, cover.to, _LEFT)
    paper.gap(8)
    _lines(paper, cover.sender, _RIGHT)
    paper.gap(16)
    paper.line(((1, 2, _broken(cover.subject, sum(_COVER_WIDTHS) / _SUBJECT.size), _SUBJECT),), least=30)
    paper.gap(10)
    for paragraph in filter(None, cover.body.split("\n")):
        paper.line(((1, 2, f"　{paragraph.lstrip()}", _LEFT),))
    items = [*cover.items, *([(words.COVER_DEADLINE, cover.deadline)] if cover.deadline else [])]
    if items:
        paper.gap(14)
        paper.line(((1, 2, words.COVER_NOTE, _CENTRE),))
        paper.gap(10)
    for number, (head, text) in enumerate(items, start=1):
        numbered = words.COVER_ITEM.format(number=_wide(number), head=head)
        paper.line(((1, 1, numbered, _HEAD_TEXT), (2, 1, text, _LEFT)), least=24)
    if items:
        paper.line(((1, 2, words.COVER_END, _RIGHT),), least=24)
    if cover.contact:
        paper.gap(20)
        paper.line(((1, 1, words.COVER_CONTACT, _HEAD_TEXT), (2, 1, cover.contact, _LEFT)))
    sheet.print_area = f"A1:B{paper.row}"
    excel.save(target)


def write_sent_list(rows: Sequence[Sequence[str]], columns: Sequence[str], title: str, target: BinaryIO) -> None:
    """Write a list as a workbook of one sheet, A4 laid across; ``columns`` are its heads."""
    excel = ExcelWriter(ExcelInfo(title, page_numbers=True))
    sheet = excel.new_sheet(words.LIST_SHEET)
    paper = Paper(excel.book, sheet, _list_widths(rows, columns), landscape=True)
    paper.line(((1, len(columns), title, _TITLE),), least=28)
    paper.line([(n, 1, head, _HEAD) for n, head in enumerate(columns, start=1)], least=20)
    for row in rows:
        paper.line([(n, 1, text, _CELL if n > 1 else _CENTRED) for n, text in enumerate(row, start=1)], least=18)
    sheet.print_title_rows = "2:2"
    sheet.freeze_panes = "A3"
    excel.save(target)


def _broken(subject: str, in_line: float) -> str:
    """A subject that is too long for one line, broken where a reader would: before a bracket or について, else after の."""
    lines, rest, room = [], subject, in_line * _SAFE
    while text_width(rest) > room and "\n" not in rest:
        places = [place for found in _BREAKS.finditer(rest) if 0 < text_width(rest[: (place := found.start())]) <= room]
        if not places:
            break
        lines.append(rest[: places[-1]])
        rest = rest[places[-1] :]
    return "\n".join([*lines, rest])


def _lines(paper: Paper, text: str, style: CellStyle) -> None:
    for line in filter(None, text.split("\n")):
        paper.line(((1, 2, line, style),))


def _list_widths(rows: Sequence[Sequence[str]], columns: Sequence[str]) -> list[float]:
    """As wide as the texts are, within bounds, and together as wide as the paper."""
    least, most = _COLUMN
    widths = [
        min(most, max(least, *(text_width(t) * _CELL.size + 10 for t in (head, *(row[n] for row in rows)))))
        for n, head in enumerate(columns)
    ]
    return [w * _LIST_PAPER / sum(widths) for w in widths]


def _wide(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
