"""Each construct of the form language on a small form: the filled grid, the pages and the Excel file."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.domain.plan import Plan
from planeditor.formengine.filling.spans import ARROW
from planeditor.formengine.form.formset import FormSet
from tests.formengine.drawings import (
    FIELDS,
    Drawn,
    excel,
    fill,
    form_set,
    lay_out,
    page_texts,
    pages,
    plan_of,
    sheet_texts,
    texts,
    with_blocks,
)

AREAS = {"1 安全": ["1-1 防災", "1-2 防犯"], "2 福祉": ["2-1 子育て"]}


def check(forms: FormSet, plan: Plan, expected: list[list[str]], name: str = "a") -> None:
    """Grid, pages and Excel show the same texts."""
    assert texts(fill(forms, plan, name)) == expected
    laid = lay_out(forms, plan, name)
    assert [t for p in pages(laid) for t in page_texts(p)] == [t for row in expected for t in row if t]
    shown = sheet_texts(sheet(excel(laid, values=True)))
    assert shown == expected


def sheet(book: object) -> Worksheet:
    return book.worksheets[0]  # type: ignore[attr-defined, no-any-return]


def test_placeholders_with_owner_format_and_counter(tmp_path: Path) -> None:
    drawn = Drawn(
        [
            ["{{計画.題名}}（{{計画.年数}}年）", "{{計画.開始|和暦}}から{{計画.終了|H}}", "{{{{そのまま}}}}"],
            ["{{分野.番号}} {{分野.名称}}", "{{通番:分野}}", "{{通番}}"],
            ["{{施策名}}", "{{年度|西暦}}", "{{年度|和暦}}"],
        ],
        right={"2-3": "繰返 施策", "3": "繰返 年度 範囲=H30-R1"},
    )
    forms = form_set(tmp_path, {"a": drawn})
    check(
        forms,
        plan_of(AREAS),
        [
            ["見本計画（3年）", "平成30年度からR2", "{{そのまま}}"],
            ["1 安全", "1", "1"],
            ["防災", "2018年度", "平成30年度"],
            ["防災", "2019年度", "令和元年度"],
            ["1 安全", "2", "2"],
            ["防犯", "2018年度", "平成30年度"],
            ["防犯", "2019年度", "令和元年度"],
            ["2 福祉", "1", "3"],
            ["子育て", "2018年度", "平成30年度"],
            ["子育て", "2019年度", "令和元年度"],
        ],
    )
    roles = {c.text: c.role for c in fill(forms, plan_of(AREAS)).cells}
    assert roles["防災"] == "entry"
    assert roles["1 安全"] == roles["見本計画（3年）"] == "print"
    assert roles["{{そのまま}}"] == "fixed"


def test_counters_go_on_where_a_block_is_repeated_for_each_area(tmp_path: Path) -> None:
    drawn = Drawn(
        [["{{分野.名称}}", "{{通番}}"], ["No", "名"], ["{{通番:分野}}／{{通番}}", "{{施策名}}"]],
        right={"3": "繰返 施策", "1-3": "繰返 分野"},
    )
    check(
        form_set(tmp_path, {"a": drawn}),
        plan_of(AREAS),
        [
            ["安全", "1"],
            ["No", "名"],
            ["1／1", "防災"],
            ["2／2", "防犯"],
            ["福祉", "2"],
            ["No", "名"],
            ["1／3", "子育て"],
        ],
    )


def test_numbers_of_sheets_do_not_depend_on_which_are_filled(tmp_path: Path) -> None:
    forms = form_set(tmp_path, {"a": Drawn([["{{通番}}", "{{通番:分野}}", "{{施策名}}"]], each="施策")})
    plan = plan_of(AREAS)
    for _ in range(2):
        assert texts(fill(forms, plan, node=plan.measure_by_number("2-1"))) == [["3", "1", "子育て"]]


def test_columns_repeat_and_the_header_grows(tmp_path: Path) -> None:
    drawn = Drawn(
        [["名", "計画期間", "備考"], [None, "{{年度}}", None], ["{{施策名}}", "{{記号}}", "{{注記}}"]],
        right={"3": "繰返 施策"},
        below={"B": "繰返 年度 順=逆"},
        merges=("A1:A2", "C1:C2"),
    )
    forms = form_set(tmp_path, {"a": drawn})
    plan = plan_of({"1 安全": ["1-1 防災"]}, fields={"1-1": {"sign@2018": "○", "sign@2020": "◎", "note": "済"}})
    check(
        forms,
        plan,
        [
            ["名", "計画期間", "", "", "備考"],
            ["", "R2年度", "R1年度", "H30年度", ""],
            ["防災", "◎", "", "○", "済"],
        ],
    )
    merged = {str(m) for m in sheet(excel(lay_out(forms, plan))).merged_cells.ranges}
    assert merged == {"A1:A2", "B1:D1", "E1:E2"}


def test_repeated_columns_may_hold_several_drawn_ones_and_nest(tmp_path: Path) -> None:
    drawn = Drawn(
        [["{{施策名}}", None], ["{{年度}}", "計"], ["{{記号}}", "{{概要}}"]],
        below={"A": "繰返 年度", "A-B": "繰返 施策"},
        merges=("A1:B1",),
    )
    plan = plan_of({"1 安全": ["1-1 防災", "1-2 防犯"]}, years=(2018, 2019), fields={"1-2": {"sign@2019": "×"}})
    check(
        form_set(tmp_path, {"a": drawn}),
        plan,
        [
            ["防災", "", "", "防犯", "", ""],
            ["H30年度", "R1年度", "計", "H30年度", "R1年度", "計"],
            ["", "", "", "", "×", ""],
        ],
    )


def test_filter_and_order(tmp_path: Path) -> None:
    drawn = Drawn(
        [["完了{{施策名}}"], ["外{{施策名}}"], ["順{{施策名}}"], ["逆{{施策名}}"]],
        right={
            "1": "繰返 施策 対象=状況:完了",
            "2": "繰返 施策 除外=状況",
            "3": "繰返 施策 順=費用",
            "4": "繰返 施策 順=費用:逆",
        },
    )
    plan = plan_of(
        {"1 安": ["1-1 あ", "1-2 い", "1-3 う"]},
        fields={
            "1-1": {"state": "完了", "cost": "10"},
            "1-2": {"state": "中止", "cost": "9"},
            "1-3": {"cost": "100"},
        },
    )
    check(
        form_set(tmp_path, {"a": drawn}),
        plan,
        [
            ["完了あ"],
            ["外う"],
            ["順い"],
            ["順あ"],
            ["順う"],
            ["逆う"],
            ["逆あ"],
            ["逆い"],
        ],
    )


def test_row_variants_by_level_and_condition(tmp_path: Path) -> None:
    tree = Drawn(
        [["第{{通番}}章 {{分野.名称}}"], ["{{通番:分野}} {{施策名}}"]],
        right={"1": "段 1", "2": "段 施策", "1-2": "繰返 ツリー"},
    )
    rows = Drawn(
        [["【{{分野.名称}}】"], ["{{施策名}}"], ["注 {{注記}}"], ["注なし"], ["以上"]],
        right={
            "1": "条件 最初 分野",
            "3": "条件 あり 注記",
            "4": "条件 なし 注記",
            "5": "条件 最後 分野",
            "1-5": "繰返 施策 除外=状況:中止",
        },
    )
    forms = form_set(tmp_path, {"a": tree, "b": rows})
    plan = plan_of(AREAS, fields={"1-1": {"state": "中止"}, "1-2": {"note": "済"}})
    check(forms, plan, [["第1章 安全"], ["1 防災"], ["2 防犯"], ["第2章 福祉"], ["1 子育て"]])
    check(forms, plan, [["【安全】"], ["防犯"], ["注 済"], ["以上"], ["【福祉】"], ["子育て"], ["注なし"], ["以上"]], "b")


def test_one_entry_over_several_years_and_a_bar(tmp_path: Path) -> None:
    drawn = Drawn(
        [["{{年度}}", "{{進捗|通し}}"], ["{{年度}}", "別"]],
        right={"1": "繰返 年度", "2": "繰返 年度 範囲=2018"},
    )
    bars = Drawn([["名", "{{年度}}"], ["{{施策名}}", "{{記号|帯}}"]], right={"2": "繰返 施策"}, below={"B": "繰返 年度"})
    forms = form_set(tmp_path, {"a": Drawn(drawn.rows, drawn.right, each="施策"), "b": bars})
    plan = plan_of(
        {"1 安": ["1-1 あ"]}, fields={"1-1": {"progress@2018": "前", "progress@2019-2020": "統合", "sign@2018-2019": "構築"}}
    )
    node = plan.measure_by_number("1-1")
    assert texts(fill(forms, plan, node=node)) == [["H30年度", "前"], ["R1年度", "統合"], ["R2年度", ""], ["H30年度", "別"]]
    assert {str(m) for m in sheet(excel(lay_out(forms, plan))).merged_cells.ranges} == {"B2:B3"}

    laid = lay_out(forms, plan, "b")
    bar = next(b for b in pages(laid)[0].boxes if b.arrow)
    assert bar.text == "構築"
    assert bar.width == pytest.approx(2 * laid[0].grid.widths[1])
    shown = sheet(excel(laid))
    assert shown["B2"].value == f"構築 {ARROW}"
    assert shown["B2"].fill.fill_type == "solid"
    assert "B2:C2" in {str(m) for m in shown.merged_cells.ranges}


def test_a_run_does_not_hide_what_stands_in_one_of_its_years(tmp_path: Path) -> None:
    forms = form_set(tmp_path, {"a": Drawn([["{{進捗|通し}}"]], {"1": "繰返 年度"}, each="施策")})
    plan = plan_of({"1 安": ["1-1"]}, fields={"1-1": {"progress@2018-2020": "全", "progress@2019": "途中"}})
    assert "途中" in {c.text for c in fill(forms, plan, node=plan.measures[0]).cells}


def test_equal_neighbours_become_one_cell_only_along_their_own_way(tmp_path: Path) -> None:
    drawn = Drawn([["{{分野.名称|結合}}", "{{記号|結合}}"]], right={"1": "繰返 施策"}, below={"B": "繰返 年度"})
    forms = form_set(tmp_path, {"a": drawn})
    plan = plan_of(
        AREAS, years=(2018, 2019), fields={m: {"sign@2018": "○", "sign@2019": s} for m, s in (("1-1", "○"), ("1-2", "◎"))}
    )
    check(forms, plan, [["安全", "○", ""], ["", "○", "◎"], ["福祉", "", ""]])
    assert {str(m) for m in sheet(excel(lay_out(forms, plan))).merged_cells.ranges} == {"A1:A2", "B1:C1"}


def test_footnotes_in_the_order_of_first_mention(tmp_path: Path) -> None:
    form = Drawn(
        [["{{施策名}}", "{{概要}}"], ["{{脚注番号}}", "{{脚注}}：{{脚注説明}}"]],
        right={"2": "脚注 範囲=文書"},
        each="施策",
    )
    anew = Drawn(form.rows, {"2": "脚注 範囲=様式"}, each="施策")
    forms = form_set(tmp_path, {"a": form, "b": anew}, toml='[words]\nfootnote_mark = "*{n}"')
    plan = with_blocks(
        plan_of(
            {"1 安": ["1-1 あ", "1-2 い"]},
            fields={
                "1-1": {"summary": "先に[^乙]、次に[^甲]、また[^乙]、[^無]"},
                "1-2": {"summary": "[^甲]と[^丙]"},
            },
        ),
        [{"type": "note", "name": n, "text": f"{n}の説明"} for n in ("甲", "乙", "丙")],
    )
    first, second = plan.measures
    expected = [["い", "*2と*3"], ["*2", "甲：甲の説明"], ["*3", "丙：丙の説明"]]
    assert texts(fill(forms, plan, node=first)) == [
        ["あ", "先に*1、次に*2、また*1、[^無]"],
        ["*1", "乙：乙の説明"],
        ["*2", "甲：甲の説明"],
    ]
    assert texts(fill(forms, plan, node=second)) == expected  # alone too, with the numbers of the document
    laid = lay_out(forms, plan)
    assert [texts(one.grid) for one in laid][1] == expected
    page = pages(laid)[1]
    last = max(page.boxes, key=lambda b: b.y)
    assert last.text == "丙：丙の説明" or last.text == "*3"
    assert last.y + last.height == pytest.approx(laid[1].setup.height - laid[1].setup.bottom)
    assert texts(fill(forms, plan, "b", second)) == [["い", "*1と*2"], ["*1", "甲：甲の説明"], ["*2", "丙：丙の説明"]]


def test_running_text_and_its_tables(tmp_path: Path) -> None:
    grid = [None] * 7
    drawn = Drawn(
        [
            ["# {{本文*}}", *grid],
            ["{{本文*}}", *grid],
            ["・", "{{本文*}}", *grid[1:]],
            ["{{本文*}}", *grid],
            ["{{本文*}}", *grid],
        ],
        right={
            "1": "本文 見出し1",
            "2": "本文 段落",
            "3": "本文 箇条",
            "4": "本文 表題",
            "5": "本文 表",
            "1-5": "繰返 本文",
        },
        merges=("A1:H1", "A2:H2", "B3:H3", "A4:H4", "A5:H5"),
        widths=[10.0] * 8,
    )
    forms = form_set(tmp_path, {"a": drawn})
    plan = with_blocks(
        plan_of({}),
        [
            {"type": "heading1", "text": "はじめに"},
            {"type": "paragraph", "text": "本文である。"},
            {"type": "bullet", "text": "項目"},
            {"type": "caption", "text": "表1"},
            {"type": "table", "@widths": "1 3", "cell:1:1": "年", "cell:1:2": "内容", "cell:2:1": "R1", "cell:2:2": "整備"},
        ],
    )
    check(
        forms,
        plan,
        [
            ["# はじめに", *[""] * 7],
            ["本文である。", *[""] * 7],
            ["・", "項目", *[""] * 6],
            ["表1", *[""] * 7],
            ["年", "", "内容", *[""] * 5],
            ["R1", "", "整備", *[""] * 5],
        ],
    )
    filled = fill(forms, plan)
    assert {c.key.field for c in filled.cells if c.key} == {"text", "cell:1:1", "cell:1:2", "cell:2:1", "cell:2:2"}
    merged = {str(m) for m in sheet(excel(lay_out(forms, plan))).merged_cells.ranges}
    assert {"A5:B5", "C5:H5", "A6:B6", "C6:H6"} <= merged


def test_a_table_with_more_columns_than_the_grid_loses_nothing(tmp_path: Path) -> None:
    forms = form_set(tmp_path, {"a": Drawn([["{{本文*}}", None]], {"1": "本文 表\n繰返 本文"}, merges=("A1:B1",))})
    plan = with_blocks(plan_of({}), [{"type": "table", "@widths": "x", **{f"cell:1:{n}": f"列{n}" for n in (1, 2, 3)}}])
    assert texts(fill(forms, plan)) == [["列1", "列2\n列3"]]


def test_page_breaks_by_area_with_the_headings_of_the_own_block(tmp_path: Path) -> None:
    drawn = Drawn(
        [["表題"], ["{{分野.名称}}"], ["見出し{{分野.番号}}"], ["{{施策名}}"]],
        right={"1": "見出し", "3": "見出し", "4": "繰返 施策", "2-4": "改頁 分野\n繰返 分野"},
        heights={4: 100.0},
    )
    forms = form_set(tmp_path, {"a": drawn})
    plan = plan_of({"1 安全": [f"1-{n} あ{n}" for n in range(1, 10)], "2 福祉": ["2-1 い1"]})
    laid = lay_out(forms, plan)
    shown = [page_texts(p) for p in pages(laid)]
    assert [p[0] for p in shown] == ["表題"] * len(shown)
    assert shown[0][1:3] == ["安全", "見出し1"]
    assert shown[1][1:2] == ["見出し1"]
    assert shown[2] == ["表題", "福祉", "見出し2", "い1"]
    made = sheet(excel(laid))
    assert made.print_title_rows == "$1:$1"
    rows = sheet_texts(made)
    firsts = [rows[b.id][0] for b in made.row_breaks.brk]
    assert firsts == [shown[1][2], "福祉"]


def test_rows_kept_together_and_rows_that_may_be_cut(tmp_path: Path) -> None:
    kept = Drawn([["上{{通番}}"], ["{{施策名}}"]], {"1": "まとめ", "1-2": "繰返 施策"}, heights={1: 100.0, 2: 150.0})
    cut = Drawn([["{{施策名}}", "{{概要}}"]], {"1": "繰返 施策\n分割"}, widths=[10, 20], size=10)
    whole = Drawn(cut.rows, {"1": "繰返 施策"}, widths=[10, 20], size=10)
    forms = form_set(tmp_path, {"a": kept, "b": cut, "c": whole})
    plan = plan_of(
        {"1 安": [f"1-{n} あ{n}" for n in range(1, 5)]}, fields={f"1-{n}": {"summary": "長い文。" * 80} for n in range(1, 5)}
    )
    for page in pages(lay_out(forms, plan)):
        assert [t[0] for t in page_texts(page)] == ["上", "あ"] * (len(page.boxes) // 2)
    cuts = {
        f: sum(s.row == t.row for one in lay_out(forms, plan, f) for s, t in zip(one.slices, one.slices[1:], strict=False))
        for f in "bc"
    }
    assert cuts["b"] > 0
    assert cuts["c"] == 0


def test_page_numbers_in_cells(tmp_path: Path) -> None:
    drawn = Drawn(
        [["{{ページ}}／{{総ページ}} 頁", "{{資料番号}}"], ["{{施策名}}", None]],
        {"1": "見出し", "2": "繰返 施策"},
        heights={2: 300.0},
    )
    forms = form_set(tmp_path, {"a": drawn, "b": Drawn([["{{ページ}}-{{総ページ}}", "{{施策名}}"]], each="施策")})
    plan = plan_of(AREAS)
    laid = lay_out(forms, plan)
    assert [page_texts(p)[0] for p in pages(laid)] == ["1／2 頁", "2／2 頁"]
    assert sheet(excel(laid))["A1"].value == "1／2 頁"
    sheets = lay_out(forms, plan, "b")
    assert [page_texts(p)[0] for p in pages(sheets)] == ["1-3", "2-3", "3-3"]
    assert [s["A1"].value for s in excel(sheets).worksheets] == ["1-3", "2-3", "3-3"]


def test_a_label_with_variants_is_an_entry_with_choices(tmp_path: Path) -> None:
    fields = """
