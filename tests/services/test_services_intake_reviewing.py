"""The review of a receipt: rows with their words and choices, counts, and that it stays quick with many files."""
from __future__ import annotations

import time
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.services.intake import choices, deciding
from planeditor.services.intake.reviewing import Review, ReviewRow, receipts_waiting, review
from planeditor.services.intake.waiting import waiting
from planeditor.store.document import Document
from planeditor.store.receipts import NewProposal, NewReceipt, ReceiptSheet
from tests.services.intake_plans import R3, SODEGAURA, VOCABULARY, WHO, Sheet, Town


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def looked_at(town: Town, *sheets: Sheet, revising: bool = False) -> Review:
    town.take(town.book(*sheets))
    with town.open() as document:
        return review(document, SODEGAURA, 2, revising=revising)


def only(found: Review) -> ReviewRow:
    (row,) = [row for group in found.groups for row in group.rows]
    return row


def names(row: ReviewRow) -> list[str]:
    return [choice.name for choice in row.choices]


def test_a_changed_text_stands_beside_what_was_sent(town: Town) -> None:
    found = looked_at(town, town.sheet(town.send()).year("R3", work="・仮稼働"))
    row = only(found)
    assert (row.kind, row.as_sent, row.now, row.submitted) == ("clean", "・調査", "・調査", "・仮稼働")
    assert (row.field_label, row.period_label, row.place, row.now_source) == ("作業内容", "R3年度", "シート「シート1」F8", "")
    assert [(c.name, c.words) for c in row.choices] == [("accept", "反映する"), ("edit", "直して反映"), ("decline", "反映しない")]
    assert (found.department, found.groups[0].title, found.groups[0].period_label) == ("見本課", "①-01 見本の施策", "R3年度")
    assert (found.counts.changed, found.counts.questions, found.counts.decided) == (1, 0, 0)
    assert found.counts.matching > 5


def test_the_rows_come_as_they_stand_on_the_sheet(town: Town) -> None:
    found = looked_at(town, town.sheet(town.send()).set(summary="別の概要").year("R3", work="・仮稼働", progress="進めた。", effect=""))
    assert [row.field for row in found.groups[0].rows] == ["summary", "progress", "work", "effect"]


def test_a_conflict_tells_where_the_present_text_comes_from(town: Town) -> None:
    sheet = town.sheet(town.send()).year("R3", work="・仮稼働")
    town.write("work", "・電話で聞いた作業", source="電話：佐藤さん")
    row = only(looked_at(town, sheet))
    assert (row.kind, row.now) == ("conflict", "・電話で聞いた作業")
    assert row.now_source.startswith("事務局修正（電話） R")
    assert [c.words for c in row.choices] == ["提出された内容にする", "いまの計画を残す", "自分で書く"]


def test_a_blanked_field_asks(town: Town) -> None:
    row = only(looked_at(town, town.sheet(town.send()).year("R3", effect="")))
    assert (row.kind, row.about, row.submitted, names(row)) == ("question", "blanked", "", ["empty", "keep_old", "edit"])
    assert row.question.startswith("依頼したときは記入があり")


def test_a_plan_field_can_only_be_kept_unless_the_plan_is_revised(town: Town) -> None:
    sheet = town.sheet(town.send()).set(summary="直した概要")
    row = only(looked_at(town, sheet))
    assert [(c.name, c.words) for c in row.choices] == [("keep_candidate", "改定の候補に残す"), ("decline", "反映しない")]
    with town.open() as document:
        assert "accept" in names(only(review(document, SODEGAURA, 2, revising=True)))
        choices.choose(document, VOCABULARY, row.id, "keep_candidate", who=WHO)
        found = review(document, SODEGAURA, 2)
        assert (only(found).decided, only(found).choices, found.counts.decided) == ("改定の候補に残しました", (), 1)


def test_forecasts_are_told_in_words(town: Town) -> None:
    sheet = town.sheet(town.send())
    sheet.forecasts = {"R3": "見込"}
    row = only(looked_at(town, sheet))
    assert (row.field_label, row.now, row.submitted, names(row)) == ("効果（額）の見込／確定", "確定", "見込", ["accept", "decline"])


