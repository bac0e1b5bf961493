"""The plan document: headings in the contents and the outline, parts that choose, notes numbered through and at the foot."""
from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import PLAN_ID, Plan
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.filling.footnotes import Footnotes, printed_mark, with_marks_of
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.pages import Page
from planeditor.formengine.paging.assembly import Assembly
from planeditor.services.paper.exporting import export
from planeditor.services.paper.order import Order
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

PLACE = '[[field]]\nkey = "place"\nlabel = "位置"\nof = "本文"\ntype = "choice"\nchoices = ["前", "後"]\ndefault = "前"\n'
TOML = """
[words]
footnote_mark = "{上}"

[document."計画書"]
parts = [
    "cover", "目次", { form = "chapter", only = "位置:前" }, { form = "sheet", level = 2 }, { form = "chapter", only = "位置:後" },
    "terms",
]
"""
CHAPTER = Drawn(
    [["{{章.番号}} {{章.名称}}"], ["{{本文.番号}} {{本文*}}"], ["{{本文*}}"], ["{{脚注番号}} {{脚注}}"]],
    {"2": "本文 見出し1\nまとめ\n目次 2", "3": "本文 段落\n分割", "2-3": "繰返 本文", "4": "脚注 範囲=文書"},
    widths=[60], each="章",
)  # fmt: skip


def forms_of(folder: Path, *, toml: str = TOML, **more: Drawn) -> FormSet:
    drawn = {
        "cover": Drawn([["{{計画.題名}}"]], extra="page_numbers = false"),
        "chapter": CHAPTER,
        "sheet": Drawn([["{{計画.自治体名}}"], ["{{施策名}}"], ["{{概要}}"], ["{{脚注番号}} {{脚注}}"]],
                       {"1": "条件 最初 計画\n目次 0", "4": "脚注 範囲=文書"}, widths=[60], each="施策"),
        "terms": Drawn([["{{脚注番号|数}} {{用語.名称}}"]], {"1": "繰返 用語 順=初出"}),
        **more,
    }  # fmt: skip
    forms = form_set(folder, drawn, toml=PLACE + toml)
    assert forms.problems == []
    return forms


def plan_with_chapters() -> Plan:
    plan = plan_of(
        {"1 安全": ["1-1 防災", "1-2 防犯"], "2 福祉": ["2-1 子育て[^丙]"]}, fields={"1-2": {"summary": "見回り[^丁]と[^乙]"}}
    )
    plan = with_blocks(plan, [{"type": "note", "name": n, "text": f"{n}の説明"} for n in "甲乙丙丁"])
    for number, name, place, marks in (("1", "目的", "", ("[^乙]", "")), ("2", "体制", "後", ("[^甲]",))):
        plan = with_blocks(plan, [{"type": "chapter", "number": f"第{number}章", "name": name, "place": place}])
        chapter = next(n.id for n in plan.children(PLAN_ID) if n.name == name)
        body = [{"type": "heading1", "number": "1", "text": f"{name}の見出し{marks[0]}"}]
        plan = with_blocks(plan, [*body, *({"type": "paragraph", "text": f"本文{m}"} for m in marks)], chapter)
    return plan


def listed(found: list[Page]) -> list[tuple[str, str]]:
    lines = [t for page in found if page.form == "目次" for t in page_texts(page) if t != "目次"]
    return [(t.split(" …")[0].strip(), n) for t, n in zip(lines[::2], lines[1::2], strict=True)]


def test_headings_and_parts_stand_in_the_contents_with_their_pages(tmp_path: Path) -> None:
    found = list(Assembly(plan_with_chapters(), forms_of(tmp_path), "計画書", FONTS).pages())
    assert listed(found) == [
        ("第1章 目的", "3"), ("1 目的の見出し", "3"), ("見本市", "4"), ("1 安全", "4"), ("1-1 防災", "4"), ("1-2 防犯", "5"),
        ("2 福祉", "6"), ("2-1 子育て", "6"), ("第2章 体制", "7"), ("1 体制の見出し", "7"), ("様式terms", "8"),
    ]
    assert [p.shows_number for p in found] == [False, *[True] * 7]


