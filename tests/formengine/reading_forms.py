"""Small forms, each with one construct of the language, drawn for the test; and plans of any texts to fill them with."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter

from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.form.loading import load_form_set

VOCABULARY = """
[set]
id = "drawn"
title = "試し描き"
[words]
measure = "施策"
[series."年度"]
label = "{H}年度"
[series."期"]
label = "{和暦}"
run = "{和暦}～{和暦2}"
[[field]]
key = "policy"
label = "方針"
of = "分野"
[[field]]
key = "summary"
label = "概要"
[[field]]
key = "target"
label = "目標"
[[field]]
key = "note"
label = "注記"
[[field]]
key = "outline"
label = "大綱"
series = "期"
[[field]]
key = "planned"
label = "計画"
series = "年度"
[[field]]
key = "done"
label = "実績"
series = "年度"
[[field]]
key = "state"
label = "状況"
series = "年度"
[[field]]
key = "cost"
label = "費用"
series = "年度"
type = "number"
"""


@dataclass(frozen=True)
class Drawn:
    """A drawing: its rows, merged ranges, and marks in the margins (first and last row or column, depth, text)."""

    rows: list[list[str]]
    merges: tuple[str, ...] = ()
    beside: tuple[tuple[int, int, int, str], ...] = ()
    below: tuple[tuple[int, int, int, str], ...] = ()
    each: str = "計画"
    long: bool = True
    """Whether the law holds for texts so long that their rows are cut."""
    widths: Mapping[int, float] = field(default_factory=dict)


HEAD = ["番号", "名称", "担当部署", "概要"]
MEASURE = ["{{施策.番号}}", "{{施策.名称}}", "{{担当部署}}", "{{概要}}"]
DRAWINGS: dict[str, Drawn] = {
    "measures": Drawn([HEAD, MEASURE], beside=((1, 1, 1, "見出し"), (2, 2, 1, "繰返 施策\n分割"))),
    "measures without 分割": Drawn([HEAD, MEASURE], beside=((2, 2, 1, "繰返 施策"),)),
    "areas with their measures": Drawn(
        [HEAD, ["{{分野.番号}}", "{{分野.名称}}", "", "{{方針}}"], MEASURE],
        beside=((2, 3, 2, "繰返 分野"), (3, 3, 1, "繰返 施策 直下\n分割")),
    ),
    "years below each other": Drawn(
        [["番号", "{{施策.番号}}", "名称", "{{施策.名称}}"], ["年度", "計画", "実績", "状況"],
         ["{{年度}}", "{{計画}}", "{{実績}}", "{{状況}}"], ["概要", "{{概要}}", "", ""], ["{{注記}}", "", "", ""]],
        merges=("B4:D4", "A5:D5"), beside=((3, 3, 1, "繰返 年度\n分割"), (5, 5, 1, "条件 あり 注記")), each="施策",
    ),
    "years beside each other": Drawn(
        [["番号", "名称", "年度別の状況", "概要"], ["", "", "{{年度}}", ""],
         ["{{施策.番号}}", "{{施策.名称}}", "{{状況}}", "{{概要}}"]],
        merges=("A1:A2", "B1:B2", "D1:D2"), beside=((1, 2, 1, "見出し"), (3, 3, 1, "繰返 施策\n分割")),
        below=((3, 3, 1, "繰返 年度"),), widths={3: 9},
    ),
    "two series beside each other": Drawn(
        [["番号", "前の計画", "今の計画", "概要"], ["", "{{期}}", "{{年度}}", ""],
         ["{{施策.番号}}", "{{大綱}}", "{{状況}}", "{{概要}}"]],
        merges=("A1:A2", "D1:D2"), beside=((1, 2, 1, "見出し"), (3, 3, 1, "繰返 施策")),
        below=((2, 2, 1, "繰返 期"), (3, 3, 1, "繰返 年度")), widths={2: 9, 3: 9},
    ),
    "two columns a year": Drawn(
        [["番号", "{{年度}}", "", "概要"], ["", "計画", "実績", ""], ["{{施策.番号}}", "{{計画}}", "{{実績}}", "{{概要}}"]],
        merges=("A1:A2", "B1:C1", "D1:D2"), beside=((1, 2, 1, "見出し"), (3, 3, 1, "繰返 施策")),
        below=((2, 3, 1, "繰返 年度"),), widths={2: 9, 3: 9},
    ),
    "a block for each area": Drawn(
        [["{{分野.番号}}", "{{分野.名称}}", "", ""], HEAD, MEASURE],
        merges=("B1:D1",), beside=((1, 3, 2, "繰返 分野"), (3, 3, 1, "繰返 施策 直下\n分割")),
    ),
    "rows by level": Drawn(
        [HEAD, ["{{分野.番号}}", "{{分野.名称}}", "", ""], MEASURE],
        merges=("B2:D2",), beside=((2, 3, 1, "繰返 ツリー"), (2, 2, 2, "段 1"), (3, 3, 2, "段 施策")),
    ),
    "rows only if": Drawn(
        [HEAD, MEASURE, ["目標", "{{目標}}", "", ""], ["注記", "{{注記}}", "", ""]], merges=("B3:D3", "B4:D4"),
        beside=((2, 4, 1, "繰返 施策"), (3, 3, 2, "条件 あり 目標"), (4, 4, 2, "条件 あり 注記")),
    ),
    "equal values are one": Drawn(
        [["分野", "分野名", "番号", "担当部署", "概要"],
         ["{{分野.番号|結合}}", "{{分野.名称|結合}}", "{{施策.番号}}", "{{担当部署|結合}}", "{{概要}}"]],
        beside=((2, 2, 1, "繰返 施策"),),
    ),
    "equal years are one": Drawn(
        [["番号", "{{施策.番号}}", "名称", "{{施策.名称}}"], ["年度", "計画", "実績", "状況"],
         ["{{年度}}", "{{計画|結合}}", "{{実績}}", "{{状況}}"]],
        beside=((3, 3, 1, "繰返 年度"),), each="施策",
    ),
    "runs of years below": Drawn(
        [["番号", "{{施策.番号}}", "名称", "{{施策.名称}}"], ["年度", "計画", "実績", "状況"],
         ["{{年度}}", "{{計画|通し}}", "{{実績}}", "{{状況}}"]],
        beside=((3, 3, 1, "繰返 年度"),), each="施策",
    ),
    "bars": Drawn(
        [["番号", "名称", "{{年度}}", "概要"], ["{{施策.番号}}", "{{施策.名称}}", "{{計画|帯}}", "{{概要}}"]],
        beside=((1, 1, 1, "見出し"), (2, 2, 1, "繰返 施策")), below=((3, 3, 1, "繰返 年度"),), widths={3: 9},
    ),
    "computed cells": Drawn(
        [["番号", "{{年度}}", "計", "概要"], ["{{施策.番号}}", "{{費用}}", "{{=SUM([費用])}}", "{{概要}}"],
         ["合計", "{{=SUM([費用])}}", "", ""]],
        beside=((2, 2, 1, "繰返 施策"),), below=((2, 2, 1, "繰返 年度"),), widths={2: 9},
    ),
    "several rows with labels": Drawn(
        [["施策番号", "{{施策.番号}}", "施策の名称", "{{施策.名称}}"], ["施策概要", "{{概要}}", "", ""],
         ["施策目標", "{{目標}}", "", ""]],
        merges=("B2:D2", "B3:D3"), beside=((1, 3, 1, "繰返 施策"),),
    ),
    "several rows without labels": Drawn(
        [["番号", "名称と概要", "担当"], ["{{施策.番号}}", "{{施策.名称}}", "{{担当部署}}"],
         ["", "{{概要}}", ""], ["", "{{目標}}", ""]],
        merges=("A2:A4", "C2:C4"), beside=((2, 4, 1, "繰返 施策"),), long=False,
    ),
    "years inside measures": Drawn(
        [["番号", "名称", "年度", "計画", "実績"],
         ["{{施策.番号|結合}}", "{{施策.名称|結合}}", "{{年度}}", "{{計画}}", "{{実績}}"]],
        beside=((2, 2, 2, "繰返 施策"), (2, 2, 1, "繰返 年度")),
    ),
    "for each area": Drawn(
        [["分野番号", "{{分野.番号}}", "分野名", "{{分野.名称}}"], ["方針", "{{方針}}", "", ""], HEAD, MEASURE],
        merges=("B2:D2",), beside=((4, 4, 1, "繰返 施策 直下\n分割"),), each="分野",
    ),
}
"""Not here, since a sheet cannot tell their entries: running text (``{{本文*}}``); cells with text around a placeholder
(only printed); repeats of nodes across columns; a row cut over pages none of whose cells is in one part; and a text without
a label that is cut among others without labels (``long`` is off).
"""


def draw(folder: Path) -> FormSet:
    """The drawings as a form set."""
    texts = [VOCABULARY]
    for number, (name, drawn) in enumerate(DRAWINGS.items()):
        book = Workbook()
        sheet = book.worksheets[0]
        width, height = max(len(r) for r in drawn.rows), len(drawn.rows)
        side = Side("thin")
        for row, values in enumerate(drawn.rows, start=1):
            for column, value in enumerate(values, start=1):
                cell = sheet.cell(row, column, value or None)
                cell.border = Border(left=side, right=side, top=side, bottom=side)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        for column in range(1, width + 1):
            sheet.column_dimensions[get_column_letter(column)].width = drawn.widths.get(column, 16)
        for merged in drawn.merges:
            sheet.merge_cells(merged)
        for first, last, depth, text in drawn.beside:
            sheet.cell(first, width + depth, text)
            if last > first:
                sheet.merge_cells(start_row=first, end_row=last, start_column=width + depth, end_column=width + depth)
        for first, last, depth, text in drawn.below:
            sheet.cell(height + depth, first, text)
            if last > first:
                sheet.merge_cells(start_row=height + depth, end_row=height + depth, start_column=first, end_column=last)
        sheet.print_area = f"A1:{get_column_letter(width)}{height}"
        sheet.page_setup.paperSize = "9"
        sheet.page_setup.orientation = "landscape"
        book.save(folder / f"{number}.xlsx")
        texts.append(f'[form."{name}"]\nfile = "{number}.xlsx"\ntitle = "{name}"\neach = "{drawn.each}"\n')
    (folder / "formset.toml").write_text("\n".join(texts), encoding="utf-8")
    return load_form_set(folder)


_PIECES = [
    "導入を検討する。", "90%", "=A1+1", "𠮷田", "葛\U000e0101飾区", "_x0041_", "・第一\n・第二", "－", "1,234千円", "+81",
    "@市", "'引用", "<b>&amp;", "H28年度から", "①", "\n", "\n\n", "㍻28年", "ＡＢＣ", "ｶﾅ", "…", "→", "　全角空白",
    "tab\tの後", "幅のない\u200b",
]
_EDGES = ["", "", "", " ", "　"]
SHORT = st.builds("".join, st.lists(st.sampled_from(_PIECES), min_size=1, max_size=5))
EDGED = st.builds(lambda a, t, b: a + t + b, st.sampled_from(_EDGES), SHORT, st.sampled_from(_EDGES))
LONG = st.builds(lambda t, n: (t + "長い説明文を繰り返す。") * n, SHORT, st.integers(20, 220))
SHORT_TEXT = st.one_of(st.just(""), EDGED).filter(lambda t: not t or bool(t.strip()))
TEXT = st.one_of(st.just(""), EDGED, EDGED, EDGED, LONG).filter(lambda t: not t or bool(t.strip()))
NAME = st.sampled_from(["公共施設の予約", "窓口の改善", "𠮷野地区\nの整備", "=改革", "データ活用 "])
YEARS = range(2018, 2022)
TERMS = [Period("期", 2008, 2012), Period("期", 2013, 2017)]


class Made:
    """A generated plan; a failing test does not print it whole."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __repr__(self) -> str:
        return f"<{len(self.plan.entries)} entries>"


