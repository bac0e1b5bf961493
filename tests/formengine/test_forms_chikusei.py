"""The form set of running text: three levels of headings in their chapter, text under each, tables over pages."""
from __future__ import annotations

from collections.abc import Mapping

from planeditor.domain.blocks import CHAPTER, TABLE_HEAD, TABLE_WIDTHS, cell_field
from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, PLAN_ID, Plan
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.filling.grid import Grid
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.paging.assembly import Assembly
from planeditor.formengine.paging.layout import Typesetter
from planeditor.services.formsets import FormSets
from tests.conftest import ROOT

FORMS = FormSets([ROOT / "forms"]).get("chikusei")
FONTS = FontBook()


def build() -> PlanBuilder:
    """Two chapters, the second with an area in an area and a measure, each with text."""
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "chikusei", [Period("年度", y, y) for y in (2024, 2025)])
    front = builder.add("block", PLAN_ID, {BLOCK_TYPE: CHAPTER}, "第1章", "はじめに")
    builder.add("block", PLAN_ID, {BLOCK_TYPE: CHAPTER, "carries": "載せる"}, "第2章", "進める施策")
    area = builder.add("area", PLAN_ID, {}, "2-1", "くらし")
    part = builder.add("area", area, {}, "2-1-(1)", "窓口")
    measure = builder.add("measure", part, {}, "2-1-(1)-①", "待ち時間を減らす")
    for owner, kind, text, number in (
        (front, "paragraph", "この計画のねらいである。", ""),
        (area, "paragraph", "くらしについて述べる。", ""),
        (part, "bullet", "窓口を減らす。", "i"),
        (measure, "heading3", "【ねらい】", ""),
        (measure, "paragraph", "待つ人を減らす。", ""),
        (measure, "caption", "【表 2-I】 窓口", ""),
    ):
        builder.add("block", owner, {BLOCK_TYPE: kind, "text": text}, number)
    table(builder, measure, [["名", "内容"], ["甲", "・受付\n・案内"]])
    return builder


def table(builder: PlanBuilder, owner: str, rows: list[list[str]], **more: str) -> str:
    cells = {cell_field(r, c): text for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)}
    fields: Mapping[str, str] = {BLOCK_TYPE: "table", TABLE_HEAD: "1", TABLE_WIDTHS: "1 3", **cells, **more}
    return builder.add("block", owner, fields)


def chapters(builder: PlanBuilder) -> list[Grid]:
    filler = Filler(Plan(builder.entries), FORMS.form("chapter"))
    return [filler.fill(root) for root in filler.roots()]


def rows(grid: Grid) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.column)):
        if cell.text:
            found.setdefault(cell.row, []).append(cell.text)
    return list(found.values())


def test_the_chapter_of_the_measures_and_the_others() -> None:
    front, carrying = chapters(build())
    assert rows(front) == [["第1章", "はじめに"], ["この計画のねらいである。"]]
    assert rows(carrying) == [
        ["第2章", "進める施策"],
        ["2-1", "くらし"], ["くらしについて述べる。"],
        ["(1)", "窓口"], ["i", "窓口を減らす。"],
        ["①", "待ち時間を減らす"], ["【ねらい】"], ["待つ人を減らす。"], ["【表 2-I】 窓口"],
        ["名", "内容"], ["甲", "・受付\n・案内"],
    ]  # fmt: skip


def test_every_text_is_an_entry_in_place() -> None:
    builder = build()
    shown = {text for grid in chapters(builder) for text in grid.entries().values()}
    names = {"第1章", "はじめに", "第2章", "進める施策", "2-1", "くらし", "窓口", "待ち時間を減らす"}
    assert shown >= names | {text for key, text in builder.entries.items() if key.field in ("text", "cell:2:2")}


def test_a_long_table_shows_its_head_on_every_page() -> None:
    builder = build()
    part = next(n.id for n in Plan(builder.entries).areas if n.number == "2-1-(1)")
    table(builder, part, [["番号", "事柄"], *([str(n), f"事柄{n}"] for n in range(1, 120))])
    table(builder, part, [["別の表", "中身"], ["一", "二"]])
    form = FORMS.form("chapter")
    laid = Typesetter(FONTS).lay_out(chapters(builder)[1], form.drawing.setup, fit=False, min_size=6.0)
    pages = list(Typesetter(FONTS).pages(laid))
    texts = [[line.text for box in page.boxes for line in box.lines] for page in pages]
    middle = [page for page in texts if any(t.startswith("事柄") and t != "事柄" for t in page)]
    assert len(middle) > 2
    assert all("番号" in page for page in middle)
    assert sum("別の表" in page for page in texts) == 1


def test_the_contents_list_two_levels_of_areas() -> None:
    pages = list(Assembly(Plan(build().entries), FORMS, "計画書", FONTS).pages())
    listed = [line.text.rstrip("…") for box in pages[1].boxes for line in box.lines]
    titles = [text.strip() for text in listed if not text.isdecimal()]
    assert titles[1:] == ["第1章 はじめに", "第2章 進める施策", "2-1 くらし", "(1) 窓口"]