def test_the_outline_of_the_pdf_nests_as_the_contents_do(tmp_path: Path) -> None:
    written = export(plan_with_chapters(), forms_of(tmp_path), "計画書", tmp_path / "計画書.pdf", fonts=FONTS)
    document = pypdfium2.PdfDocument(tmp_path / "計画書.pdf")
    toc = [(b.level, b.get_title(), b.get_dest().get_index() + 1) for b in document.get_toc()]
    texts_of = [document[n].get_textpage().get_text_bounded() for n in range(len(document))]
    document.close()
    assert written.pages == 8
    assert toc == [
        (0, "様式cover", 1), (0, "目次", 2), (0, "第1章 目的", 3), (1, "1 目的の見出し", 3), (0, "見本市", 4), (1, "1 安全", 4),
        (2, "1-1 防災", 4), (2, "1-2 防犯", 5), (1, "2 福祉", 6), (2, "2-1 子育て", 6), (0, "第2章 体制", 7),
        (1, "1 体制の見出し", 7), (0, "様式terms", 8),
    ]
    assert "- 1 -" not in texts_of[0]
    assert "- 2 -" in texts_of[1]


def test_notes_are_numbered_through_the_document_and_a_single_sheet_prints_the_same(tmp_path: Path) -> None:
    plan, forms = plan_with_chapters(), forms_of(tmp_path)
    found = list(Assembly(plan, forms, "計画書", FONTS).pages())
    assert page_texts(found[-1]) == ["1 乙", "2 丁", "3 丙", "4 甲"]
    second = next(n for n in plan.measures if n.name == "防犯")
    single = texts(fill(forms, plan, "sheet", second))
    assert single == [["防犯"], ["見回り²と¹"], ["¹ 乙"], ["² 丁"]]
    assert [t for p in found if p.node == second.id for t in page_texts(p)] == [t for row in single for t in row]
    assert texts(fill(forms, plan, "terms")) == [["1 乙"], ["2 丁"], ["3 丙"], ["4 甲"]]


def test_a_part_that_chooses_by_an_unknown_field_is_told(tmp_path: Path) -> None:
    for wrong in ('only = "置場:前"', 'except = "置場"', 'order = "位置"'):
        with pytest.raises(KnownError):
            forms_of(tmp_path, toml=TOML.replace('only = "位置:後"', wrong))


def test_a_document_without_chapters_or_terms_still_comes(tmp_path: Path) -> None:
    forms = forms_of(tmp_path)
    written = export(plan_of({"1 安全": ["1-1 防災"]}), forms, "計画書", tmp_path / "計画書.pdf", fonts=FONTS)
    assert written.pages == 3
    assert Order(("計画書",), "pdf").forms == ("計画書",)


def long_chapter(notes: int, words: int) -> Plan:
    """A chapter of many paragraphs, every third one with a mark."""
    plan = with_blocks(plan_of({}), [{"type": "note", "name": f"語{n}", "text": "説明"} for n in range(notes)])
    plan = with_blocks(plan, [{"type": "chapter", "number": "第1章", "name": "長い章"}])
    chapter = next(n.id for n in plan.children(PLAN_ID) if n.name == "長い章")
    return with_blocks(
        plan,
        [{"type": "paragraph", "text": f"段落{n}" + ("文" * words) + (f"[^語{n // 3}]" if n % 3 == 0 else "")} for n in range(3 * notes)],
        chapter,
    )