@st.composite
def plans(draw: st.DrawFn, *, long: bool = True) -> Made:
    """A plan of one to three areas with up to three measures each."""
    text = TEXT if long else SHORT_TEXT
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "drawn", [*(Period("年度", y, y) for y in YEARS), *TERMS])
    for area_mark in "①②③"[: draw(st.integers(1, 3))]:
        area = builder.add("area", "plan", {"policy": draw(text)}, area_mark, draw(NAME))
        for number in range(1, draw(st.integers(1, 3)) + 1):
            fields = {name: draw(text) for name in ("summary", "target", "note")}
            fields[DEPARTMENTS] = draw(st.sampled_from(["企画課", "総務課・財政課"]))
            measure = builder.add("measure", area, fields, f"{area_mark}-{number:02}", draw(NAME))
            for term in TERMS:
                builder.set(measure, "outline", draw(st.sampled_from(["", "○", "◎/△"])), term.key)
            run = draw(st.sampled_from([None, (2018, 2019), (2019, 2021), (2018, 2021)]))
            for year in YEARS:
                key = Period("年度", year, year).key
                if run is None or not run[0] <= year <= run[1]:
                    builder.set(measure, "planned", draw(st.sampled_from(["", "検討", "導入", "設計\n構築"])), key)
                builder.set(measure, "done", draw(text), key)
                builder.set(measure, "state", draw(st.sampled_from(["", "○", "◎/○", "×"])), key)
                builder.set(measure, "cost", draw(st.sampled_from(["", "100", "12.5", "未定"])), key)
            if run is not None:
                builder.set(measure, "planned", draw(st.sampled_from(["運用", "順次拡大 ", "→"])), Period("年度", *run).key)
    return Made(Plan(builder.entries))
