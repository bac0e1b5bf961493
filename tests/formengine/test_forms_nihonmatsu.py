"""The form set of stages: schedule, measures in a chapter, footnotes of each chapter, and the schedule read back."""
from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.domain.blocks import CHAPTER, NOTE
from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, NAME, PLAN_ID, Key, Plan
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.filling.grid import Grid
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.formengine.recognition.patterns import FormPattern
from planeditor.formengine.recognition.readings import Reading
from planeditor.formengine.recognition.recognise import recognise
from planeditor.formengine.recognition.settling import settle
from planeditor.formengine.writing.excel import ExcelWriter
from planeditor.formengine.writing.excelbook import ExcelInfo
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from planeditor.store.document import Document
from tests.conftest import ROOT
from tests.formengine.reading_forms import TEXT

SETS = FormSets([ROOT / "forms"])
FORMS = SETS.get("nihonmatsu")
FIRST, SECOND = Period("ステージ", 2021, 2025), Period("ステージ", 2026, 2030)
BOTH = Period("ステージ", 2021, 2030)
TYPESETTER = Typesetter(FontBook())


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as opened:
        yield opened


def build() -> PlanBuilder:
    """Two areas with three measures, two chapters, two terms."""
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "nihonmatsu", [FIRST, SECOND])
    one = builder.add("area", PLAN_ID, {}, "(1)", "便利なくらし")
    two = builder.add("area", PLAN_ID, {}, "(2)", "安心なくらし")
    window = builder.add("measure", one, {"summary": "窓口を減らす", "policy": "窓口[^窓口]を見直す。"}, "(1)-①", "窓口の見直し")
    builder.add("measure", one, {"summary": "紙を減らす", "title": "紙を使わない会議"}, "(1)-②", "会議の見直し")
    radio = builder.add("measure", two, {"summary": "聞こえる所を増やす"}, "(2)-①", "無線の整備")
    builder.set(window, "stage", "→", BOTH.key)
    builder.set(radio, "stage", "検討", FIRST.key)
    builder.set(radio, "stage", "整備", SECOND.key)
    plain = builder.add("block", PLAN_ID, {BLOCK_TYPE: CHAPTER}, "I", "はじめに")
    carrying = builder.add("block", PLAN_ID, {BLOCK_TYPE: CHAPTER, "carries": "載せる"}, "II", "取り組み")
    for chapter, text in ((plain, "会議[^会議]と窓口[^窓口]を考えた。"), (carrying, "次のとおり進める。")):
        builder.add("block", chapter, {BLOCK_TYPE: "paragraph", "text": text})
    for term in ("窓口", "会議"):
        builder.add("block", PLAN_ID, {BLOCK_TYPE: NOTE, "text": f"{term}の説明"}, name=term)
    return builder


PLAN = Plan(build().entries)


def filled(name: str, plan: Plan = PLAN) -> list[Grid]:
    filler = Filler(plan, FORMS.form(name))
    return [filler.fill(root) for root in filler.roots()]


def rows(grid: Grid) -> list[list[str]]:
    """The texts of each row that has any."""
    found: dict[int, list[str]] = {}
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.column)):
        if cell.text:
            found.setdefault(cell.row, []).append(cell.text)
    return list(found.values())


def book(plan: Plan, name: str = "schedule") -> openpyxl.Workbook:
    writer, form = ExcelWriter(ExcelInfo("見本")), FORMS.form(name)
    for grid in filled(name, plan):
        writer.add(TYPESETTER.lay_out(grid, form.drawing.setup, fit=form.options.fit == "page", min_size=6.0))
    target = BytesIO()
    writer.save(target)
    target.seek(0)
    return openpyxl.load_workbook(target)


def read(opened: openpyxl.Workbook, reader: WorkbookReader, name: str = "schedule") -> list[Reading]:
    target = BytesIO()
    opened.save(target)
    pattern = FormPattern(FORMS.form(name))
    sheets = reader.read_bytes("様式.xlsx", target.getvalue()).sheets
    return [reading for sheet in sheets for reading in recognise(sheet, [("nihonmatsu", pattern)])]


