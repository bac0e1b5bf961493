"""The main job on the real sheets: workbook in, plan file, official Excel and PDF out, to the letter."""
from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from planeditor.domain.plan import NAME, Plan
from planeditor.domain.text import without_space
from planeditor.formengine.form.formset import FormSet
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from planeditor.services.paper.exporting import export
from planeditor.store.document import Document
from tests.plans import FIELDS_BY_SEED, YEARLY, load_seed

WHO = "試験"


@pytest.fixture(scope="module")
def forms() -> FormSets:
    return FormSets()


@pytest.fixture(scope="module")
def sheets(shared_folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load_seed(shared_folder, "sodegaura_progress")["sheets"]
    return found


@pytest.fixture(scope="module")
def plan(shared_folder: Path, forms: FormSets, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    file = tmp_path_factory.mktemp("主") / "計画.plandb"
    (result,) = Importer(file, forms, who=WHO).run([shared_folder / "samples" / "sodegaura_progress.xlsx"])
    assert result.outcome == "imported"
    with Document.open(file, read_only=True) as document:
        assert document.verify() == []
        return document.plan()


@pytest.fixture(scope="module")
def form_set(plan: Plan, forms: FormSets) -> FormSet:
    return forms.of(plan)


@pytest.fixture(scope="module")
def excel(plan: Plan, form_set: FormSet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("出") / "様式.xlsx"
    assert export(plan, form_set, "progress", target).pages == 14
    return target


@pytest.fixture(scope="module")
def pdf(plan: Plan, form_set: FormSet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("出") / "様式.pdf"
    assert export(plan, form_set, "progress", target).pages == 14
    return target


def truth(sheet: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Field key, period key and text of the 37 cells of a sheet."""
    yield "@number", "", sheet["number"]
    yield NAME, "", sheet["name"]
    for name, key in FIELDS_BY_SEED.items():
        if name not in (*YEARLY, "target_label"):
            yield key, "", sheet[name]
    for year, entry in enumerate(sheet["years"], start=2016):
        for field in YEARLY:
            yield field, f"年度:{year}", entry[field]


def test_every_cell_of_the_json_is_an_entry(plan: Plan, sheets: list[dict[str, Any]]) -> None:
    checked = 0
    for sheet in sheets:
        node = plan.measure_by_number(sheet["number"])
        assert node is not None
        for field, period, text in truth(sheet):
            assert without_space(plan.text(node.id, field, period)) == without_space(text), (sheet["number"], field, period)
            checked += 1
    assert checked == 518


def test_every_cell_is_in_the_excel_file(excel: Path, sheets: list[dict[str, Any]]) -> None:
    """Read with another library, at the official place: seven columns, header rows 6 and 7, a row for each year."""
    book = openpyxl.load_workbook(excel)
    assert book.sheetnames == [s["number"] for s in sheets]
    checked = 0
    for sheet in sheets:
        cells = book[sheet["number"]]
        places = {"@number": "B2", "@departments": "E2", NAME: "B3", "summary": "B4", "other_plans": "B5"}
        places |= {"expected_effect": "B13", "target": "B14"}
        for field, period, text in truth(sheet):
            place = places.get(field) or f"{'BCDEFG'[YEARLY.index(field)]}{int(period[-4:]) - 2016 + 8}"
            assert without_space(str(cells[place].value or "")) == without_space(text), (sheet["number"], place)
            checked += 1
        assert [cells[f"A{r}"].value for r in range(8, 13)] == ["H28年度", "H29年度", "H30年度", "R1年度", "R2年度"]
        assert cells["A14"].value == "活動目標"
    book.close()
    assert checked == 518


def test_the_official_layout_of_the_excel_file(excel: Path) -> None:
    book = openpyxl.load_workbook(excel)
    for sheet in book.worksheets:
        merged = {str(r) for r in sheet.merged_cells.ranges}
        assert merged == {
            "A1:G1", "B2:C2", "E2:G2", "B3:G3", "B4:G4", "B5:G5", "A6:A7", "B6:B7", "C6:C7", "D6:D7", "E6:E7", "F6:G6",
            "B13:G13", "B14:G14", "A15:G15",
        }
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.page_margins.left == pytest.approx(25 / 25.4, abs=0.01)
        assert sheet["F6"].value == "実施内容"
        assert [sheet[c].value for c in ("F7", "G7")] == ["作業内容", "効果（額）"]
        assert sheet["E8"].border.left.style == "thin"
        assert sheet["E8"].font.name == "BIZ UDゴシック"
        assert 7.5 <= sheet["E8"].font.sz <= 9
    book.close()


def test_the_pdf_has_every_entry_whole_and_in_order(pdf: Path, sheets: list[dict[str, Any]]) -> None:
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 14
    for number, sheet in enumerate(sheets):
        text = without_space(document[number].get_textpage().get_text_range().replace("\ufffe", "-"))
        position = 0
        for field, period, entry in truth(sheet):
            wanted = without_space(entry)
            if field in ("expected_effect", "target"):
                continue
            found = text.find(wanted, position)
            assert found >= 0, (sheet["number"], field, period)
            if field not in ("@number", "@departments", NAME):
                position = found
        for field in ("expected_effect", "target"):
            position = text.find(without_space(sheet[field]), position)
            assert position >= 0, (sheet["number"], field)
    document.close()


def test_the_pdf_says_what_it_is(pdf: Path) -> None:
    document = pypdfium2.PdfDocument(pdf)
    assert "施策進行管理シート" in document.get_metadata_dict()["Title"]
    titles = [(b.level, b.get_title()) for b in document.get_toc()]
    assert [t for level, t in titles if level == 0] == ["①", "②", "③", "④"]
    assert len([t for level, t in titles if level == 1]) == 14
    document.close()
    assert b"/Lang (ja-JP)" in pdf.read_bytes()


def test_the_excel_file_comes_back_as_it_went(excel: Path, plan: Plan, forms: FormSets, tmp_path: Path) -> None:
    file = tmp_path / "再.plandb"
    (result,) = Importer(file, forms, who=WHO).run([excel])
    assert result.outcome == "imported"
    with Document.open(file, read_only=True) as document:
        again = document.plan()
    texts = {(n.number, k.field, k.period): t for n in plan.measures for k, t in plan.of_node(n.id).items() if k.field != "@parent"}
    other = {(n.number, k.field, k.period): t for n in again.measures for k, t in again.of_node(n.id).items() if k.field != "@parent"}
    assert other == texts


@pytest.mark.full
def test_libreoffice_shows_every_text_of_the_excel_file(excel: Path, sheets: list[dict[str, Any]], tmp_path: Path) -> None:
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(excel)], check=True, capture_output=True)
    document = pypdfium2.PdfDocument(tmp_path / "様式.pdf")
    assert len(document) == 14
    for number, sheet in enumerate(sheets):
        text = without_space(document[number].get_textpage().get_text_range())
        for field, period, entry in truth(sheet):
            assert without_space(entry) in text, (sheet["number"], field, period)
    document.close()
