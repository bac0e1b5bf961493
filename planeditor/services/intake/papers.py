"""Workbooks of a request that hold nothing to take in: the covering text, the list of what was sent, an instruction sheet alone."""
from __future__ import annotations

from planeditor.domain.text import label_key
from planeditor.formengine.cells import SheetCells, WorkbookCells
from planeditor.formengine.recognition.slip import is_slip
from planeditor.messages import importing as say
from planeditor.messages import request_sheet as words
from planeditor.messages import requests as say_requests

_COVER_LABELS = (words.COVER_NOTE, words.COVER_END)
_LIST_LABELS = (say_requests.LIST_COLUMNS[2], words.TOKEN)


def sentence_for_paper(file: str, book: WorkbookCells) -> str:
    """What to say of a workbook without a form that is one of a request's own papers; "" where it is something else."""
    sheets = [sheet for sheet in book.sheets if sheet.cells]
    if sheets and all(is_slip(sheet) for sheet in sheets):
        return say.ONLY_SLIP.format(file=file, slip=words.SLIP_SHEET)
    if any(_is_paper(sheet, words.COVER_SHEET, _COVER_LABELS) for sheet in sheets):
        return say.IS_COVER.format(file=file)
    if any(_is_paper(sheet, words.LIST_SHEET, _LIST_LABELS) for sheet in sheets):
        return say.IS_LIST.format(file=file)
    return ""


def _is_paper(sheet: SheetCells, name: str, labels: tuple[str, ...]) -> bool:
    """Whether a worksheet has this name, or, renamed, cells with all these words."""
    if label_key(sheet.name) == name:
        return True
    texts = {label_key(cell.text) for cell in sheet.cells.values() if len(cell.text) <= 2 * max(map(len, labels))}
    return texts.issuperset(labels)
