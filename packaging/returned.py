"""What the pictures need of the yearly round trip: the request of the sample city, and what its departments send back."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.workbook import Workbook

from planeditor.domain.current import current_period
from planeditor.domain.plan import CONTACTS, PLAN_ID, SECRETARIAT, Key, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import request_sheet as words
from planeditor.services.editing.entry import write
from planeditor.services.intake.deciding import accept, decide
from planeditor.services.intake.waiting import waiting
from planeditor.services.requests.correcting import correct
from planeditor.services.requests.covering import suggested_cover
from planeditor.services.requests.issuing import RequestOrder, issue
from planeditor.services.requests.pointing import pointables
from planeditor.store.document import Document
from planeditor.store.requests import Point

KEEPER = "行政管理課"
DUE, LONGER = dt.date(2024, 4, 10), dt.date(2024, 4, 19)
UNCLEAR, ASKED = "②-01", "見本課（文書係・山田・内線215）、行政管理課"
CONTACT = "行政管理課 情報係 佐藤（内線234）"
LATER = "建設課", "②-03", "progress"
"""Of whose text the secretariat changes a word by telephone while the department fills it in."""
BY_TELEPHONE = ("3種類", "4種類")
PUT_RIGHT = "市民課", "④-01", "progress"
"""What the secretariat puts right while taking it in; the department has not seen it yet."""
ASKED_AGAIN = "税務課"
"""Gets more time, and has not sent anything either."""


@dataclass(frozen=True)
class Returned:
    """What one department does: (施策, field) -> what its text becomes; ``remark`` is written beside the first sheet."""

    texts: Mapping[tuple[str, str], Callable[[str], str]] = field(default_factory=dict)
    struck: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Text -> the same with these words struck, and others after them."""
    forecast: str = ""
    """The 施策 whose figure is not final."""
    remark: str = ""
    filled_by: tuple[str, str] = ("", "")


def _more(text: str) -> Callable[[str], str]:
    return lambda old: f"{old}\n{text}"


