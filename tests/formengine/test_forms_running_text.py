"""Tables of running text with head rows, and the styles of counters."""
from __future__ import annotations

from pathlib import Path

import pytest

from planeditor.formengine.filling.counters import counted
from planeditor.formengine.form.definition import COUNTER_STYLES
from planeditor.formengine.form.formset import FormSet
from tests.formengine.drawings import Drawn, fill, form_set, lay_out, pages, plan_of, texts, with_blocks

GRID = [None] * 3


def drawn(folder: Path, *, heads: bool = True) -> FormSet:
    marks = {"1": "本文 段落", "2": "本文 表頭\n見出し", "3": "本文 表", "1-3": "繰返 本文"}
    if not heads:
        marks["2"] = "本文 箇条"
    return form_set(
        folder,
        {"a": Drawn([["{{本文*}}", *GRID]] * 3, marks, merges=("A1:D1", "A2:D2", "A3:D3"), widths=[10.0] * 4)},
    )


def table(rows: list[list[str]], **more: str) -> dict[str, str]:
    cells = {f"cell:{r}:{c}": text for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text}
    return {"type": "table", "@size": f"{len(rows)} {max(map(len, rows))}", **cells, **more}


def test_an_empty_head_cell_joins_the_one_left_of_it(tmp_path: Path) -> None:
    forms = drawn(tmp_path)
    plan = with_blocks(plan_of({}), [table([["題", "", "", ""], ["名", "内容", "", "計"], ["甲", "", "乙", "丙"]], **{"@head": "2"})])
    filled = fill(forms, plan)
    assert texts(filled) == [["題", "", "", ""], ["名", "内容", "", "計"], ["甲", "", "乙", "丙"]]
    assert [(c.row, c.column, c.columns) for c in filled.cells] == [
        (0, 0, 4), (1, 0, 1), (1, 1, 2), (1, 3, 1), (2, 0, 1), (2, 1, 1), (2, 2, 1), (2, 3, 1),
    ]  # fmt: skip
    assert [row.heading for row in filled.rows] == [True, True, False]


@pytest.mark.parametrize("head", ["", "0", "x", "-1"])
def test_a_table_without_a_head(tmp_path: Path, head: str) -> None:
    plan = with_blocks(plan_of({}), [table([["甲", "乙"], ["丙", "丁"]], **({"@head": head} if head else {}))])
    assert [row.heading for row in fill(drawn(tmp_path), plan).rows] == [False, False]


def test_a_form_without_a_row_for_heads_draws_them_as_any_row(tmp_path: Path) -> None:
    plan = with_blocks(plan_of({}), [table([["甲", "乙"], ["丙", "丁"]], **{"@head": "1"})])
    assert texts(fill(drawn(tmp_path, heads=False), plan)) == [["甲", "", "乙", ""], ["丙", "", "丁", ""]]


def test_the_head_of_one_table_is_not_that_of_the_next(tmp_path: Path) -> None:
    forms = drawn(tmp_path)
    long = [["題一", "内容"], *([f"{n}", "文"] for n in range(100))]
    plan = with_blocks(plan_of({}), [table(long, **{"@head": "1"}), table([["題二", "内容"], ["甲", "乙"]], **{"@head": "1"})])
    shown = [[line.text for box in page.boxes for line in box.lines] for page in pages(lay_out(forms, plan))]
    assert len(shown) > 1
    assert all(page[0] == "題一" for page in shown)
    assert sum("題二" in page for page in shown) == 1


@pytest.mark.parametrize(
    ("number", "styles"),
    [(1, "①(1)I"), (4, "④(4)IV"), (9, "⑨(9)IX"), (20, "⑳(20)XX"), (21, "㉑(21)XXI"), (36, "㊱(36)XXXVI"), (50, "㊿(50)L"),
     (51, "(51)(51)LI"), (149, "(149)(149)CXLIX")],
)  # fmt: skip
def test_styles_of_counters(number: int, styles: str) -> None:
    assert "".join(counted(number, (style,)) for style in COUNTER_STYLES) == styles
    assert counted(number, ()) == str(number)


def test_an_unknown_style_is_named(tmp_path: Path) -> None:
    forms = form_set(tmp_path, {"a": Drawn([["{{通番|片仮名}}"]], {"1": "繰返 施策"})})
    assert any("片仮名" in problem for problem in forms.problems)
