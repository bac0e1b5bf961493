"""Deciding one by one: what is written, under which source, and that each decision is one step back."""
from __future__ import annotations

from pathlib import Path

import pytest

from planeditor.domain.errors import BugError, KnownError
from planeditor.domain.plan import CLOSED, PLAN_ID, Key
from planeditor.services.intake import choices, deciding
from planeditor.services.intake.standing import Standing
from planeditor.services.intake.waiting import waiting
from planeditor.store.document import Document
from planeditor.store.receipts import NewProposal, NewReceipt
from tests.services.intake_plans import R3, VOCABULARY, WHO, Sheet, Town


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def returned(town: Town, **more: str) -> Sheet:
    """A sheet with these cells of the year changed."""
    return town.sheet(town.send()).year("R3", **more)


def one(document: Document, field: str = "", receipt: int = 2) -> Standing:
    """The one that waits (of a field)."""
    (found,) = [s for s in waiting(document, receipt) if field in ("", s.proposal.field)]
    return found


def test_a_submitted_text_keeps_the_departments_source_and_is_one_step(town: Town) -> None:
    town.take(town.book(returned(town, work="・仮稼働", effect="70%")))
    with town.open() as document:
        ids = [s.proposal.id for s in waiting(document, 2)]
        report = deciding.accept(document, VOCABULARY, ids, who=WHO)
        assert {c.new for c in report.changes} == {"・仮稼働", "70%"}
        (group,) = document.log(limit=1)
        assert (group.source, group.receipt, group.name) == ("提出", 2, "取込番号 2 の 2 件を反映")
        assert waiting(document, 2) == []
        document.undo(WHO)
        assert len(waiting(document, 2)) == 2


def test_a_text_put_right_is_the_secretariats(town: Town) -> None:
    town.take(town.book(returned(town, work="・仮稼働")))
    with town.open() as document:
        proposal = one(document).proposal
        deciding.accept(document, VOCABULARY, [proposal.id], who=WHO, texts={proposal.id: "・仮稼働を開始"}, why="誤字")
        (group,) = document.log(limit=1)
        assert (group.source, group.name) == ("事務局修正：誤字", "①-01 R3年度 作業内容 を反映（取込番号 2）")
        assert group.changes[0].new == "・仮稼働を開始"
        document.undo_import(2, WHO)
        assert document.plan().text(*town_key(town, document, "work")) == "・調査"


def town_key(town: Town, document: Document, field: str) -> Key:
    node = document.plan().measure_by_number("①-01")
    assert node is not None
    return Key(node.id, field, R3)


def test_the_same_text_typed_again_stays_the_departments(town: Town) -> None:
    town.take(town.book(returned(town, work="・仮稼働")))
    with town.open() as document:
        proposal = one(document).proposal
        deciding.accept(document, VOCABULARY, [proposal.id], who=WHO, texts={proposal.id: "・仮稼働"})
        assert document.log(limit=1)[0].source == "提出"


def test_a_text_that_no_file_can_hold_is_refused(town: Town) -> None:
    town.take(town.book(returned(town, work="・仮稼働")))
    with town.open() as document:
        proposal = one(document).proposal
        with pytest.raises(KnownError, match="使えない文字"):
            deciding.accept(document, VOCABULARY, [proposal.id], who=WHO, texts={proposal.id: "\x07"})
        assert one(document).proposal.id == proposal.id


def test_declined_stays_as_it_is(town: Town) -> None:
    town.take(town.book(returned(town, work="・仮稼働")))
    with town.open() as document:
        before = document.plan().entries
        deciding.decline(document, VOCABULARY, [one(document).proposal.id], who=WHO, why="重複")
        assert (document.plan().entries, waiting(document, 2)) == (before, [])
        assert document.log(limit=1)[0].name == "①-01 R3年度 作業内容 を反映しないことにした（取込番号 2）"
        document.undo(WHO)
        assert one(document).kind == "clean"


def test_what_was_decided_in_an_earlier_session_can_be_undone(town: Town) -> None:
    town.take(town.book(returned(town, work="・仮稼働")))
    with town.open() as document:
        deciding.accept(document, VOCABULARY, [one(document).proposal.id], who=WHO)
    with town.open() as document:
        assert waiting(document, 2) == []
        document.undo(WHO)
        assert one(document).submitted == "・仮稼働"


def test_what_is_decided_is_not_decided_again(town: Town) -> None:
    town.take(town.book(returned(town, work="・仮稼働")))
    with town.open() as document:
        proposal = one(document).proposal.id
        deciding.decline(document, VOCABULARY, [proposal], who=WHO)
        for again in (deciding.accept, deciding.decline, deciding.keep):
            with pytest.raises(KnownError, match="もう決まっています"):
                again(document, VOCABULARY, [proposal], who=WHO)
        with pytest.raises(KnownError):
            deciding.accept(document, VOCABULARY, [], who=WHO)


