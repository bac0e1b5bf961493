"""The official forms as they come out on paper: margins, headings, tables over pages, contents, and plans with next to nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from planeditor.domain.blocks import CHAPTER, NOTE, TABLE_HEAD, cell_field
from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, PLAN_ID, Plan
from planeditor.formengine.form.drawing import MM
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.pages import Box, Page
from planeditor.formengine.paging.assembly import Assembly
from planeditor.services.formsets import FormSets
from tests.formengine.drawings import (
    FONTS,
    Drawn,
    excel,
    fill,
    form_set,
    lay_out,
    page_texts,
    pages,
    plan_of,
    texts,
    with_blocks,
)

SETS = {name: FormSets().get(name) for name in ("sodegaura", "tomakomai", "nihonmatsu", "chikusei")}
LONG = "一行に収まらない長さの見出しであっても番号はその最初の行の左に立つことを確かめるための題であり三行になる" * 2
HEADINGS = ("heading1", "heading2", "heading3")


def plan_with_chapter(forms: FormSet, blocks: list[dict[str, str]], *, years: range = range(2024, 2029)) -> Plan:
    """A plan of one area and one measure with a chapter of these blocks."""
    builder = PlanBuilder()
    builder.start("見本計画", "見本市", forms.id, [p for s in forms.vocabulary.series.values() for p in s.cut(years[0], years[-1])])
    builder.add("measure", builder.area("1", "甲"), {}, "1", LONG)
    builder.add("block", PLAN_ID, {BLOCK_TYPE: CHAPTER}, "第1章", "本文")
    plan = Plan(builder.entries)
    return with_blocks(plan, blocks, next(n.id for n in plan.children(PLAN_ID) if n.name == "本文"))


def first_line(page: Page, text: str) -> Box:
    return next(box for box in page.boxes if box.lines and text.startswith(box.lines[0].text))


@pytest.mark.parametrize("name", SETS)
def test_every_form_leaves_room_for_filing_holes(name: str) -> None:
    for form in SETS[name].forms.values():
        assert form.drawing.setup.left >= 25 * MM - 0.1
        assert sum(form.drawing.widths) <= form.drawing.setup.inner_width


@pytest.mark.parametrize(("name", "kind"), [(n, k) for n in SETS for k in HEADINGS])
def test_a_number_stands_beside_the_first_line_of_its_heading(name: str, kind: str) -> None:
    forms = SETS[name]
    plan = plan_with_chapter(forms, [{"type": kind, "number": "ア", "text": LONG}, {"type": "paragraph", "text": "文"}])
    for form in (f for f in forms.forms.values() if f.each == "chapter"):
        page = next(p for p in pages(lay_out(forms, plan, form.name)) if "ア" in page_texts(p))
        heading = first_line(page, LONG)
        assert len(heading.lines) > 1
        assert first_line(page, "ア").lines[0].y == pytest.approx(heading.lines[0].y, abs=0.5)


def test_a_number_stands_beside_the_first_line_of_a_measure() -> None:
    forms = SETS["tomakomai"]
    page = pages(lay_out(forms, plan_with_chapter(forms, []), "measures"))[0]
    assert len(first_line(page, LONG).lines) > 1
    number = next(b for b in page.boxes if b.lines and b.lines[0].text == "1")
    assert number.lines[0].y == pytest.approx(first_line(page, LONG).lines[0].y, abs=0.5)


@pytest.mark.parametrize("name", SETS)
def test_the_head_of_a_table_stands_on_each_of_its_pages_and_never_alone(name: str) -> None:
    forms = SETS[name]
    cells = {cell_field(row, column): f"{row}行{column}" for row in range(1, 120) for column in (1, 2)}
    for before in range(20, 40):
        blocks = [*({"type": "paragraph", "text": "文"},) * before, {"type": "table", TABLE_HEAD: "1", **cells}]
        plan = plan_with_chapter(forms, blocks)
        for form in (f for f in forms.forms.values() if f.each == "chapter"):
            for page in pages(lay_out(forms, plan, form.name)):
                rows = [t for t in page_texts(page) if t.endswith("行1")]
                assert not rows or (rows[0] == "1行1" and len(rows) > 1)


def test_one_row_of_the_schedule_stays_on_one_page() -> None:
    forms = SETS["nihonmatsu"]
    plan = plan_of({"1 甲": [f"1-{n} 事業{n}" for n in range(60)]}, fields={f"1-{n}": {"summary": "概要の文。" * 12} for n in range(60)})
    shown = [page_texts(page).count("概要の文。" * 12) for page in pages(lay_out(forms, plan, "schedule"))]
    assert len(shown) > 2
    assert sum(shown) == 60


def test_the_contents_end_alike_on_the_paper_of_what_follows(tmp_path: Path) -> None:
    forms = form_set(
        tmp_path,
        {"cover": Drawn([["{{計画.題名}}"]], landscape=True), "list": Drawn([["{{施策名}}", "{{概要}}"]], each="施策")},
        toml='[document."計画書"]\nparts = ["cover", "目次", "list"]\n',
    )
    object.__setattr__(forms.forms["cover"].drawing.setup, "top", 200.0)
    plan = plan_of({"1 甲": [f"1-{n} {'題' * n}{'i' * (n % 3)}" for n in range(30)]})
    page = next(p for p in Assembly(plan, forms, "計画書", FONTS).pages() if p.form == "目次")
    setup = forms.forms["list"].drawing.setup
    assert page.boxes[0].y == pytest.approx(setup.top)
    lines = [(box, box.lines[0]) for box in page.boxes if box.lines and box.lines[0].text.endswith("…")]
    ends = [line.x + sum(map(FONTS.advances(b.style.face).__getitem__, line.text)) * b.size for b, line in lines]
    assert len(ends) > 25
    assert max(ends) - min(ends) < 6
    assert setup.width - setup.right - max(ends) < 40


def test_a_part_that_lists_what_the_plan_has_none_of_is_left_out(tmp_path: Path) -> None:
    drawn = {
        "cover": Drawn([["{{計画.題名}}"]]),
        "terms": Drawn([["用語", "説明"], ["{{用語.名称}}", "{{用語.説明}}"]], {"2": "繰返 用語"}),
        "empty": Drawn([["{{施策名}}"]], {"1": "繰返 施策"}),
        "rules": Drawn([["この計画の約束"]]),
    }
    forms = form_set(tmp_path, drawn, toml='[document."計画書"]\nparts = ["cover", "目次", "terms", "empty", "rules"]\n')
    found = list(Assembly(plan_of({}), forms, "計画書", FONTS).pages())
    assert [p.form for p in found] == ["cover", "目次", "rules"]
    assert "様式terms" not in "".join(page_texts(found[1]))
    whole = with_blocks(plan_of({"1 甲": ["1-1 乙"]}), [{"type": "note", "name": "語", "text": "説明"}])
    assert [p.form for p in Assembly(whole, forms, "計画書", FONTS).pages()] == ["cover", "目次", "terms", "empty", "rules"]


def test_a_sheet_without_rows_is_an_empty_sheet(tmp_path: Path) -> None:
    forms = form_set(tmp_path, {"a": Drawn([["{{施策名}}", "{{概要}}"]], {"1": "繰返 施策"})})
    sheet = excel(lay_out(forms, plan_of({}))).worksheets[0]
    assert sheet.print_area.endswith("$A$1:$B$1")
    assert [c.value for c in sheet[1]] in ([], [None], [None, None])


def test_terms_of_any_group_are_explained() -> None:
    forms = SETS["tomakomai"]
    groups = {"甲": "アルファベット順", "乙": "50音順", "丙": "", "丁": "その他"}
    plan = with_blocks(plan_of({}), [{"type": NOTE, "name": n, "text": f"{n}の説明", "group": g} for n, g in groups.items()])
    assert [row[0] for row in texts(fill(forms, plan, "glossary")) if row[1]] == list(groups)


@pytest.mark.parametrize(("first", "last", "printed"), [
    (2014, 2019, "平成26年度～平成31年度"), (2018, 2020, "平成30年度～平成32年度"), (2019, 2024, "令和元年度～令和6年度"),
])  # fmt: skip
def test_a_cover_counts_the_years_in_the_era_of_the_plan(first: int, last: int, printed: str) -> None:
    forms = SETS["tomakomai"]
    plan = plan_of({}, periods=[Period("期", 2002, 2003), *(Period("計画年度", y, y) for y in range(first, last + 1))])
    assert printed in {c.text for c in fill(forms, plan, "cover").cells}


def test_the_schedule_is_listed_with_its_number() -> None:
    forms = SETS["nihonmatsu"]
    page = next(p for p in Assembly(plan_with_chapter(forms, []), forms, "計画書", FONTS).pages() if p.form == "目次")
    assert any(t.startswith("3 推進スケジュール ") for t in page_texts(page))
    starts = {"".join(ln.text for ln in box.lines)[:4]: box.lines[0].x for box in page.boxes if box.lines}
    above = next(x for text, x in starts.items() if text.startswith("第1章"))
    assert starts["3 推進"] > above  # below the chapter before it


def test_areas_of_three_levels_are_all_named() -> None:
    forms = SETS["tomakomai"]
    builder = PlanBuilder()
    builder.start("見本計画", "見本市", forms.id, [p for s in forms.vocabulary.series.values() for p in s.cut(2024, 2028)])
    above = PLAN_ID
    for level in ("章", "節", "項"):
        above = builder.add("area", above, {}, f"第1{level}", f"{level}の名称")
    builder.add("measure", above, {"situation": "進めた"}, "1", "事業")
    for name in ("measures", "schedule"):
        shown = {c.text for c in fill(forms, Plan(builder.entries), name).cells}
        assert {"第1章 章の名称", "第1節 節の名称", "第1項 項の名称", "事業"} <= shown
