"""引継ぎの一覧: what the history tells of a year, what is open, notes and ticks, and the paper; none of it leaves the house."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.comparison.differences import compared
from planeditor.domain.errors import KnownError
from planeditor.domain.masking import Masker
from planeditor.domain.plan import PLAN_ID, Key
from planeditor.messages import handover as say
from planeditor.services.formsets import FormSets
from planeditor.services.handover.collecting import begun_on, collect
from planeditor.services.handover.model import Event, Handover, Span, a_year_on
from planeditor.services.handover.notes import note_key, tick, write_notes
from planeditor.services.handover.papers import write_handover
from planeditor.services.handover.span import fiscal_year, parse_span, usual_year, years_of
from planeditor.services.handover.words import item_names
from planeditor.services.publishing.public import public_plan
from planeditor.services.requests.confirming import digest
from planeditor.services.states.standing import standing
from planeditor.store.document import Document
from planeditor.store.redaction import redactions
from tests.services.handover_plans import AFTER, SPAN, WHO, worked_year
from tests.services.request_plans import FORMS, R3


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    with pytest.MonkeyPatch.context() as patch, worked_year(tmp_path_factory.mktemp("引継ぎ"), patch) as found:
        yield found


@pytest.fixture
def found(document: Document) -> Handover:
    return collect(document, FORMS, SPAN, who=WHO, day=AFTER)


def events(found: Handover, kind: str) -> list[Event]:
    return [event for month in found.months for event in month.events if event.kind == kind]


def test_every_step_of_the_year_stands_on_its_day(found: Handover) -> None:
    days = {kind: [e.day for e in events(found, kind)] for kind in ("request", "snapshot", "paper", "status", "edition", "closed")}
    assert days == {
        "request": [dt.date(2022, 5, 2)], "snapshot": [dt.date(2022, 7, 11)], "paper": [dt.date(2022, 7, 11)],
        "status": [dt.date(2022, 8, 1)], "edition": [dt.date(2022, 8, 1)], "closed": [dt.date(2022, 9, 5)],
    }  # fmt: skip
    assert [month.month for month in found.months] == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    assert all(month.usual for month in found.months)


def test_a_request_tells_what_was_asked_and_what_came_back_when(found: Handover) -> None:
    (sent,), (due,), (came,) = (events(found, kind) for kind in ("request", "deadline", "returned"))
    assert sent.text == "R3年度 照会・提出依頼（2 課、4 枚）、締切 R4.5.31"
    assert (came.day, came.text) == (dt.date(2022, 5, 20), "提出の受付（1 課）")
    assert (due.day, due.text) == (dt.date(2022, 5, 31), "照会・提出依頼の締切：期限までに 1 課、未提出 1 課（教育部 学校課）")
    assert [e.text for e in events(found, "receipts")] == ["取り込み 1 ファイル（総務部 見本課）"]


def test_everyday_editing_is_counted_by_month(found: Handover) -> None:
    june = next(month for month in found.months if month.month == 6)
    assert [(e.kind, e.text, e.who) for e in june.events] == [("entries", "記入の直し 2 か所（2 回）", "試験")]
    assert [e.text for e in events(found, "register")] == ["組織の登録：できた課（新設課）"]
    assert {s.who: s.operations for s in found.shares} == {"試験": 4, "山田": 3, "佐藤": 3}


def test_what_comes_back_every_year_has_a_working_day_proposed(found: Handover) -> None:
    assert events(found, "request")[0].next_day == dt.date(2023, 5, 2)
    assert events(found, "closed")[0].next_day == dt.date(2023, 9, 5)
    assert events(found, "entries")[0].next_day is None
    assert a_year_on(dt.date(2024, 2, 29)) == dt.date(2025, 2, 28)
    assert a_year_on(dt.date(2023, 6, 1)) == dt.date(2024, 6, 3), "a Saturday"


@given(st.dates(dt.date(1990, 1, 1), dt.date(2200, 1, 1)))
def test_a_year_on_is_a_weekday_a_year_later(day: dt.date) -> None:
    later = a_year_on(day)
    assert later.weekday() < 5
    assert 364 <= (later - day).days <= 369


def test_what_is_open_is_named_with_where_to_go(document: Document, found: Handover) -> None:
    still = {one.kind: one for one in found.open}
    measure = document.plan().measure_by_number("①-01")
    assert measure is not None
    assert still["waiting"].places == (Key(measure.id, "work", R3.key),)
    assert still["waiting"].text == "1 件（①-01 ①-01の名）"
    assert still["answered"].text == "1 件（計画の全体）"
    assert "2版" in still["edition"].text
    assert "points" not in still, "answered"


def test_everything_is_told_to_be_somewhere(document: Document, found: Handover) -> None:
    places = {one.kind: one.text for one in found.places}
    assert places["plan"] == str(document.path)
    assert places.keys() == say.PLACE_KINDS.keys()


def test_what_was_undone_is_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with worked_year(tmp_path, monkeypatch) as document:
        document.undo(WHO)
        found = collect(document, FORMS, SPAN, who=WHO, day=AFTER)
        assert events(found, "closed") == []


def test_redactions_are_only_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with worked_year(tmp_path, monkeypatch) as document:
        monkeypatch.setattr(redactions, "utc_now", lambda: "2022-11-01T03:00:00+00:00")
        order = redactions.RedactionOrder.of(Masker("直した", "■"), WHO, "誤って書いた秘密の理由", digest, lambda _: "")
        document.redactions.apply(order)
        found = collect(document, FORMS, SPAN, who=WHO, day=AFTER)
        assert [e.text for e in events(found, "redactions")] == [say.REDACTIONS.format(count=1)]
        assert "秘密の理由" not in repr(found)


def test_notes_and_ticks_are_operations_that_can_be_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with worked_year(tmp_path, monkeypatch) as document:
        before = collect(document, FORMS, SPAN, who=WHO, day=AFTER)
        write_notes(document, {"people": "財政課の鈴木さん"}, who=WHO)
        tick(document, SPAN, {"note:people": "関係者"}, on=True, who=WHO)
        now = collect(document, FORMS, SPAN, who=WHO, day=AFTER)
        assert now.notes["people"] == "財政課の鈴木さん"
        assert now.ticks == frozenset({"note:people"})
        assert (now.months, now.shares) == (before.months, before.shares), "the handover is none of the year's work"
        earlier = collect(document, FORMS, fiscal_year(2021), who=WHO, day=AFTER)
        assert earlier.ticks == frozenset(), "another year begins anew"
        assert (earlier.shares, [month.events for month in earlier.months]) == ((), [()] * 12)
        document.undo(WHO)
        document.undo(WHO)
        assert collect(document, FORMS, SPAN, who=WHO, day=AFTER) == before


def test_names_and_notes_never_leave_the_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with worked_year(tmp_path, monkeypatch) as document:
        write_notes(document, {"care": "秘密のメモ"}, who=WHO)
        tick(document, SPAN, {"note:care": "気をつけること"}, on=True, who=WHO)
        public = public_plan(document.plan(), FORMS)
        assert not [key for key in public.entries if key.field.startswith("@hand")]
        assert "秘密のメモ" not in "".join(public.entries.values())


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_the_paper_has_every_word_and_says_it_is_of_the_house(found: Handover, tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"引継ぎ.{kind}"
    written = write_handover(found, FormSets().papers(FORMS), target)
    assert written.pages >= 2
    assert written.warnings == []
    if kind == "pdf":
        with pypdfium2.PdfDocument(target) as pdf:
            text = "".join(page.get_textpage().get_text_range() for page in pdf)
            assert all(page.get_height() > page.get_width() for page in pdf)
    else:
        text = "".join(str(cell.value or "") for sheet in openpyxl.load_workbook(target) for row in sheet.iter_rows() for cell in row)
    plain = "".join(text.split())
    wanted = [say.HOUSE_ONLY, *item_names(found).values(), *(e.text for month in found.months for e in month.events)]
    wanted += [one.text for one in found.open] + [one.text for one in found.places] + [share.who for share in found.shares]
    missing = [word for word in wanted if "".join(word.split()) not in plain]
    assert not missing


@pytest.mark.parametrize(("day", "year"), [
    (dt.date(2026, 4, 1), 2025), (dt.date(2026, 11, 22), 2025), (dt.date(2026, 3, 31), 2025), (dt.date(2026, 1, 4), 2025),
    (dt.date(2025, 12, 28), 2024),
])  # fmt: skip
def test_the_usual_year_is_the_one_that_ends_or_ended(document: Document, day: dt.date, year: int) -> None:
    assert usual_year(begun_on(document), day) == year


def test_a_plan_of_this_year_is_looked_at_in_this_year(document: Document) -> None:
    assert usual_year(begun_on(document), dt.date(2022, 11, 1)) == 2022
    assert years_of(begun_on(document), dt.date(2024, 5, 1)) == [2024, 2023, 2022]


def test_spans_are_taken_in_any_spelling(document: Document) -> None:
    begun = begun_on(document)
    assert parse_span("R4.4.1", "", begun) == SPAN
    assert parse_span("", "令和5年3月31日", begun) == SPAN
    assert parse_span("2022-07-01", "R4.7.31", begun) == Span(dt.date(2022, 7, 1), dt.date(2022, 7, 31))
    for since, until in (("R5.4.1", "R4.4.1"), ("いつか", ""), ("H1.4.1", "R4.4.1")):
        with pytest.raises(KnownError):
            parse_span(since, until, begun)


def test_a_note_changes_nothing_that_was_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with worked_year(tmp_path, monkeypatch) as document:
        before, stood = document.plan(), standing(document, FORMS)
        write_notes(document, {"care": "早めに"}, who=WHO)
        tick(document, SPAN, {"note:care": "気をつけること"}, on=True, who=WHO)
        assert standing(document, FORMS) == stood
        assert stood.report_decided
        assert compared(before, document.plan(), FORMS.vocabulary, reports=True).differences == ()


def test_notes_stand_with_the_plan(document: Document) -> None:
    assert note_key("care") == Key(PLAN_ID, "@handover:care")
