"""Laws of every form, over generated plans: pages and Excel say the same, and not a character is lost."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, PLAN_ID, Key, Plan
from planeditor.formengine.cells import CUT_MARK
from planeditor.formengine.filling.context import root_context
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.filling.skeleton import Slot
from planeditor.formengine.form.definition import FormDef, repeats
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.form.loading import load_form_set
from planeditor.formengine.pages import Face, Page
from planeditor.formengine.paging.laid import LEADING, PAD_Y, LaidOut
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.paging.typeset import NO_END, NO_START, break_lines, may_break
from tests.conftest import ROOT
from tests.formengine.drawings import FONTS, Drawn, excel, form_set
from tests.formengine.rich_plans import rich_plans

FORMS = ROOT / "forms"
COMMON = FORMS / "common"
LIBREOFFICE = ROOT / "tests" / "data" / "libreoffice"
"""Forms drawn in another office program."""
WORDS = st.sampled_from(
    [
        "計画通り進捗している。",
        "「引用」",
        "（1）",
        "・作業",
        "\n",
        " ",
        "　",
        "ICT",
        "2019年11月",
        "ー",
        "…",
        "葛󠄀城",
        "か゚",
        "①",
        "100%",
        "w" * 40,
    ]
)
TEXTS = st.lists(WORDS, max_size=12).map("".join)
LONG = st.one_of(
    TEXTS,
    TEXTS.flatmap(lambda t: st.integers(1, 60).map(lambda n: t * n)),
    st.just("改行\n" * 150),
    st.just("w" * 3000),
)


def small_forms() -> dict[str, Drawn]:
    """Small forms that together use every construct that touches pages."""
    return {
        "spans": Drawn(
            [
                ["{{施策名}}", "見出しの長い欄", None],
                ["年", "進捗", "記号"],
                ["{{年度}}", "{{進捗|通し}}", "{{記号|結合}}"],
                ["概要", "{{概要}}", None],
            ],
            {"1-2": "見出し", "3": "分割\n繰返 年度"},
            merges=("B1:C1", "B4:C4"),
            each="施策",
            widths=[10, 40, 12],
        ),
        "whole": Drawn(
            [
                ["{{分野.名称}}", None, None],
                ["名", "概要", "注"],
                ["{{分野.名称|結合}}", "{{施策名}}：{{概要}}", "{{概要}}"],
                ["・", "{{注記}}", "{{=COUNTA([注記])}}"],
            ],
            {"1-2": "見出し", "4": "条件 あり 注記", "3-4": "まとめ\n繰返 施策", "1-4": "改頁 分野\n繰返 分野"},
            merges=("A1:C1",),
            widths=[10, 30, 30],
        ),
        "columns": Drawn(
            [
                ["名", "期間", "費用"],
                [None, "{{年度}}", None],
                ["{{施策名}}", "{{記号|帯}}", "{{費用}}"],
                ["{{脚注番号}}", "{{脚注説明}}", None],
            ],
            {"1-2": "見出し", "3": "分割\n繰返 施策", "4": "脚注 範囲=様式"},
            {"B": "繰返 年度"},
            ("A1:A2", "C1:C2"),
            [30, 8, 10],
            size=10,
        ),
        "fitted": Drawn(
            [["{{施策名}}", "{{概要}}"], ["{{注記}}", "縦の見出し"], ["{{状況}}", None]],
            merges=("B2:B3",),
            each="施策",
            extra='fit = "page"',
            heights={3: 900.0},
            widths=[20, 50],
        ),
    }


@cache
def every_form() -> list[tuple[FormSet, FormDef]]:
    official = [load_form_set(f, COMMON) for f in sorted(FORMS.iterdir()) if f != COMMON and (f / "formset.toml").is_file()]
    sets = [form_set(Path(tempfile.mkdtemp()), small_forms()), load_form_set(LIBREOFFICE), *official]
    assert not [p for s in sets for p in s.problems]
    own = [(s, f) for s in sets for f in s.forms.values() if (s.folder / f.drawing.file).is_file()]
    shared = {f.drawing.file: f for s in official for f in s.forms.values() if (COMMON / f.drawing.file).is_file()}
    return [*own, *((replace(official[0], id="common", folder=COMMON), f) for f in shared.values())]


NAMES = [f"{s.id}-{f.name}" for s, f in every_form()]


def one_text(text: str, *, fields: tuple[str, ...] = ("summary", "content", "work@2016", "progress@2016-2020")) -> Plan:
    """A plan of one measure with the same text in several fields, and one chapter and one list."""
    builder = PlanBuilder()
    builder.start("見本計画", "見本市", "test", [Period(s, y, y) for s in ("年度", "期") for y in range(2016, 2021)])
    node = builder.add("measure", builder.area("1", "甲"), {}, "1-1", "名")
    for field in fields:
        plain, _, years = field.partition("@")
        for series in ("年度", "期") if years else ("",):
            builder.set(node, plain, text, f"{series}:{years}" if years else "")
    chapter = builder.add("block", PLAN_ID, {BLOCK_TYPE: "chapter"}, "第1章", "概要")
    builder.add("block", chapter, {BLOCK_TYPE: "paragraph", "text": text})
    listed = builder.add("block", PLAN_ID, {BLOCK_TYPE: "list"}, name="上位の計画")
    builder.add("block", listed, {BLOCK_TYPE: "item"}, "1", "項目")
    return Plan(builder.entries)


def laid_out(form: FormDef, plan: Plan) -> list[tuple[LaidOut, list[Page]]]:
    filler, typesetter = Filler(plan, form), Typesetter(FONTS)
    options = form.options
    found = []
    for node in filler.roots():
        laid = typesetter.lay_out(
            filler.fill(node), form.drawing.setup, fit=options.fit == "page", min_size=options.min_size
        )
        found.append((laid, list(typesetter.pages(laid))))
    return found


def check_pages(form: FormDef, laid: LaidOut, pages: list[Page]) -> None:
    """Every text whole and in order, inside its box, the box on the paper, no box over another, no type too small."""
    shown: dict[tuple[Key, int], str] = defaultdict(str)
    wanted: dict[tuple[Key, int], str] = {}
    once = Counter((c.key, c.column) for c in laid.grid.cells if c.text)
    floor = laid.setup.height - laid.setup.bottom
    for cell in laid.grid.cells:
        if cell.key is not None and cell.text:
            wanted[cell.key, cell.column] = wanted.get((cell.key, cell.column), "") + cell.text.replace("\n", "")
    columns = {round(x, 3): n for n, x in enumerate(_edges(laid))}
    again = {(s.page, round(s.y, 3)) for s in laid.slices if s.repeated}
    for number, page in enumerate(pages):
        for box in page.boxes:
            assert box.y + box.height <= floor + 0.01
            assert box.size >= min(form.options.min_size, box.style.size)
            for line in box.lines:
                assert box.y < line.y < box.y + box.height
            if box.lines:
                assert box.lines[-1].y + 0.1 * box.size <= box.y + box.height
            if box.key is not None and box.lines and (number, round(box.y, 3)) not in again:
                place = box.key, columns[round(box.x, 3)]
                shown[place] += "".join(line.text for line in box.lines)
                if once[place] == 1 and len(shown[place]) < len(wanted[place]):  # it goes on: this page is used up
                    assert len(box.lines) == int((box.height - 2 * PAD_Y + 1e-3) / (box.size * LEADING))
        _no_overlap(page)
    assert shown == wanted
    printed: dict[int, str] = defaultdict(str)
    for box in (box for page in pages for box in page.boxes):
        printed[box.cell] += "".join(line.text for line in box.lines)
    for number, cell in enumerate(laid.grid.cells):
        if cell.key is None and cell.text:  # a heading may stand on each page
            assert cell.text.replace("\n", "") in printed[number]


def _edges(laid: LaidOut) -> list[float]:
    spare = laid.setup.inner_width - sum(laid.grid.widths)
    edges = [laid.setup.left + (spare / 2 if laid.setup.centered and spare > 0 else 0.0)]
    for width in laid.grid.widths:
        edges.append(edges[-1] + width)
    return edges


def _no_overlap(page: Page) -> None:
    boxes = sorted(page.boxes, key=lambda b: b.y)
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            if other.y >= one.y + one.height - 0.01:
                break
            assert other.x >= one.x + one.width - 0.01 or one.x >= other.x + other.width - 0.01, (one.text, other.text)


def check_excel(laid: LaidOut, pages: list[Page], sheet: Worksheet) -> None:
    """The rows, type sizes and breaks of the pages; the parts of every text join to it."""
    rows = [s for s in laid.slices if not s.repeated]
    heights = [sheet.row_dimensions[r].height or 0.0 for r in range(1, sheet.max_row + 1)]
    assert all(h <= 409 for h in heights)
    starts = [0, *(b.id for b in sheet.row_breaks.brk)]
    by_page = [sum(s.height for s in rows if s.page == p) for p in range(laid.page_count) if any(s.page == p for s in rows)]
    assert len(starts) == len(by_page)
    for start, end, height in zip(starts, [*starts[1:], len(heights)], by_page, strict=True):
        assert sum(heights[start:end]) >= height - 0.01 * (end - start) - 0.01
        assert sum(heights[start:end]) <= height + 6 * (end - start)
    texts: dict[int, str] = defaultdict(str)
    for line in sheet.iter_rows(values_only=True):
        for column, value in enumerate(line):
            texts[column] += "" if value is None else str(value).replace(CUT_MARK, "")
    for cell in laid.grid.cells:
        if cell.key is not None and cell.text:
            assert cell.text.replace(CUT_MARK, "") in texts[cell.column]
    sizes = {(box.style.face, box.style.size, box.size) for page in pages for box in page.boxes}
    drawn = {c.font.sz for line in sheet.iter_rows() for c in line if c.font.sz and c.has_style}
    assert {size for _, _, size in sizes} <= drawn


def check_all(form: FormDef, plan: Plan) -> None:
    laid = laid_out(form, plan)
    for one, pages in laid:
        check_pages(form, one, pages)
    book = excel([one for one, _ in laid])
    for (one, pages), sheet in zip(laid, book.worksheets, strict=True):
        check_excel(one, pages, sheet)


@pytest.mark.parametrize("number", range(len(NAMES)), ids=NAMES)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_pages_and_excel_hold_every_character(number: int, data: st.DataObject) -> None:
    form = every_form()[number][1]
    check_all(form, data.draw(rich_plans(form.vocabulary, LONG)))


@pytest.mark.parametrize("number", range(len(NAMES)), ids=NAMES)
@pytest.mark.parametrize(
    "text",
    ["あ" * 40_000, "文である。" * 8_000, "行\n" * 3_000, "w" * 3_000, "短い"],
    ids=["40000", "sentences", "lines", "word", "short"],
)
def test_very_long_texts(number: int, text: str) -> None:
    form = every_form()[number][1]
    for fields in (
        ("summary", "content"),
        ("work@2016", "progress@2016-2020"),
        ("summary", "note", "progress@2017-2020", "progress@2016"),
    ):
        check_all(form, one_text(text, fields=fields))


def test_a_measure_is_the_first_of_its_siblings_wherever_a_plan_of_others_has_put_it() -> None:
    builder = PlanBuilder()
    builder.start("計画", "見本市", "mihon", [])
    builder.area("1", "分野")
    odd = builder.add("measure", builder.add("block", PLAN_ID, {BLOCK_TYPE: "snapshot"}), {}, "1-1", "基準時点の下")
    plan = Plan(builder.entries)
    assert root_context(plan, plan.node(odd)).ends == {"最初", "最後"}


@pytest.mark.parametrize("number", range(len(NAMES)), ids=NAMES)
def test_filling_changes_nothing_but_what_the_form_declares(number: int) -> None:
    form = every_form()[number][1]
    laid, _ = laid_out(form, one_text("短い", fields=("summary", "note")))[0]
    made = excel([laid]).worksheets[0]
    drawing = form.drawing
    book = openpyxl.load_workbook(every_form()[number][0].folder / drawing.file)
    drawn = book[drawing.sheet]
    top, left = drawing.origin
    opened: dict[tuple[int, int], Slot] = {}
    filler = Filler(one_text("短い", fields=("summary", "note")), form)
    rows, skeleton, _ = filler._cells(root_context(filler.plan, next(iter(filler.roots()))), [])
    for slot in skeleton.slots:
        opened.setdefault((slot.cell.row, slot.cell.column), slot)
    again = [*repeats(form.rows), *repeats(form.columns)]
    merged = {(m.min_row, m.min_col): (m.size["rows"], m.size["columns"]) for m in made.merged_cells.ranges}
    for place, slot in opened.items():
        cell = drawing.cells[place]
        source, target = drawn.cell(place[0] + top - 1, place[1] + left - 1), made.cell(slot.row + 1, slot.column + 1)
        if cell.template.fixed_text:
            assert target.value == cell.template.fixed_text
        assert (target.font.name, target.font.sz, target.font.b) == (source.font.name, source.font.sz, source.font.b)
        assert target.alignment.vertical == (source.alignment.vertical or "bottom")
        assert _rules(target) == _rules(source)
        if (
            not any(r.first <= place[0] <= r.last or r.first <= place[1] <= r.last for r in again)
            and max(laid.heights) <= 405
        ):
            assert merged.get((slot.row + 1, slot.column + 1), (1, 1)) in (
                (cell.rows, cell.columns),
                (slot.rows, slot.columns),
            )
    for column, width in enumerate(laid.grid.widths, start=1):
        letter = openpyxl.utils.get_column_letter(column)
        assert made.column_dimensions[letter].width == pytest.approx(width / 5.25, abs=0.01)
    assert laid.grid.narrowed or {round(w, 3) for w in laid.grid.widths} <= {round(w, 3) for w in drawing.widths}
    assert made.page_setup.orientation == ("landscape" if drawing.setup.width > drawing.setup.height else "portrait")
    assert len(rows) == made.max_row or any(r.height > 405 for r in laid.slices) or laid.page_count > 1


def _rules(cell: Cell | MergedCell) -> tuple[str | None, str | None]:
    """Of the left and the upper edge."""
    left, top = cell.border.left, cell.border.top
    return left.style if left else None, top.style if top else None


ADVANCES = FONTS.advances(Face())


@given(text=st.one_of(LONG, st.text(max_size=200)), width=st.floats(0.4, 40))
@example(text="。" * 50, width=3.0)
@example(text="a\n", width=5.0)
@example(text="", width=5.0)
@example(text="あ" * 40_000, width=0.5)
def test_lines_join_to_the_text_and_obey_the_rules(text: str, width: float) -> None:
    lines = break_lines(text, ADVANCES, width)
    assert "".join(lines) == text
    for paragraph in "".join(lines).split("\n") if "\n" in text else [text]:
        own = break_lines(paragraph, ADVANCES, width)
        start = 0
        for line in own[:-1]:
            end = start + len(line)
            if not may_break(paragraph, end) and not line[-1:].isspace():
                assert not any(may_break(paragraph, p) for p in range(start + 1, end)), line
            start = end
        for number, line in enumerate(own):
            shown = line.rstrip(" 　\t")
            base = next((n for n, c in enumerate(shown) if n and ADVANCES[c] > 0), len(shown))
            if shown[:base] != shown:
                assert sum(map(ADVANCES.__getitem__, shown)) <= width + 1e-4 or shown[-1:] in "ﾞﾟ", line
            if number and shown and own[number - 1].rstrip() and line[0] in NO_START:
                assert _forced(own[number - 1], line)
            if number + 1 < len(own) and line[-1] in NO_END:
                assert _forced(line, own[number + 1])


def _forced(line: str, following: str) -> bool:
    text = line + following
    return not any(may_break(text, p) for p in range(1, len(line)))
