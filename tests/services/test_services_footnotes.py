"""Footnote marks go out as printed numbers and come back as they were typed: unstamped, as a request, and edited."""
from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from planeditor.domain.blocks import NOTE
from planeditor.domain.building import PlanBuilder
from planeditor.domain.plan import BLOCK_TYPE, NAME, PLAN_ID, Key, Plan
from planeditor.services.formsets import FormSets
from planeditor.services.intake.deciding import Accept
from planeditor.services.intake.importing import Importer
from planeditor.services.intake.waiting import waiting_of_all
from planeditor.services.paper.exporting import export
from planeditor.store.document import Document
from tests.services.editing_plans import FORMS, WHO, make, node_of, small_plan

SUMMARY = "公衆LAN[^公衆LAN]と※3月の窓口案内[^窓口][^公衆LAN]2か所を設ける。"


def plan_with_marks() -> Plan:
    builder = PlanBuilder(small_plan())
    first = node_of(builder.plan, "①-01")
    for name in ("窓口", "公衆LAN"):
        builder.add("block", PLAN_ID, {BLOCK_TYPE: NOTE, "text": f"{name}の説明"}, name=name)
    entries = {**builder.plan.entries, **builder.entries}
    return Plan({**entries, Key(first, "summary"): SUMMARY, Key(first, NAME): "公衆LAN[^公衆LAN]の整備"})


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return make(tmp_path, plan_with_marks())


def sheet_of(book: openpyxl.Workbook, text: str) -> openpyxl.cell.Cell:
    return next(c for s in book.worksheets for row in s.iter_rows() for c in row if isinstance(c.value, str) and text in c.value)


def take(document: Document, file: Path, accept: Accept) -> None:
    path = document.path
    document.close()
    Importer(path, FormSets(), who=WHO, accept=accept).run([file], None)


@pytest.mark.parametrize("form", ["plan", "progress"])
def test_what_was_exported_is_unchanged(document: Document, tmp_path: Path, form: str) -> None:
    before = dict(document.plan().entries)
    export(document.plan(), FORMS, form, tmp_path / "出.xlsx")
    book = openpyxl.load_workbook(tmp_path / "出.xlsx")
    assert sheet_of(book, "と※3月の").value == "公衆LAN¹と※3月の窓口案内²,¹2か所を設ける。"
    path = document.path
    take(document, tmp_path / "出.xlsx", "all")
    with Document.open(path, who=WHO) as again:
        assert dict(again.plan().entries) == before
        assert waiting_of_all(again) == []


def test_an_edited_text_keeps_its_marks(document: Document, tmp_path: Path) -> None:
    export(document.plan(), FORMS, "plan", tmp_path / "出.xlsx")
    book = openpyxl.load_workbook(tmp_path / "出.xlsx")
    cell = sheet_of(book, "と※3月の")
    cell.value = str(cell.value).replace("設ける", "整える")
    book.save(tmp_path / "直.xlsx")
    path = document.path
    take(document, tmp_path / "直.xlsx", "all")
    with Document.open(path, who=WHO) as again:
        first = node_of(again.plan(), "①-01")
        assert again.plan().text(first, "summary") == SUMMARY.replace("設ける", "整える")
        assert again.plan().text(first, NAME) == "公衆LAN[^公衆LAN]の整備"


def test_raised_numbers_of_another_printing_are_the_marks(document: Document, tmp_path: Path) -> None:
    export(document.plan(), FORMS, "plan", tmp_path / "出.xlsx")
    book = openpyxl.load_workbook(tmp_path / "出.xlsx")
    cell = sheet_of(book, "と※3月の")
    cell.value = str(cell.value).replace("¹", "¹¹").replace("²", "¹²")
    book.save(tmp_path / "別.xlsx")
    before = dict(document.plan().entries)
    path = document.path
    take(document, tmp_path / "別.xlsx", "all")
    with Document.open(path, who=WHO) as again:
        assert dict(again.plan().entries) == before


def test_notes_and_headings_of_the_plan_are_no_remarks_but_what_was_added_is(document: Document, tmp_path: Path) -> None:
    with document.edit("見出し", who=WHO) as edit:
        edit.set(Key(PLAN_ID, "sheets_heading"), "2 施策の内容")
    export(document.plan(), FORMS, "plan", tmp_path / "出.xlsx")
    book = openpyxl.load_workbook(tmp_path / "出.xlsx")
    sheet = book.worksheets[0]
    assert sheet["A1"].value == "2 施策の内容"
    foot = sheet_of(book, "公衆LANの説明")
    assert foot.value == "¹ 公衆LAN … 公衆LANの説明"
    sheet.cell(foot.row + 2, 1, "³ 窓口案内 … 担当部署が書き足した説明")
    sheet.merge_cells(start_row=foot.row + 2, end_row=foot.row + 2, start_column=1, end_column=4)
    book.save(tmp_path / "足.xlsx")
    path = document.path
    take(document, tmp_path / "足.xlsx", "all")
    with Document.open(path, who=WHO) as again:
        assert [item.proposal.submitted for item in waiting_of_all(again)] == ["³ 窓口案内 … 担当部署が書き足した説明"]
