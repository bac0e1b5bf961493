"""The whole-plan table: cells, sorting, filtering, and its export."""
from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import DEPARTMENTS, KIND, MERGED_INTO, NAME, NUMBER, PLAN_ID, STATE, Change, Key, Plan
from planeditor.domain.text import without_space
from planeditor.messages import finding as say
from planeditor.services.finding.searching import SearchIndex
from planeditor.services.tables.tablecells import Column
from planeditor.services.tables.tableexport import export_table
from planeditor.services.tables.tabulating import (
    AREA,
    EMPTY,
    FILLED,
    NOT_EMPTY,
    PERIOD,
    PROGRESS,
    Per,
    Table,
    columns,
    default_columns,
)
from tests.services.finding_plans import H30, R1, R2, VOCABULARY, YEARS, finding_plan, node_of

PLAN = finding_plan()
ONE, TWO, THREE = (node_of(PLAN, number) for number in ("①-10", "①-02", "②-01"))


def table(per: Per, plan: Plan = PLAN) -> Table:
    return Table(plan, VOCABULARY, per, columns(VOCABULARY, per))


def column(name: str, per: Per = "period") -> Column:
    return next(c for c in columns(VOCABULARY, per) if c.id == name)


def shown(of: Table, name: str) -> list[str]:
    at = [c.id for c in of.columns].index(name)
    return [of.text(row, at) for row in range(len(of.rows))]


def big_plan(measures: int = 1000) -> Plan:
    builder = PlanBuilder()
    builder.start("大きな計画", "見本市", "sodegaura", YEARS)
    area = builder.area("①", "分野")
    for n in range(measures):
        fields = {DEPARTMENTS: f"第{n % 40}課", "summary": f"{n}番目の取組。" * 12}
        node = builder.add("measure", area, fields, f"①-{n:04}", f"取組{n}")
        for year in YEARS:
            builder.set(node, "work", f"・{n}件の作業を計画どおり行った(R1年{n % 12}月)。" * 8, year.key)
    return Plan(builder.entries)


def test_the_columns_are_what_a_measure_is_then_its_fields() -> None:
    found = columns(VOCABULARY, "period")
    assert [c.label for c in found[:8]] == ["施策番号", "施策名", "担当部署", "分野", "年度", "記入", "進捗区分", "状態"]
    assert [c.id for c in found[8:]] == [f.key for f in VOCABULARY.of("measure") if not f.key.startswith("@")]
    assert [c.label for c in found if c.internal] == ["進捗区分", "事務局メモ"]
    pers: tuple[Per, ...] = ("measure", "period")
    for per in pers:
        chosen = default_columns(VOCABULARY, per)
        assert set(chosen) <= set(columns(VOCABULARY, per))
        assert not any(c.internal for c in chosen)
    assert "作業内容" in [c.label for c in default_columns(VOCABULARY, "period")]
    assert "期待される効果" in [c.label for c in default_columns(VOCABULARY, "measure")]


def test_a_row_per_measure_shows_the_current_year_or_the_one_asked_for() -> None:
    of = table("measure")
    assert [r.node for r in of.rows] == [ONE, TWO, THREE]
    assert shown(of, "effect") == ["R1に12019円、R12まで", "9件", ""]
    assert shown(Table(PLAN, VOCABULARY, "measure", of.columns, YEARS[2]), "effect") == ["10件", "", ""]
    assert shown(of, PERIOD) == ["R1年度"] * 3


def test_a_row_per_measure_and_period() -> None:
    of = table("period")
    assert of.rows[:4] == [(ONE, H30), (ONE, R1), (ONE, R2), (TWO, H30)]
    assert shown(of, "effect")[:5] == ["", "R1に12019円、R12まで", "10件", "", "9件"]
    assert shown(of, "summary")[:3] == ["龍ヶ崎と結ぶ"] * 3
    assert shown(of, FILLED)[:3] == ["記入中", "記入中", "記入中"]
    assert shown(of, AREA)[:4] == ["① くらし"] * 4


def test_the_entry_that_a_cell_edits() -> None:
    of = table("period")
    keys = {c.id: of.key(1, n) for n, c in enumerate(of.columns)}
    assert keys["work"] == Key(ONE, "work", R1)
    assert keys["summary"] == Key(ONE, "summary")
    assert keys["memo"] == Key(ONE, "memo")
    assert (keys[NUMBER], keys[NAME]) == (Key(ONE, NUMBER), Key(ONE, NAME))
    assert {keys[name] for name in (AREA, PERIOD, FILLED, PROGRESS, STATE)} == {None}


