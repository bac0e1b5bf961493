"""Export: every character goes through, texts stay texts, and a failed export leaves what was there."""
from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import openpyxl
import pytest

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, Plan
from planeditor.formengine.cells import CUT_MARK
from planeditor.formengine.fonts.book import FontBook
from planeditor.messages import services as say
from planeditor.services.checking import check
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from planeditor.services.paper.exporting import SheetJob, export
from planeditor.services.paper.order import Selection
from planeditor.services.paper.targets import beside
from planeditor.store.document import Document
from tests.formengine.drawings import Drawn, form_set, plan_of
from tests.formengine.pdftext import parse

FORMS = FormSets()
LONG = "".join(f"第{n}項は計画どおり進んでいる。" for n in range(3000))[:40000]
DIFFICULT = {
    "summary": "𠮷野家と葛\U000e0100城、辻\U000e0101、神\ufe00社",
    "other_plans": "か\u3099きく\u3099け、q\u0301、外字\ue000と\U000f0001",
    "expected_effect": "한국어 성과、为了发展、㍿①㈱№",
    "target": "=1+1",
    "planning": "_x0041_と_x000D_",
    "development": "+81\n-5\n@見本",
    "work": LONG,
    "effect": "1/2\u00a0＜＞&\"'",
}


def plan_with(fields: dict[str, str]) -> Plan:
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "sodegaura", [Period("年度", 2024, 2024)])
    node = builder.add("measure", builder.area("①", "分野"), {DEPARTMENTS: "見本課"}, "①-01", "施策")
    for field, text in fields.items():
        yearly = field in ("planning", "development", "work", "effect")
        builder.set(node, field, text, "年度:2024" if yearly else "")
    return Plan(builder.entries)


def shown(pdf: Path) -> str:
    """Everything the content streams show, by their own ToUnicode."""
    return "".join(text for page in parse(pdf.read_bytes()).shown() for text in page)


def put(plan: Plan, target: Path, form: str = "progress") -> int:
    return export(plan, FORMS.of(plan), form, target).pages


def test_every_character_comes_back_from_excel(tmp_path: Path) -> None:
    plan = plan_with(DIFFICULT)
    put(plan, tmp_path / "出.xlsx")
    (result,) = Importer(tmp_path / "再.plandb", FORMS, who="試験").run([tmp_path / "出.xlsx"])
    assert result.outcome == "imported", result.message
    with Document.open(tmp_path / "再.plandb", read_only=True) as document:
        again = document.plan()
    (node,) = again.measures
    for field, text in DIFFICULT.items():
        yearly = field in ("planning", "development", "work", "effect")
        assert again.text(node.id, field, "年度:2024" if yearly else "") == text, field


def test_every_character_is_in_the_pdf(tmp_path: Path) -> None:
    plan = plan_with(DIFFICULT)
    assert put(plan, tmp_path / "出.pdf") > 3
    strings = [text for page in parse((tmp_path / "出.pdf").read_bytes()).shown() for text in page]
    text = "".join(strings)
    for field, wanted in DIFFICULT.items():
        if field != "work":
            assert wanted.replace("\n", "") in text, field
    position = 0
    for line in strings:
        if LONG.startswith(line, position):
            position += len(line)
    assert position == len(LONG)


def test_what_no_font_has_is_named(tmp_path: Path) -> None:
    plan = plan_with(DIFFICULT)
    fonts = FontBook()
    named = {f.message[1] for f in check(plan, FORMS.of(plan), fonts) if f.rule == "missing-character"}
    every = {c for text in plan.entries.values() for c in fonts.missing(text)}
    assert named == every
    assert "\ue000" in named
    assert {f.rule for f in check(plan, FORMS.of(plan), fonts)} >= {"missing-character", "over-excel-limit"}


def test_texts_stay_texts(tmp_path: Path) -> None:
    target = tmp_path / "出.xlsx"
    put(plan_with({"summary": "=cmd|'/C calc'!A0", "target": "=HYPERLINK(\"x\")", "planning": "+1", "effect": "-"}), target)
    with zipfile.ZipFile(target) as archive:
        assert not any(b"<f>" in archive.read(n) or b"<hyperlink" in archive.read(n) for n in archive.namelist() if "sheet" in n)
    book = openpyxl.load_workbook(target)
    cell = book.worksheets[0]["B4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=cmd|'/C calc'!A0", "s", True)
    assert book.worksheets[0]["B5"].quotePrefix is False
    book.close()


def test_a_row_over_the_limit_becomes_several(tmp_path: Path) -> None:
    put(plan_with({"work": LONG}), tmp_path / "出.xlsx")
    book = openpyxl.load_workbook(tmp_path / "出.xlsx")
    sheet = book.worksheets[0]
    heights = [d.height for d in sheet.row_dimensions.values() if d.height]
    assert max(heights) <= 409
    assert all(len(str(c.value or "")) <= 32767 for row in sheet.iter_rows() for c in row)
    merged = next(r for r in sheet.merged_cells.ranges if r.min_row == 8 and r.min_col == 1)
    parts = [str(sheet.cell(r, 6).value or "") for r in range(8, merged.max_row + 1)]
    assert "".join(p.removesuffix(CUT_MARK) for p in parts) == LONG
    assert sheet.row_breaks.count > 3
    assert sheet.print_title_rows == "$6:$7"
    head = sheet.oddHeader
    assert head is not None
    assert head.left is not None
    assert head.left.text == "&A"
    book.close()


