"""The list of symbols, the schedule beside it, and the table of figures that is worked out from the list."""
from __future__ import annotations

import csv
import io
import random
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.findings import SYMBOLS_START
from planeditor.domain.periods import Period
from planeditor.domain.plan import CLOSED, CURRENT, PLAN_ID, Change, Key, Plan
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.filling.grid import Grid
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.rendering import PdfView
from planeditor.services.formsets import FormSets
from planeditor.services.paper.exporting import export_to
from planeditor.services.paper.order import Order, Selection
from tests.formengine.drawings import FONTS, Drawn, excel, fill, form_set, lay_out, plan_of, texts

FORMS = FormSets().get("tomakomai")
PERIODS = [Period("期", *years) for years in ((2002, 2003), (2004, 2005), (2006, 2009), (2009, 2013), (2014, 2018))]
ROWS = ["○/◎ ◎ ◎ ◎ ◎", "○/△ △ △/× - -", "- ○/◎ - - -", "- - ○/× - -", "- - ○/△ △/◎ ◎", "- - - - ○"]


def list_plan(rows: list[str]) -> Plan:
    """A plan whose list has these rows of symbols (``-`` = none); the last period is being reported."""
    builder = PlanBuilder()
    years = [Period("計画年度", y, y) for y in range(2014, 2019)] + [Period("前計画年度", y, y) for y in range(2009, 2014)]
    builder.start("見本市計画", "見本市", "tomakomai", [*PERIODS, *years])
    builder.set(PLAN_ID, CURRENT, PERIODS[-1].key)
    area = builder.area("第1章", "便利なまち")
    for number, row in enumerate(rows, start=1):
        node = builder.add("measure", area, {}, str(number), f"事業{number}")
        for period, symbol in zip(PERIODS, row.split(), strict=True):
            builder.set(node, "status", symbol.replace("-", ""), period.key)
    return Plan(builder.entries)


def by_the_legend(rows: list[str], over: int = 4) -> list[list[str]]:
    """The table of figures worked out by hand from the rules printed below it; ``over``: how many periods are over."""
    columns = list(zip(*(row.split() for row in rows), strict=True)) or [()] * len(PERIODS)
    new = [sum("○" in s for s in c) for c in columns]
    done = [sum(s.endswith("/◎") for s in c) * (n < over) for n, c in enumerate(columns)]
    waiting = [sum("△" in s for s in c) * (n < over) for n, c in enumerate(columns)]
    stopped = [sum("×" in s for s in c) * (n < over) for n, c in enumerate(columns)]
    ongoing = [sum(s == "◎" or s.startswith("△") for s in c) for c in columns]
    total = [a + b for a, b in zip(new, ongoing, strict=True)]
    counts = [
        (new, sum(new)), (done, sum(done)), (waiting, 0), (stopped, sum(stopped)), (ongoing, 0), (total, 0),
    ]  # fmt: skip
    rates = [_percent(a, b) for a, b in zip(done, total, strict=True)]
    whole = [_percent(sum(done[:n]), sum(new[:n]) - sum(stopped[:n])) for n in range(1, len(columns) + 1)]
    shown = [[str(v) if v else "" for v in (*own, all_of)] for own, all_of in counts]
    return [*shown, *([*(r if n < over else "" for n, r in enumerate(own)), ""] for own in (rates, whole))]


def _percent(part: int, whole: int) -> str:
    return f"{(200 * part + whole) // (2 * whole)}%" if whole else ""


def figures(grid: Grid) -> list[list[str]]:
    """The eight rows of figures with the column of the whole."""
    return [row[2:] for row in texts(grid)[3:11]]


def symbols(draw: st.DrawFn) -> str:
    """A row of symbols that may follow each other."""
    rules, row, before, ended = FORMS.symbol_rules, [], "", False
    for _ in PERIODS:
        following = ("", *rules[SYMBOLS_START]) if not before else ("",) if ended else rules[before]
        symbol = draw(st.sampled_from(following or ("",)))
        ended = ended or bool(before and not symbol)
        before = symbol or before
        row.append(symbol or "-")
    return " ".join(row)


LISTS = st.lists(st.composite(symbols)(), max_size=12)


@settings(deadline=None, max_examples=40)
@given(LISTS)
def test_the_figures_follow_the_legend(rows: list[str]) -> None:
    assert figures(fill(FORMS, list_plan(rows), "summary")) == by_the_legend(rows)


def test_a_period_is_over_when_it_was_closed_or_lies_before_the_current_one() -> None:
    plan = list_plan(ROWS)
    assert figures(fill(FORMS, plan, "summary")) == by_the_legend(ROWS, 4)
    closed = plan.with_changes([Change(Key(PLAN_ID, CLOSED, PERIODS[-1].key), None, "2019-04-01")])
    assert figures(fill(FORMS, closed, "summary")) == by_the_legend(ROWS, 5)
    earlier = plan.with_changes([Change(Key(PLAN_ID, CURRENT), None, PERIODS[2].key)])
    assert figures(fill(FORMS, earlier, "summary"))[1][2:] == ["", "", "", "2"]


