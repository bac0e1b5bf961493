"""A plan made from an Excel list: what is proposed, what comes of it, and what is told."""
from __future__ import annotations

import time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import DEPARTMENTS, FORMS_VERSION, PLAN_ID, Plan
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.creating import PlanDraft
from planeditor.services.planfiles.fromlist import listing
from planeditor.services.planfiles.fromlist.book import read_list
from planeditor.services.planfiles.fromlist.columns import SKIP, Use
from planeditor.services.planfiles.fromlist.heads import Header
from planeditor.services.planfiles.fromlist.listing import Listing
from planeditor.services.planfiles.fromlist.rows import split_number
from tests.services.list_books import HEADS, ROWS, Row, list_book

FORMS = FormSets()
WORDS = FORMS.get("sodegaura").vocabulary
DRAFT = PlanDraft("見本市", "見本計画", "sodegaura", 2021, 2025)


def started(path: Path, sheet: str = "") -> Listing:
    return listing.start(read_list(path), WORDS, sheet)


def made(tmp_path: Path, book: Path, found: Listing, draft: PlanDraft = DRAFT) -> Plan:
    with listing.create(tmp_path / "計画.plandb", read_list(book), found, draft, FORMS, "試験") as document:
        assert document.verify() == []
        receipts = document.receipts.all()
        assert [r.file_name for r in receipts] == [book.name]
        assert document.receipts.original(receipts[0].number) == book.read_bytes()
        return document.plan()


def shape(plan: Plan) -> list[tuple[str, list[str]]]:
    return [(a.title, [m.title for m in plan.children(a.id, "measure")]) for a in plan.areas]


def test_a_usual_list_becomes_a_plan(tmp_path: Path) -> None:
    book = list_book(tmp_path / "一覧.xlsx", [HEADS], ROWS, title="令和の施策一覧")
    found = started(book)
    assert found.header == Header(3, 3)
    kinds = [found.uses[c.index] for c in found.columns]
    assert kinds == [
        Use("area"), Use("number"), Use("name"), Use("departments"), Use("field", "summary"), Use("field", "expected_effect"), Use("memo"),
    ]
    assert found.problems() == []
    plan = made(tmp_path, book, found)
    assert shape(plan) == [
        ("① くらしの窓口", ["①-01 窓口の案内板", "①-02 図書の予約"]), ("② 内部の事務", ["②-01 会議の記録"]),
    ]
    first = plan.measures[0].id
    assert plan.text(first, "summary") == "待ち時間を知らせる"
    assert plan.text(first, "memo") == "予算額：1200"
    assert plan.text(plan.measures[2].id, DEPARTMENTS) == "総務課・企画課"
    assert plan.text(PLAN_ID, FORMS_VERSION) == str(FORMS.get("sodegaura").version)
    assert any("合計" in note and "7 行目" in note for note in found.content.notes)


def test_two_rows_of_heads_with_years(tmp_path: Path) -> None:
    heads: list[Row] = [
        ("No.", "事業名", "作業内容", None, "備考"), (None, None, "R3", "令和4年度", None),
    ]
    rows: list[Row] = [(1, "案内板", "設計", "設置", "注意"), (2, "予約", "検討", None, None)]
    book = list_book(tmp_path / "年度.xlsx", heads, rows, merges=["A1:A2", "B1:B2", "C1:D1", "E1:E2"])
    found = started(book)
    assert found.header == Header(1, 2)
    assert found.uses[3] == Use("field", "work", "年度:2021")
    assert found.uses[4] == Use("field", "work", "年度:2022")
    assert found.years == (2021, 2022)
    plan = made(tmp_path, book, found)
    assert [plan.text(m.id, "work", "年度:2021") for m in plan.measures] == ["設計", "検討"]
    assert plan.text(plan.measures[0].id, "work", "年度:2022") == "設置"