def entries(plan: Plan, readings: list[Reading]) -> dict[Key, str]:
    """What was read, by the measures and areas of the plan; what print-only cells tell of the plan itself is left out."""
    found: dict[Key, str] = {}
    for reading in readings:
        settle(reading, plan, FORMS.vocabulary)
        for node in reading.nodes:
            known = plan.measures if node.kind == "measure" else plan.areas
            own = next(n.id for n in known if n.name == node.text(NAME))
            found |= {Key(own, field, period): cell.text for (field, period), cell in node.entries.items() if field != "@number"}
    return found


def shown(plan: Plan, name: str = "schedule") -> dict[Key, str]:
    return {key: text for grid in filled(name, plan) for key, text in grid.entries().items()}


def cell_of(sheet: Worksheet, text: str) -> str:
    return next(cell.coordinate for line in sheet.iter_rows() for cell in line if cell.value == text)


def test_the_schedule() -> None:
    assert rows(filled("schedule")[0]) == [
        ["3　推進スケジュール"],
        ["便利なくらし"],
        ["No", "事務事業名\n(システム名)", "概要", "1stステージ", "2ndステージ"],
        ["1", "窓口の見直し", "窓口を減らす", "→"],
        ["2", "会議の見直し", "紙を減らす"],
        ["安心なくらし"],
        ["No", "事務事業名\n(システム名)", "概要", "1stステージ", "2ndステージ"],
        ["1", "無線の整備", "聞こえる所を増やす", "検討", "整備"],
    ]
    bar = next(c for c in filled("schedule")[0].cells if c.text == "→")
    assert (bar.columns, bar.arrow, bar.key and bar.key.period) == (2, True, BOTH.key)


def test_heads_stand_again_after_a_page_break() -> None:
    builder = build()
    area = next(k.node for k, text in builder.entries.items() if (k.field, text) == (NAME, "安心なくらし"))
    for number in range(2, 60):
        builder.add("measure", area, {"summary": "概要"}, f"(2)-{number}", f"取り組み{number}")
    form = FORMS.form("schedule")
    laid = TYPESETTER.lay_out(filled("schedule", Plan(builder.entries))[0], form.drawing.setup, fit=False, min_size=6.0)
    pages = list(TYPESETTER.pages(laid))
    assert len(pages) > 2
    for page in pages[1:]:
        texts = ["".join(line.text for line in box.lines) for box in sorted(page.boxes, key=lambda b: (b.y, b.x)) if box.lines]
        assert texts[:2] == ["安心なくらし", "No"]


def test_a_chapter_carries_the_measures_and_counts_its_own_notes() -> None:
    plain, carrying = filled("chapter")
    assert rows(plain) == [
        ["I", "はじめに"], ["会議※1と窓口※2を考えた。"], ["※1", "会議の説明"], ["※2", "窓口の説明"],
    ]  # fmt: skip
    assert rows(carrying) == [
        ["II", "取り組み"], ["次のとおり進める。"], ["2", "具体的方策"],
        ["(1)", "便利なくらし"], ["①", "窓口の見直し"], ["窓口※1を見直す。"], ["②", "紙を使わない会議"],
        ["(2)", "安心なくらし"], ["①", "無線の整備"], ["※1", "窓口の説明"],
    ]  # fmt: skip


