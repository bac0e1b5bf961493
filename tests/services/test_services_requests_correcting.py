"""Workbooks that go back for correction."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import CLOSED, PLAN_ID, Key
from planeditor.services.requests.correcting import correct
from planeditor.services.requests.issuing import issue
from planeditor.services.requests.outgoing import Issued
from planeditor.services.requests.status import status
from planeditor.store.document import Document
from planeditor.store.requests import Point
from tests.services.request_plans import FORMS, R3, R4, WHO, hand_in, make, node, order, put

DAY = dt.date(2023, 3, 10)


def texts_of(file: Path) -> list[str]:
    book = openpyxl.load_workbook(file)
    return [str(c) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for c in row if c is not None]


def handed_in(document: Document, folder: Path) -> tuple[Issued, int, Key, Key]:
    """A request, and what 見本課 handed in for ①-01: two texts that wait."""
    issued = issue(document, FORMS, order(), folder / "依頼", who=WHO)
    measure = node(document, "①-01")
    work, effect = Key(measure, "work", R4.key), Key(measure, "effect", R4.key)
    sheets = {"①-01": issued.books[0].sheets[0].token}
    return issued, hand_in(document, sheets, {work: "・出された作業", effect: "たくさん"}), work, effect


def send_back(document: Document, folder: Path, receipt: int, points: Sequence[Point], reason: str = "数値を入れてください。") -> Issued:
    return correct(document, FORMS, receipt, points, reason, DAY, folder / "修正", who=WHO)


def test_the_departments_own_words_go_back_with_the_points(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        _, receipt, _, effect = handed_in(document, tmp_path)
        issued = send_back(document, tmp_path, receipt, [Point(effect, "割合を数で書いてください。")])
        assert [p.name for p in issued.paths] == ["修正依頼_見本課_R4_取込1.xlsx"]
        texts = texts_of(issued.paths[0])
        assert {"・出された作業", "たくさん", "数値を入れてください。", "令和5年3月10日（金）"} <= set(texts)
        assert any("割合を数で書いてください。" in text for text in texts)
        assert not any("①-02" in text for text in texts)
        request = document.requests.get(issued.number)
        assert (request.kind, request.receipt, request.periods) == ("correction", receipt, (R4.key,))
        assert request.reason == "数値を入れてください。"
        assert [(p.key, p.text) for p in request.points] == [(effect, "割合を数で書いてください。")]
        assert request.books[0].department == 2


def test_what_was_declined_gives_way_to_the_plan_but_where_it_is_marked(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        _, receipt, work, effect = handed_in(document, tmp_path)
        put(document, {work: "・計画の作業"})
        with document.edit("反映しない", who=WHO) as edit:
            edit.decide([p.id for p in document.receipts.proposals(receipt)], "declined")
        texts = texts_of(send_back(document, tmp_path, receipt, [Point(effect, "数で")]).paths[0])
        assert {"・計画の作業", "たくさん"} <= set(texts)
        assert "・出された作業" not in texts


def test_a_correction_is_open_until_it_comes_back(tmp_path: Path) -> None:
    def corrections() -> tuple[int, ...]:
        found = status(document, FORMS, R4)
        assert found is not None
        return next(d.corrections for d in found.departments if d.department == 2)

    with make(tmp_path) as document:
        _, receipt, _, effect = handed_in(document, tmp_path)
        issued = send_back(document, tmp_path, receipt, [Point(effect, "数で")])
        assert corrections() == (issued.number,)
        assert document.requests.latest() != document.requests.get(issued.number)
        hand_in(document, {"①-01": issued.books[0].sheets[0].token}, {effect: "17%"})
        assert corrections() == ()


def test_a_file_without_a_stamp_goes_back_to_the_lead(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        effect = Key(node(document, "①-03"), "effect", R4.key)
        receipt = hand_in(document, {"①-03": ""}, {effect: "少し"})
        issued = send_back(document, tmp_path, receipt, [Point(effect, "数で")])
        assert (issued.books[0].name, issued.paths[0].name) == ("教育部 学校課", "修正依頼_学校課_R4_取込1.xlsx")


@pytest.mark.parametrize(
    ("number", "field", "period"), [("①-03", "effect", R4), ("①-01", "effect", R3), ("①-01", "planning", R4), ("①-01", "memo", None)]
)
def test_points_that_were_not_asked_for_are_refused(tmp_path: Path, number: str, field: str, period: Period | None) -> None:
    with make(tmp_path) as document:
        _, receipt, _, _ = handed_in(document, tmp_path)
        key = Key(node(document, number), field, period.key if period else "")
        with pytest.raises(KnownError, match=number):
            send_back(document, tmp_path, receipt, [Point(key, "直して")])
        assert not (tmp_path / "修正").exists()


def test_points_a_reason_and_an_open_year_are_needed(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        _, receipt, _, effect = handed_in(document, tmp_path)
        for points, reason, sentence in (([], "理由", "選ばれていません"), ([Point(effect, "数で")], " ", "理由を")):
            with pytest.raises(KnownError, match=sentence):
                send_back(document, tmp_path, receipt, points, reason)
        put(document, {Key(PLAN_ID, CLOSED, R4.key): "2023-05-01"})
        with pytest.raises(KnownError, match="確定しています"):
            send_back(document, tmp_path, receipt, [Point(effect, "数で")])