def test_a_merged_measure_names_where_it_went() -> None:
    plan = PLAN.with_changes([Change(Key(TWO, STATE), None, "統合"), Change(Key(TWO, MERGED_INTO), None, ONE)])
    assert shown(table("measure", plan), STATE) == ["完了", "統合（①-10）", ""]


def test_numbers_sort_by_value_and_empty_cells_come_last() -> None:
    of = table("measure")
    assert shown(of.sorted_by(column(NUMBER)), NUMBER) == ["①-02", "①-10", "②-01"]
    assert shown(of.sorted_by(column(NUMBER), descending=True), NUMBER) == ["②-01", "①-10", "①-02"]
    assert shown(of.sorted_by(column(DEPARTMENTS)), DEPARTMENTS) == ["企画課", "税務課", ""]
    assert shown(of.sorted_by(column(DEPARTMENTS), descending=True), DEPARTMENTS) == ["税務課", "企画課", ""]
    assert [t for t in shown(table("period").sorted_by(column("effect")), "effect") if t] == ["9件", "10件", "R1に12019円、R12まで"]


def test_periods_sort_by_time_and_equal_rows_keep_their_order() -> None:
    of = table("period").sorted_by(column(PERIOD), descending=True)
    assert [r.period for r in of.rows] == [R2] * 3 + [R1] * 3 + [H30] * 3
    assert [r.node for r in of.rows[:3]] == [ONE, TWO, THREE]
    levels = shown(of.sorted_by(column(FILLED)), FILLED)
    assert levels == sorted(levels, key=["未記入", "記入中", "記入済"].index)


def test_filters_fold_and_add_up() -> None:
    of = table("period")
    assert [r.node for r in of.filtered({column("work"): "計画通り"}).rows] == [ONE, TWO, THREE]
    assert [r.node for r in of.filtered({column("work"): "計画通り", column(DEPARTMENTS): "税務"}).rows] == [TWO]
    assert {r.period for r in of.filtered({column("progress"): "R1"}).rows} == {H30}
    assert of.filtered({column("work"): "　"}).rows == of.rows
    assert len(of.filtered({column("work"): EMPTY}).rows) == 6
    assert len(of.filtered({column("work"): NOT_EMPTY}).rows) == 3
    assert {r.node for r in of.filtered({column(DEPARTMENTS): EMPTY}).rows} == {THREE}
    assert len(of.rows) == 9


def test_a_filter_is_the_same_with_the_search_index_even_one_that_has_gone_on() -> None:
    index = SearchIndex(PLAN, VOCABULARY)
    index.keys("計")
    change = Change(Key(ONE, "work", R1), None, "別の文")
    newer = PLAN.with_changes([change])
    of = Table(PLAN, VOCABULARY, "period", columns(VOCABULARY, "period"), index=index)
    index.update(newer, [change])
    assert len(of.filtered({column("work"): "計画通り"}).rows) == 3
    assert len(of.renewed(newer).filtered({column("work"): "計画通り"}).rows) == 2


def test_a_newer_plan_keeps_rows_and_order_less_what_is_gone() -> None:
    of = table("measure").sorted_by(column(NUMBER))
    gone = PLAN.with_changes([Change(Key(TWO, KIND), None, None), Change(Key(ONE, "effect", R1), None, "12件")])
    newer = of.renewed(gone)
    assert [r.node for r in newer.rows] == [ONE, THREE]
    assert shown(newer, "effect") == ["12件", ""]
    assert shown(of, "effect") == ["9件", "R1に12019円、R12まで", ""]


def test_a_plan_without_years_has_rows_per_measure_only() -> None:
    builder = PlanBuilder()
    builder.start("空", "見本市", "sodegaura", [])
    builder.add("measure", PLAN_ID, {}, "1", "一つ")
    plan = Plan(builder.entries)
    assert shown(table("measure", plan), "work") == [""]
    assert table("measure", plan).key(0, [c.id for c in columns(VOCABULARY, "measure")].index("work")) is None
    assert table("period", plan).rows == []


