"""As sent, as it is now, as submitted: every case of the three-way comparison, one row each."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from planeditor.domain.plan import CLOSED, PLAN_ID, Key
from planeditor.domain.stamps import new_stamp
from planeditor.services.intake import deciding
from planeditor.services.intake.choices import choices_of
from planeditor.services.intake.waiting import waiting
from planeditor.services.requests.confirming import is_confirmed, unconfirmed
from tests.services.intake_plans import R3, R4, VOCABULARY, WHO, Sheet, Town

Found = list[tuple[str, str, str]]
"""Field, kind and why, of what waits."""


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


class Case(NamedTuple):
    """What we change after sending, what they change, and what waits then."""

    name: str
    ours: dict[str, str]
    theirs: Callable[[Sheet], Sheet]
    found: Found
    revision: bool = False


CASES = [
    Case("nobody", {}, lambda s: s, []),
    Case("only ours", {"progress": "事務局の文"}, lambda s: s, []),
    Case("only theirs", {}, lambda s: s.year("R3", progress="少し遅れた"), [("progress", "clean", "")]),
    Case("both the same", {"progress": "少し遅れた"}, lambda s: s.year("R3", progress="少し遅れた"), []),
    Case("both, different", {"progress": "事務局の文"}, lambda s: s.year("R3", progress="少し遅れた"), [("progress", "conflict", "")]),
    Case("filled in where it was blank", {}, lambda s: s.year("R3", operation="運用"), [("operation", "question", "locked")]),
    Case("blanked", {}, lambda s: s.year("R3", effect=""), [("effect", "question", "blanked")]),
    Case("blanked, ours changed", {"effect": "60%"}, lambda s: s.year("R3", effect=""), [("effect", "question", "blanked")]),
    Case("blanked, ours blanked", {"effect": ""}, lambda s: s.year("R3", effect=""), []),
    Case("ours blanked, theirs as sent", {"effect": ""}, lambda s: s, []),
    Case("ours blanked, theirs changed", {"effect": ""}, lambda s: s.year("R3", effect="70%"), [("effect", "conflict", "")]),
    Case("only their notation", {}, lambda s: s.year("R3", effect="５０％"), [("effect", "notation", "")]),
    Case("notation, ours changed", {"effect": "60%"}, lambda s: s.year("R3", effect="６０％"), [("effect", "notation", "")]),
    Case("a year that was not asked for", {}, lambda s: s.year("R4", work="先の作業"), [("work", "question", "locked")]),
    Case("a plan field", {}, lambda s: s.set(summary="直した概要"), [("summary", "question", "locked")]),
    Case("the notation of a plan field", {}, lambda s: s.set(summary="概 要"), []),
    Case("a plan field in a revision", {}, lambda s: s.set(summary="直した概要"), [("summary", "clean", "")], revision=True),
    Case("a plan field blanked", {}, lambda s: s.set(summary=""), [("summary", "question", "locked")]),
    Case("two fields", {}, lambda s: s.year("R3", progress="文", work="作業"), [("progress", "clean", ""), ("work", "clean", "")]),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_with_a_stamp(town: Town, case: Case) -> None:
    request = town.send(revision=case.revision)
    sheet = case.theirs(town.sheet(request))
    for name, text in case.ours.items():
        town.write(name, text)
    before = {name: town.text(name) for name in ("progress", "work", "effect", "operation")}
    (result,) = town.take(town.book(sheet))
    assert result.receipt == 2
    assert [(s.proposal.field, s.kind, s.proposal.about) for s in town.waiting(2)] == case.found
    assert result.outcome == ("staged" if case.found else "unchanged")
    assert {name: town.text(name) for name in before} == before
    for item in town.waiting(2):
        assert item.proposal.as_sent is not None


WITHOUT = [
    Case("empty here", {"effect": ""}, lambda s: s.year("R3", effect="70%"), [("effect", "clean", "")]),
    Case("equal", {}, lambda s: s, []),
    Case("different", {}, lambda s: s.year("R3", effect="70%"), [("effect", "conflict", "")]),
    Case("blank there", {}, lambda s: s.year("R3", effect=""), []),
    Case("notation", {}, lambda s: s.year("R3", effect="５０％"), [("effect", "notation", "")]),
]


@pytest.mark.parametrize("case", WITHOUT, ids=[case.name for case in WITHOUT])
def test_without_a_stamp(town: Town, case: Case) -> None:
    sheet = case.theirs(town.sheet(None))
    for name, text in case.ours.items():
        town.write(name, text)
    (result,) = town.take(town.book(sheet))
    assert [(s.proposal.field, s.kind, s.proposal.about) for s in town.waiting(2)] == case.found
    assert result.waiting.total == len(case.found)
    assert all(item.proposal.as_sent is None for item in town.waiting(2))


def test_what_was_sent_survives_undo_of_the_import_it_came_from(town: Town) -> None:
    request = town.send()
    sheet = town.sheet(request).year("R3", effect="70%")
    with town.open() as document:
        document.undo_import(1, WHO)
        document.undo(WHO)
    town.take(town.book(sheet))
    (item,) = town.waiting(2)
    assert (item.kind, item.proposal.as_sent) == ("clean", "50%")


def test_struck_text_shows_both_readings(town: Town) -> None:
    request = town.send()
    sheet = town.sheet(request).year("R3", work="・旧い作業")
    sheet.struck = ["・旧い作業"]
    (result,) = town.take(town.book(sheet), accept="all")
    (item,) = town.waiting(2)
    proposal = item.proposal
    assert (item.kind, proposal.about, proposal.submitted, proposal.whole, proposal.struck) == (
        "question", "struck", "", "・旧い作業", "・旧い作業",
    )
    assert (result.accepted, town.text("work")) == (0, "・調査")


def test_a_struck_plan_field_waits_for_a_revision_too(town: Town) -> None:
    request = town.send()
    sheet = town.sheet(request).set(summary="旧い概要")
    sheet.struck = ["旧い概要"]
    town.take(town.book(sheet))
    (item,) = town.waiting(2)
    assert (item.kind, item.proposal.about, item.proposal.struck) == ("question", "locked", "旧い概要")
    assert "取り消し線" in item.proposal.question
    assert [c.name for c in choices_of(item, VOCABULARY, locked=True, closed=False)] == ["keep_candidate", "decline"]


def test_a_renumbered_measure_is_found_by_its_stamp(town: Town) -> None:
    request = town.send()
    sheet = town.sheet(request).year("R3", effect="70%")
    town.write("@number", "①-09", "")
    (result,) = town.take(town.book(sheet), accept="clean")
    assert (result.outcome, town.text("effect", number="①-09")) == ("imported", "70%")


def test_a_stamp_of_another_measure_makes_everything_a_question(town: Town) -> None:
    request = town.send("①-01", "①-02")
    sheet = town.sheet(request, "①-02", place=0).year("R3", work="・別の作業")
    (result,) = town.take(town.book(sheet), accept="all")
    found = town.waiting(2)
    assert [(s.proposal.field, s.kind, s.proposal.about) for s in found] == [("work", "question", "other_sheet")]
    assert "「①-02」" in found[0].proposal.question
    assert "①-01" in found[0].proposal.question
    assert (result.accepted, any("整理番号" in note for note in result.notes)) == (0, True)
    with town.open() as document:
        assert not [s for s in document.receipts.sheets(2) if s.form]


def test_two_stamps_on_one_sheet_are_asked_about(town: Town) -> None:
    request = town.send("①-01", "①-02")
    sheet = town.sheet(request).year("R3", work="・別の作業")
    sheet.beside = request.books[0].sheets[1].token
    town.take(town.book(sheet))
    assert [(s.kind, s.proposal.about) for s in town.waiting(2)] == [("question", "other_sheet")]


def test_a_sheet_without_its_number_is_placed_by_its_stamp_and_asked_about(town: Town) -> None:
    request = town.send()
    sheet = town.sheet(request).year("R3", work="・別の作業").set(number="")
    town.take(town.book(sheet))
    assert [(s.proposal.field, s.kind, s.proposal.about) for s in town.waiting(2)] == [("work", "question", "other_sheet")]
    assert town.waiting(2)[0].node == town.key("work").node


def test_a_stamp_of_another_plan_makes_everything_a_question(town: Town, tmp_path: Path) -> None:
    (tmp_path / "別").mkdir()
    other = Town(tmp_path / "別")
    request = other.send()
    sheet = other.sheet(request).year("R3", work="・別の作業")
    (result,) = town.take(town.book(sheet), accept="all")
    assert [(s.proposal.field, s.kind, s.proposal.about) for s in town.waiting(2)] == [("work", "question", "other_plan")]
    assert (result.accepted, any("別の計画" in note for note in result.notes)) == (0, True)


def test_an_unknown_stamp_is_said_and_the_sheet_compared_without(town: Town) -> None:
    request = town.send()
    sheet = town.sheet(request).year("R3", work="・別の作業")
    with town.open() as document:
        sheet.token = new_stamp(document.plan_id, document.requests.tokens())
    (result,) = town.take(town.book(sheet))
    assert [(s.proposal.field, s.kind) for s in town.waiting(2)] == [("work", "conflict")]
    assert any(sheet.token in note for note in result.notes)


def test_an_older_request_is_a_question(town: Town) -> None:
    first = town.send()
    sheet = town.sheet(first).year("R3", work="・別の作業")
    town.send()
    (result,) = town.take(town.book(sheet), accept="all")
    assert [(s.kind, s.proposal.about) for s in town.waiting(2)] == [("question", "older")]
    assert any("前回の依頼" in note for note in result.notes)


def test_a_later_request_to_somebody_else_or_for_another_year_does_not_matter(town: Town) -> None:
    first = town.send()
    sheet = town.sheet(first).year("R3", work="・別の作業")
    town.send(department="財政課", role="contributing")
    town.send(periods=(R4,))
    town.take(town.book(sheet))
    assert [(s.kind, s.proposal.about) for s in town.waiting(2)] == [("clean", "")]


def test_a_withdrawn_request_is_a_question(town: Town) -> None:
    request = town.send()
    sheet = town.sheet(request).year("R3", work="・別の作業")
    with town.open() as document:
        document.withdraw_request(request.number)
    town.take(town.book(sheet))
    assert [(s.kind, s.proposal.about) for s in town.waiting(2)] == [("question", "withdrawn")]


def test_a_closed_year_waits_and_says_so(town: Town) -> None:
    request = town.send()
    sheet = town.sheet(request).year("R3", work="・別の作業")
    with town.open() as document, document.edit("確定", who=WHO) as edit:
        edit.set(Key(PLAN_ID, CLOSED, R3), "2026-04-01")
    (result,) = town.take(town.book(sheet), accept="all")
    assert (result.outcome, result.accepted, result.waiting.clean) == ("staged", 0, 1)
    assert any("確定した年度" in note for note in result.notes)


def test_a_sheet_that_was_taken_out_of_the_book_is_named(town: Town) -> None:
    request = town.send("①-01", "①-02")
    (result,) = town.take(town.book(town.sheet(request)))
    assert [n for n in result.notes if "①-02" in n and "シートがありません" in n]
    with town.open() as document:
        assert [(s.node, s.token) for s in document.receipts.sheets(2) if s.form] == [
            (town.key("work").node, request.books[0].sheets[0].token)
        ]


def test_a_year_that_was_taken_out_of_the_sheet_is_named_and_nothing_blanked(town: Town) -> None:
    request = town.send()
    sheet = town.sheet(request)
    del sheet.texts["R3"]
    (result,) = town.take(town.book(sheet))
    assert town.waiting(2) == []
    assert any("R3年度 の行" in note for note in result.notes)


def test_an_added_measure_is_a_question(town: Town) -> None:
    request = town.send()
    added = Sheet({**town.sheet(None).texts, "number": "①-08", "name": "加えた施策"})
    (result,) = town.take(town.book(town.sheet(request), added), accept="clean")
    assert {s.kind for s in town.waiting(2)} == {"new"}
    assert (result.accepted, result.waiting.questions > 0) == (0, True)


def test_forecasts_are_set_and_removed(town: Town) -> None:
    request = town.send()
    sheet = town.sheet(request)
    sheet.forecasts = {"R3": "見込"}
    town.take(town.book(sheet), accept="clean")
    assert town.text("@forecast:effect") == "見込"
    again = town.send()
    sheet = town.sheet(again)
    sheet.forecasts = {"R3": "確定"}
    (result,) = town.take(town.book(sheet))
    (item,) = town.waiting(3)
    assert (item.kind, item.now, item.submitted, result.waiting.clean) == ("clean", "見込", "", 1)
    with town.open() as document:
        assert deciding.decide(document, VOCABULARY, 3, "clean", who=WHO) == 1
    assert town.text("@forecast:effect") == ""


def test_remarks_are_ticked_off_and_never_written(town: Town) -> None:
    request = town.send()
    sheet = town.sheet(request)
    sheet.comments, sheet.beside = {"順調": "財政課と確認中"}, "基準日は3月末です"
    book = town.book(sheet, slip={"記入者": "佐藤", "内線": "234", "連絡事項": "二枚目は来週出します"}, token=request.books[0].token)
    (result,) = town.take(book, accept="all")
    found = {(s.proposal.about, s.submitted) for s in town.waiting(2)}
    assert found == {("comment", "財政課と確認中"), ("beside", "基準日は3月末です"), ("slip", "二枚目は来週出します")}
    assert (result.waiting.remarks, result.waiting.questions, result.unread, result.notes) == (3, 0, 0, ["記入者：佐藤（内線234）"])
    with town.open() as document:
        before = document.plan().entries
        assert {s.filled_by for s in document.receipts.sheets(2)} == {"佐藤（内線234）"}
        deciding.decide(document, VOCABULARY, 2, "all", who=WHO)
        assert (document.plan().entries, waiting(document, 2)) == (before, [])
        document.undo(WHO)
        assert len(waiting(document, 2)) == 3


def test_the_same_file_again_changes_nothing(town: Town) -> None:
    request = town.send()
    book = town.book(town.sheet(request).year("R3", work="・別の作業"))
    town.take(book)
    (result,) = town.take(book)
    assert (result.outcome, result.receipt, result.again) == ("unchanged", 2, True)


def test_the_same_content_in_another_file_does_not_wait_twice(town: Town) -> None:
    request = town.send()
    sheet = town.sheet(request).year("R3", work="・別の作業")
    town.take(town.book(sheet))
    (result,) = town.take(town.book(sheet, slip={}))
    assert (town.waiting(3), result.waiting.total, result.receipt) == ([], 0, 3)
    assert any("取込番号 2" in note for note in result.notes)
    (result,) = town.take(town.book(sheet, slip={"内線": "12"}), accept="clean")
    assert (result.accepted, town.text("work")) == (1, "・別の作業")


def test_the_same_file_again_takes_nothing_that_another_file_disputes(town: Town) -> None:
    lead = town.send()
    other = town.send(department="財政課", role="contributing")
    first = town.book(town.sheet(lead).year("R3", work="・主管の作業"))
    town.take(first, town.book(town.sheet(other).year("R3", work="・関連の作業")))
    before = town.text("work")
    (result,) = town.take(first, accept="clean")
    assert (result.accepted, result.waiting.conflicts, town.text("work")) == (0, 1, before)


def test_lead_and_contributing_with_different_texts_are_both_shown(town: Town) -> None:
    lead = town.send()
    other = town.send(department="財政課", role="contributing")
    town.take(town.book(town.sheet(lead).year("R3", work="・主管の作業")))
    (result,) = town.take(town.book(town.sheet(other).year("R3", work="・関連の作業")))
    assert (result.waiting.conflicts, result.waiting.clean) == (1, 0)
    assert any("取込番号 2" in note for note in result.notes)
    assert [s.kind for r in (2, 3) for s in town.waiting(r)] == ["conflict", "conflict"]
    with town.open() as document:
        first = waiting(document, 2)[0]
        deciding.accept(document, VOCABULARY, [first.proposal.id], who=WHO)
        (second,) = waiting(document, 3)
        assert (second.kind, second.now, second.submitted) == ("conflict", "・主管の作業", "・関連の作業")
        deciding.accept(document, VOCABULARY, [second.proposal.id], who=WHO)
    assert town.text("work") == "・関連の作業"


def test_a_rival_that_was_declined_leaves_the_other_clean(town: Town) -> None:
    lead = town.send()
    other = town.send(department="財政課", role="contributing")
    town.take(town.book(town.sheet(lead).year("R3", work="・主管の作業")))
    town.take(town.book(town.sheet(other).year("R3", work="・関連の作業")))
    with town.open() as document:
        deciding.decline(document, VOCABULARY, [waiting(document, 2)[0].proposal.id], who=WHO)
        assert [s.kind for s in waiting(document, 3)] == ["clean"]


def test_the_secretariats_words_returned_as_they_are_are_agreed_to(town: Town) -> None:
    town.take(town.book(town.sheet(town.send()).year("R3", work="・別の作業")), accept="clean")
    town.write("work", "・事務局の文", source="事務局修正")
    again = town.send()
    (result,) = town.take(town.book(town.sheet(again)))
    (item,) = town.waiting(3)
    assert (item.kind, item.proposal.about, result.waiting.clean) == ("clean", "confirmed", 1)
    with town.open() as document:
        key = Key(item.node or "", "work", R3)
        returned = {key.node: document.receipts.get(2).at}
        assert unconfirmed(document, VOCABULARY, R3, returned) == [key]
        deciding.decide(document, VOCABULARY, 3, "clean", who=WHO)
        assert unconfirmed(document, VOCABULARY, R3, returned) == []
        assert is_confirmed(document.plan(), key)


def test_words_that_nobody_had_to_agree_to_are_not_asked_about_in_a_later_year(town: Town) -> None:
    town.take(town.book(town.sheet(town.send()).year("R3", work="・前の年")))
    town.write("work", "・事務局が先に書いた文", period=R4)
    (result,) = town.take(town.book(town.sheet(town.send(periods=(R4,)))))
    assert result.receipt is not None
    assert [item.proposal.about for item in town.waiting(result.receipt)] == []


def test_what_the_secretariat_changed_after_sending_is_not_agreed_to(town: Town) -> None:
    town.take(town.book(town.sheet(town.send()).year("R3", work="・別の作業")), accept="clean")
    sheet = town.sheet(town.send())
    town.write("work", "・事務局の文", source="事務局修正")
    town.take(town.book(sheet))
    assert town.waiting(3) == []


def test_the_stamp_of_the_book_is_enough(town: Town) -> None:
    request = town.send("①-01", "①-02")
    sheet = town.sheet(request).year("R3", work="・別の作業")
    sheet.token = ""
    town.take(town.book(sheet, slip={}, token=request.books[0].token))
    (item,) = town.waiting(2)
    assert (item.kind, item.proposal.as_sent) == ("clean", "・調査")
    with town.open() as document:
        assert [s.token for s in document.receipts.sheets(2) if s.form] == [request.books[0].sheets[0].token]


def test_sheets_of_two_books_in_one_file_are_each_compared_with_their_own(town: Town) -> None:
    first, second = town.send(), town.send("①-02", department="財政課")
    sheets = town.sheet(first).year("R3", work="・一"), town.sheet(second, "①-02").year("R3", work="・二")
    (result,) = town.take(town.book(*sheets))
    assert (result.waiting.clean, result.waiting.total) == (2, 2)
    assert any("見本課、財政課" in note for note in result.notes)


def test_a_sheet_without_number_whose_stamp_says_nothing_is_refused(town: Town) -> None:
    sheet = town.sheet(town.send()).set(number="")
    with town.open() as document:
        sheet.token = new_stamp(document.plan_id, document.requests.tokens())
    (result,) = town.take(town.book(sheet))
    assert (result.outcome, "施策番号がありません" in result.message) == ("refused", True)


def test_an_odd_word_in_the_forecast_column_is_a_remark(town: Town) -> None:
    sheet = town.sheet(town.send())
    sheet.forecasts = {"R3": "たぶん確定"}
    (result,) = town.take(town.book(sheet))
    (item,) = town.waiting(2)
    assert (item.is_remark, "たぶん確定" in item.submitted, result.waiting.remarks) == (True, True, 1)


def test_two_copies_of_a_sheet_that_disagree_are_both_shown(town: Town) -> None:
    request = town.send()
    first, second = (town.sheet(request).year("R3", work=text, effect="70%") for text in ("・一つ目", "・二つ目"))
    (result,) = town.take(town.book(town.sheet(request), first, second), accept="clean")
    assert (result.accepted, town.text("effect"), town.text("work")) == (1, "70%", "・調査")
    assert [(s.kind, s.submitted) for s in town.waiting(2)] == [("conflict", "・一つ目"), ("conflict", "・二つ目")]
