"""Entries that no plan can hold are found, and nothing else is."""
from __future__ import annotations

import time

import pytest
from hypothesis import given

from planeditor.domain.blocks import MOST_CELLS, table_size
from planeditor.domain.plan import BLOCK_TYPE, KIND, NAME, ORDER, PARENT, PLAN_ID, Key, Plan
from planeditor.domain.soundness import DEEPEST, is_period_key, without_senseless
from tests.services.transport_plans import plans

SOUND = {
    Key(PLAN_ID, KIND): "plan", Key(PLAN_ID, NAME): "計画",
    Key("a", KIND): "area", Key("a", PARENT): PLAN_ID, Key("a", ORDER): "1", Key("a", NAME): "分野",
    Key("m", KIND): "measure", Key("m", PARENT): "a", Key("m", ORDER): "-3", Key("m", "work", "年度:2021"): "調査",
    Key("t", KIND): "block", Key("t", PARENT): "a", Key("t", BLOCK_TYPE): "table", Key("t", "cell:1:1"): "欄", Key("t", "@size"): "2 3",
}


@given(plans())
def test_what_a_plan_may_hold_stays(plan: Plan) -> None:
    entries = dict(plan.entries)
    assert without_senseless(entries) == entries


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Key("m", ORDER), "x"), (Key("m", ORDER), "1.5"), (Key("m", ORDER), "9" * 5000), (Key("m", KIND), "foo"),
        (Key("m", KIND), "plan"), (Key(PLAN_ID, KIND), "area"), (Key(PLAN_ID, PARENT), "a"), (Key("a", PARENT), "a"),
        (Key("a", PARENT), "m"), (Key(PLAN_ID, "@periods:年度"), "年度:2021 ごみ"), (Key(PLAN_ID, "@periods:年度"), "期:2021"),
        (Key(PLAN_ID, "@current"), "来年"), (Key("m", "work", "年度:abc"), "文"), (Key("m", "work", "年度:a-b"), "文"),
        (Key(PLAN_ID, "@closed", "年度:2021"), "昨日"),
        (Key("m", "work", "年度:1-999999999"), "文"), (Key("m", "work", "年度:2025-2021"), "文"), (Key("m", "work", ":"), "文"),
        (Key("m", "work", "abc"), "文"),
        (Key("m", "work", "年度:" + "9" * 5000), "文"), (Key("t", "@size"), "99999999 99999999"), (Key("t", "@size"), "10000 200"),
        (Key("t", "@head"), "9" * 5000),
        (Key("t", "@widths"), "9" * 5000), (Key("t", "cell:999999999:1"), "文"), (Key("t", "cell:" + "9" * 5000 + ":1"), "文"),
        (Key(PLAN_ID, "@forms_version"), "9" * 5000),
    ],
)
def test_what_no_plan_can_hold_is_left_out(key: Key, text: str) -> None:
    kept = without_senseless(SOUND | {key: text})
    lost = (SOUND | {key: text}).keys() - kept.keys()
    assert len(lost) == 1
    assert lost == {key} or next(iter(lost)).field == PARENT  # of a ring, one link is as good as another
    plan = Plan(kept)
    assert list(plan.walk()) is not None
    assert plan.node(PLAN_ID)


def test_nodes_may_not_stand_in_each_other_without_end() -> None:
    entries = dict(SOUND)
    for n in range(3000):
        entries |= {Key(f"d{n}", KIND): "area", Key(f"d{n}", PARENT): f"d{n - 1}" if n else PLAN_ID}
    before = time.process_time()
    kept = without_senseless(entries)
    assert time.process_time() - before < 2
    assert len([n for n in Plan(kept).walk() if n.id.startswith("d")]) == DEEPEST


def test_two_far_corners_make_no_table_of_millions() -> None:
    plan = Plan(SOUND | {Key("t", "cell:10000:1"): "下", Key("t", "cell:1:200"): "右"})
    rows, columns = table_size(plan, "t")
    assert rows * columns <= MOST_CELLS


@pytest.mark.parametrize("key", ["年度:2021", "期:2014-2015", "a:b:2020"])
def test_keys_of_periods(key: str) -> None:
    assert is_period_key(key)
