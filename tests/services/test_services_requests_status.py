"""How far the answers have come: whom a sheet counts for, who is late, what waits for an answer."""
from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import CLOSED, FORECAST, PLAN_ID, ROUNDS, STATE, Key
from planeditor.services.editing.years import close_period
from planeditor.services.requests.confirming import confirm, digest, is_confirmed
from planeditor.services.requests.finishing import before_closing, sentences
from planeditor.services.requests.issuing import issue
from planeditor.services.requests.outgoing import Issued
from planeditor.services.requests.status import DepartmentStatus, Status, rounds, status
from planeditor.store.document import Document
from tests.services.request_plans import DEADLINE, FORMS, R3, R4, VOCABULARY, WHO, contact, hand_in, make, node, order, put

IN_TIME, LATE = DEADLINE, DEADLINE + dt.timedelta(days=3)


def ask(document: Document, folder: Path) -> Issued:
    return issue(document, FORMS, order(), folder / "依頼", who=WHO)


def tokens(issued: Issued, book: int, *, sheets: tuple[str, ...], numbers: tuple[str, ...]) -> dict[str, str]:
    """Measure number -> the 整理番号 of its sheet in a book."""
    by_place = dict(zip(sheets, issued.books[book].sheets, strict=True))
    return {number: by_place[number].token for number in numbers}


def look(document: Document, on: dt.date = IN_TIME, turn: str = "") -> Status:
    found = status(document, FORMS, R4, turn, on)
    assert found is not None
    return found


def of(found: Status, name: str) -> DepartmentStatus:
    return next(d for d in found.departments if d.name.endswith(name))


def states(found: Status) -> dict[str, str]:
    return {d.name.split()[-1]: f"{d.state} {d.submitted}/{len(d.counted)}" for d in found.departments}