def exported(plan: Plan, *forms: str, period: Period | None = None) -> bytes:
    target = io.BytesIO()
    export_to(plan, FORMS, Order(forms, "xlsx", Selection(period=period)), target, fonts=FONTS)
    return target.getvalue()


def test_the_sheet_that_is_counted_comes_along_and_is_referred_to() -> None:
    content = exported(list_plan(ROWS), "summary")
    book, values = openpyxl.load_workbook(io.BytesIO(content)), openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    assert book.sheetnames == ["これまでの計画事業一覧", "別表 本計画の実施状況"]
    sheet = book.worksheets[0]
    assert sheet["C4"].value == (
        "=IF((COUNTIF('別表 本計画の実施状況'!C4:C9,\"*○*\")=0),\"\",COUNTIF('別表 本計画の実施状況'!C4:C9,\"*○*\"))"
    )
    assert sheet["G5"].value.startswith("=IF((0=0),")
    assert sheet["F5"].value.startswith("=IF((1=0),")
    assert [c.value for c in book.worksheets[1]["C"][3:9]] == ["○/◎", "○/△", None, None, None, None]
    shown = [["" if c is None else str(c) for c in row[2:]] for row in values.worksheets[0].iter_rows(4, 11, values_only=True)]
    assert shown == by_the_legend(ROWS)


def test_one_period_alone_still_refers_to_the_whole_list() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(list_plan(ROWS), "results", "summary", period=PERIODS[2])))
    assert book.sheetnames == ["別表 本計画の実施状況", "これまでの計画事業一覧", "別表 本計画の実施状況 (2)"]
    assert "'別表 本計画の実施状況 (2)'!E4:E9" in book.worksheets[1]["C4"].value