def test_the_measures_alone() -> None:
    assert rows(filled("measures")[0])[:4] == [["2", "具体的方策"], ["(1)", "便利なくらし"], ["①", "窓口の見直し"], ["窓口※1を見直す。"]]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any text in every entry of the schedule; names tell the measures, so each has its own."""
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "nihonmatsu", [FIRST, SECOND])
    for mark in ("(1)", "(2)"):
        area = builder.add("area", PLAN_ID, {}, mark, f"{mark}のくらし")
        for number in range(draw(st.integers(1, 3))):
            name = f"{mark}{number}番目の取り組み"
            measure = builder.add("measure", area, {"summary": draw(TEXT)}, f"{mark}-{number}", name)
            if draw(st.booleans()):
                builder.set(measure, "stage", draw(TEXT), BOTH.key)
            else:
                for period in (FIRST, SECOND):
                    builder.set(measure, "stage", draw(TEXT), period.key)
    return Plan(builder.entries)


@settings(max_examples=24, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate], derandomize=True)
@given(plan=plans())
def test_what_the_schedule_shows_is_read(plan: Plan, reader: WorkbookReader) -> None:
    readings = read(book(plan), reader)
    assert entries(plan, readings) == shown(plan)
    assert not [note for reading in readings for note in reading.notes]


def test_what_the_sheets_show_is_read(reader: WorkbookReader) -> None:
    readings = read(book(PLAN, "sheet"), reader, "sheet")
    fields = {"summary", "policy", "stage", "title", "@name"}
    own = {key: text for key, text in entries(PLAN, readings).items() if key.field in fields and key.node != PLAN_ID}
    wanted = {key: text for key, text in shown(PLAN, "sheet").items() if key.field in fields}
    assert own == {k: t.replace("[^窓口]", "※1") for k, t in wanted.items()}


@pytest.mark.parametrize(
    "heads", [("1 s t ステージ", "２ｎｄステージ"), ("1ST ステージ", "2nd\nステージ"), ("R3～R7年度", "令和8～12年度")]
)
def test_heads_in_another_spelling(heads: tuple[str, str], reader: WorkbookReader) -> None:
    opened = book(PLAN)
    spelled = dict(zip(("1stステージ", "2ndステージ"), heads, strict=True))
    for line in opened.worksheets[0].iter_rows():
        for cell in line:
            if str(cell.value) in spelled:
                cell.value = spelled[str(cell.value)]
    assert entries(PLAN, read(opened, reader)) == shown(PLAN)


def test_a_stage_that_the_plan_does_not_have_is_noted(reader: WorkbookReader) -> None:
    opened = book(PLAN)
    for line in opened.worksheets[0].iter_rows():
        for cell in line:
            if cell.value == "2ndステージ":
                cell.value = "3rdステージ"
    readings = read(opened, reader)
    found = entries(PLAN, readings)
    assert {k.period for k in found if k.field == "stage"} == {FIRST.key}
    assert any("計画に「3rdステージ」がない" in note for reading in readings for note in reading.notes)


def test_a_name_that_the_plan_does_not_have_is_noted(reader: WorkbookReader) -> None:
    opened = book(PLAN)
    sheet = opened.worksheets[0]
    sheet[cell_of(sheet, "会議の見直し")] = "会議のやめ方"
    readings = read(opened, reader)
    found = entries(PLAN, readings)
    assert "紙を減らす" not in found.values()
    assert "窓口を減らす" in found.values()
    assert any("「会議のやめ方」がどの事業か" in note for reading in readings for note in reading.notes)


def test_a_schedule_that_comes_back_is_taken_in(tmp_path: Path) -> None:
    path, file = tmp_path / "計画.plandb", tmp_path / "予定.xlsx"
    with Document.create(path, PLAN.entries, name="計画の作成", who="甲"):
        pass
    opened = book(PLAN)
    sheet = opened.worksheets[0]
    sheet[cell_of(sheet, "紙を減らす")] = "紙をなくす"
    sheet[cell_of(sheet, "整備 →")] = "運用 →"
    opened.save(file)
    result = Importer(path, SETS, who="甲", accept="all").run([file])[0]
    assert (result.outcome, result.accepted) == ("imported", 2)
    with Document.open(path) as document:
        plan = document.plan()
        assert plan.text(next(m.id for m in plan.measures if m.number == "(1)-②"), "summary") == "紙をなくす"
        assert plan.text(next(m.id for m in plan.measures if m.number == "(2)-①"), "stage", SECOND.key) == "運用"


def test_no_plan_is_made_of_a_schedule_alone(tmp_path: Path) -> None:
    file = tmp_path / "予定.xlsx"
    book(PLAN).save(file)
    result = Importer(tmp_path / "新しい.plandb", SETS, who="甲").run([file])[0]
    assert result.outcome == "refused"
    assert not (tmp_path / "新しい.plandb").exists()
