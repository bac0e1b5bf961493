"""Request workbooks as the writer makes them, filled in by a department, and what may become of them on the way back."""
from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Protection
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.domain.plan import DEPARTMENTS, NUMBER, Key, Plan
from planeditor.domain.stamps import new_stamp
from planeditor.domain.text import label_key
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.requesting.order import BookOrder, OpenCell, SheetOrder, SlipText
from planeditor.formengine.requesting.writer import RequestWriter
from planeditor.messages import request_sheet as words
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.sample import sample_content

FIELDS = ("progress", "work", "effect")
LAST_YEAR = "昨年度はこのように書きました。"
CORRECTION = "正しくは12件です。"
FILLED_BY, PHONE, SAID = "見本 花子", "511", "期限を過ぎるかもしれません。"
Entries = dict[tuple[str, str], str]


@dataclass
class Returned:
    """A workbook that comes back: its bytes, and what is in it by the number of each measure."""

    data: bytes
    token: str
    stamps: dict[str, str]
    expected: dict[str, Entries]
    past: str
    asked: str
    typed: dict[str, Entries] = field(default_factory=dict)

    def book(self) -> Workbook:
        """It as openpyxl reads it, to be changed."""
        return openpyxl.load_workbook(BytesIO(self.data), rich_text=True)

    def changed(self, change: Callable[[Workbook], None]) -> Returned:
        """The same after a change."""
        book = self.book()
        change(book)
        return self.saved(book)

    def saved(self, book: Workbook) -> Returned:
        """The same with other bytes."""
        target = BytesIO()
        book.save(target)
        other = copy(self)
        other.data = target.getvalue()
        return other


def sample_plan() -> Plan:
    """The plan of the invented city."""
    return Plan(sample_content()[0])


def write_request(plan: Plan, count: int, asked: int = -2, *, revision: bool = False) -> Returned:
    """A request for the first measures of the sample, as it is sent out; ``asked``: which of its periods."""
    forms = FormSets().of(plan)
    form = forms.forms["progress"]
    periods = sorted(p.key for p in forms.vocabulary.all_periods(plan))
    period, past = periods[asked], periods[0]
    labels = {f.key: f.label for f in form.fields}
    definitions = {f.key: f for f in form.fields}
    taken: list[str] = []

    def stamp() -> str:
        taken.append(new_stamp("見本", taken))
        return taken[-1]

    def is_open(key: Key) -> OpenCell | None:
        asked_for = key.field in FIELDS and key.period == period
        planned = revision and key.field in definitions and not key.period and definitions[key.field].of == "measure"
        if key.field == NUMBER or not (asked_for or planned):
            return None
        found = definitions[key.field]
        return OpenCell(labels[key.field], found.length, found.choices, figure=key.field == "effect")

    measures = [m for m in plan.measures if m.number][:count]
    stamps = {m.number: stamp() for m in measures}
    sheets = tuple(
        SheetOrder(
            form, m.id, stamps[m.number], is_open, role="主管", last_year={period: LAST_YEAR}, past=frozenset({past}),
        ) for m in measures
    )
    slip = SlipText("記入のお願い", ("ご記入をお願いします。",), (("期限", "令和6年5月10日"), ("照会", "行政管理課 内線234")),
                    tuple((m.number, m.name, "主管", plan.text(m.id, DEPARTMENTS)) for m in measures))
    token = stamp()
    target = BytesIO()
    RequestWriter(forms, plan, FontBook()).write(BookOrder(token, "照会", slip, sheets), target)
    filler = Filler(plan, form)
    expected = {
        m.number: {(k.field, k.period): t for k, t in filler.fill(m).entries().items() if k.node == m.id} for m in measures
    }
    return Returned(target.getvalue(), token, stamps, expected, past, period)


def place_of(sheet: Worksheet, text: str) -> tuple[int, int]:
    """Where a text stands, its white space and width aside."""
    key = label_key(text)
    return next((c.row, c.column) for line in sheet.iter_rows() for c in line if c.value and label_key(str(c.value)) == key)


def sheets_of(book: Workbook) -> list[Worksheet]:
    """The worksheets of forms."""
    return [s for s in book.worksheets if any(c.value == "進捗総括" for line in s.iter_rows() for c in line)]


def fill_in(returned: Returned, text: Callable[[str, str], str] = lambda number, field: f"{number}の{field}を記入しました。") -> Returned:
    """What a department types: every open cell of the year, 見込, a correction, and the slip."""
    book = returned.book()
    result = copy(returned)
    result.typed, result.expected = {}, {n: dict(e) for n, e in returned.expected.items()}
    for sheet, number in zip(sheets_of(book), returned.stamps, strict=True):
        typed = result.typed[number] = {(name, returned.asked): text(number, name) for name in FIELDS}
        result.expected[number] |= typed
        row = _row_of(sheet, returned.asked)
        for name, head in zip(FIELDS, ("進捗総括", "作業内容", "効果（額）"), strict=True):
            own(sheet, row, place_of(sheet, head)[1]).value = typed[name, returned.asked]
        own(sheet, row, place_of(sheet, words.SIDE_FORECAST.format(field="効果（額）"))[1]).value = words.FORECAST
        own(sheet, _row_of(sheet, returned.past), place_of(sheet, words.SIDE_PAST)[1]).value = CORRECTION
    slip = book[words.SLIP_SHEET]
    for label, said in ((words.SLIP_FILLED_BY, FILLED_BY), (words.SLIP_PHONE, PHONE), (words.SLIP_REMARKS, SAID)):
        row, column = place_of(slip, label)
        after = next(c for c in range(column + 1, 20) if not isinstance(slip.cell(row, c), MergedCell))
        own(slip, row, after).value = said
    return result.saved(book)


def _row_of(sheet: Worksheet, period: str) -> int:
    """The row of a period of the sample: its labels are R6年度 and the like."""
    year = int(period.partition(":")[2])
    label = f"R{year - 2018}年度"
    return place_of(sheet, label)[0]


def own(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that can be typed into."""
    found = sheet.cell(row, column)
    assert isinstance(found, Cell)
    return found


def convert(data: bytes, suffix: str, folder: Path) -> bytes:
    """The workbook as LibreOffice saves it; ``suffix``: xls, ods or xlsx."""
    source = folder / "提出.xlsx"
    source.write_bytes(data)
    out = folder / "out"
    command = [
        "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", suffix,
        "--outdir", str(out), str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    result = (out / f"提出.{suffix}").read_bytes()
    shutil.rmtree(out)
    return result


def without_parts(data: bytes) -> bytes:
    """The workbook after a sanitizer took properties and names out of it."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "docProps/custom.xml":
                continue
            if info.filename in ("[Content_Types].xml", "_rels/.rels"):
                part = re.sub(rb"<(?:Override|Relationship)\b[^>]*custom[^>]*/>", b"", part)
            if info.filename == "xl/workbook.xml":
                part = re.sub(rb"<definedNames>.*?</definedNames>", b"", part, flags=re.DOTALL)
            new.writestr(info.filename, part)
    return target.getvalue()


def unlocked(book: Workbook) -> None:
    """Protection is taken off."""
    for sheet in book.worksheets:
        sheet.protection.disable()
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell, Cell):
                    cell.protection = Protection(locked=False)