def test_years_outside_the_plan_are_refused_by_name(tmp_path: Path) -> None:
    book = list_book(tmp_path / "年度.xlsx", [("施策名", "H28年度")], [("案内板", "設計"), ("予約", "構築")])
    found = started(book)
    with pytest.raises(KnownError, match="H28年度は計画の期間にありません"):
        listing.create(tmp_path / "計画.plandb", read_list(book), found, DRAFT, FORMS, "試験")
    assert not (tmp_path / "計画.plandb").exists()


def test_areas_merged_or_as_bands(tmp_path: Path) -> None:
    rows: list[Row] = [("① 窓口", "案内板"), (None, "予約"), ("② 事務", "会議"), (None, "記録")]
    merged = list_book(tmp_path / "結合.xlsx", [("柱", "取組名")], rows, merges=["A2:A3", "A4:A5"])
    expected = [("① 窓口", ["案内板", "予約"]), ("② 事務", ["会議", "記録"])]
    assert shape(made(tmp_path, merged, started(merged))) == expected
    (tmp_path / "計画.plandb").unlink()
    bands: list[Row] = [("① 窓口",), ("1", "案内板", "a"), ("2", "予約", "b"), ("② 事務",), ("1", "会議", "c"), ("2", "記録", "d")]
    book = list_book(tmp_path / "帯.xlsx", [("番号", "取組名", "内容")], bands, merges=["A2:C2", "A5:C5"])
    found = started(book)
    plan = made(tmp_path, book, found)
    assert [(a, [m.split(" ")[1] for m in own]) for a, own in shape(plan)] == expected
    assert [m.number for m in plan.measures] == ["①-1", "①-2", "②-1", "②-2"]
    assert any("繰り返す" in note for note in found.content.notes)


def test_two_levels_of_areas(tmp_path: Path) -> None:
    rows: list[Row] = [("第1章 窓口", "第1節 案内", "案内板"), (None, "第2節 予約", "図書"), ("第2章 事務", None, "会議")]
    book = list_book(tmp_path / "章.xlsx", [("章", "節", "事業名")], rows)
    plan = made(tmp_path, book, started(book))
    assert shape(plan) == [("第1章 窓口", []), ("第1節 案内", ["案内板"]), ("第2節 予約", ["図書"]), ("第2章 事務", ["会議"])]


def test_a_measure_over_several_rows(tmp_path: Path) -> None:
    rows: list[Row] = [("1", "案内板", "市民課", "設計"), (None, None, "情報課", "設置"), ("2", "予約", "図書館", "検討")]
    book = list_book(tmp_path / "複数行.xlsx", [("番号", "施策名", "担当課", "内容")], rows, merges=["A2:A3", "B2:B3"])
    found = started(book).with_use(4, Use("field", "summary"))
    plan = made(tmp_path, book, found)
    assert [m.name for m in plan.measures] == ["案内板", "予約"]
    assert plan.text(plan.measures[0].id, "summary") == "設計\n設置"
    assert plan.text(plan.measures[0].id, DEPARTMENTS) == "市民課\n情報課"


def test_what_speaks_against_it_is_said_before_anything_is_made(tmp_path: Path) -> None:
    book = list_book(tmp_path / "重複.xlsx", [("番号", "施策名", "件名")], [("1", "案内板", "a"), ("１", "予約", "b")])
    found = started(book)
    assert any("番号「１」が 2 行目と 3 行目" in p for p in found.problems())
    assert any("2 つの列" in p for p in found.with_use(3, Use("name")).problems())
    assert any("名称がどの列か" in p for p in found.with_use(2, SKIP).problems())
    assert found.with_use(1, SKIP).problems() == []


def test_rows_without_a_name_and_broken_cells_are_told(tmp_path: Path) -> None:
    book = list_book(
        tmp_path / "傷.xlsx", [("番号", "施策名", "概要", "割合", "開始日")],
        [("1", None, "名のない行", None, None), (None, None, "迷子の文", None, None), ("2", "予約", "=1/0", 0.25, None)],
    )
    work = load_workbook(book)
    sheet = work.worksheets[0]
    sheet["D4"].number_format = "0%"
    sheet["E4"] = "2024-04-01"
    work.save(book)
    found = started(book)
    notes = "\n".join(found.content.notes)
    assert "2 行目に名称がありません" in notes
    assert "3 行目は番号も名称もない" in notes
    assert "C4 の計算式には値が残っていない" in notes
    plan = made(tmp_path, book, found)
    assert [m.title for m in plan.measures] == ["1", "2 予約"]
    assert "割合：25%" in plan.text(plan.measures[1].id, "memo")


