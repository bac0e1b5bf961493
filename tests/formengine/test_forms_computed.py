"""Computed cells: the formula subset, what names mean, and the file as a real spreadsheet program works it out again."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.formengine.form import formula
from tests.formengine.drawings import Drawn, excel, fill, form_set, lay_out, plan_of, texts

SIGNS = ["○", "○/◎", "△", "", "×", "○", "5", "-"]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1+2*3", "7"),
        ("(1+2)*3", "9"),
        ("-2+5", "3"),
        ('"a"&1', "a1"),
        ("1/0", "#DIV/0!"),
        ('"a"+1', "#VALUE!"),
        ("SUM([数])", "6"),
        ("COUNT([数])", "3"),
        ("COUNTA([記])", "7"),
        ("AVERAGE([空])", "#DIV/0!"),
        ("SUM([無])", "0"),
        ('COUNTIF([記],"○*")', "3"),
        ('COUNTIF([記],"?/?")', "1"),
        ('COUNTIF([記],"")', "1"),
        ('COUNTIF([記],"<>○")', "6"),
        ('COUNTIF([数],">=2")', "2"),
        ("COUNTIF([数],2)", "1"),
        ('COUNTIF([星],"~*")', "1"),
        ('COUNTIF([英],"AB")', "2"),
        ("MAX([数])-MIN([数])", "2"),
        ("ROUND(2.5,0)", "3"),
        ("ROUND(0.285*100,0)", "29"),
        ("ROUND(-2.5,0)", "-3"),
        ('IF(SUM([無])=0,"なし",1/0)', "なし"),
        ('IF([空]="","空","有")', "空"),
        ("[空]+1", "1"),
        ("[空]", "0"),
        ("COUNTA([空])", "0"),
        ("IF([空]=0,1,2)", "1"),
        ("[式]+1", "#VALUE!"),
        ("SUM([式],1)", "1"),
        ("COUNTA([式])", "1"),
        ("IF([式]=0,1,2)", "2"),
        ("SUM([誤])", "#DIV/0!"),
        ("1<2", "1"),
    ],
)
def test_values_by_the_rules_of_excel(expression: str, value: str) -> None:
    cells: dict[str, formula.Range] = {
        "数": (1.0, 2.0, 3.0, "x"),
        "記": tuple(sign or formula.BLANK for sign in SIGNS),
        "空": (formula.BLANK,),
        "式": ("",),
        "星": ("*", "**"),
        "英": ("ab", "AB", "abc"),
        "誤": (1.0, "#DIV/0!"),
    }
    assert formula.show(formula.evaluate(formula.parse(expression), cells)) == value


@pytest.mark.parametrize("text", ["SUM(", "VLOOKUP([a],1)", "IF(1,2)", "A1+1", "ROUND(1)", "1;2", 'COUNTIF(1,"a")', ""])
def test_what_is_outside_the_subset_is_refused(text: str) -> None:
    with pytest.raises(formula.FormulaError):
        formula.parse(text)


@given(
    st.recursive(
        st.integers(0, 99).map(str) | st.sampled_from(["[a]", '"x""y"']),
        lambda inner: st.builds("({}{}{})".format, inner, st.sampled_from(["+", "-", "*", "/", "&", "=", "<>", "<"]), inner),
        max_leaves=8,
    )
)
def test_what_is_written_to_excel_is_the_same_expression(text: str) -> None:
    node = formula.parse(text)
    again = formula.parse(node.to_excel({"a": ["[a]"]}))
    for cells in ({"a": (2.0,)}, {"a": (formula.BLANK,)}, {"a": ("",)}, {"a": ("x",)}):
        assert formula.evaluate(node, cells) == formula.evaluate(again, cells)


DRAWN = Drawn(
    [
        ["名", "{{年度}}", "計"],
        ["{{施策名}}", "{{金額}}", "{{行計=SUM([金額])}}"],
        ["小計", "{{列計=SUM([金額])}}", "{{=SUM([行計])}}"],
        ["割合", "{{=ROUND([列計]/SUM([列計:全体]),3)}}", '{{=COUNTIF([金額],">9")}}'],
        ["累計", "{{=SUM([列計:累計])}}", None],
        ["総計", "{{=SUM([金額])}}", "{{=SUM([列計])/COUNTA([費用])}}"],
    ],
    right={"2": "繰返 施策", "2-5": "繰返 分野"},
    below={"B": "繰返 年度"},
)
PLAN = plan_of(
    {"1 甲": ["1-1", "1-2"], "2 乙": ["2-1"]},
    years=(2018, 2019),
    fields={
        "1-1": {"amount@2018": "10", "amount@2019": "20"},
        "1-2": {"amount@2018": "5", "amount@2019": "未定"},
        "2-1": {"amount@2018": "7"},
    },
)
EXPECTED = [
    ["名", "H30年度", "R1年度", "計"],
    ["1-1", "10", "20", "30"],
    ["1-2", "5", "未定", "5"],
    ["小計", "15", "20", "35"],
    ["割合", "0.357", "0.476", "2"],
    ["累計", "15", "35", ""],
    ["2-1", "7", "", "7"],
    ["小計", "7", "0", "7"],
    ["割合", "0.167", "0", "0"],
    ["累計", "7", "7", ""],
    ["総計", "22", "20", "#DIV/0!"],
]


def drawn() -> Drawn:
    rows = [list(row) for row in DRAWN.rows]
    rows[5][2] = '{{=SUM([列計:全体])/COUNTIF([金額:全体],"無")}}'
    return Drawn(rows, DRAWN.right, DRAWN.below)


def test_names_mean_the_nearest_cells(tmp_path: Path) -> None:
    forms = form_set(tmp_path, {"a": drawn()})
    assert texts(fill(forms, PLAN)) == EXPECTED
    laid = lay_out(forms, PLAN)
    values, formulas = (book.worksheets[0] for book in (excel(laid, values=True), excel(laid)))
    assert isinstance(values, Worksheet)
    assert [["" if v is None else str(v) for v in row] for row in values.iter_rows(values_only=True)] == EXPECTED
    assert formulas["B2"].data_type == "n"
    assert formulas["D2"].value == "=SUM(B2:C2)"
    assert formulas["B4"].value == "=SUM(B2:B3)"
    assert formulas["B11"].value == "=SUM(B2:B3,B7)"
    assert formulas["D11"].value.count("COUNTIF(") == 2  # one for each of its ranges
    assert all(c.role == "computed" for c in laid[0].grid.cells if c.expression)


def test_a_cell_merged_away_is_not_counted_twice(tmp_path: Path) -> None:
    forms = form_set(tmp_path, {"a": Drawn([["{{状況|結合}}"], ["{{=COUNTA([状況])}}"]], {"1": "繰返 施策"})})
    plan = plan_of({"1 甲": ["1-1", "1-2", "1-3"]}, fields={m: {"state": "済"} for m in ("1-1", "1-2", "1-3")})
    assert texts(fill(forms, plan))[-1] == ["1"]


@pytest.mark.full
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_works_out_the_same_values(tmp_path: Path) -> None:
    forms = form_set(tmp_path, {"a": drawn()})
    book = tmp_path / "out.xlsx"
    excel(lay_out(forms, PLAN)).save(book)  # saved again it has no cached values left
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1",
            "--outdir",
            tmp_path,
            book,
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as lines:
        assert list(csv.reader(lines)) == EXPECTED