def test_a_remark_is_ticked(town: Town) -> None:
    sheet = town.sheet(town.send())
    sheet.beside = "基準日は3月末です"
    found = looked_at(town, sheet)
    row = only(found)
    assert (row.submitted, row.field_label, names(row), found.counts.remarks) == ("基準日は3月末です", "連絡事項", ["tick"], 1)
    assert row.place == "表の外の記載　シート「シート1」I3"
    with town.open() as document:
        choices.choose(document, VOCABULARY, row.id, "tick", who=WHO)
        assert only(review(document, SODEGAURA, 2)).decided == "確かめました"


def test_decided_rows_stay_and_undo_brings_them_back(town: Town) -> None:
    found = looked_at(town, town.sheet(town.send()).year("R3", work="・仮稼働", effect="70%"))
    row = found.groups[0].rows[0]
    with town.open() as document:
        choices.choose(document, VOCABULARY, row.id, "accept", who=WHO)
        after = review(document, SODEGAURA, 2)
        assert [r.decided for r in after.groups[0].rows] == ["反映しました", ""]
        assert (after.counts.decided, after.counts.changed) == (1, 1)
        document.undo(WHO)
        assert review(document, SODEGAURA, 2) == found


def test_what_the_plan_says_meanwhile_is_a_match(town: Town) -> None:
    before = looked_at(town, town.sheet(town.send()).year("R3", work="・仮稼働"))
    town.write("work", "・仮稼働")
    with town.open() as document:
        after = review(document, SODEGAURA, 2)
        assert (after.groups, after.counts.matching) == ((), before.counts.matching + 1)
        assert receipts_waiting(document) == []


def test_what_others_submit_is_shown_with_their_name(town: Town) -> None:
    lead, other = town.send(), town.send(department="財政課", role="contributing")
    town.take(town.book(town.sheet(lead).year("R3", work="・主管")), town.book(town.sheet(other).year("R3", work="・関連")))
    with town.open() as document:
        assert only(review(document, SODEGAURA, 2)).others == (("財政課", "・関連"),)
        assert only(review(document, SODEGAURA, 3)).others == (("見本課", "・主管"),)
        assert [(line.number, line.department, line.waiting.conflicts) for line in receipts_waiting(document)] == [
            (2, "見本課", 1), (3, "財政課", 1),
        ]


def test_notes_of_reading_are_kept(town: Town) -> None:
    request = town.send("①-01", "①-02")
    found = looked_at(town, town.sheet(request))
    assert any("①-02" in note for note in found.notes)


def test_a_number_that_is_no_receipt(town: Town) -> None:
    with town.open() as document, pytest.raises(KnownError, match="取込番号"):
        review(document, SODEGAURA, 99)


def test_a_hundred_receipts_stay_quick(town: Town) -> None:
    nodes = [town.key("work").node, town.key("work", number="①-02").node]
    with town.open() as document:
        for number in range(100):
            items = [
                NewProposal(
                    node=nodes[n % 2], field=f"field{n}of{number // 2}", period=R3, submitted=f"提出された文{number} " * 20, kind="clean",
                    as_sent="", sheet="シート", cell="A1",
                )
                for n in range(140)
            ]
            with document.edit("", who=WHO) as edit:
                edit.add_receipt(NewReceipt(f"{number}.xlsx", b"%d" % number, WHO), items, [ReceiptSheet("シート", nodes[0], "progress")])
        review(document, SODEGAURA, 2)
        fastest = min(_time(document, number) for number in range(40, 60))
        one = waiting(document, 50)[0].proposal.id
        deciding.decline(document, VOCABULARY, [one], who=WHO)
        after = _time(document, 50)
    assert fastest < 0.2  # a quarter of it here; slower machines have room
    assert after < 0.4


def _time(document: Document, receipt: int) -> float:
    start = time.thread_time()
    review(document, SODEGAURA, receipt)
    return time.thread_time() - start
