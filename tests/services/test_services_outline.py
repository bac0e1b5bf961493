"""The tree as plain data: by area, by department, filtered, quick."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from time import thread_time

import pytest

from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, NAME, PLAN_ID, Change, Key, Plan
from planeditor.services.formsets import FormSets
from planeditor.services.tree.outline import Row, by_area, by_department, filtered
from planeditor.store.departments import Department

TODAY = date(2024, 6, 1)
WORDS = FormSets().get("sodegaura").vocabulary
REGISTER = [
    Department("総務部", "企画課", 1, id=5),
    Department("総務部", "情報課", 2, id=6, valid_to=date(2020, 3, 31), successor=7),
    Department("総務部", "デジタル課", 3, id=7),
    Department("市民部", "市民課", 4, id=8),
]


def plan_of(measures: int = 0) -> Plan:
    builder = PlanBuilder()
    builder.start("計画", "見本市", "sodegaura", [Period("年度", y, y) for y in range(2021, 2026)])
    if measures:
        for number in range(measures):
            area = builder.area(f"第{number // 25 + 1}章", "分野")
            builder.add("measure", area, {DEPARTMENTS: f"第{number % 40}課"}, f"{number // 25 + 1}-{number % 25:02}", "施策の名")
        return Plan(builder.entries)
    first = builder.area("①", "くらし")
    inner = builder.add("area", first, {}, "(1)", "ネットワーク")
    builder.add("measure", inner, {DEPARTMENTS: "市民課、企画課"}, "①-01", "ＷｉＦｉの整備")
    builder.add("measure", first, {DEPARTMENTS: "情報課"}, "①-02", "窓ケ口の案内")
    builder.area("②", "仕事")
    builder.add("measure", PLAN_ID, {}, "9", "分野のない施策")
    builder.add("measure", PLAN_ID, {DEPARTMENTS: "むかし課・ほか課他"}, "10", "知らない部署の施策")
    return Plan(builder.entries)


def shape(rows: Iterable[Row]) -> list[object]:
    """Titles, nested; periods left out."""
    found: list[object] = []
    for row in rows:
        below = shape(row.children)
        if row.kind != "period":
            found.append((row.number or row.title, below) if below else row.number or row.title)
    return found


def every(rows: Iterable[Row]) -> list[Row]:
    return [r for row in rows for r in (row, *every(row.children))]


def test_areas_of_any_depth_with_measures_and_periods() -> None:
    plan = plan_of()
    rows = by_area(plan, WORDS)
    assert shape(rows) == [("①", [("(1)", ["①-01"]), "①-02"]), "②", "9", "10"]
    measure = rows[0].children[1]
    assert (measure.kind, measure.title, measure.departments) == ("measure", "窓ケ口の案内", "情報課")
    assert [r.title for r in measure.children] == ["R3年度", "R4年度", "R5年度", "R6年度", "R7年度"]
    assert measure.children[0].period == "年度:2021"
    assert {r.node for r in measure.children} == {measure.id}


def test_ids_are_unique_and_stay() -> None:
    plan = plan_of()
    measure = plan.measures[0]
    after = plan.with_changes([Change(Key(measure.id, NAME), "", "別の名"), Change(Key(PLAN_ID, NAME), "", "別")])
    for rows, later in (
        (by_area(plan, WORDS), by_area(after, WORDS)),
        (by_department(plan, WORDS, REGISTER, TODAY), by_department(after, WORDS, REGISTER, TODAY)),
    ):
        ids = [r.id for r in every(rows)]
        assert len(set(ids)) == len(ids)
        assert ids == [r.id for r in every(later)]


def test_departments_in_the_order_of_the_register() -> None:
    rows = by_department(plan_of(), WORDS, REGISTER, TODAY)
    assert shape(rows) == [
        ("総務部 企画課", ["①-01"]), ("総務部 デジタル課", ["①-02"]), ("市民部 市民課", ["①-01"]),
        ("むかし課", ["10"]), ("ほか課", ["10"]), ("担当部署なし", ["9"]),
    ]  # fmt: skip
    before = by_department(plan_of(), WORDS, REGISTER, date(2019, 6, 1))
    assert ("総務部 情報課", ["①-02"]) in shape(before)
    assert rows[0].id == "dep:総務部 企画課"
    assert rows[0].children[0].id.startswith("dep:総務部 企画課/")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("①", [("(1)", ["①-01"]), "①-02"]), "②", "9", "10"]),
        ("　", [("①", [("(1)", ["①-01"]), "①-02"]), "②", "9", "10"]),
        ("wifi", [("①", [("(1)", ["①-01"])])]),
        ("窓ヶ口", [("①", ["①-02"])]),
        ("①－０２", [("①", ["①-02"])]),
        ("①-02 案内", [("①", ["①-02"])]),
        ("市民課", [("①", [("(1)", ["①-01"])])]),
        ("ねっとわーく", []),
        ("ネツトワーク", [("①", [("(1)", ["①-01"])])]),
        ("くらし", [("①", [("(1)", ["①-01"]), "①-02"])]),
        ("R5年度", []),
    ],
)
def test_the_filter_keeps_what_matches_and_its_place(text: str, expected: list[object]) -> None:
    assert shape(filtered(by_area(plan_of(), WORDS), text)) == expected


def test_a_measure_that_matches_keeps_its_periods() -> None:
    kept = filtered(by_area(plan_of(), WORDS), "窓")
    assert len(kept[0].children[0].children) == 5
    by_name = filtered(by_department(plan_of(), WORDS, REGISTER, TODAY), "デジタル課")
    assert shape(by_name) == [("総務部 デジタル課", ["①-02"])]


@pytest.mark.parametrize(("measures", "limit"), [(1_000, 0.15), (10_000, 1.5)])
def test_thousands_of_measures_stay_quick(measures: int, limit: float) -> None:
    plan = plan_of(measures)
    assert len(plan.measures) == measures
    register = [Department("", f"第{n}課", n, id=n) for n in range(1, 30)]

    def best(run: object) -> float:
        times = []
        for _ in range(5):
            start = thread_time()
            rows = run()  # type: ignore[operator]
            times.append(thread_time() - start)
            assert rows
        return min(times)

    rows = by_area(plan, WORDS)
    figures = {
        "by_area": best(lambda: by_area(plan, WORDS)),
        "by_department": best(lambda: by_department(plan, WORDS, register, TODAY)),
        "filtered": best(lambda: filtered(rows, "施策")),
    }
    assert max(figures.values()) <= limit, figures