def test_before_a_request_everybody_with_measures_is_listed(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        contact(document, "①-01", "見本課他")
        found = look(document)
        assert states(found) == {"行政管理課": "own 0/1", "見本課": "none 0/1", "学校課": "none 0/1"}
        assert (found.requested, found.deadline, len(found.unresolved)) == (False, None, 1)
        assert (found.totals.departments, found.totals.measures) == (2, 2)


def test_sheets_count_for_the_department_of_their_stamp(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        issued = ask(document, tmp_path)
        sheets = tokens(issued, 0, sheets=("①-01", "①-02"), numbers=("①-01",))
        key = Key(node(document, "①-01"), "progress", R4.key)
        receipt = hand_in(document, sheets, {key: "進んだ"}, issued.books[0].token)
        found = look(document)
        assert states(found) == {"行政管理課": "own 0/1", "見本課": "part 1/2", "学校課": "none 0/1"}
        sample = of(found, "見本課")
        assert (sample.receipts, sample.waiting.clean, sample.file_name) == ((receipt,), 1, "01_見本課_R4.xlsx")
        assert (found.totals.departments_submitted, found.totals.measures_submitted, found.totals.measures) == (0, 1, 3)
        assert found.totals.waiting.total == 1


def test_what_a_contributing_department_returns_is_not_the_leads(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        issued = ask(document, tmp_path)
        sheets = tokens(issued, 1, sheets=("①-02", "①-03"), numbers=("①-02", "①-03"))
        texts = {Key(node(document, number), "work", R4.key): "・行った" for number in sheets}
        hand_in(document, sheets, texts)
        found = look(document)
        assert states(found)["学校課"] == "all 1/1"
        assert states(found)["見本課"] == "none 0/2"
        assert (found.totals.measures_submitted, found.totals.departments_submitted) == (1, 1)


def test_a_blank_sheet_is_no_submission(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        issued = ask(document, tmp_path)
        hand_in(document, tokens(issued, 0, sheets=("①-01", "①-02"), numbers=("①-01", "①-02")))
        assert states(look(document))["見本課"] == "none 0/2"
        put(document, {Key(node(document, "①-02"), "work", R4.key): "・行った"})
        assert states(look(document))["見本課"] == "part 1/2"


def test_a_sheet_without_a_stamp_counts_for_the_lead_after_the_request(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        key = Key(node(document, "①-02"), "work", R4.key)
        put(document, {key: "・行った"})
        hand_in(document, {"①-02": ""}, {Key(node(document, "①-02"), "work", R3.key): "・前の年"})
        assert states(look(document))["見本課"] == "none 0/2"
        hand_in(document, {"①-02": ""}, {key: "・もっと行った"})
        assert states(look(document))["見本課"] == "part 1/2"
        ask(document, tmp_path)
        hand_in(document, {"①-01": "", "①-02": ""})
        assert of(look(document), "学校課").submitted == 0


def test_who_is_late_and_by_how_many_days(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        issued = ask(document, tmp_path)
        assert look(document).totals.late == 0
        late = look(document, LATE)
        assert {d.name.split()[-1]: d.days_late for d in late.departments} == {"行政管理課": 0, "見本課": 3, "学校課": 3}
        sheets = tokens(issued, 1, sheets=("①-02", "①-03"), numbers=("①-03",))
        hand_in(document, sheets, {Key(node(document, "①-03"), "work", R4.key): "・行った"})
        assert look(document, LATE).totals.late == 1


def test_a_withdrawn_request_and_ended_measures_count_no_more(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        issued = ask(document, tmp_path)
        put(document, {Key(node(document, "①-01"), STATE): "中止", Key(node(document, "①-03"), STATE): "完了"})
        assert states(look(document)) == {"行政管理課": "own 0/1", "見本課": "none 0/1", "学校課": "none 0/1"}
        document.withdraw_request(issued.number)
        assert look(document).requested is False


def test_rounds_are_counted_apart(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        put(document, {Key(PLAN_ID, ROUNDS): "4月計画 3月結果"})
        assert rounds(document.plan()) == ["4月計画", "3月結果"]
        first = issue(document, FORMS, replace(order(), round="4月計画"), tmp_path / "四月", who=WHO)
        assert first.books[0].file_name == "01_見本課_R4_4月計画.xlsx"
        sheets = tokens(first, 0, sheets=("①-01", "①-02"), numbers=("①-01", "①-02"))
        hand_in(document, sheets, {Key(node(document, n), "work", R4.key): "・行う" for n in sheets})
        assert states(look(document))["見本課"] == "all 2/2"
        issue(document, FORMS, replace(order(), round="3月結果"), tmp_path / "三月", who=WHO)
        assert (look(document).round, states(look(document))["見本課"]) == ("3月結果", "none 0/2")
        assert states(look(document, turn="4月計画"))["見本課"] == "all 2/2"


def test_what_was_put_right_in_one_round_is_still_to_be_agreed_to_in_the_next(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        put(document, {Key(PLAN_ID, ROUNDS): "4月計画 3月結果"})
        first = issue(document, FORMS, replace(order(), round="4月計画"), tmp_path / "四月", who=WHO)
        key = Key(node(document, "①-01"), "work", R4.key)
        sent = tokens(first, 0, sheets=("①-01", "①-02"), numbers=("①-01",))
        put(document, {key: "・行う"}, "提出", hand_in(document, sent, {key: "・行う"}))
        put(document, {key: "・行います"}, "事務局修正")
        issue(document, FORMS, replace(order(), round="3月結果"), tmp_path / "三月", who=WHO)
        assert look(document).round == "3月結果"
        assert look(document).totals.unconfirmed == 1


def test_a_text_put_right_waits_until_the_department_agrees(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        issued = ask(document, tmp_path)
        key = Key(node(document, "①-01"), "work", R4.key)
        put(document, {Key(node(document, "①-02"), "work", R4.key): "・電話で聞いた"}, "電話")
        receipt = hand_in(document, tokens(issued, 0, sheets=("①-01", "①-02"), numbers=("①-01",)), {key: "・行った"})
        put(document, {key: "・行った"}, "提出", receipt)
        assert of(look(document), "見本課").unconfirmed == ()
        put(document, {key: "・行いました"}, "事務局修正")
        assert of(look(document), "見本課").unconfirmed == (key,)
        report = confirm(document, VOCABULARY, [key], WHO)
        assert report.name == "①-01 R4年度 作業内容を担当部署が確認"
        assert is_confirmed(document.plan(), key)
        assert look(document).totals.unconfirmed == 0
        put(document, {key: "・直した"}, "メール")
        assert look(document).totals.unconfirmed == 1
        document.undo(WHO)
        document.undo(WHO)
        assert look(document).totals.unconfirmed == 1
        document.undo(WHO)
        assert look(document).totals.unconfirmed == 0
        with pytest.raises(KnownError, match="確認済み"):
            confirm(document, VOCABULARY, [key._replace(field="effect")], WHO)


def test_digests_tell_texts_apart() -> None:
    assert digest("・行った") == digest("・行った") != digest("・行った ")


def test_forecasts_are_told_for_the_lead(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        ask(document, tmp_path)
        measure = node(document, "①-02")
        put(document, {Key(measure, f"{FORECAST}:effect", R4.key): "見込", Key(measure, f"{FORECAST}:effect", R3.key): "見込"})
        assert of(look(document), "見本課").forecasts == (Key(measure, "effect", R4.key),)
        assert of(look(document), "学校課").forecasts == ()


def test_before_closing_everything_open_is_told(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        found = before_closing(document, FORMS, R3)
        assert not found.stop
        assert sentences(document, FORMS, found) == []
        issued = ask(document, tmp_path)
        key = Key(node(document, "①-01"), "work", R4.key)
        hand_in(document, tokens(issued, 0, sheets=("①-01", "①-02"), numbers=("①-01",)), {key: "・行った"})
        put(document, {Key(node(document, "①-03"), f"{FORECAST}:effect", R4.key): "見込"})
        told = sentences(document, FORMS, before_closing(document, FORMS, R4))
        assert told[0] == "決めていない取込の内容が 1 件あります（①-01 R4年度 作業内容）。"
        assert told[1].startswith("見込のままの数値が 1 件")
        assert told[2] == "必要な項目が空の施策が 4 件あります（①-01 ①-01の名、①-02 ①-02の名、①-03 ①-03の名 ほか）。"
        close_period(document, FORMS, R3, WHO)
        assert document.plan().text(PLAN_ID, CLOSED, R3.key)


def test_lead_and_contributing_differ_and_the_status_says_so(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        issued = ask(document, tmp_path)
        key = Key(node(document, "①-02"), "work", R4.key)
        hand_in(document, tokens(issued, 0, sheets=("①-01", "①-02"), numbers=("①-02",)), {key: "・見本課の文"})
        hand_in(document, tokens(issued, 1, sheets=("①-02", "①-03"), numbers=("①-02",)), {key: "・学校課の文"})
        found = look(document)
        assert (of(found, "見本課").waiting.conflicts, of(found, "学校課").waiting.conflicts) == (1, 1)
        assert found.totals.waiting.clean == 0
