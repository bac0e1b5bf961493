"""A small plan, requests for it and workbooks as they come back, with and without their 整理番号."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.domain.plan import Key
from planeditor.domain.stamps import new_stamp
from planeditor.messages import request_sheet as printed
from planeditor.services.formsets import FormSets
from planeditor.services.intake.deciding import Accept
from planeditor.services.intake.importing import Importer
from planeditor.services.intake.outcome import FileResult
from planeditor.services.intake.standing import Standing
from planeditor.services.intake.waiting import waiting
from planeditor.store.document import Document
from planeditor.store.requests import NewRequest, Request, RequestBook, RequestSheet, Role
from tests.books import draw, measure, progress_book

FORMS = FormSets()
SODEGAURA = FORMS.get("sodegaura")
VOCABULARY = SODEGAURA.vocabulary
WHO = "試験"
R3, R4 = "年度:2021", "年度:2022"
YEARLY = ("planning", "development", "operation", "progress", "work", "effect")
FIRST = measure("①-01", R3="検討|||順調|・調査|50%", R4="|構築||||")
SECOND = measure("①-02", "別の施策", R3="|||遅れた|・設計|-", R4="|||||")


@dataclass
class Sheet:
    """A sheet as it comes back: the texts on it, its 整理番号 and what stands beside it."""

    texts: dict[str, str]
    token: str = ""
    struck: Sequence[str] = ()
    comments: Mapping[str, str] = field(default_factory=dict)
    """Text of a cell -> comment on it."""
    beside: str = ""
    forecasts: Mapping[str, str] = field(default_factory=dict)
    """Printed year (R3) -> what stands in the column 見込／確定 of 効果（額）."""

    def year(self, name: str, **cells: str) -> Sheet:
        """Fill in cells of a year by field key."""
        now = dict(zip(YEARLY, self.texts[name].split("|"), strict=True))
        self.texts[name] = "|".join((now | cells).values())
        return self

    def set(self, **texts: str) -> Sheet:
        """Fill in other cells."""
        self.texts |= texts
        return self


class Town:
    """A plan file of the invented city, with what goes out of it and comes back."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "計画.plandb"
        self._count = 0
        (result,) = self.take(progress_book(folder / "初.xlsx", FIRST, SECOND))
        assert result.outcome == "imported"

    @contextmanager
    def open(self) -> Iterator[Document]:
        """The plan file, open for writing."""
        with Document.open(self.file, who=WHO) as document:
            yield document

    def take(self, *books: Path, accept: Accept | None = None) -> list[FileResult]:
        """Take workbooks in."""
        return Importer(self.file, FORMS, who=WHO, accept=accept).run(list(books))

    def key(self, field: str, period: str = R3, number: str = "①-01") -> Key:
        """The key of an entry."""
        with Document.open(self.file, read_only=True) as document:
            node = document.plan().measure_by_number(number)
        assert node is not None
        return Key(node.id, field, period)

    def text(self, field: str, period: str = R3, number: str = "①-01") -> str:
        """The present text of an entry."""
        key = self.key(field, period, number)
        with Document.open(self.file, read_only=True) as document:
            return document.plan().text(*key)

    def write(self, field: str, text: str, period: str = R3, number: str = "①-01", source: str = "電話") -> None:
        """The secretariat changes an entry."""
        key = self.key(field, period, number)
        with self.open() as document, document.edit("直し", who="事務局", source=source) as edit:
            edit.set(key, text)

    def send(
        self, *numbers: str, department: str = "見本課", role: Role = "lead", periods: Sequence[str] = (R3,),
        revision: bool = False, **more: Any,
    ) -> Request:
        """Note a request for these measures."""
        with self.open() as document:
            plan, taken = document.plan(), document.requests.tokens()
            sheets = []
            for number in numbers or ("①-01",):
                node = plan.measure_by_number(number)
                assert node is not None
                taken.add(token := new_stamp(document.plan_id, taken))
                sheets.append(RequestSheet(token, node.id, "progress", role))
            book = RequestBook(new_stamp(document.plan_id, taken), None, department, f"01_{department}_R3.xlsx", tuple(sheets))
            return document.add_request(NewRequest(periods=tuple(periods), who=WHO, revision=revision, books=(book,), **more))

    def sheet(self, request: Request | None, number: str = "①-01", place: int = 0) -> Sheet:
        """A sheet as it went out, with the present texts of the plan."""
        with Document.open(self.file, read_only=True) as document:
            plan = document.plan()
        node = plan.measure_by_number(number)
        assert node is not None
        texts = measure(number, node.name)
        texts |= {"summary": plan.text(node.id, "summary"), "target": plan.text(node.id, "target")}
        for year, period in (("R3", R3), ("R4", R4)):
            texts[year] = "|".join(plan.text(node.id, f, period) for f in YEARLY)
        return Sheet(texts, request.books[0].sheets[place].token if request else "")

    def book(self, *sheets: Sheet, slip: Mapping[str, str] | None = None, token: str = "") -> Path:
        """A workbook of these sheets. ``slip``: what is filled in on the instruction sheet."""
        self._count += 1
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        if slip is not None:
            _draw_slip(book.create_sheet(printed.SLIP_SHEET), slip, token)
        for number, sheet in enumerate(sheets, start=1):
            _draw(book.create_sheet(f"シート{number}"), sheet)
        path = self.folder / f"提出{self._count}.xlsx"
        book.save(path)
        book.close()
        return path

    def waiting(self, receipt: int) -> list[Standing]:
        """What waits of a receipt."""
        with Document.open(self.file, read_only=True) as document:
            return waiting(document, receipt)


def _draw(tab: Worksheet, sheet: Sheet) -> None:
    draw(tab, sheet.texts)
    if sheet.token:
        _write(tab, 1, 11, printed.TOKEN)
        _write(tab, 1, 12, sheet.token)
    if sheet.beside:
        _write(tab, 3, 9, sheet.beside)
    cells = [cell for row in tab.iter_rows() for cell in row if cell.value]
    for cell in cells:
        if cell.value in sheet.struck:
            cell.font = Font(strike=True)
        if cell.value in sheet.comments:
            cell.comment = Comment(sheet.comments[str(cell.value)], "")
        for year, text in sheet.forecasts.items():
            if cell.value == f"{year}年度":
                _write(tab, 6, 9, printed.SIDE_FORECAST.format(field="効果（額）"))
                _write(tab, cell.row, 9, text)


def _draw_slip(tab: Worksheet, slip: Mapping[str, str], token: str) -> None:
    _write(tab, 1, 1, printed.SLIP_SHEET)
    for row, label in enumerate((printed.SLIP_FILLED_BY, printed.SLIP_PHONE, printed.SLIP_REMARKS), start=3):
        _write(tab, row, 1, label)
        _write(tab, row, 2, slip.get(label, ""))
    if token:
        _write(tab, 7, 1, printed.TOKEN)
        _write(tab, 7, 2, token)


def _write(tab: Worksheet, row: int, column: int, text: str) -> None:
    if text:
        tab.cell(row, column).value = text
        tab.cell(row, column).data_type = "s"
