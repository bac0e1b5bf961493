"""対応表: lists and items edited step by step, marks, what nothing answers to, suggestions, pasted items."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.blocks import covers_field
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key, Node
from planeditor.services.coverage import lists, marks
from planeditor.services.coverage.matrix import matrix
from planeditor.services.coverage.pasting import Line, parse_lines
from planeditor.services.coverage.suggesting import suggestions
from planeditor.services.editing import entering
from planeditor.services.editing.permissions import Mode
from planeditor.services.tree.structuring import added
from planeditor.store.document import Document
from tests.services.editing_plans import FORMS, VOCABULARY, WHO, key_of, make, node_of

LINES = [Line("1", "窓口の改善"), Line("2", "庁内の改善"), Line("3", "人材の育成")]


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with make(tmp_path) as made:
        yield made


@pytest.fixture
def listed(document: Document) -> str:
    return added(lists.add_list(document, " 見本県　方針 ", LINES, who=WHO))[0]


def items(document: Document, listed: str) -> list[Node]:
    return lists.items(document.plan(), listed)


def test_a_list_is_one_step_and_is_named_once(document: Document, listed: str) -> None:
    (owner,) = lists.lists(document.plan())
    assert owner.name == "見本県 方針"
    assert [i.title for i in items(document, listed)] == ["1 窓口の改善", "2 庁内の改善", "3 人材の育成"]
    assert document.undo_name() == "対応先「見本県 方針」を追加"
    for name, sentence in (("見本県方針", "すでに"), ("　", "空です"), ("\x00", "使えない")):
        with pytest.raises(KnownError, match=sentence):
            lists.add_list(document, name, who=WHO)
    lists.rename_list(document, listed, "見本県新方針", who=WHO)
    assert lists.lists(document.plan())[0].name == "見本県新方針"
    document.undo(WHO)
    document.undo(WHO)
    assert lists.lists(document.plan()) == []


def test_marks_are_steps_of_their_own(document: Document, listed: str) -> None:
    plan = document.plan()
    measure, item = node_of(plan, "①-01"), items(document, listed)[0].id
    report = marks.mark(document, FORMS, measure, item, who=WHO)
    assert report.name == "「①-01 公衆LAN」を「1 窓口の改善」に対応"
    assert document.plan().text(measure, covers_field(item)) == "○"
    marks.mark(document, FORMS, measure, item, " 一部\n ", who=WHO)
    assert document.plan().text(measure, covers_field(item)) == "一部"
    marks.mark(document, FORMS, measure, item, "", who=WHO)
    assert Key(measure, covers_field(item)) not in document.plan().entries
    document.undo(WHO)
    assert document.plan().text(measure, covers_field(item)) == "一部"
    with pytest.raises(KnownError, match="項目"):
        marks.mark(document, FORMS, measure, measure, who=WHO)
    with pytest.raises(KnownError, match="施策"):
        marks.mark(document, FORMS, item, item, who=WHO)


def test_several_marks_are_one_step(document: Document, listed: str) -> None:
    plan = document.plan()
    pairs = [(m.id, i.id) for m in plan.measures for i in items(document, listed)]
    marks.mark(document, FORMS, *pairs[0], "一部", who=WHO)
    report = marks.mark_all(document, FORMS, pairs, who=WHO)
    assert len(report.changes) == len(pairs) - 1
    assert document.plan().text(pairs[0][0], covers_field(pairs[0][1])) == "一部"
    marks.mark_all(document, FORMS, pairs, "", who=WHO)
    assert not matrix(document.plan(), listed).marks


def test_a_mark_may_be_typed_on_the_sheet_in_every_mode(document: Document, listed: str) -> None:
    item = items(document, listed)[0].id
    key = Key(node_of(document.plan(), "①-02"), covers_field(item))
    report = entering.enter(document, FORMS, key, "○", mode=Mode.NORMAL, who=WHO)
    assert report.name == "①-02 対応（1 窓口の改善）"
    assert document.plan().entries[key] == "○"


def test_what_nothing_answers_to_is_counted(document: Document, listed: str) -> None:
    first, second, third = (i.id for i in items(document, listed))
    one, two = node_of(document.plan(), "①-01"), node_of(document.plan(), "①-02")
    marks.mark(document, FORMS, one, first, who=WHO)
    marks.mark(document, FORMS, one, third, who=WHO)
    found = matrix(document.plan(), listed)
    assert (found.per_item, found.per_measure) == ({first: 1, second: 0, third: 1}, {one: 2, two: 0})
    assert [i.id for i in found.open_items] == [second]
    assert [m.id for m in found.open_measures] == [two]


def test_items_change_move_and_go_with_their_marks(document: Document, listed: str) -> None:
    first, second, third = (i.id for i in items(document, listed))
    one = node_of(document.plan(), "①-01")
    marks.mark(document, FORMS, one, first, who=WHO)
    lists.change_item(document, first, "①", "窓口", who=WHO)
    lists.move_item(document, first, 1, who=WHO)
    assert [i.title for i in items(document, listed)] == ["2 庁内の改善", "① 窓口", "3 人材の育成"]
    assert document.plan().text(one, covers_field(first)) == "○"
    assert lists.move_item(document, third, 1, who=WHO).group is None
    for number, name, sentence in (("3", "別", "番号「3」"), ("", "", "どちらも空")):
        with pytest.raises(KnownError, match=sentence):
            lists.change_item(document, first, number, name, who=WHO)
    lists.delete_items(document, [first, second], who=WHO)
    assert [i.id for i in items(document, listed)] == [third]
    assert not [k for k in document.plan().entries if k.field.startswith("@covers")]
    document.undo(WHO)
    assert document.plan().text(one, covers_field(first)) == "○"
    with pytest.raises(KnownError, match="項目"):
        lists.delete_items(document, ["ない"], who=WHO)


def test_more_items_come_after_those_there(document: Document, listed: str) -> None:
    lists.add_items(document, listed, [Line("4", "四"), Line("", "番号なし")], who=WHO)
    assert [i.title for i in items(document, listed)][3:] == ["4 四", "番号なし"]
    with pytest.raises(KnownError, match="番号「４」"):
        lists.add_items(document, listed, [Line("5", "五"), Line("４", "四")], who=WHO)
    with pytest.raises(KnownError, match="番号「6」"):
        lists.add_items(document, listed, [Line("6", "六"), Line("6", "六")], who=WHO)
    with pytest.raises(KnownError, match="1行に1項目"):
        lists.add_items(document, listed, [], who=WHO)
    assert len(items(document, listed)) == 5


def test_lists_move_among_lists_and_go_with_all_of_theirs(document: Document, listed: str) -> None:
    second = added(lists.add_list(document, "別の計画", who=WHO))[0]
    lists.move_list(document, second, -1, who=WHO)
    assert [n.id for n in lists.lists(document.plan())] == [second, listed]
    lists.move_list(document, second, 1, who=WHO)
    assert [n.id for n in lists.lists(document.plan())] == [listed, second]
    item = items(document, listed)[0].id
    marks.mark(document, FORMS, node_of(document.plan(), "①-01"), item, who=WHO)
    before = document.plan().entries
    lists.delete_list(document, listed, who=WHO)
    assert document.plan().node(item) is None
    assert not [k for k in document.plan().entries if k.field.startswith("@covers")]
    document.undo(WHO)
    assert dict(document.plan().entries) == dict(before)
    with pytest.raises(KnownError, match="対応先"):
        lists.delete_list(document, "ない", who=WHO)


def test_texts_that_name_a_list_are_offered_never_taken(document: Document, listed: str) -> None:
    plan = document.plan()
    with document.edit("記入", who=WHO) as edit:
        edit.set(key_of(plan, "①-01", "other_plans"), "見本県　方針・別の計画")
        edit.set(key_of(plan, "①-02", "summary"), "庁内の改善を図る")
    found = suggestions(document.plan(), VOCABULARY, matrix(document.plan(), listed))
    assert [(s.measure.number, s.item and s.item.title, s.field.label) for s in found] == [
        ("①-01", None, "他計画への掲載"), ("①-02", "2 庁内の改善", "情報化施策の概要"),
    ]  # fmt: skip
    assert not matrix(document.plan(), listed).marks
    for one in found:
        marks.mark(document, FORMS, one.measure.id, (one.item or items(document, listed)[0]).id, who=WHO)
    assert suggestions(document.plan(), VOCABULARY, matrix(document.plan(), listed)) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("① 窓口\n② 庁内\n\n", [("①", "窓口"), ("②", "庁内")]),
        ("①窓口\n（2）庁内", [("①", "窓口"), ("（2）", "庁内")]),
        ("1-1　手続の改善\n1-2　庁内", [("1-1", "手続の改善"), ("1-2", "庁内")]),
        ("第1章 はじめに\n3. 終わり", [("第1章", "はじめに"), ("3.", "終わり")]),
        ("1\t手続\r\n2\t庁内", [("1", "手続"), ("2", "庁内")]),
        ('1\t"手続の\n改善"\t備考\n2\t庁内', [("1", "手続の 改善 備考"), ("2", "庁内")]),
        ("・手続\n・庁内", [("1", "手続"), ("2", "庁内")]),
        ("2025年までに整える\nICTの活用", [("1", "2025年までに整える"), ("2", "ICTの活用")]),
        (' \n\t\n', []),
    ],
)  # fmt: skip
def test_pasted_items(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(line.number, line.name) for line in parse_lines(text)] == wanted


def test_items_without_numbers_are_counted_on() -> None:
    assert [line.number for line in parse_lines("三\n四", ["1", "2"])] == ["3", "4"]
    assert [line.number for line in parse_lines("三", ["①"])] == [""]
    with pytest.raises(KnownError, match="1000 件"):
        parse_lines("x\n" * 1001)
    with pytest.raises(KnownError, match="使えない文字"):
        parse_lines("a\x01")


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")))
def test_any_text_can_be_pasted(text: str) -> None:
    for line in parse_lines(text):
        assert line.number or line.name
        assert "\n" not in line.number + line.name