def test_blanked_and_accepted_empties_the_entry(town: Town) -> None:
    town.take(town.book(returned(town, effect="")))
    with town.open() as document:
        proposal = one(document).proposal.id
        with pytest.raises(KnownError):
            deciding.decide(document, VOCABULARY, 2, "all", who=WHO)
        deciding.accept(document, VOCABULARY, [proposal], who=WHO)
        assert town_key(town, document, "effect") not in document.plan().entries
        assert document.log(limit=1)[0].name == "①-01 R3年度 効果（額） を空欄にする（取込番号 2）"
        document.undo(WHO)
        assert document.plan().text(*town_key(town, document, "effect")) == "50%"
        assert deciding.decide(document, VOCABULARY, 2, "all", who=WHO, measure="①-01", field="効果（額）") == 1
        assert document.plan().text(*town_key(town, document, "effect")) == ""


def test_kept_for_the_revision_and_taken_then(town: Town) -> None:
    town.take(town.book(returned(town).set(summary="直した概要")))
    with town.open() as document:
        proposal = one(document).proposal.id
        deciding.keep(document, VOCABULARY, [proposal], who=WHO)
        assert waiting(document, 2) == []
        assert [(s.proposal.id, s.now, s.submitted) for s in deciding.kept(document)] == [(proposal, "概要", "直した概要")]
        deciding.accept(document, VOCABULARY, [proposal], who=WHO)
        assert deciding.kept(document) == []
        document.undo(WHO)
        assert len(deciding.kept(document)) == 1
        document.undo(WHO)
        assert one(document).proposal.id == proposal


def test_a_closed_year_is_refused_with_the_sentence(town: Town) -> None:
    town.take(town.book(returned(town, work="・仮稼働")))
    with town.open() as document:
        with document.edit("確定", who=WHO) as edit:
            edit.set(Key(PLAN_ID, CLOSED, R3), "2026-04-01")
        proposal = one(document).proposal.id
        with pytest.raises(KnownError, match="2026年4月1日 に確定"):
            deciding.accept(document, VOCABULARY, [proposal], who=WHO)
        deciding.decline(document, VOCABULARY, [proposal], who=WHO)


def test_notation_is_taken_apart(town: Town) -> None:
    town.take(town.book(returned(town, work="・仮稼働", effect="５０％")))
    with town.open() as document:
        assert deciding.decide(document, VOCABULARY, 2, "notation", who=WHO) == 1
        assert document.plan().text(*town_key(town, document, "effect")) == "５０％"
        assert one(document).proposal.field == "work"


def test_an_import_may_take_the_notation_alone(town: Town) -> None:
    (result,) = town.take(town.book(returned(town, work="・仮稼働", effect="５０％")), accept="notation")
    assert (result.accepted, town.text("effect"), town.text("work")) == (1, "５０％", "・調査")


def test_struck_text_taken_either_way(town: Town) -> None:
    sheet = returned(town, work="・旧い作業")
    sheet.struck = ["・旧い作業"]
    town.take(town.book(sheet))
    with town.open() as document:
        proposal = one(document).proposal.id
        choices.choose(document, VOCABULARY, proposal, "with_struck", who=WHO)
        assert document.plan().text(*town_key(town, document, "work")) == "・旧い作業"
        assert document.log(limit=1)[0].source == "提出"
        document.undo(WHO)
        choices.choose(document, VOCABULARY, proposal, "empty", who=WHO)
        assert document.plan().text(*town_key(town, document, "work")) == ""


def test_an_unreadable_cell_is_only_taken_with_a_text_of_our_own(town: Town) -> None:
    sheet = returned(town, effect="=1/6")
    path = town.book(sheet)
    import openpyxl

    book = openpyxl.load_workbook(path)
    cell = next(c for row in book.worksheets[0].iter_rows() for c in row if c.value == "=1/6")
    cell.value, cell.data_type = "=1/6", "f"
    book.save(path)
    book.close()
    town.take(path)
    with town.open() as document:
        proposal = one(document).proposal
        assert proposal.about == "no_value"
        with pytest.raises(KnownError, match="直して反映"):
            deciding.accept(document, VOCABULARY, [proposal.id], who=WHO)
        choices.choose(document, VOCABULARY, proposal.id, "edit", who=WHO, text="17%")
        assert document.plan().text(*town_key(town, document, "effect")) == "17%"


def test_one_operation_is_of_one_receipt(town: Town) -> None:
    town.take(town.book(returned(town, work="・仮稼働")), town.book(town.sheet(town.send("①-02"), "①-02").year("R3", work="・別")))
    with town.open() as document:
        ids = [one(document, "work", receipt).proposal.id for receipt in (2, 3)]
        with pytest.raises(BugError):
            deciding.accept(document, VOCABULARY, ids, who=WHO)


def test_what_may_belong_to_another_sheet_is_not_taken_in_bulk(town: Town) -> None:
    with town.open() as document:
        node = document.plan().measure_by_number("①-01")
        assert node is not None
        astray = NewProposal(
            field="work", period=R3, node=node.id, measure_number="①-01", submitted="・別の施策の作業", kind="question",
            about="other_sheet", question="別の施策のシートかもしれません。",
        )
        receipt = document.add_receipt(NewReceipt("写し.xlsx", b"PK", WHO), [astray])
        with pytest.raises(KnownError, match="施策や項目を指定して"):
            deciding.decide(document, VOCABULARY, receipt, "all", who=WHO)
        assert deciding.decide(document, VOCABULARY, receipt, "all", who=WHO, measure="①-01") == 1