def _instead(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


def _emptied(_: str) -> str:
    return ""


SENT_BACK: Mapping[str, Returned] = {
    "広報課": Returned(
        {("④-02", "progress"): _instead("公開を見合わせた", "公開を令和6年度に延ばした"), ("④-02", "effect"): _instead(" (25", "（25")},
        filled_by=("小林", "118"),
    ),
    "危機管理課": Returned(
        {("③-03", "work"): _instead("職員26名", "職員28名"), ("③-03", "effect"): _instead(" (3/4項目)", "（3／4項目）")},
        {("③-03", "progress"): ("5時間20分", "5時間10分")},
        filled_by=("大野", "305"),
    ),
    "市民課": Returned(
        {
            ("④-01", "progress"): _instead("7割が", "7割あまりが"),
            ("④-01", "work"): _more("・入力の手引きを配布（R6年3月）"),
        },
        forecast="④-01", filled_by=("西村", "121"),
    ),
    "福祉課": Returned(filled_by=("藤井", "146")),
    "建設課": Returned(
        {
            ("②-03", "work"): _instead("1日あたり約86回", "1日あたり約91回"),
            ("②-03", "progress"): _instead("現地との連絡に役立てた", "現地への指示を早めることができた"),
            ("②-03", "effect"): _emptied,
            ("②-03", "operation"): _instead("(7月)", "（7月）"),
        },
        {("②-03", "target"): ("4種類", "5種類")},
        remark="利用の回数は、3月末までの平均です。", filled_by=("高田", "412"),
    ),
    "学校教育課": Returned(filled_by=("上田", "602")),
}  # fmt: skip


def name_secretariat(document: Document, who: str) -> None:
    """Say which department keeps the plan."""
    write(document, {Key(PLAN_ID, SECRETARIAT): KEEPER}, name="事務局", who=who, source="")


def send_out(document: Document, forms: FormSet, folder: Path, who: str) -> None:
    """Settle what is unclear and write the request; one department is asked again, with more time."""
    plan = document.plan()
    write(document, {Key(_node(plan, UNCLEAR), CONTACTS): ASKED}, name="照会先", who=who, source="")
    period = current_period(plan, forms.vocabulary)
    if period is None:
        raise SystemExit("見本の計画に年度がありません。")
    again = next(d.id for d in document.departments.all() if d.section == ASKED_AGAIN)
    for due, departments, place in ((DUE, (), folder), (LONGER, (again,), folder / "再依頼")):
        cover = suggested_cover(document, forms.vocabulary, [period], deadline=due)
        order = RequestOrder((period.key,), due, cover, departments=departments, contact=CONTACT)
        issue(document, forms, order, place, who=who)
    _, number, name = LATER
    key = Key(_node(plan, number), name, period.key)
    write(document, {key: plan.text(*key).replace(*BY_TELEPHONE)}, name="進捗総括", who=who, source="電話")


def fill_in(plan: Plan, period: str, folder: Path) -> Iterator[Path]:
    """The workbooks of the departments that answer, filled in; ``plan`` as it was sent out."""
    for name, returned in SENT_BACK.items():
        path = next(folder.glob(f"*_{name}_*.xlsx"))
        book = openpyxl.load_workbook(path)
        for (number, key), change in returned.texts.items():
            cell, text = _cell(book, plan, number, key, period)
            cell.value = change(text)
        for (number, key), (old, new) in returned.struck.items():
            cell, text = _cell(book, plan, number, key, period)
            before, _, after = text.partition(old)
            cell.value = CellRichText(before, TextBlock(InlineFont(strike=True), old), new + after)
        if returned.forecast:
            _, beside, row = _row(book, returned.forecast)
            book[returned.forecast].cell(row, beside).value = words.FORECAST
        if returned.remark:
            sheet, _, row = _row(book, next(iter(returned.texts))[0])
            book[sheet].cell(row, book[sheet].max_column + 1).value = returned.remark
        for label, text in zip((words.SLIP_FILLED_BY, words.SLIP_PHONE), returned.filled_by, strict=True):
            named = _find(book, words.SLIP_SHEET, label)
            cells = book[words.SLIP_SHEET][named.row][named.column :]
            next(c for c in cells if isinstance(c, Cell) and not c.protection.locked).value = text
        book.save(path)
        yield path


def settle(document: Document, forms: FormSet, who: str) -> None:
    """Decide about some of what came in; one text is put right on the way."""
    name, number, key = PUT_RIGHT
    for receipt in document.receipts.all():
        if name in receipt.file_name:
            wanted = [s.proposal for s in waiting(document, receipt.number)]
            one = next(p for p in wanted if p.measure_number == number and p.field == key)
            text = one.submitted.replace("なっており", "なり")
            accept(document, forms.vocabulary, [one.id], who=who, texts={one.id: text})
        if any(done in receipt.file_name for done in (name, "広報課")):
            decide(document, forms.vocabulary, receipt.number, "all", who=who)


def send_back(document: Document, forms: FormSet, receipt: int, reasons: tuple[str, str], folder: Path, who: str) -> None:
    """Ask a department to put right the last place of what it handed in; ``reasons``: at the place, and of it all."""
    point = pointables(document, forms.vocabulary, receipt)[-1]
    correct(document, forms, receipt, [Point(point.key, reasons[0])], reasons[1], LONGER, folder, who=who)


def _node(plan: Plan, number: str) -> str:
    return next(m.id for m in plan.measures if m.number == number)


def _cell(book: Workbook, plan: Plan, number: str, key: str, period: str) -> tuple[Cell, str]:
    """Where a field stands on the sheet of its measure, by the text that was sent."""
    node = _node(plan, number)
    text = plan.text(node, key, period) or plan.text(node, key)
    return _find(book, number, text), text


def _row(book: Workbook, number: str) -> tuple[str, int, int]:
    """Sheet, column of 見込／確定 and row of the year."""
    row = next(c for c in book[number]["A"] if c.value == "R5年度").row
    column = next(c for r in book[number].iter_rows() for c in r if str(c.value).startswith(words.SIDE_FORECAST.split("：")[0])).column
    return number, column or 0, row or 0


def _find(book: Workbook, sheet: str, text: str) -> Cell:
    return next(c for row in book[sheet].iter_rows() for c in row if c.value == text)
