"""The forms of 対応表 that every form set has: marks, counts as formulas, and what nothing answers to."""
from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from planeditor.domain.blocks import ITEM, LIST, covers_field
from planeditor.domain.building import PlanBuilder
from planeditor.domain.plan import BLOCK_TYPE, PLAN_ID, Plan
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.filling.grid import Grid
from planeditor.formengine.fonts.book import FontBook
from planeditor.services.formsets import FormSets
from planeditor.services.paper.exporting import export_order, export_to
from planeditor.services.paper.order import Order, Selection
from tests.formengine.pdftext import parse

SETS = FormSets()
NONE = "対応なし"


def plan_of(measures: int = 3, form_set: str = "sodegaura", items_listed: int = 3) -> Plan:
    """Items 1 to 3 (or more) of a list: 1 has two measures, 2 one, 3 none; every measure from the third on answers to nothing."""
    b = PlanBuilder()
    b.start("見本計画", "見本市", form_set, [])
    areas = [b.area("①", "地域"), b.area("②", "行政")]
    nodes = [b.add("measure", areas[n % 2], {}, f"{'①②'[n % 2]}-{n // 2 + 1:02}", f"施策の名{n + 1}") for n in range(measures)]
    listed = b.add("block", PLAN_ID, {BLOCK_TYPE: LIST}, name="見本県方針")
    items = [b.add("block", listed, {BLOCK_TYPE: ITEM}, str(n), f"方針の名{n}") for n in range(1, items_listed + 1)]
    for node, item, mark in ((nodes[0], items[0], "○"), (nodes[1], items[0], "○"), (nodes[1], items[1], "一部")):
        b.set(node, covers_field(item), mark)
    b.add("block", PLAN_ID, {BLOCK_TYPE: LIST}, name="別の計画")
    return Plan(b.entries)


def filled(plan: Plan, form: str, form_set: str = "sodegaura") -> Iterator[Grid]:
    filler = Filler(plan, SETS.get(form_set).form(form))
    return (filler.fill(node) for node in filler.roots())


def rows_of(grid: Grid) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.column)):
        found.setdefault(cell.row, []).append(cell.text)
    return list(found.values())


@pytest.mark.parametrize("form_set", sorted(SETS.places))
def test_every_set_has_them_without_problems(form_set: str) -> None:
    forms = SETS.get(form_set)
    for name in ("coverage", "coverage_measures"):
        assert forms.form(name).problems == []
        assert not forms.form(name).options.reads


def test_items_against_measures() -> None:
    grid, other = filled(plan_of(), "coverage")
    assert (grid.title, other.title) == ("見本県方針", "別の計画")
    rows = rows_of(grid)
    assert rows[0] == ["見本計画　見本県方針との対応表"]
    assert rows[3] == ["①-01", "①-02", "②-01"]
    assert rows[4:8] == [
        ["1", "方針の名1", "○", "", "○", "2"], ["2", "方針の名2", "", "", "一部", "1"], ["3", "方針の名3", "", "", "", NONE],
        ["対応する項目の数", "1", "0", "2", "3"],
    ]  # fmt: skip
    assert rows[8:] == [
        ["項目 3 件のうち、対応のない項目は 1 件"], ["上の段の 3 件のうち、どの項目にも対応しないものは 1 件"],
    ]  # fmt: skip
    assert rows_of(other)[-2:] == [
        ["項目 0 件のうち、対応のない項目は 0 件"], ["上の段の 3 件のうち、どの項目にも対応しないものは 3 件"],
    ]  # fmt: skip


def test_measures_against_items() -> None:
    grid, _ = filled(plan_of(), "coverage_measures")
    rows = rows_of(grid)
    assert ["① 地域"] in rows
    assert ["①-01", "施策の名1", "○", "", "", "1"] in rows
    assert ["①-02", "施策の名3", "", "", "", "なし"] in rows
    assert ["②-01", "施策の名2", "○", "一部", "", "2"] in rows
    assert ["対応する施策の数", "2", "1", "0", "3"] in rows
    assert rows[-2:] == [
        ["左の列の 3 件のうち、どの項目にも対応しないものは 1 件"], ["項目 3 件のうち、対応のない項目は 1 件"],
    ]  # fmt: skip


def test_the_workbook_counts_with_formulas(tmp_path: Path) -> None:
    plan, forms = plan_of(), SETS.get("sodegaura")
    listed = next(n.id for n in plan.children(PLAN_ID, "block"))
    target = tmp_path / "a.xlsx"
    written = export_order(plan, forms, Order(("coverage",), "xlsx", Selection(nodes=(listed,))), target)
    assert (written.pages, written.warnings) == (1, [])
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["見本県方針"]
    formulas = [c.value for row in book["見本県方針"].iter_rows() for c in row if isinstance(c.value, str) and c.value.startswith("=")]
    assert sum(f.startswith("=IF(") and "COUNTA" in f for f in formulas) == 3
    assert sum("COUNTIF" in f for f in formulas) == 2
    values = openpyxl.load_workbook(target, data_only=True)
    shown = [c.value for row in values["見本県方針"].iter_rows() for c in row if c.value not in (None, "")]
    assert NONE in shown
    assert shown.count("○") == 2


@pytest.mark.parametrize("form", ["coverage", "coverage_measures"])
def test_the_counts_of_a_large_matrix_take_the_time_of_its_cells(form: str) -> None:
    plan = plan_of(200, items_listed=150)
    begun = time.process_time()
    (grid, _) = filled(plan, form)
    assert time.process_time() - begun < 3
    assert sum(cell.role == "computed" for cell in grid.cells) > 350


@pytest.mark.parametrize(("form", "measures"), [("coverage", 14), ("coverage", 60), ("coverage_measures", 60), ("coverage_measures", 220)])
def test_every_mark_and_name_is_on_paper(form: str, measures: int) -> None:
    plan, output = plan_of(measures), io.BytesIO()
    listed = next(n.id for n in plan.children(PLAN_ID, "block"))
    order = Order((form,), "pdf", Selection(nodes=(listed,)))
    written = export_to(plan, SETS.get("sodegaura"), order, output, fonts=FontBook())
    text = "".join("".join(strings) for strings in parse(output.getvalue()).shown())
    assert written.pages == (1 if form == "coverage" else written.pages)
    assert all(name in text for name in ("方針の名1", "方針の名2", "方針の名3", "一部"))
    if form == "coverage_measures":
        assert all(f"施策の名{n}" in text for n in range(1, measures + 1))


@pytest.mark.parametrize(("name", "word"), [("sodegaura", "施策"), ("tomakomai", "事業")])
def test_the_matrix_speaks_in_the_words_of_the_form_set(name: str, word: str) -> None:
    forms = SETS.get(name)
    for form in ("coverage", "coverage_measures"):
        fixed = [text for cell in forms.form(form).drawing.cells.values() if (text := cell.template.fixed_text)]
        assert word in fixed
        assert f"対応する{word}の数" in fixed