[[field]]
key = "@name"
label = "施策名"
[[field]]
key = "kind"
label = "種別"
type = "choice"
choices = ["活動目標", "成果指標"]
[[field]]
key = "sign"
label = "記号"
series = "年度"
type = "symbol"
"""
    toml = '[symbols]\n"○" = "計画"\n"×" = "中止"\n'
    forms = form_set(tmp_path, {"a": Drawn([["{{種別}}", "{{施策名}}"]], {"1": "繰返 施策"})}, toml=toml, fields=fields)
    assert forms.form("a").entry_cells[1, 1].field.choices == ("活動目標", "成果指標")
    assert forms.symbols == {"○": "計画", "×": "中止"}
    check(forms, plan_of({"1 安": ["1-1 あ"]}, fields={"1-1": {"kind": "成果指標"}}), [["成果指標", "あ"]])


def test_a_city_with_other_words(tmp_path: Path) -> None:
    toml = '[words]\nmeasure = "事業"\narea = "章"\n'
    drawn = Drawn([["{{章.名称}}", "{{事業.施策名}}"]], {"1": "繰返 事業"})
    check(form_set(tmp_path, {"a": drawn}, toml=toml), plan_of({"1 安": ["1-1 あ"]}), [["安", "あ"]])


def test_names_of_worksheets(tmp_path: Path) -> None:
    forms = form_set(tmp_path, {"a": Drawn([["{{施策名}}"]], each="施策", extra='sheet_name = "{番号} {名称}"')})
    book = excel(lay_out(forms, plan_of(AREAS)))
    assert book.sheetnames == ["1-1 防災", "1-2 防犯", "2-1 子育て"]


def test_an_entry_printed_as_a_label_keeps_its_size(tmp_path: Path) -> None:
    kind = '[[field]]\nkey = "kind"\nlabel = "種別"\ndefault = "活動目標"\n'
    drawn = Drawn([["概要", "{{概要}}"], ["{{種別}}", "{{注記}}"]], each="施策", extra='fit = "page"', widths=[20, 50])
    forms = form_set(tmp_path, {"a": drawn}, fields=FIELDS + kind)
    (laid,) = lay_out(forms, plan_of({"1 甲": ["1-1 名"]}, fields={"1-1": {"note": "長い文。" * 600}}))
    sizes = {c.cell.text[:4]: c.size for c in laid.cells if c.cell.text}
    assert sizes["概要"] == sizes["活動目標"] == 9
    assert sizes["長い文。"] < 9