def test_both_forms_in_one_book_are_one_sheet_each() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(list_plan(ROWS), "summary", "results")))
    assert len(book.sheetnames) == 2
    assert "'別表 本計画の実施状況'!C4:C9" in book.worksheets[0]["C4"].value


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_works_out_the_same_figures(tmp_path: Path) -> None:
    chance = random.Random(5)
    known = [*(s for s in FORMS.symbol_rules if s != SYMBOLS_START), "-", "-"]
    tables = [ROWS, [], *([" ".join(chance.choices(known, k=5)) for _ in range(20)] for _ in range(4))]
    books = []
    for number, rows in enumerate(tables):
        books.append(tmp_path / f"{number}.xlsx")
        content = openpyxl.load_workbook(io.BytesIO(exported(list_plan(rows), "summary")))
        content.save(books[-1])  # saved again it has no cached values left
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    how = "csv:Text - txt - csv (StarCalc):44,34,76,1"
    command = ["soffice", profile, "--headless", "--convert-to", how, "--outdir", str(tmp_path), *map(str, books)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for number, rows in enumerate(tables):
        with (tmp_path / f"{number}.csv").open(encoding="utf-8", newline="") as lines:
            assert [row[2:8] for row in list(csv.reader(lines))[3:11]] == by_the_legend(rows)


def test_bars_stand_across_the_years_of_both_plans() -> None:
    plan = list_plan(ROWS)
    node = plan.measures[0].id
    keys = [Key(node, "before", "前計画年度:2010-2013"), Key(node, "bar", "計画年度:2014-2016"), Key(node, "bar", "計画年度:2018")]
    plan = plan.with_changes([Change(k, None, t) for k, t in zip(keys, ("構築", "運用", "更新"), strict=True)])
    grid = fill(FORMS, plan, "schedule")
    assert [(c.text, c.column, c.columns, c.arrow) for c in grid.cells if c.text in ("構築", "運用", "更新")] == [
        ("構築", 3, 4, True), ("運用", 7, 3, True), ("更新", 11, 1, True),
    ]  # fmt: skip
    heads = texts(grid)
    assert next(row for row in heads if "前計画年度" in row)[2:] == ["前計画年度", "", "", "", "", "計画年度", "", "", "", "", "備考"]
    assert next(row for row in heads if "21" in row)[2:12] == [str(y) for y in range(21, 31)]


def test_an_area_for_the_list_only_stays_out_of_chapters_and_schedule_with_all_below_it() -> None:
    plan = list_plan(ROWS)
    shut = plan.with_changes([Change(Key(plan.areas[0].id, "listing"), None, "別表のみ")])
    names = {f"事業{n}" for n in range(1, 7)}
    for form in ("schedule", "measures"):
        assert names <= {c.text for c in fill(FORMS, plan, form).cells}
        assert not names & {c.text for c in fill(FORMS, shut, form).cells}
    assert names <= {c.text for c in fill(FORMS, shut, "results").cells}


def test_chapters_drawn_in_one_form_are_listed_in_place_of_its_title() -> None:
    target = io.BytesIO()
    export_to(list_plan(ROWS), FORMS, Order(("計画書",), "pdf"), target, fonts=FONTS)
    titles = [title for title, _ in PdfView(target.getvalue()).bookmarks]
    assert titles == [
        "表紙", "目次", "第1章 便利なまち", "第5章 情報化推進スケジュール", "別表 本計画の実施状況", "これまでの計画事業一覧",
    ]  # fmt: skip


def test_the_years_on_the_cover_follow_the_plan() -> None:
    plan = list_plan(ROWS)
    longer = plan.with_changes([Change(Key(PLAN_ID, "@periods:計画年度"), None, "計画年度:2014 計画年度:2019")])
    for made, last in ((plan, "平成30年度"), (longer, "平成31年度")):
        assert f"平成26年度～{last}" in {c.text for c in fill(FORMS, made, "cover").cells}


@pytest.mark.parametrize("rules", ['"○" = ["●"]', '"○/★" = []', '"はじめ" = ["○"]'])
def test_rules_of_unknown_symbols_are_refused(tmp_path: Path, rules: str) -> None:
    toml = f'[symbols]\n"○" = "新規"\n[symbol_rules]\n{rules}\n'
    with pytest.raises(KnownError, match="symbol_rules"):
        form_set(tmp_path, {"a": Drawn([["{{施策名}}"]], {"1": "繰返 施策"})}, toml=toml)


def test_a_typed_figure_names_a_cell_that_there_is(tmp_path: Path) -> None:
    field = '[[field]]\nkey = "typed"\nlabel = "印刷"\nof = "計画"\ncomputed = "a.ない"\n'
    with pytest.raises(KnownError, match=r"a\.ない"):
        form_set(tmp_path, {"a": Drawn([["{{計=1}}"]])}, toml=field)


def test_symbols_offer_what_the_rules_know() -> None:
    (status,) = [f for f in FORMS.vocabulary.fields if f.key == "status"]
    assert status.choices == ("○", "○/◎", "○/△", "○/×", "◎", "△", "△/◎", "△/×")


LIST = Drawn([["名", "{{年度}}"], ["{{施策名}}", "{{記号}}"]], {"2": "繰返 施策"}, {"B": "繰返 年度"})


def _referring(tmp_path: Path, drawn: Drawn) -> FormSet:
    return form_set(tmp_path, {"list": LIST, "a": drawn})


def test_cells_of_another_form_are_those_of_the_same_period_and_area(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [
        ["{{分野.名称}}", '{{=COUNTIF([list.記号],"○")}}', '{{=COUNTIF([list.記号],"○")}}'],
        ["計", '{{=COUNTIF([list.記号:累計],"○")}}', '{{=COUNTIF([list.記号:全体],"○")}}'],
        ["終わり", "{{=[年度:終了]}}", None],
    ]
    forms = _referring(tmp_path, Drawn(rows, {"1": "繰返 分野"}, {"B": "繰返 年度"}))
    plan = plan_of(
        {"1 甲": ["1-1", "1-2"], "2 乙": ["2-1"]},
        years=(2018, 2019),
        fields={"1-1": {"sign@2018": "○", "sign@2019": "○"}, "1-2": {"sign@2018": "○"}, "2-1": {"sign@2019": "○"}},
    )
    plan = plan.with_changes([Change(Key(PLAN_ID, CURRENT), None, "年度:2019")])
    expected = [["甲", "2", "1", "3"], ["乙", "0", "1", "1"], ["計", "2", "4", "4"], ["終わり", "1", "0", ""]]
    assert texts(fill(forms, plan)) == expected


@pytest.mark.parametrize(
    ("formula", "each", "words"),
    [
        ("[どこ.記号]", "計画", "「どこ」という様式"),
        ("[a.記号]", "計画", "「a」という様式"),
        ("[list.ない]", "計画", "「ない」という名前"),
        ("[list.記号:どこか]", "計画", "「[list.記号:どこか]」"),
        ("[list.記号]", "施策", "計画全体の様式"),
        ("[年度:終了]", "計画", "「[年度:終了]」"),
    ],
)
def test_references_that_cannot_be_are_named(tmp_path: Path, formula: str, each: str, words: str) -> None:
    other = Drawn(LIST.rows, LIST.right if each == "計画" else {}, LIST.below, each=each)
    forms = form_set(tmp_path, {"list": other, "a": Drawn([[f"{{{{=COUNTA({formula})}}}}"]])})
    assert [p.cell for p in forms.forms["a"].problems] == ["A1"]
    assert words in forms.forms["a"].problems[0].reason


def test_a_form_that_refers_is_not_referred_to(tmp_path: Path) -> None:
    chain = {"list": LIST, "b": Drawn([["{{数=COUNTA([list.記号])}}"]]), "a": Drawn([["{{=SUM([b.数])}}"]])}
    forms = form_set(tmp_path, chain)
    assert not forms.forms["b"].problems
    assert "ほかの様式のセルから" in forms.forms["a"].problems[0].reason


def test_a_form_of_another_book_leaves_the_value(tmp_path: Path) -> None:
    """Where the sheet that is referred to is not written, the value stands there and no formula to nowhere."""
    forms = _referring(tmp_path, Drawn([['{{=COUNTIF([list.記号],"○")}}']]))
    plan = plan_of({"1 甲": ["1-1"]}, fields={"1-1": {"sign@2018": "○"}})
    assert excel(lay_out(forms, plan)).worksheets[0]["A1"].value == 1
    assert Filler(plan, forms.form("a")).fill(None).cells[0].text == "1"
