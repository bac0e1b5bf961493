"""The sheet 「指摘への措置」 as it comes back: the answers, each with the 指摘 it is about."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from planeditor.domain.text import label_key
from planeditor.formengine.cells import CellText, SheetCells
from planeditor.formengine.recognition.blocks import address
from planeditor.formengine.recognition.readings import ReadCell
from planeditor.messages import request_sheet as words

_TEXT, _ANSWER = (label_key(head) for head in words.POINTS_HEADS[1:])


@dataclass(frozen=True, slots=True)
class ReadPoint:
    """One row: the number of the measure, what was said (with where and when, as it was printed), and the answer."""

    number: str
    text: str
    answer: ReadCell


def read_points(sheet: SheetCells) -> list[ReadPoint] | None:
    """The rows of the sheet; None where the worksheet is none of these."""
    rows = {row: dict(cells) for row, cells in _rows(sheet)}
    for top, cells in rows.items():
        heads = {label_key(cell.text): column for column, cell in cells.items()}
        if _TEXT in heads and _ANSWER in heads and len(cells) == len(words.POINTS_HEADS):
            columns = min(cells), heads[_TEXT], heads[_ANSWER]
            return [_row(row, cells, columns) for row, cells in rows.items() if row > top]
    return None


def _rows(sheet: SheetCells) -> Iterator[tuple[int, Iterator[tuple[int, CellText]]]]:
    places = sorted(sheet.cells.items())
    for row, group in groupby(places, lambda item: item[0][0]):
        yield row, ((place[1], cell) for place, cell in group)


def _row(row: int, cells: dict[int, CellText], columns: tuple[int, int, int]) -> ReadPoint:
    number, text, answer = (cells.get(column) for column in columns)
    told = answer or CellText("")
    read = ReadCell(told.text, address(row, columns[2]), told.doubt, told.struck, place=(row, columns[2]))
    return ReadPoint(number.text if number else "", text.text if text else "", read)
