"""What a form may not contain is named with its cell."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.domain.errors import KnownError
from planeditor.formengine.form.loading import load_form_set
from tests.formengine.drawings import Drawn, form_set


@pytest.mark.parametrize(
    ("drawn", "cell", "words"),
    [
        (Drawn([["題", "{{知らない}}"]]), "B1", "「{{知らない}}」という項目"),
        (Drawn([["{{施策名}}"]]), "A1", "「繰返 施策」"),
        (Drawn([["{{進捗}}"]], {"1": "繰返 施策"}), "A1", "「繰返 年度」"),
        (Drawn([["{{年度}}"]]), "A1", "「繰返 年度」"),
        (Drawn([["{{計画.題名|大}}"]]), "A1", "書式「大」"),
        (Drawn([["{{題名"]]), "A1", "書き方が分かりません"),
        (Drawn([["計{{=SUM([費用])}}"]]), "A1", "書き方が分かりません"),
        (Drawn([["{{=SUM([ない])}}"]]), "A1", "「[ない]」"),
        (Drawn([["{{=SUM([計:どこか])}}", "{{計=1}}"]]), "A1", "「[計:どこか]」"),
        (Drawn([["{{=VLOOKUP(1)}}"]]), "A1", "計算式"),
        (Drawn([["=SUM(B1:B2)"]]), "A1", "Excelの計算式"),
        (Drawn([["題"]], {"1": "くりかえし 施策"}), "B1", "「くりかえし 施策」"),
        (Drawn([["題"]], {"1": "繰返 施設"}), "B1", "「繰返 施設」"),
        (Drawn([["題"]], {"1": "繰返 施策 対象=ない"}), "B1", "対象=ない"),
        (Drawn([["題"]], {"1": "繰返 年度 範囲=昔"}), "B1", "範囲=昔"),
        (Drawn([["題"]], {"1": "条件 ときどき 注記"}), "B1", "条件 ときどき"),
        (Drawn([["題"]], {"1": "条件 あり ない"}), "B1", "「ない」"),
        (Drawn([["題"]], {"1": "改頁 章"}), "B1", "改頁 章"),
        (Drawn([["題"]], {"1": "段 大"}), "B1", "段 大"),
        (Drawn([["題"]], {"1": "脚注 範囲=頁"}), "B1", "脚注 範囲=頁"),
        (Drawn([["題"]], {"1": "本文 見だし"}), "B1", "本文 見だし"),
        (Drawn([["題"]], below={"A": "見出し"}), "A2", "見出し"),
        (Drawn([["題"], ["{{施策名}}"], ["終"]], {"1-2": "繰返 施策", "2-3": "繰返 分野"}), "C2", "食い違って"),
        (Drawn([["題"], ["{{施策名}}"], ["終"]], {"2": "繰返 施策"}, merges=("A1:A2",)), None, ""),
        (Drawn([["題", "a"], ["題", "{{施策名}}"], ["題", "b"]], {"2-3": "繰返 施策"}, merges=("A1:A2",)), "A1", "内と外"),
        (Drawn([["題"]], widths=[200]), "", "印刷できる幅"),
    ],
)
def test_lint(tmp_path: Path, drawn: Drawn, cell: str | None, words: str) -> None:
    problems = form_set(tmp_path, {"a": drawn}).forms["a"].problems
    if cell is None:
        assert not problems
    else:
        assert [(p.cell, words in p.reason) for p in problems][:1] == [(cell, True)], problems


def changed(folder: Path, change: str) -> list[str]:
    """The problems of a drawing after a change by hand."""
    drawn = Drawn([["題", "名"], ["a", "b"]])
    form_set(folder, {"a": drawn})
    book = openpyxl.load_workbook(folder / "a.xlsx")
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    if change == "chart":
        sheet.add_chart(BarChart(), "B2")
    elif change == "area":
        sheet.print_area = ""
    elif change == "areas":
        sheet.print_area = "A1:A2,B1:B2"
    elif change == "merge":
        sheet.merge_cells("B2:C3")
    elif change == "rotated":
        sheet["A2"].alignment = Alignment(textRotation=255)
    book.save(folder / "a.xlsx")
    return load_form_set(folder).problems


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("chart", " B2：図"),
        ("area", "印刷範囲が設定されていません"),
        ("areas", "印刷範囲が複数"),
        ("merge", " B2：結合"),
        ("rotated", " A2：縦書き"),
    ],
)
def test_what_is_drawn_by_hand(tmp_path: Path, change: str, words: str) -> None:
    problems = changed(tmp_path, change)
    assert len(problems) == 1
    assert problems[0].startswith("a.xlsx のシート")
    assert words in problems[0]


def test_a_drawing_that_cannot_be_opened(tmp_path: Path) -> None:
    form_set(tmp_path, {"a": Drawn([["題"]])})
    toml = (tmp_path / "formset.toml").read_text(encoding="utf-8")
    (tmp_path / "formset.toml").write_text(toml + 'sheet = "無い"\n', encoding="utf-8")
    with pytest.raises(KnownError, match="シート「無い」"):
        load_form_set(tmp_path)
    (tmp_path / "formset.toml").write_text(toml, encoding="utf-8")
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")
    with pytest.raises(KnownError, match="開けません"):
        load_form_set(tmp_path)


def test_documents_name_forms_of_the_set(tmp_path: Path) -> None:
    for parts, words in (('["a", "b"]', "b"), ('["目次"]', "様式がありません")):
        with pytest.raises(KnownError, match=words):
            form_set(tmp_path, {"a": Drawn([["題"]])}, toml=f'[document."冊子"]\nparts = {parts}\n')
