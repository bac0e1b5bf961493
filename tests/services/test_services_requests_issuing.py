"""Requests as they are written: files, records, and what is left behind when it does not work out."""
from __future__ import annotations

import datetime as dt
import errno
import os
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from planeditor.domain.cover import CoverText
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import FieldDef
from planeditor.domain.periods import Period
from planeditor.domain.plan import CLOSED, FORECAST, PLAN_ID, Key
from planeditor.formengine.form.formset import FormSet
from planeditor.services.formsets import FormSets
from planeditor.services.requests.covering import default_cover, from_json, moved_on, suggested_cover, to_json
from planeditor.services.requests.days import parse_day
from planeditor.services.requests.issuing import Issuing, UnresolvedError, issue
from planeditor.services.requests.naming import book_name
from planeditor.services.requests.scope import Scope
from planeditor.services.requests.sheets import SheetMaker, asked_forms, narrowed
from planeditor.store.departments import Department
from planeditor.store.document import Document
from tests.services.request_plans import (
    DEADLINE,
    FORMS,
    R3,
    R4,
    R5,
    VOCABULARY,
    WHO,
    contact,
    make,
    node,
    order,
    put,
    request_plan,
)


def written(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def maker_of(document: Document, scope: Scope) -> SheetMaker:
    return SheetMaker(document.plan(), FORMS, scope, asked_forms(FORMS, scope, "")[0])


def field(key: str) -> FieldDef:
    return VOCABULARY.by_key["measure", key]


@pytest.mark.parametrize(
    ("key", "period", "normal", "revision"),
    [
        ("progress", R4.key, True, True), ("progress", R5.key, False, False), ("planning", R4.key, False, True),
        ("planning", R3.key, False, False), ("summary", "", False, True), ("@name", "", False, True), ("@number", "", False, False),
        ("memo", "", False, False), ("progress", "", False, False),
    ],
)  # fmt: skip
def test_what_is_open(key: str, period: str, normal: bool, revision: bool) -> None:
    assert Scope((R4.key,)).is_open(field(key), period) is normal
    assert Scope((R4.key,), revision=True).is_open(field(key), period) is revision


def test_a_request_writes_a_workbook_for_each_department_and_is_remembered(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        seen: list[tuple[int, int]] = []
        issued = issue(document, FORMS, order(R3, R4), tmp_path / "依頼", who=WHO, progress=lambda *n: seen.append(n))
        assert written(tmp_path / "依頼") == ["00_依頼文.xlsx", "00_送付一覧.xlsx", "01_見本課_R3-R4.xlsx", "02_学校課_R3-R4.xlsx"]
        assert seen == [(1, 2), (2, 2)]
        assert issued.warnings == ["総務部 行政管理課の施策 1 件は、事務局が直接記入するため、依頼書を作りませんでした。"]
        request = document.requests.get(issued.number)
        assert (request.periods, request.deadline, request.after_group) == ((R3.key, R4.key), DEADLINE, document.last_group)
        assert from_json(request.cover).deadline == "令和5年2月28日（火）"
        first, second = request.books
        assert (first.name, first.department, first.file_name) == ("総務部 見本課", 2, "01_見本課_R3-R4.xlsx")
        assert [(s.node, s.role) for s in second.sheets] == [(node(document, "①-02"), "contributing"), (node(document, "①-03"), "lead")]
        found = document.requests.find(second.sheets[1].token)
        assert found is not None
        assert found.sheet == second.sheets[1]
        assert document.undo_name() != "照会・提出依頼"


def test_the_list_names_everybody_and_what_is_filled_in_directly(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        contact(document, "①-01", "見本課（調整係・内線12）")
        issued = issue(document, FORMS, order(), tmp_path, who=WHO)
        sheet = openpyxl.load_workbook(tmp_path / "00_送付一覧.xlsx").active
        assert sheet is not None
        texts = [[str(c) for c in row if c is not None] for row in sheet.iter_rows(values_only=True)]
        token = issued.books[0].token
        assert ["1", "総務部 見本課", "01_見本課_R4.xlsx", "①-01、①-02", token, "調整係・内線12"] in texts
        assert ["総務部 行政管理課", "②-01", "直接記入"] in texts
        slip = openpyxl.load_workbook(tmp_path / "01_見本課_R4.xlsx").worksheets[0]
        told = {str(c) for row in slip.iter_rows(values_only=True) for c in row}
        assert {"総務部 見本課（調整係・内線12）", "令和5年2月28日（火）", "見本市　行政管理課", "内線234"} <= told


def test_unclear_contacts_block_the_request_and_nothing_is_written(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        contact(document, "①-01", "見本課他")
        with pytest.raises(UnresolvedError, match="①-01") as error:
            issue(document, FORMS, order(), tmp_path / "依頼", who=WHO)
        assert [u.reason for u in error.value.unresolved] == ["others"]
        assert not (tmp_path / "依頼").exists()
        assert document.requests.all() == []
        issued = issue(document, FORMS, order(departments=(3,)), tmp_path / "依頼", who=WHO)
        assert [b.name for b in issued.books] == ["教育部 学校課"]
        assert "02_学校課_R4.xlsx" in written(tmp_path / "依頼")


def test_a_stop_leaves_neither_files_nor_a_record(tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, _: int) -> None:
        if done == 2:
            raise StoppedError

    with make(tmp_path) as document:
        with pytest.raises(StoppedError):
            issue(document, FORMS, order(), tmp_path / "依頼", who=WHO, progress=stop)
        assert not (tmp_path / "依頼").exists()
        assert document.requests.all() == []


def test_a_failure_while_files_get_their_names_takes_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if target.name.startswith("02_"):
            raise PermissionError(13, "", str(target))
        return rename(path, target)

    def no_link(_: Path, target: Path) -> None:
        raise OSError(errno.ENOTSUP, "", str(target))

    with make(tmp_path) as document:
        before = written(tmp_path)
        monkeypatch.setattr(os, "link", no_link)
        monkeypatch.setattr(Path, "rename", fail)
        with pytest.raises(KnownError, match="書けませんでした"):
            issue(document, FORMS, order(), tmp_path, who=WHO)
        assert written(tmp_path) == before
        assert [r.withdrawn for r in document.requests.all()] == [True]
        assert document.requests.latest() is None


def test_what_is_sent_rests_on_the_plan_it_was_begun_with(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        key = Key(node(document, "①-01"), "progress", R4.key)
        before = document.plan().text(*key)
        issued = issue(document, FORMS, order(), tmp_path / "依頼", who=WHO, progress=lambda *_: put(document, {key: "進んだ"}))
        request = document.requests.get(issued.number)
        assert document.plan().text(*key) == "進んだ"
        assert document.plan_at(request.after_group).text(*key) == before


def test_what_was_written_can_be_dropped(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        issuing = Issuing(document, FORMS, order(), who=WHO)
        issuing.write(tmp_path / "依頼")
        assert (tmp_path / "依頼").exists()
        issuing.drop()
        assert not (tmp_path / "依頼").exists()
        assert document.requests.all() == []


def test_a_second_request_takes_free_names(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        first = issue(document, FORMS, order(), tmp_path / "依頼", who=WHO)
        second = issue(document, FORMS, order(departments=(2,)), tmp_path / "依頼", who=WHO)
        assert second.books[0].file_name == "01_見本課_R4_2.xlsx"
        assert {b.token for b in first.books}.isdisjoint(b.token for b in second.books)


@pytest.mark.parametrize(
    ("periods", "sentence"),
    [((), "選んでください"), ((R3, R4, R5), "2つの年度まで"), ((Period("年度", 2030, 2030),), "この計画の年度ではありません")],
)
def test_wrong_periods_are_refused(tmp_path: Path, periods: tuple[Period, ...], sentence: str) -> None:
    with make(tmp_path) as document, pytest.raises(KnownError, match=sentence):
        issue(document, FORMS, replace(order(), periods=tuple(p.key for p in periods)), tmp_path, who=WHO)


def test_a_closed_year_is_not_asked_for(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        put(document, {Key(PLAN_ID, CLOSED, R3.key): "2022-05-01"})
        with pytest.raises(KnownError, match="確定しています"):
            issue(document, FORMS, order(R3), tmp_path, who=WHO)


def test_a_missing_folder_above_is_named(tmp_path: Path) -> None:
    with make(tmp_path) as document, pytest.raises(KnownError, match="作れません"):
        issue(document, FORMS, order(), tmp_path / "ない" / "依頼", who=WHO)


def test_a_file_open_for_reading_is_told_at_once(tmp_path: Path) -> None:
    make(tmp_path).close()
    with Document.open(tmp_path / "計画.plandb", read_only=True) as document, pytest.raises(KnownError, match="読み取り専用"):
        issue(document, FORMS, order(), tmp_path / "依頼", who=WHO)
    assert not (tmp_path / "依頼").exists()


def test_two_departments_of_one_name_are_told_apart_in_file_names(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        document.departments.add([Department("教育部", "見本課", 4)])
        for number, text in (("①-01", "総務部 見本課"), ("①-02", "教育部 見本課")):
            contact(document, number, text)
        issued = issue(document, FORMS, order(), tmp_path / "依頼", who=WHO)
        assert [b.file_name for b in issued.books] == ["01_総務部見本課_R4.xlsx", "02_学校課_R4.xlsx", "03_教育部見本課_R4.xlsx"]


def test_names_survive_every_mail_gateway() -> None:
    assert book_name(3, 120, "①ｷｶｸ 課/係", [R3, R5], "10月 中間") == "003_1キカク課／係_R3-R5_10月中間.xlsx"


def test_what_stands_beside_a_sheet(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        measure = node(document, "①-01")
        put(document, {Key(measure, f"{FORECAST}:effect", R4.key): "見込"})
        sheet = maker_of(document, Scope((R4.key,))).sheet(measure, "T", "主管")
        assert sheet.last_year == {R4.key: "【進捗総括】①-01は計画通りに進んだ\n【作業内容】・①-01の調査"}
        assert sheet.past == {R3.key}
        assert sheet.forecasts == {("effect", R4.key): "見込"}
        cell = sheet.is_open(Key(measure, "effect", R4.key))
        assert cell is not None
        assert (cell.label, cell.length, cell.figure) == ("効果（額）", 60, True)
        assert sheet.is_open(Key(measure, "progress", R3.key)) is None
        assert sheet.is_open(Key(PLAN_ID, "progress", R4.key)) is None


def test_forms_are_those_that_show_what_is_asked_for() -> None:
    def asked(forms: FormSet, scope: Scope) -> dict[str, frozenset[str]]:
        return {a.form.name: a.fields for a in asked_forms(forms, scope, "")}

    assert asked(FORMS, Scope((R4.key,))) == {"progress": {"progress", "work", "effect"}}
    revision = asked(FORMS, Scope((R4.key,), revision=True))
    assert revision["progress"] == {"progress", "work", "effect"}
    assert {"summary", "planning", "note"} < revision["plan"]
    both = replace(FORMS, request_forms=("progress",))
    assert "summary" in asked(both, Scope((R4.key,), revision=True))["progress"]
    assert list(asked(FormSets().get("tomakomai"), Scope(("期:2019",)))) == ["results"]
    with pytest.raises(KnownError, match="様式がありません"):
        asked(replace(FORMS, request_forms=("plan",)), Scope((R4.key,)))


def test_a_form_of_the_whole_plan_shows_the_departments_measures_only() -> None:
    plan = request_plan()
    chosen = [n.id for n in plan.measures if n.number == "①-02"]
    part = narrowed(plan, chosen)
    assert [(n.kind, n.number) for n in part.walk()] == [("area", "①"), ("measure", "①-02")]
    assert part.title == plan.title


def test_the_covering_text_of_last_year_moves_on(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        first = suggested_cover(document, VOCABULARY, [R4], deadline=dt.date(2023, 2, 28))
        assert "令和4年度" in first.subject
        assert first.deadline == "令和5年2月28日（火）"
        issue(document, FORMS, replace(order(), cover=replace(first, to="部長各位")), tmp_path / "依頼", who=WHO)
        following = suggested_cover(document, VOCABULARY, [R5])
        assert (following.to, following.deadline) == ("部長各位", "")
        assert "令和5年度" in following.subject
        assert "令和4年度" not in following.subject + following.body


def test_the_covering_text_names_the_years_that_are_asked_for_now(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        both = suggested_cover(document, VOCABULARY, [R4, R5], revision=True)
        asked_both = replace(order(), periods=(R4.key, R5.key), cover=replace(both, to="部長各位"), revision=True)
        issue(document, FORMS, asked_both, tmp_path / "両年度", who=WHO)
        one = suggested_cover(document, VOCABULARY, [R5])
        assert one.to == "部長各位"
        assert "令和4年度・" not in f"{one.subject}{one.body}{one.items}"
        assert "（令和5年度）" in one.subject
        assert "令和6年度" not in f"{one.subject}{one.body}{one.items}"
        assert "改定" not in [head for head, _ in one.items]
        issue(document, FORMS, replace(order(), periods=(R5.key,), cover=one), tmp_path / "一年度", who=WHO)
        again = suggested_cover(document, VOCABULARY, [R4, R5], revision=True)
        assert "（令和4年度・令和5年度）" in again.subject
        assert again.items[-1][0] == "改定"


def test_years_move_on_and_days_are_left_blank() -> None:
    body = "Ｒ５年度分を2024年2月1日（木）と令和6年3月1日までに。R5の分も"
    cover = CoverText("見本市計画2021（H30年度・令和元年度）", body=body, items=(("2023年度", "昭和63年度"),))
    moved = moved_on(cover, 1, "見本市計画2021")
    assert moved.subject == "見本市計画2021（R1年度・令和2年度）"
    assert moved.body == "R6年度分を　　年　　月　　日と　　年　　月　　日までに。R6の分も"
    assert moved.items == (("2024年度", "平成元年度"),)


def test_a_covering_text_survives_its_json(tmp_path: Path) -> None:
    cover = default_cover(request_plan(), VOCABULARY, [R3, R4], revision=True)
    assert from_json(to_json(cover)) == cover
    assert cover.sender == "見本市　行政管理課"
    assert "令和3年度・令和4年度" in cover.body
    assert from_json("") == CoverText("")


@pytest.mark.parametrize("text", ["[", "null", "[" * 200_000, '{"items": 5}', '{"items": [1, 2]}', "見本"])
def test_a_damaged_covering_text_is_an_empty_one(text: str) -> None:
    assert from_json(text) == CoverText("")


@pytest.mark.parametrize("text", ["2024-02-29", "2024/2/29", "令和6年2月29日", "R6.2.29", "Ｒ６年２月２９日（木）", "平成36年2月29日"])
def test_days_in_any_spelling(text: str) -> None:
    assert parse_day(text) == dt.date(2024, 2, 29)


@pytest.mark.parametrize("text", ["2月29日", "令和5年2月29日", "いつか", "未6年2月1日", ""])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(KnownError, match="提出期限"):
        parse_day(text)
