"""Replace over the whole plan: the preview, what is locked, and the one operation."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import CLOSED, DEPARTMENTS, NAME, NUMBER, PLAN_ID, Change, Key, Plan
from planeditor.messages import finding as say
from planeditor.services.editing.permissions import Lock, Mode, Permissions
from planeditor.services.finding.replacing import Replacement, apply, preview
from planeditor.services.finding.searching import SearchIndex
from planeditor.store.document import Document
from tests.services.finding_plans import FORMS, H30, R1, R2, VOCABULARY, finding_plan, node_of

WHO = "試験"
PLAN = finding_plan()
ONE, TWO, THREE = (node_of(PLAN, number) for number in ("①-10", "①-02", "②-01"))


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with Document.create(tmp_path / "計画.plandb", PLAN.entries, name="作成", who=WHO) as made:
        yield made


def look(query: str, new: str, plan: Plan = PLAN, mode: Mode = Mode.REVISION, *, exact: bool = False) -> list[Replacement]:
    return preview(plan, VOCABULARY, query, new, Permissions(plan, VOCABULARY, mode), exact=exact)


def texts(found: list[Replacement]) -> dict[Key, str]:
    return {r.key: r.new for r in found}


def test_every_match_of_an_entry_is_replaced_and_nothing_else() -> None:
    found = look("計画通り", "予定通り")
    assert texts(found) == {
        Key(ONE, "work", R1): "予定通り進む", Key(TWO, "work", R1): "予定通り進んだ",
        Key(THREE, "work", R1): "予定通り\nに完了。予定通り",
    }
    assert found[0].where == "①-10 公衆LANの設置 R1年度 作業内容"
    assert [found[2].old[a:b] for a, b in found[2].spans] == ["計画通り", "計画通り"]
    assert [r.locked for r in found] == ["", "", ""]


def test_to_the_letter() -> None:
    assert texts(look("計画通り", "予定通り", exact=True)) == {Key(THREE, "work", R1): "予定通り\nに完了。予定通り"}
    assert look("ケ崎", "ヶ崎", exact=True) == []


def test_the_index_may_stand_for_the_plan() -> None:
    index = SearchIndex(PLAN, VOCABULARY)
    permissions = Permissions(PLAN, VOCABULARY, Mode.REVISION)
    assert preview(index, VOCABULARY, "件", "回", permissions) == look("件", "回")


def test_a_year_keeps_its_ending_unless_it_is_named() -> None:
    place, other = Key(ONE, "progress", H30), Key(ONE, "effect", R1)
    assert texts(look("R1", "R2"))[place] == "R2年度末に試行、R2に契約"
    assert texts(look("2019年度", "令和2年度"))[place] == "令和2年度末に試行、令和2年度に契約"
    assert texts(look("R1", "R2"))[other] == "R2に12019円、R12まで"
    assert texts(look("2019年", "翌年"))[place] == "翌年末に試行、翌年に契約"


def test_a_part_of_a_character_is_left_alone() -> None:
    assert texts(look("株", "会")) == {Key(TWO, "summary"): "㈱見本と会式"}
    assert texts(look("㈱", "(株)"))[Key(TWO, "summary")] == "(株)見本と株式"


def test_what_stays_the_same_is_not_listed() -> None:
    assert look("企画課", "企画課") == []
    assert [r.new for r in look("LAN", "ＬＡＮ")] == ["公衆ＬＡＮの設置"]
    assert look("　", "x") == look("", "x") == []


def test_locked_entries_are_listed_with_their_reason() -> None:
    plan = PLAN.with_changes([Change(Key(PLAN_ID, CLOSED, H30), None, "2020-05-01")])
    normal = Permissions(plan, VOCABULARY, Mode.NORMAL)
    by_key = {r.key: r.locked for r in look("企画課", "計画課", plan, Mode.NORMAL)}
    assert by_key == {Key(ONE, DEPARTMENTS): normal.sentence(Lock.PLAN)}
    by_key = {r.key: r.locked for r in look("R1", "R2", plan, Mode.NORMAL)}
    assert by_key[Key(ONE, "progress", H30)] == normal.sentence(Lock.CLOSED)
    assert by_key[Key(ONE, "effect", R1)] == ""
    assert [r.locked for r in look("件", "回", plan, Mode.NORMAL)] == [normal.sentence(Lock.FUTURE), ""]


def test_numbers_names_and_choices_do_not_become_what_they_cannot_be() -> None:
    reasons = {r.key.field: r.locked for r in look("①-02", "①-03")}
    assert reasons == {NUMBER: say.LOCKED_NUMBER}
    assert {r.key.field: r.locked for r in look("窓口の案内", " ")} == {NAME: say.LOCKED_NAME}
    (choice,) = look("活動", "行動")
    assert "活動目標、成果指標" in choice.locked


def test_an_entry_without_a_place_is_locked() -> None:
    plan = PLAN.with_changes([Change(Key(ONE, "old_field"), None, "古い欄"), Change(Key(ONE, "work", "年度:1999"), None, "古い年")])
    assert {r.locked for r in look("古い", "昔の", plan)} == {say.LOCKED_UNKNOWN}


def test_bad_characters_are_refused() -> None:
    with pytest.raises(KnownError):
        look("件", "\x07")


def test_apply_is_one_named_operation_that_undo_takes_back(document: Document) -> None:
    found = look("計画通り", "予定通り", mode=Mode.NORMAL)
    report = apply(document, FORMS, found, mode=Mode.NORMAL, who=WHO)
    assert report.name == document.undo_name() == "「計画通り」を「予定通り」に置き換え（3 件）"
    assert (len(report.changes), report.skipped) == (3, ())
    assert document.plan().text(THREE, "work", R1) == "予定通り\nに完了。予定通り"
    document.undo(WHO)
    assert document.plan().entries == PLAN.entries


def test_only_what_was_chosen_and_unchanged_since(document: Document) -> None:
    found = look("計画通り", "予定通り", mode=Mode.NORMAL)
    with document.edit("別の直し", who=WHO) as edit:
        edit.set(found[0].key, "計画通りに別の文")
    report = apply(document, FORMS, found[:2], mode=Mode.NORMAL, who=WHO)
    assert (report.skipped, [c.key for c in report.changes]) == ((found[0].key,), [found[1].key])
    assert report.name.endswith("（1 件）")
    plan = document.plan()
    assert plan.text(*found[0].key) == "計画通りに別の文"
    assert plan.text(*found[2].key) == found[2].old


def test_locked_ones_are_skipped_even_where_the_lock_is_new(document: Document) -> None:
    found = look("件", "回")
    assert [r.key.period for r in found] == [R2, R1]
    report = apply(document, FORMS, found, mode=Mode.NORMAL, who=WHO)
    assert (report.skipped, [c.key for c in report.changes]) == ((found[0].key,), [found[1].key])


def test_nothing_left_is_a_sentence_and_no_operation(document: Document) -> None:
    found = look("計画通り", "予定通り", mode=Mode.NORMAL)
    apply(document, FORMS, found, mode=Mode.NORMAL, who=WHO)
    name = document.undo_name()
    with pytest.raises(KnownError, match="3 件は、一覧を出した後で"):
        apply(document, FORMS, found, mode=Mode.NORMAL, who=WHO)
    with pytest.raises(KnownError, match="置き換える所がありません"):
        apply(document, FORMS, [], mode=Mode.NORMAL, who=WHO)
    with pytest.raises(KnownError, match="置き換える所がありません"):
        apply(document, FORMS, look("企画課", "計画課", mode=Mode.NORMAL), mode=Mode.NORMAL, who=WHO)
    assert document.undo_name() == name


def test_a_correction_needs_its_reason(document: Document) -> None:
    found = look("企画課", "計画課", mode=Mode.CORRECTION)
    with pytest.raises(KnownError):
        apply(document, FORMS, found, mode=Mode.CORRECTION, who=WHO)
    apply(document, FORMS, found, mode=Mode.CORRECTION, who=WHO, why="課名の誤り")
    assert document.log(limit=1)[0].source == "誤記訂正：課名の誤り"