def test_nothing_of_the_user_is_in_the_files(tmp_path: Path) -> None:
    plan = plan_with({"summary": "概要"})
    put(plan, tmp_path / "出.xlsx")
    book = openpyxl.load_workbook(tmp_path / "出.xlsx")
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy
    book.close()
    put(plan, tmp_path / "一.pdf")
    put(plan, tmp_path / "二.pdf")
    assert (tmp_path / "一.pdf").read_bytes() == (tmp_path / "二.pdf").read_bytes()


def test_internal_fields_never_leave(tmp_path: Path) -> None:
    plan = plan_with({"summary": "概要", "memo": "内部の覚え"})
    for ending in ("xlsx", "pdf"):
        put(plan, tmp_path / f"出.{ending}")
    with zipfile.ZipFile(tmp_path / "出.xlsx") as archive:
        assert not any("内部の覚え".encode() in archive.read(n) for n in archive.namelist())
    assert "内部の覚え" not in shown(tmp_path / "出.pdf")


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "出.pdf"
    target.write_bytes(b"old")
    with contextlib.suppress(RuntimeError), beside(target) as output:
        output.write(b"half")
        raise RuntimeError
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["出.pdf"]


def test_a_target_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "出.pdf").mkdir()
    with pytest.raises(KnownError, match=r"出\.pdf"):
        put(plan_with({"summary": "概要"}), tmp_path / "出.pdf")
    assert [p.name for p in tmp_path.iterdir()] == ["出.pdf"]


def test_one_period_only(tmp_path: Path) -> None:
    plan = plan_with({"summary": "概要"})
    selection = Selection(measures=("1-01",), period=Period("年度", 2024, 2024))
    assert export(plan, FORMS.of(plan), "progress", tmp_path / "出.pdf", selection=selection).pages == 1


@pytest.mark.parametrize(("count", "narrowed"), [(5, False), (10, True), (30, True)])
def test_columns_wider_than_the_paper_are_narrowed(tmp_path: Path, count: int, narrowed: bool) -> None:
    builder = PlanBuilder()
    periods = [Period("期", y, y) for y in range(2000, 2000 + count)]
    builder.start("見本市計画", "見本市", "tomakomai", periods)
    node = builder.add("measure", builder.area("1", "分野"), {"content": "実施内容の文。" * 30}, "1", "歩道の整備")
    for period in periods:
        builder.set(node, "status", "○／◎", period.key)
    plan = Plan(builder.entries)
    form = FORMS.of(plan).form("results")
    fonts = FontBook()
    job = SheetJob(plan, form, fonts)
    wanted = [cell.text for cell in job.filler.fill(None).cells if cell.text]
    for page in job.pages([None]):
        for box in page.boxes:
            assert box.x >= 0
            assert box.x + box.width <= page.width - form.drawing.setup.right + 0.01
            advance = fonts.advances(box.style.face).__getitem__
            assert all(line.x + sum(map(advance, line.text)) * box.size <= box.x + box.width for line in box.lines)
        texts = ["".join(line.text for line in box.lines) for box in page.boxes]
        assert [t for t in texts if t] == [w.replace("\n", "") for w in wanted]
    for ending in ("pdf", "xlsx"):
        written = export(plan, FORMS.of(plan), "results", tmp_path / f"出.{ending}")
        assert written.warnings == [say.COLUMNS_NARROWED] * narrowed
        assert written.pages == 1
    book = openpyxl.load_workbook(tmp_path / "出.xlsx")
    sheet = book.worksheets[0]
    widths = [d.width for d in sheet.column_dimensions.values()]
    assert len(widths) == count + 3
    assert sum(widths) * 5.25 <= form.drawing.setup.inner_width + 1
    assert [str(c) for row in sheet.iter_rows(values_only=True) for c in row if c] == wanted
    book.close()


def test_a_document_tells_of_narrowed_columns(tmp_path: Path) -> None:
    drawn = Drawn([["{{年度}}"], ["{{計画.題名}}"]], below={"A": "繰返 年度"})
    forms = form_set(tmp_path, {"a": drawn}, toml='[document."計画書"]\nparts = ["a"]\n')
    assert not forms.problems, forms.problems
    for years, warnings in ((range(2018, 2021), []), (range(2000, 2030), [say.COLUMNS_NARROWED])):
        written = export(plan_of({"1 甲": ["1-1 名"]}, years=years), forms, "計画書", tmp_path / "出.pdf")
        assert written.warnings == warnings


def test_one_period_leaves_the_plan_as_it_is(tmp_path: Path) -> None:
    """The title still tells the years of the whole plan."""
    drawn = Drawn([["{{計画.題名}}（{{計画.年数}}年）"], ["{{年度}}"]], {"2": "繰返 年度"})
    forms = form_set(tmp_path, {"a": drawn}, toml='[document."計画書"]\nparts = ["a"]\n')
    assert not forms.problems, forms.problems
    plan = plan_of({"1 甲": ["1-1 名"]}, years=range(2018, 2023))
    selection = Selection(period=Period("年度", 2021, 2021))
    for name, ending in (("a", "pdf"), ("a", "xlsx"), ("計画書", "pdf")):
        target = tmp_path / f"出.{ending}"
        export(plan, forms, name, target, selection=selection)
        if ending == "xlsx":
            book = openpyxl.load_workbook(target)
            assert list(book.worksheets[0].values) == [("見本計画（5年）",), ("R3年度",)]
            book.close()
        else:
            text = shown(target)
            assert "見本計画（5年）" in text
            assert "R3年度" in text
            assert not any(other in text for other in ("H30年度", "R1年度", "R2年度", "R4年度"))
