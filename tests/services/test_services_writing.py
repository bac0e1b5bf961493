"""Chapters, running text, tables and terms: each change is one step that undo takes back whole."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planeditor.domain.blocks import FLOW, GROUP, TABLE_SIZE, TABLE_WIDTHS, TEXT, blocks, cell_field, standing, table_size
from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, CLOSED, PLAN_ID, Key, Plan
from planeditor.services.editing.entering import enter
from planeditor.services.editing.entry import entry_name
from planeditor.services.editing.permissions import Mode
from planeditor.services.formsets import FormSets
from planeditor.services.tree import structuring, terms, writing, written_tables
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport

FORMS = FormSets().get("sodegaura")


class Given(TypedDict):
    mode: Mode
    who: str


REVISE: Given = {"mode": Mode.REVISION, "who": "甲"}


def plan() -> dict[Key, str]:
    builder = PlanBuilder()
    builder.start("計画", "見本市", "sodegaura", [Period("年度", 2021, 2021), Period("年度", 2022, 2022)])
    area = builder.area("①", "窓口")
    measure = builder.add("measure", area, {"summary": "概要"}, "①-01", "窓口の案内")
    builder.set(measure, "work", "[^端末]を置く", "年度:2021")
    return builder.entries


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with Document.create(tmp_path / "a.plandb", plan(), name="作成", who="甲") as document:
        yield document


def chapter(document: Document, *texts: str) -> str:
    """A chapter with these paragraphs."""
    (node,) = structuring.added(writing.add_chapter(document, FORMS, "第1章", "はじめに", **REVISE))
    if texts:
        writing.add_text(document, FORMS, node, [("paragraph", t) for t in texts], **REVISE)
    return node


def written(document: Document, owner: str) -> list[tuple[str, str]]:
    """Type and text of what stands under a node."""
    found = document.plan()
    return [(found.text(n.id, BLOCK_TYPE), found.text(n.id, TEXT)) for n in blocks(found, owner, *FLOW)]


def nth(document: Document, owner: str, place: int) -> str:
    return blocks(document.plan(), owner, *FLOW)[place].id


def undone(document: Document, before: Plan) -> bool:
    """Whether undo brings back exactly what was."""
    document.undo("甲")
    return dict(document.plan().entries) == dict(before.entries)


def test_chapters_are_numbered_on_and_stand_in_their_order(document: Document) -> None:
    for name in ("はじめに", "めざす姿"):
        number = writing.next_chapter_number(document.plan())
        report = writing.add_chapter(document, FORMS, number, name, **REVISE)
    assert [n.title for n in writing.chapters(document.plan())] == ["第1章 はじめに", "第2章 めざす姿"]
    assert (report.name, document.log()[0].source) == ("章「第2章 めざす姿」を追加", "改定")
    first = writing.chapters(document.plan())[0].id
    before = document.plan()
    writing.move_down(document, FORMS, first, **REVISE)
    assert [n.number for n in writing.chapters(document.plan())] == ["第2章", "第1章"]
    assert undone(document, before)
    assert writing.move_up(document, FORMS, first, **REVISE).group is None
    writing.renumber_chapter(document, FORMS, first, "序章", **REVISE)
    assert writing.chapters(document.plan())[0].title == "序章 はじめに"


def test_text_is_inserted_moved_and_deleted_where_it_stands(document: Document) -> None:
    node = chapter(document, "一", "三")
    writing.add_text(document, FORMS, node, [("paragraph", "二"), ("bullet", "二の二")], nth(document, node, 0), **REVISE)
    assert [t for _, t in written(document, node)] == ["一", "二", "二の二", "三"]
    writing.move_up(document, FORMS, nth(document, node, 3), **REVISE)
    assert [t for _, t in written(document, node)] == ["一", "二", "三", "二の二"]
    before = document.plan()
    report = writing.delete(document, FORMS, [nth(document, node, 1), nth(document, node, 2)], **REVISE)
    assert [t for _, t in written(document, node)] == ["一", "二の二"]
    assert report.name == "段落など 2 個を削除"
    assert undone(document, before)


def test_text_of_an_area_stands_before_its_measures_and_goes_with_it(document: Document) -> None:
    area = document.plan().areas[0].id
    writing.add_text(document, FORMS, area, [("paragraph", "まえがき")], **REVISE)
    found = document.plan()
    assert [n.kind for n in found.children(area)] == ["block", "measure"]
    place = standing(found, found.children(area)[0].id)
    assert place is not None
    assert place.id == area
    structuring.delete(document, FORMS, [area], **REVISE)
    assert not [k for k, t in document.plan().entries.items() if t == "まえがき"]


def test_a_chapter_goes_with_its_text_in_one_step(document: Document) -> None:
    node = chapter(document, "一", "二")
    before = document.plan()
    assert writing.delete(document, FORMS, [node], **REVISE).name == "「第1章 はじめに」を削除"
    assert not writing.chapters(document.plan())
    assert not [n for n in document.plan().walk() if n.kind == "block"]
    assert undone(document, before)


def test_the_type_changes_and_the_text_stays(document: Document) -> None:
    node = chapter(document, "目的", "")
    writing.change_type(document, FORMS, [nth(document, node, 0)], "heading1", **REVISE)
    writing.change_type(document, FORMS, [nth(document, node, 1)], "table", **REVISE)
    assert written(document, node) == [("heading1", "目的"), ("table", "")]
    assert table_size(document.plan(), nth(document, node, 1)) == (2, 3)
    with pytest.raises(KnownError, match="表に変えられません"):
        writing.change_type(document, FORMS, [nth(document, node, 0)], "table", **REVISE)
    with pytest.raises(KnownError, match="ほかの種類"):
        writing.change_type(document, FORMS, [nth(document, node, 1)], "paragraph", **REVISE)


def test_pasted_paragraphs_become_as_many(document: Document) -> None:
    node = chapter(document, "前", "後")
    before = document.plan()
    writing.paste(document, FORMS, nth(document, node, 0), ["一", "二", "三"], **REVISE)
    assert [t for _, t in written(document, node)] == ["一", "二", "三", "後"]
    assert undone(document, before)


def test_a_table_keeps_every_text_in_its_row_and_column(document: Document) -> None:
    node = chapter(document)
    writing.add_table(document, FORMS, node, [["年", "件数"], ["R3", "1\n2"]], **REVISE)
    table = nth(document, node, 0)
    written_tables.add_row(document, FORMS, table, 1, **REVISE)
    written_tables.add_column(document, FORMS, table, 0, **REVISE)
    found = document.plan()
    assert table_size(found, table) == (3, 3)
    assert [found.text(table, cell_field(r, c)) for r, c in ((1, 2), (1, 3), (3, 2), (3, 3))] == ["年", "件数", "R3", "1\n2"]
    written_tables.delete_row(document, FORMS, table, 2, **REVISE)
    written_tables.delete_column(document, FORMS, table, 1, **REVISE)
    found = document.plan()
    assert {k.field: t for k, t in found.of_node(table).items() if k.field.startswith("cell:")} == {
        "cell:1:1": "年", "cell:1:2": "件数", "cell:2:1": "R3", "cell:2:2": "1\n2",
    }  # fmt: skip
    written_tables.fill(document, FORMS, table, 2, 2, [["5", "6"], ["7", "8"]], **REVISE)
    assert table_size(document.plan(), table) == (3, 3)
    assert document.plan().text(table, "cell:3:3") == "8"


def test_the_last_row_and_column_stay(document: Document) -> None:
    node = chapter(document)
    writing.add_table(document, FORMS, node, [["一つ"]], **REVISE)
    table = nth(document, node, 0)
    with pytest.raises(KnownError, match="最後の 1 行"):
        written_tables.delete_row(document, FORMS, table, 1, **REVISE)
    with pytest.raises(KnownError, match="最後の 1 列"):
        written_tables.delete_column(document, FORMS, table, 1, **REVISE)


def test_widths_follow_the_columns(document: Document) -> None:
    node = chapter(document)
    writing.add_table(document, FORMS, node, [["甲", "乙"]], **REVISE)
    table = nth(document, node, 0)
    written_tables.widen(document, FORMS, table, 2, 20, **REVISE)
    assert document.plan().text(table, TABLE_WIDTHS) == "10 30"
    written_tables.add_column(document, FORMS, table, 2, **REVISE)
    assert written_tables.widths(document.plan(), table) == [10, 30, 30]
    written_tables.delete_column(document, FORMS, table, 1, **REVISE)
    assert written_tables.widths(document.plan(), table) == [30, 30]
    written_tables.widen(document, FORMS, table, 1, -100, **REVISE)
    assert written_tables.widths(document.plan(), table) == [2, 30]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_row_or_column_put_in_and_taken_out_again_changes_no_text(document: Document, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(st.text("あaＡ\n", max_size=4), min_size=1, max_size=4), min_size=1, max_size=4))
    node = chapter(document)
    writing.add_table(document, FORMS, node, rows, **REVISE)
    table = nth(document, node, 0)
    size, before = table_size(document.plan(), table), dict(document.plan().of_node(table))
    row, column = data.draw(st.integers(0, size[0])), data.draw(st.integers(0, size[1]))
    written_tables.add_row(document, FORMS, table, row, **REVISE)
    written_tables.add_column(document, FORMS, table, column, **REVISE)
    assert sorted(t for k, t in document.plan().of_node(table).items() if k.field.startswith("cell:")) == sorted(
        t for k, t in before.items() if k.field.startswith("cell:")
    )
    written_tables.delete_row(document, FORMS, table, row + 1, **REVISE)
    written_tables.delete_column(document, FORMS, table, column + 1, **REVISE)
    assert dict(document.plan().of_node(table)) == before


def test_a_term_brings_its_marks_along(document: Document) -> None:
    (node,) = structuring.added(terms.add_term(document, FORMS, "端末", "机の上の計算機", "機器", **REVISE))
    (term,) = terms.terms(document.plan())
    assert (term.name, term.text, term.group, term.used) == ("端末", "机の上の計算機", "機器", 1)
    before = document.plan()
    terms.edit_term(document, FORMS, node, "共用端末", "机の上の計算機", "", **REVISE)
    found = document.plan()
    assert found.text(found.measures[0].id, "work", "年度:2021") == "[^共用端末]を置く"
    assert not found.text(node, GROUP)
    assert undone(document, before)
    terms.delete_term(document, FORMS, node, **REVISE)
    found = document.plan()
    assert found.text(found.measures[0].id, "work", "年度:2021") == "を置く"
    assert undone(document, before)


def test_a_term_is_not_touched_where_a_closed_year_mentions_it(document: Document) -> None:
    (node,) = structuring.added(terms.add_term(document, FORMS, "端末", "説明", **REVISE))
    with document.edit("確定", who="甲") as edit:
        edit.set(Key(PLAN_ID, CLOSED, "年度:2021"), "2022-05-01")
    changes: list[Callable[[], ChangeReport]] = [
        lambda: terms.edit_term(document, FORMS, node, "別名", "説明", **REVISE),
        lambda: terms.delete_term(document, FORMS, node, **REVISE),
    ]
    for change in changes:
        with pytest.raises(KnownError, match="確定したR3年度"):
            change()
    terms.edit_term(document, FORMS, node, "端末", "もっと詳しい説明", **REVISE)  # the name stays: no text is touched


@pytest.mark.parametrize(("term", "why"), [("", "空です"), ("a]b", "角かっこ"), ("あ" * 81, "80 字"), ("端末", "すでにあります")])
def test_terms_that_cannot_be(document: Document, term: str, why: str) -> None:
    terms.add_term(document, FORMS, "端末", **REVISE)
    with pytest.raises(KnownError, match=why):
        terms.add_term(document, FORMS, term, **REVISE)


@pytest.mark.parametrize("mode", [Mode.NORMAL, Mode.CORRECTION])
def test_nothing_is_built_outside_the_revision(document: Document, mode: Mode) -> None:
    node = chapter(document, "一")
    writing.add_table(document, FORMS, node, [["甲", "乙"], ["丙", "丁"]], **REVISE)
    block, table = nth(document, node, 0), nth(document, node, 1)
    how: Given = {"mode": mode, "who": "甲"}
    steps: list[Callable[[], ChangeReport]] = [
        lambda: writing.add_chapter(document, FORMS, **how), lambda: writing.add_text(document, FORMS, node, **how),
        lambda: writing.paste(document, FORMS, block, ["a", "b"], **how), lambda: writing.delete(document, FORMS, [block], **how),
        lambda: writing.change_type(document, FORMS, [block], "bullet", **how), lambda: writing.move_down(document, FORMS, block, **how),
        lambda: written_tables.add_row(document, FORMS, table, 1, **how), lambda: terms.add_term(document, FORMS, "語", **how),
        lambda: written_tables.widen(document, FORMS, table, 1, 5, **how),
        lambda: written_tables.delete_column(document, FORMS, table, 1, **how),
    ]  # fmt: skip
    before = document.plan()
    for step in steps:
        with pytest.raises(KnownError, match="改定モード"):
            step()
    assert document.plan() == before


def test_what_is_no_text_is_refused_in_a_sentence(document: Document) -> None:
    node = chapter(document, "一")
    area = document.plan().areas[0].id
    with pytest.raises(KnownError, match="本文を書けません"):
        writing.add_text(document, FORMS, nth(document, node, 0), **REVISE)
    with pytest.raises(KnownError, match="段落を選んで"):
        writing.delete(document, FORMS, [area], **REVISE)
    with pytest.raises(KnownError, match="表の欄を"):
        written_tables.add_row(document, FORMS, nth(document, node, 0), 1, **REVISE)
    with pytest.raises(KnownError, match="見つかりません"):
        writing.move_up(document, FORMS, "なし", **REVISE)


def test_text_and_cells_are_typed_like_any_entry(document: Document) -> None:
    node = chapter(document, "一")
    writing.add_table(document, FORMS, node, [["甲"]], **REVISE)
    block, table = nth(document, node, 0), nth(document, node, 1)
    enter(document, FORMS, Key(block, TEXT), "直した", **REVISE)
    report = enter(document, FORMS, Key(table, "cell:2:3"), "丙", **REVISE)
    assert report.name == "第1章の表 2行3列"
    assert table_size(document.plan(), table) == (2, 3)
    assert entry_name(document.plan(), FORMS.vocabulary, Key(block, TEXT)) == "第1章の段落"
    with pytest.raises(KnownError, match="計画事項"):
        enter(document, FORMS, Key(block, TEXT), "今は直せない", mode=Mode.NORMAL, who="甲")
    assert document.plan().text(table, TABLE_SIZE) == "1 1"