@pytest.mark.parametrize(("notes", "words"), [(12, 200), (30, 90), (3, 4000)])
def test_a_note_stands_at_the_foot_of_the_page_that_mentions_it(tmp_path: Path, notes: int, words: int) -> None:
    plan, forms = long_chapter(notes, words), forms_of(tmp_path)
    found = pages(lay_out(forms, plan, "chapter"))
    assert len(found) > 2
    seen = []
    for page in found:
        own = page_texts(page)
        marks = {printed_mark("{上}", n) for n in range(1, notes + 1)}
        foot = [t.split(" ")[0] for t in own if t.split(" ")[0] in marks]
        body = "".join(t for t in own if t.split(" ")[0] not in marks)
        seen += foot
        if words < 1000:
            assert all(mark in body for mark in foot)
            assert own[len(own) - len(foot) :] == [t for t in own if t.split(" ")[0] in marks]
        bottoms = [b.y + b.height for b in page.boxes]
        assert max(bottoms) <= page.height
        assert all(a.y + a.height <= b.y + 0.01 for a, b in zip(page.boxes, page.boxes[1:], strict=False))
    assert seen == [printed_mark("{上}", n) for n in range(1, notes + 1)]


@pytest.mark.parametrize(("notes", "words"), [(12, 200), (3, 4000)])
def test_notes_between_pages_leave_the_workbook_whole(tmp_path: Path, notes: int, words: int) -> None:
    plan, forms = long_chapter(notes, words), forms_of(tmp_path)
    sheet = excel(lay_out(forms, plan, "chapter")).worksheets[0]
    covered: set[tuple[int, int]] = set()
    for merged in sheet.merged_cells.ranges:
        own = {(r, c) for r in range(merged.min_row, merged.max_row + 1) for c in range(merged.min_col, merged.max_col + 1)}
        assert not own & covered
        covered |= own
    shown = "".join(str(c).replace("\u2028", "") for row in sheet.iter_rows(values_only=True) for c in row if c)
    for n in range(3 * notes):
        assert f"段落{n}" in shown
    assert all(f"語{n}" in shown for n in range(notes))


def test_marks_are_left_out_where_a_list_asks_for_it(tmp_path: Path) -> None:
    forms = forms_of(tmp_path, tree=Drawn([["{{施策名|注なし}}", "{{施策名}}"]], {"1": "繰返 施策"}))
    grid = fill(forms, plan_with_chapters(), "tree")
    assert texts(grid)[2] == ["子育て", "子育て¹"]
    assert [c.key is None for c in grid.cells[-2:]] == [True, False]
    bare, marked = (Filler(plan_with_chapters(), forms.form("tree")).form.entry_cells.get((1, n)) for n in (1, 2))
    assert (bare, marked is None) == (None, False)


@pytest.mark.parametrize("pattern", ["※{n}", "{上}", "*{n}", "注{n})"])
def test_a_printed_text_comes_back_as_it_was_typed(pattern: str) -> None:
    typed = "国の[^ICT]施策と※3月の[^SLA]。※12か月"
    printed = typed.replace("[^ICT]", printed_mark(pattern, 11)).replace("[^SLA]", printed_mark(pattern, 12))
    assert with_marks_of(printed, typed, pattern) == typed
    assert with_marks_of(_edited(printed), typed, pattern) == _edited(typed)
    assert with_marks_of("国の[^11]施策と※3月の。※12か月", typed, pattern) == "国の[^ICT]施策と※3月の。※12か月"
    assert with_marks_of("まったく別の文※11", "無印の文", pattern) == "まったく別の文※11"


def _edited(text: str) -> str:
    return text.replace("国", "県").replace("か月", "週")


NUMBERS = {"甲": 7, "乙": 18}


@given(st.lists(st.sampled_from(["あ", "いう", "※3", "¹", "[^甲]", "[^乙]", "。", "2", "、"]), max_size=12))
def test_any_text_comes_back(parts: list[str]) -> None:
    typed = "".join(parts)
    plan = with_blocks(plan_of({}), [{"type": "note", "name": n, "text": "説明"} for n in NUMBERS])
    for pattern in ("※{n}", "{上}", "注{n})"):
        notes = Footnotes(plan, Vocabulary((), {}, {"footnote_mark": pattern}))
        notes.numbers.update({notes.known[name]: number for name, number in NUMBERS.items()})
        back = with_marks_of(notes.numbered(typed), typed, pattern)
        assert notes.numbered(back) == notes.numbered(typed)
        assert back == typed
