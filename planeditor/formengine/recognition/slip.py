"""The instruction sheet 「記入のお願い」 as it comes back: who filled the book in, and what they had to say."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planeditor.domain.stamps import find_stamps
from planeditor.domain.text import label_key
from planeditor.formengine.cells import Place, SheetCells, WorkbookCells
from planeditor.formengine.recognition.readings import ReadRemark
from planeditor.formengine.recognition.remarks import floating_remarks, remark_text
from planeditor.formengine.recognition.stamping import visible_stamps
from planeditor.messages import request_sheet as words

BOOK_PROPERTY = "planeditor-request"
"""The custom property of the document that holds the 整理番号 of the book."""
_LABELS = (words.SLIP_FILLED_BY, words.SLIP_PHONE, words.SLIP_REMARKS)
_FAR = 1 << 20


@dataclass(frozen=True, slots=True)
class Slip:
    """What an instruction sheet says."""

    filled_by: str = ""
    phone: str = ""
    remarks: str = ""
    token: str = ""
    """The 整理番号 of the book, "" where it is gone."""
    floating: tuple[ReadRemark, ...] = ()
    """Comments and text boxes on it."""

    @property
    def who(self) -> str:
        """Who filled the book in and where they are reached: 佐藤（内線234）; "" where it tells neither."""
        name, phone = (" ".join(text.split()) for text in (self.filled_by, self.phone))
        phone = words.SLIP_PHONE + phone.removeprefix(words.SLIP_PHONE).strip() if phone else ""
        return words.SLIP_REACHED.format(name=name, phone=phone) if name and phone else name or phone


def is_slip(sheet: SheetCells) -> bool:
    """Whether a worksheet is an instruction sheet: by its name, or by its cells to fill in where it was renamed."""
    name = label_key(sheet.name)
    found = _labels(sheet)
    marked = bool(_places(sheet, words.SLIP_FILL_IN) or visible_stamps(sheet))
    return name == words.SLIP_SHEET or (len(found) == len(_LABELS) and marked)


def read_slip(sheet: SheetCells) -> Slip | None:
    """What the instruction sheet says; None where the worksheet is none."""
    if not is_slip(sheet):
        return None
    labels, stamps = _labels(sheet), visible_stamps(sheet)
    filled_by, phone, remarks = (_beside(sheet, labels, label) for label in _LABELS)
    tokens = dict.fromkeys(stamps.values())
    token = next(iter(tokens)) if len(tokens) == 1 else ""
    return Slip(filled_by, phone, remarks, token, tuple(floating_remarks(sheet)))


def book_stamp(book: WorkbookCells, slips: Iterable[Slip]) -> str:
    """The 整理番号 of a book, in its property and on its instruction sheets; "" where it carries none, or several."""
    found = {*find_stamps(book.properties.get(BOOK_PROPERTY, "")), *(slip.token for slip in slips)} - {""}
    return found.pop() if len(found) == 1 else ""


def _labels(sheet: SheetCells) -> dict[str, Place]:
    """Where the labels of the cells to fill in stand: the first ones below their heading, else the lowest."""
    found: dict[str, Place] = {}
    start = next((r for r, _ in _places(sheet, words.SLIP_FILL_IN)), 0)
    for label in _LABELS:
        places = [place for place in _places(sheet, label) if place[0] >= start]
        if places:
            found[label] = places[0] if start else places[-1]
    return found


def _places(sheet: SheetCells, text: str) -> list[Place]:
    """The cells that hold this text and nothing else, from the top."""
    short = 2 * len(text)
    return sorted(p for p, cell in sheet.cells.items() if len(cell.text) <= short and label_key(cell.text) == text)


def _beside(sheet: SheetCells, labels: dict[str, Place], label: str) -> str:
    """What is filled in right of a label up to the next one; remarks may go on in rows below, up to the list of sheets."""
    place = labels.get(label)
    if place is None:
        return ""
    row, column = place
    bottom = next((last for top, left, last, _ in sheet.merges if (top, left) == place), row)
    right = min((c for r, c in labels.values() if row <= r <= bottom and c > column), default=_FAR)
    if label == words.SLIP_REMARKS:
        bottom = max([bottom, *(r - 1 for r, _ in _places(sheet, words.SLIP_LIST))])
    own = [(p, cell) for p, cell in sorted(sheet.cells.items()) if row <= p[0] <= bottom and p[1] < right]
    return "\n".join(remark_text(cell) for p, cell in own if p[1] > column or (p[0] > row and label == words.SLIP_REMARKS))
