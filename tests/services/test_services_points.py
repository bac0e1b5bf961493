"""指摘: recorded, answered, sent out with a request and taken in again, carried to the next plan, in the way of closing a year."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from planeditor.domain.blocks import ANSWER
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import PLAN_ID
from planeditor.domain.points import Point, open_points, points, unanswered
from planeditor.messages import request_sheet as words
from planeditor.services.editing.years import close_period, is_closed
from planeditor.services.formsets import FormSets
from planeditor.services.intake.deciding import Accept, decide
from planeditor.services.intake.files import FileIntake
from planeditor.services.intake.reviewing import review
from planeditor.services.nextplan.carrying import Reason, next_plan
from planeditor.services.nextplan.draft import chosen_for, first_draft
from planeditor.services.points.editing import (
    PointText,
    add_point,
    answer_point,
    change_point,
    remove_point,
    take_up_again,
    tick_off,
)
from planeditor.services.requests.issuing import issue
from planeditor.store.document import Document
from planeditor.store.receipts import Proposal
from tests.services.request_plans import DEADLINE, FORMS, R4, VOCABULARY, WHO, make, node, order

SETS = FormSets()
ASKED = PointText("利用者の声を聞くこと。", "第1回本部会議", "令和4年10月3日", "次回会議")


@pytest.fixture
def document(tmp_path: Path) -> Document:
    made = make(tmp_path)
    add_point(made, node(made, "①-01"), ASKED, who=WHO)
    return made


def only(document: Document) -> Point:
    (point,) = points(document.plan())
    return point


def test_it_is_recorded_answered_ticked_off_and_taken_up_again(document: Document) -> None:
    point = only(document)
    assert (point.title, point.text, point.meeting, point.date, point.due) == (
        "①-01 ①-01の名", "利用者の声を聞くこと。", "第1回本部会議", "令和4年10月3日", "次回会議",
    )  # fmt: skip
    with pytest.raises(KnownError, match="措置の記入がありません"):
        tick_off(document, point.node, who=WHO)
    answer_point(document, point.node, "アンケートを行った。", who=WHO)
    assert unanswered(document.plan()) == []
    assert (point.state, only(document).state) == ("open", "answered")
    assert [p.node for p in open_points(document.plan())] == [point.node]
    tick_off(document, point.node, who=WHO)
    assert open_points(document.plan()) == []
    take_up_again(document, point.node, who=WHO)
    change_point(document, point.node, PointText("利用者の声を聞き、まとめること。", answer="済み"), who=WHO)
    assert (only(document).text, only(document).meeting, only(document).done) == ("利用者の声を聞き、まとめること。", "", False)
    remove_point(document, point.node, who=WHO)
    assert points(document.plan()) == []
    document.undo(WHO)
    assert only(document).text == "利用者の声を聞き、まとめること。"
    assert document.verify() == []


def test_it_may_be_about_the_whole_plan_but_not_about_nothing(document: Document) -> None:
    add_point(document, PLAN_ID, PointText("費用をまとめること。"), who=WHO)
    assert [p.title for p in points(document.plan())] == ["", "①-01 ①-01の名"]
    for text, about in ((" \n", PLAN_ID), ("言葉", "ない")):
        with pytest.raises(KnownError):
            add_point(document, about, PointText(text), who=WHO)
    with pytest.raises(KnownError, match="もうありません"):
        answer_point(document, node(document, "①-01"), "違う所", who=WHO)


def test_a_year_is_closed_only_when_everything_is_answered(document: Document) -> None:
    with pytest.raises(KnownError, match=r"1 件の指摘に、まだ措置の記入がありません.*\n・①-01 ①-01の名：利用者の声"):
        close_period(document, FORMS, R4, WHO)
    answer_point(document, only(document).node, "アンケートを行った。", who=WHO)
    close_period(document, FORMS, R4, WHO)
    assert is_closed(document.plan(), R4.key)


def returned(document: Document, folder: Path, answer: str) -> Path:
    """The workbook of 見本課 with this in the cell of the answer."""
    issue(document, FORMS, order(), folder, who=WHO, on=DEADLINE)
    path = next(p for p in folder.iterdir() if "見本課" in p.name)
    book = openpyxl.load_workbook(path)
    sheet = book[words.POINTS_SHEET]
    assert ("施策", None, "指摘", "措置") in list(sheet.iter_rows(values_only=True))
    row = next(r for r in range(1, sheet.max_row + 1) if str(sheet.cell(r, 3).value).startswith("利用者の声"))
    assert "第1回本部会議　令和4年10月3日　期限 次回会議" in str(sheet.cell(row, 3).value)
    assert not sheet.cell(row, 4).protection.locked
    sheet.cell(row, 4).value = answer or None
    book.save(path)
    return path


def taken_in(document: Document, path: Path, accept: Accept) -> list[Proposal]:
    """Take a workbook in; what it proposes."""
    with FileIntake(SETS, who=WHO, accept=accept, into_new=False) as intake:
        result = intake.take(document, intake.read(path, "sodegaura"))
    return document.receipts.proposals(result.receipt or 0)


def test_the_answer_comes_back_as_a_proposal(document: Document, tmp_path: Path) -> None:
    path = returned(document, tmp_path / "依頼", "窓口で聞き取った。")
    other = next(p for p in path.parent.iterdir() if "学校課" in p.name)
    assert words.POINTS_SHEET not in openpyxl.load_workbook(other).sheetnames
    (proposal,) = taken_in(document, path, "none")
    assert only(document).answer == ""
    assert (proposal.node, proposal.field, proposal.submitted, proposal.kind) == (
        only(document).node, ANSWER, "窓口で聞き取った。", "clean",
    )  # fmt: skip
    decide(document, VOCABULARY, proposal.receipt, "clean", who=WHO)
    assert only(document).answer == "窓口で聞き取った。"


def test_who_decides_about_an_answer_sees_what_was_asked(document: Document, tmp_path: Path) -> None:
    (proposal,) = taken_in(document, returned(document, tmp_path / "依頼", "窓口で聞き取った。"), "none")
    (group,) = review(document, FORMS, proposal.receipt).groups
    asked = "指摘：利用者の声を聞くこと。（第1回本部会議）"
    assert group.title == f"①-01 ①-01の名　{asked}"
    assert [(row.field_label, row.place, row.submitted) for row in group.rows] == [("措置", asked, "窓口で聞き取った。")]


def test_an_answer_that_was_blanked_is_asked_about_and_one_left_alone_changes_nothing(document: Document, tmp_path: Path) -> None:
    answer_point(document, only(document).node, "アンケートを行った。", who=WHO)
    path = returned(document, tmp_path / "依頼", "")
    (proposal,) = taken_in(document, path, "clean")
    assert (proposal.kind, proposal.about) == ("question", "blanked")
    assert only(document).answer == "アンケートを行った。"


def test_an_answer_to_what_is_gone_becomes_a_remark(document: Document, tmp_path: Path) -> None:
    path = returned(document, tmp_path / "依頼", "窓口で聞き取った。")
    remove_point(document, only(document).node, who=WHO)
    (proposal,) = taken_in(document, path, "all")
    assert proposal.field == "@remark"
    assert proposal.submitted.endswith("窓口で聞き取った。")


def test_what_is_open_comes_along_to_the_next_plan(document: Document) -> None:
    for number, text in (("①-02", "終わる施策への指摘"), ("①-03", "済んだ指摘")):
        add_point(document, node(document, number), PointText(text), who=WHO)
    done = next(p for p in points(document.plan()) if p.text == "済んだ指摘")
    answer_point(document, done.node, "済ませた", who=WHO)
    tick_off(document, done.node, who=WHO)
    plan = document.plan()
    draft = first_draft(plan, FORMS.vocabulary)
    ends = node(document, "①-02")
    draft = replace(draft, choices=chosen_for(draft.choices, ends, fate="ends"))
    made = next_plan(plan, FORMS.vocabulary, FORMS, draft)
    assert [(p.title, p.text, p.meeting) for p in points(made.plan)] == [
        ("", "（前計画 ①-02 ①-02の名）終わる施策への指摘", ""), ("①-01 ①-01の名", "利用者の声を聞くこと。", "第1回本部会議"),
    ]  # fmt: skip
    assert [one.names for one in made.left if one.reason is Reason.POINT] == [["①-03 ①-03の名"]]
