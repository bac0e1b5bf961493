"""Chapters, terms, editions and lists of other plans on a form: repeats, owners, and one sheet for each."""
from __future__ import annotations

from pathlib import Path

import pytest

from planeditor.domain.blocks import covers_field
from planeditor.domain.building import PlanBuilder
from planeditor.domain.plan import BLOCK_TYPE, PLAN_ID, Plan
from planeditor.formengine.filling.fill import Filler
from tests.formengine.drawings import Drawn, form_set


def _plan() -> Plan:
    builder = PlanBuilder()
    builder.start("見本計画", "見本市", "test", [])
    area = builder.add("area", PLAN_ID, {}, "1", "安全")
    measures = [builder.add("measure", area, {}, f"1-{n}", name) for n, name in enumerate(("防災", "防犯"), start=1)]
    for number, name in enumerate(("概要", "考え方"), start=1):
        chapter = builder.add("block", PLAN_ID, {BLOCK_TYPE: "chapter"}, f"第{number}章", name)
        builder.add("block", chapter, {BLOCK_TYPE: "heading1", "text": f"{name}の目的"}, "1")
        builder.add("block", chapter, {BLOCK_TYPE: "paragraph", "text": f"{name}の文"})
    builder.add("block", PLAN_ID, {BLOCK_TYPE: "note", "text": "説明文", "group": "50音順"}, name="用語一")
    builder.add("block", PLAN_ID, {BLOCK_TYPE: "edition", "date": "令和5年3月", "sort": "策定"}, name="初版")
    listed = builder.add("block", PLAN_ID, {BLOCK_TYPE: "list"}, name="上位計画")
    items = [builder.add("block", listed, {BLOCK_TYPE: "item"}, str(n), f"項目{n}") for n in (1, 2)]
    builder.set(measures[1], covers_field(items[0]), "○")
    return Plan(builder.entries)


def _texts(tmp_path: Path, drawn: Drawn) -> list[list[list[str]]]:
    forms = form_set(tmp_path, {"form": drawn})
    assert forms.problems == []
    filler = Filler(_plan(), forms.form("form"))
    sheets = []
    for root in filler.roots():
        grid = filler.fill(root)
        texts = [[""] * len(grid.widths) for _ in grid.rows]
        for cell in grid.cells:
            texts[cell.row][cell.column] = cell.text
        sheets.append(texts)
    return sheets


def test_a_form_for_each_chapter_shows_its_own_text(tmp_path: Path) -> None:
    rows = [["{{章.番号}}", "{{章.名称}}"], ["{{本文.番号}}", "{{本文*}}"], ["", "{{本文*}}"]]
    marks = {"2": "本文 見出し1", "3": "本文 段落", "2-3": "繰返 本文"}
    assert _texts(tmp_path, Drawn(rows, right=marks, each="章")) == [
        [["第1章", "概要"], ["1", "概要の目的"], ["", "概要の文"]],
        [["第2章", "考え方"], ["1", "考え方の目的"], ["", "考え方の文"]],
    ]


def test_terms_and_editions_are_repeated(tmp_path: Path) -> None:
    rows = [["{{版.名称}}", "{{版.日付}} {{版.種別}}"], ["{{用語.名称}}", "{{用語.説明}}"]]
    marks = {"1": "繰返 版", "2": "繰返 用語 対象=区分:50音順"}
    assert _texts(tmp_path, Drawn(rows, right=marks)) == [[["初版", "令和5年3月 策定"], ["用語一", "説明文"]]]


def test_a_matrix_shows_which_measure_answers_to_which_item(tmp_path: Path) -> None:
    rows = [["{{対応先.名称}}", "{{番号}}"], ["{{対応項目.名称}}", "{{対応}}"]]
    drawn = Drawn(rows, right={"2": "繰返 対応項目"}, below={"B": "繰返 施策"}, each="対応先")
    assert _texts(tmp_path, drawn) == [[["上位計画", "1-1", "1-2"], ["項目1", "", "○"], ["項目2", "", ""]]]


def test_a_mark_of_the_matrix_is_an_entry_of_the_measure(tmp_path: Path) -> None:
    drawn = Drawn(
        [["", "{{番号}}"], ["{{対応項目.名称}}", "{{対応}}"]], right={"2": "繰返 対応項目"},
        below={"B": "繰返 施策"}, each="対応先",
    )
    forms = form_set(tmp_path, {"form": drawn})
    plan = _plan()
    filler = Filler(plan, forms.form("form"))
    shown = filler.fill(next(filler.roots())).entries()
    marks = {key: text for key, text in shown.items() if key.field.startswith("@covers:")}
    assert marks == {k: t for k, t in plan.entries.items() if k.field.startswith("@covers:")}


@pytest.mark.parametrize("cell", ["{{章.名称}}", "{{対応}}"])
def test_a_place_without_its_owner_is_named(tmp_path: Path, cell: str) -> None:
    forms = form_set(tmp_path, {"form": Drawn([[cell]])})
    assert len(forms.problems) == 1