def test_a_large_table_stays_quick() -> None:
    plan = big_plan()
    index = SearchIndex(plan, VOCABULARY)
    index.keys("計")
    of = Table(plan, VOCABULARY, "period", columns(VOCABULARY, "period"), index=index)
    jobs: list[Callable[[], Table]] = [
        lambda: of.sorted_by(column(NUMBER)), lambda: of.sorted_by(column("work")), lambda: of.filtered({column("work"): "9件"}),
    ]
    for work in jobs:
        start = time.thread_time()
        work()
        assert time.thread_time() - start < 1.0  # the figures are the bench's; this only stops a slip by an order


# On paper


def pdf_text(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [without_space(page.get_textpage().get_text_range()) for page in document]


def test_a_table_is_written_as_shown_and_whole(tmp_path: Path) -> None:
    of = Table(big_plan(60), VOCABULARY, "period", default_columns(VOCABULARY, "period")).sorted_by(column(NUMBER), descending=True)
    of = of.filtered({column(PERIOD): "R1"})
    target = tmp_path / "一覧.pdf"
    told: list[tuple[int, int]] = []
    written = export_table(of, target, on=dt.date(2026, 4, 1), progress=lambda done, of: told.append((done, of)))
    pages = pdf_text(target)
    assert (written.paths, written.warnings, written.pages) == ([target], [], len(pages))
    assert told == [(n + 1, len(pages)) for n in range(len(pages))]
    assert len(pages) > 1
    assert all("施策番号施策名担当部署" in page for page in pages)
    assert "大きな計画一覧2026年4月1日現在60件" in pages[0]
    whole = "".join(pages)
    numbers = [whole.index(f"①-{n:04}") for n in range(60)]
    assert numbers == sorted(numbers, reverse=True)
    for n in range(60):
        text = f"・{n}件の作業を計画どおり行った(R1年{n % 12}月)。" * 8
        assert without_space(text) in whole
    with pypdfium2.PdfDocument(target) as document:
        assert [round(x) for x in document[0].get_size()] == [1191, 842]


def test_the_workbook_has_every_text_and_repeats_its_header(tmp_path: Path) -> None:
    target = tmp_path / "一覧.xlsx"
    of = Table(PLAN, VOCABULARY, "measure", default_columns(VOCABULARY, "measure"))
    export_table(of, target, paper="A4", title="施策の一覧")
    sheet = openpyxl.load_workbook(target).worksheets[0]
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[0][0] == "施策の一覧"
    assert rows[2] == [c.label for c in of.columns]
    assert rows[3:] == [[of.text(r, c) for c in range(len(of.columns))] for r in range(len(of.rows))]
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$3:$3", "landscape")
    assert sheet.page_setup.paperSize == 9


@pytest.mark.parametrize("name", ["一覧.pdf", "一覧.xlsx"])
def test_internal_fields_never_leave(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    written = export_table(table("measure"), target)
    assert written.warnings[0] == say.INTERNAL_DROPPED.format(fields="進捗区分、事務局メモ")
    whole = "".join(pdf_text(target)) if name.endswith("pdf") else str(list(openpyxl.load_workbook(target).worksheets[0].values))
    assert "龍ヶ崎と結ぶ" in whole
    assert "覚書" not in whole
    assert "事務局メモ" not in whole


def test_how_the_work_goes_is_internal() -> None:
    assert {c.id for c in columns(VOCABULARY, "period") if c.internal} == {PROGRESS, "memo"}


def test_what_cannot_be_written_is_a_sentence_and_no_file(tmp_path: Path) -> None:
    of = table("period")
    memo = [c for c in of.columns if c.internal]
    for bad, target in (
        (of.with_columns(memo), tmp_path / "a.pdf"),
        (of.filtered({column(NAME): "どこにもない"}), tmp_path / "b.pdf"),
        (of, tmp_path / "c.docx"),
        (of.with_columns([c for c in of.columns if not c.internal] * 5), tmp_path / "d.pdf"),
        (of, tmp_path / "ない" / "e.pdf"),
    ):
        with pytest.raises(KnownError):
            export_table(bad, target)
    assert list(tmp_path.iterdir()) == []


def test_many_columns_make_the_type_smaller_with_a_warning(tmp_path: Path) -> None:
    of = table("period")
    written = export_table(of.with_columns([c for c in of.columns if not c.internal] + list(of.columns)[8:18]), tmp_path / "a.pdf")
    assert "ポイントまで小さくしました" in written.warnings[0]
