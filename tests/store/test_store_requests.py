"""Requests: what was sent out is found again by its 整理番号, and by nothing else."""
from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.domain.stamps import find_stamps, is_of_plan, new_stamp
from planeditor.store.document import Document
from planeditor.store.receipts import NewReceipt, ReceiptSheet
from planeditor.store.requests import NewRequest, Point, RequestBook, RequestSheet

WORK = Key("m1", "work", "R2")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.plandb"
    Document.create(path, {Key(PLAN_ID, KIND): "plan", WORK: "設計"}, name="作成", who="甲").close()
    return path


def books(plan_id: str) -> tuple[RequestBook, ...]:
    taken: set[str] = set()

    def stamp() -> str:
        taken.add(made := new_stamp(plan_id, taken))
        return made

    return tuple(
        RequestBook(stamp(), None, name, f"{name}.xlsx", tuple(RequestSheet(stamp(), m, "progress") for m in measures))
        for name, measures in (("見本課", ("m1", "m2")), ("財政課", ("m2",)))
    )


def test_a_request_is_kept_as_it_went_out(path: Path) -> None:
    with Document.open(path) as document:
        new = NewRequest(
            periods=("R2", "R3"), who="甲", round="10月中間", revision=True, deadline=date(2021, 4, 16), cover="{}",
            books=books(document.plan_id), points=(Point(WORK, "人数を書いてください"),),
        )
        made = document.add_request(new)
        assert (made.number, made.after_group, made.withdrawn) == (1, 1, False)
        assert all(getattr(made, name) == getattr(new, name) for name in NewRequest.__dataclass_fields__)
        assert document.undo_name() is None
        assert document.verify() == []
    with Document.open(path, read_only=True) as document:
        assert document.requests.all() == [made]
        assert document.requests.latest() == made


def test_a_stamp_leads_to_the_book_and_the_sheet(path: Path) -> None:
    with Document.open(path) as document:
        made = document.add_request(NewRequest(periods=("R2",), who="甲", books=books(document.plan_id)))
        book = made.books[0]
        found = document.requests.find(book.token)
        assert found is not None
        assert (found.request, found.book, found.sheet) == (made, book, None)
        found = document.requests.find(book.sheets[1].token)
        assert found is not None
        assert found.sheet == book.sheets[1]
        assert document.requests.find("AAAA-AAAA-A") is None
        assert document.requests.tokens() == {t for b in made.books for t in (b.token, *(s.token for s in b.sheets))}


def test_a_withdrawn_request_stays_known(path: Path) -> None:
    with Document.open(path) as document:
        made = document.add_request(NewRequest(periods=("R2",), who="甲", books=books(document.plan_id)))
        document.withdraw_request(made.number)
        assert document.requests.latest() is None
        found = document.requests.find(made.books[0].token)
        assert found is not None
        assert found.request.withdrawn
        for act in (document.withdraw_request, document.requests.get):
            with pytest.raises(KnownError, match="依頼番号 7"):
                act(7)
        assert document.verify() == []


def test_a_damaged_deadline_is_told_by_verify_and_stops_nothing(path: Path) -> None:
    with Document.open(path) as document:
        document.add_request(NewRequest(periods=("R2",), who="甲", deadline=date(2021, 4, 16), books=books(document.plan_id)))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE request SET deadline = 'いつか'")
    with Document.open(path, read_only=True) as document:
        assert [r.deadline for r in document.requests.all()] == [None]
        assert ["照会" in fault for fault in document.verify()] == [True]


def test_what_a_file_held_is_kept(path: Path) -> None:
    sheets = [ReceiptSheet("①-01", "m1", "progress", "K7QM-2X9R-4", "佐藤"), ReceiptSheet("記入のお願い", "", "")]
    with Document.open(path) as document, document.edit("取込", who="甲") as edit:
        number = edit.add_receipt(NewReceipt("a.xlsx", b"PK", "甲"), (), sheets)
    with Document.open(path, read_only=True) as document:
        kept = document.receipts.sheets(number)
        assert [(s.sheet, s.node, s.form, s.token, s.filled_by, s.receipt) for s in kept] == [
            ("①-01", "m1", "progress", "K7QM-2X9R-4", "佐藤", 1), ("記入のお願い", "", "", "", "", 1),
        ]  # fmt: skip
        assert document.receipts.sheets() == kept
        assert document.receipts.sheets(9) == []


@given(st.text(max_size=20), st.data())
def test_a_stamp_survives_width_case_and_dashes_but_no_slip(plan_id: str, data: st.DataObject) -> None:
    stamp = new_stamp(plan_id, ())
    wide = "".join(chr(ord(c) + 0xFEE0) if c != "-" else data.draw(st.sampled_from("-－ー―")) for c in stamp)
    assert find_stamps(f"整理番号：{wide}") == find_stamps(stamp.lower()) == [stamp]
    assert is_of_plan(stamp, plan_id)
    at = data.draw(st.sampled_from([0, 1, 2, 3, 5, 6, 7, 8]))
    other = data.draw(st.sampled_from("23456789ABCDEFGHJKMNPQRSTUVWXYZ".replace(stamp[at], "")))
    assert find_stamps(stamp[:at] + other + stamp[at + 1 :]) == []
