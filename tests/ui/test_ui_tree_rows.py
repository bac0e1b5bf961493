"""The look-ups over the rows of the tree, and where a place or a drop is found in them."""
from __future__ import annotations

import pytest

from planeditor.domain.building import PlanBuilder
from planeditor.domain.plan import PLAN_ID, Plan
from planeditor.services.tree.outline import Row
from planeditor.ui.place import Place
from planeditor.ui.tree.tree_drop import Target, target
from planeditor.ui.tree.tree_place import row_for
from planeditor.ui.tree.tree_rows import ShownRows
from planeditor.ui.tree.tree_typing import TypeAhead


def measure(node: str, number: str, title: str, head: str = "") -> Row:
    own = head + node
    return Row(own, "measure", node, "", number, title, tuple(Row(f"{own}/{y}", "period", node, y, "", y) for y in ("y:1", "y:2")))


AREA_1 = Row("a1", "area", "a1", "", "①", "暮らし", (measure("m1", "①-01", "防災"), measure("m2", "①-02", "ＷｉＦｉ整備")))
INNER = Row("a3", "area", "a3", "", "(1)", "内部", (measure("m3", "②-01", "文書"),))
AREA_2 = Row("a2", "area", "a2", "", "②", "行政", (INNER, measure("m4", "②-02", "研修")))
SHOWN = ShownRows((AREA_1, AREA_2))


def test_every_row_is_found_where_it_stands() -> None:
    for row_id, path in {"a1": (0,), "m2": (0, 1), "m2/y:2": (0, 1, 1), "m3": (1, 0, 0), "m4": (1, 1)}.items():
        assert SHOWN.path(row_id) == path
        found = SHOWN.at(path)
        assert found is not None
        assert found.id == row_id
    assert SHOWN.path("m9") is None
    assert SHOWN.path("m2/y:9") is None


def test_measures_follow_each_other_as_shown() -> None:
    assert [row.id for row in SHOWN.measures] == ["m1", "m2", "m3", "m4"]
    steps = {("m2", 1): "m3", ("m2/y:1", 1): "m3", ("m3", -1): "m2", ("a2", 1): "m3", ("a2", -1): "m2", ("", 1): "m1", ("", -1): "m4"}
    for (start, by), wanted in steps.items():
        row = SHOWN.step(start, by)
        assert row is not None
        assert row.id == wanted
    assert SHOWN.step("m4", 1) is None
    assert SHOWN.step("m1", -1) is None


def test_what_comes_after_a_row_that_goes_is_the_nearest_one() -> None:
    assert SHOWN.beside("m1")[0] == "m2"
    assert SHOWN.beside("m4")[:2] == ["a3", "a2"]
    assert SHOWN.beside("m9") == []


def test_type_ahead_is_blind_to_width_and_goes_round() -> None:
    def typed(text: str, place: str, *, beyond: bool = True) -> str | None:
        row = SHOWN.starting_with(text, place, beyond=beyond)
        return row.id if row else None

    assert typed("wifi", "m4") == "m2"
    assert typed("2-0", "m1") == "m3"
    assert typed("2-0", "m3") == "m4"
    assert typed("2-0", "m3", beyond=False) == "m3"
    assert typed("ぶんしょ", "m1") is None


def test_keys_typed_quickly_make_one_search(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("planeditor.ui.tree.tree_typing.monotonic", lambda: now)
    typing = TypeAhead()
    assert typing.add("2") == ("2", True)
    assert typing.add("-") == ("2-", False)
    now = 105.0
    assert typing.add("文") == ("文", True)


def test_a_place_is_shown_at_the_year_where_years_are_seen() -> None:
    def chosen(place: Place, current: str, *expanded: str) -> str | None:
        row = row_for(SHOWN, place, current, lambda row_id: row_id in expanded)
        return row.id if row else None

    assert chosen(Place("m1", "y:2"), "") == "m1"
    assert chosen(Place("m1", "y:2"), "", "m1") == "m1/y:2"
    assert chosen(Place("m1"), "m1/y:1", "m1") == "m1/y:1"
    assert chosen(Place("m9"), "m1") is None


def test_a_measure_that_stands_twice_is_chosen_in_the_department_the_user_is_at() -> None:
    both = ShownRows([
        Row(f"dep:{name}", "department", "", "", "", name, (measure("m1", "①-01", "防災", f"dep:{name}/"),))
        for name in ("総務課", "防災課")
    ])
    row = row_for(both, Place("m1"), "dep:防災課", lambda _: False)
    assert row is not None
    assert row.id == "dep:防災課/m1"
    first = row_for(both, Place("m1"), "", lambda _: False)
    assert first is not None
    assert first.id == "dep:総務課/m1"


def test_the_rows_to_open() -> None:
    assert SHOWN.above_depth(0) == []
    assert SHOWN.above_depth(1) == ["a1", "a2"]
    assert set(SHOWN.above_depth(2)) == {"a1", "a2", "m1", "m2", "a3", "m4"}
    assert SHOWN.first_groups(1) == ["a1"]
    assert SHOWN.first_groups(3) == ["a1"]  # the second would make four
    assert SHOWN.first_groups(4) == ["a1", "a2"]
    assert SHOWN.first_groups(100) == ["a1", "a2", "a3"]


def test_drops_go_where_the_plan_allows() -> None:
    builder = PlanBuilder()
    one, two = builder.add("area", PLAN_ID, {}, "①", "一"), builder.add("area", PLAN_ID, {}, "②", "二")
    first, second = builder.add("measure", one, {}, "①-01", "甲"), builder.add("measure", one, {}, "①-02", "乙")
    third = builder.add("measure", one, {}, "①-03", "丙")
    plan = Plan(builder.entries)
    shown = [measure(first, "①-01", "甲"), measure(second, "①-02", "乙")]  # the third is hidden by a filter
    area = Row(one, "area", one, "", "①", "一")
    assert target(plan, [third], area, shown, 1) == Target(one, second)
    assert target(plan, [first], area, shown, 2) == Target(one, third)
    assert target(plan, [first], area, shown, -1) == Target(one, None)
    assert target(plan, [one], area, shown, 0) is None
    assert target(plan, [first], None, (), -1) is None  # not out of its area into the plan itself
    assert target(plan, [one], None, (), -1) == Target(PLAN_ID, None)
    assert target(plan, [""], area, shown, 0) is None
    assert target(plan, [two], area, shown, 0) == Target(one, first)