def test_broken_and_empty_books_get_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "壊れた.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(KnownError):
        read_list(broken)
    with pytest.raises(KnownError):
        read_list(tmp_path / "ない.xlsx")
    with pytest.raises(KnownError, match="一覧にできる表がありません"):
        read_list(list_book(tmp_path / "空.xlsx", [("見出しだけ",)], []))
    book = list_book(tmp_path / "一覧.xlsx", [HEADS], ROWS)
    with pytest.raises(KnownError, match="シート「別」はありません"):
        started(book, "別")
    with pytest.raises(KnownError, match="見出しにできません"):
        started(book).with_header(99)


def test_a_sheet_that_is_far_too_wide_is_refused(tmp_path: Path) -> None:
    book = list_book(tmp_path / "広い.xlsx", [[f"列{n}" for n in range(400)]], [["a"] * 400])
    with pytest.raises(KnownError, match="大きすぎます"):
        started(book)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("① 窓口", ("①", "窓口")), ("①窓口", ("①", "窓口")), ("第1章　窓口", ("第1章", "窓口")), ("1. 窓口", ("1", "窓口")),
        ("(2) 窓口", ("(2)", "窓口")), ("窓口", ("", "窓口")), ("24時間窓口", ("", "24時間窓口")), ("1-2 窓口", ("1-2", "窓口")),
    ],
)  # fmt: skip
def test_the_number_of_an_area_is_told_from_its_name(text: str, parts: tuple[str, str]) -> None:
    assert split_number(text) == parts


def test_a_thousand_rows_take_seconds(tmp_path: Path) -> None:
    rows: list[Row] = [
        (f"{n // 50 + 1}. 分野{n // 50}" if n % 50 == 0 else None, f"{n // 50 + 1}-{n % 50}", f"施策{n}", "市民課", "概要" * 20, "効果", n)
        for n in range(1000)
    ]
    book = list_book(tmp_path / "千.xlsx", [HEADS], rows)
    began = time.perf_counter()
    found = started(book)
    assert found.problems() == []
    plan = made(tmp_path, book, found)
    assert len(plan.measures) == 1000
    assert time.perf_counter() - began < 60


def test_years_of_one_stage_are_all_kept(tmp_path: Path) -> None:
    rows: list[Row] = [("1", "案内板", "設計", "設置", "運用"), ("2", "予約", "検討", "検討", None), ("3", "記録", None, "試行", None)]
    book = list_book(tmp_path / "一覧.xlsx", [("番号", "事業名", "R3", "R4", "R8")], rows)
    found = listing.start(read_list(book), FORMS.get("nihonmatsu").vocabulary)
    plan = made(tmp_path, book, found, PlanDraft("見本市", "見本計画", "nihonmatsu", 2021, 2030))
    texts = [[plan.text(m.id, "stage", f"ステージ:{years}") for years in ("2021-2025", "2026-2030")] for m in plan.measures]
    assert texts == [["R3年度：設計\nR4年度：設置", "運用"], ["検討", ""], ["試行", ""]]


def test_a_year_alone_goes_into_years_and_not_into_symbols_or_the_plan_before(tmp_path: Path) -> None:
    heads: list[Row] = [(None, None, "作業", None, None), ("番号", "事業名", "R6", "令和7年度", "2026")]
    book = list_book(tmp_path / "一覧.xlsx", heads, [("1", "案内板", "設計", "設置", "運用")], merges=["C1:E1"])
    for name, field, series in (("tomakomai", "bar", "計画年度"), ("sodegaura", "planning", "年度")):
        uses = listing.start(read_list(book), FORMS.get(name).vocabulary).uses
        assert [uses[c] for c in (3, 4, 5)] == [Use("field", field, f"{series}:{year}") for year in (2024, 2025, 2026)]
