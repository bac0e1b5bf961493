"""The plan as data: a changed plan is the same as one built anew."""
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.building import PlanBuilder
from planeditor.domain.plan import KIND, NAME, NUMBER, PARENT, PLAN_ID, Change, Key, Plan
from planeditor.domain.text import number_key

_BASE = {
    Key(PLAN_ID, KIND): "plan", Key("a", KIND): "area", Key("a", PARENT): PLAN_ID,
    Key("m", KIND): "measure", Key("m", PARENT): "a", Key("m", NAME): "窓口", Key("m", "work", "年度:2021"): "調査",
}
_KEYS = st.builds(Key, st.sampled_from(["a", "m", "new"]), st.sampled_from(["work", "memo", NAME]), st.sampled_from(["", "年度:2021"]))
_CHANGES = st.lists(st.builds(Change, _KEYS, st.none(), st.none() | st.sampled_from(["一", "二"])), max_size=6)


@given(st.lists(_CHANGES, max_size=4))
def test_a_changed_plan_looks_like_one_made_of_its_entries(steps: list[list[Change]]) -> None:
    plan = Plan(_BASE)
    assert [n.id for n in plan.walk()] == ["a", "m"]
    for changes in steps:
        before = {n: dict(plan.of_node(n)) for n in ("a", "m", "new")}
        assert plan.used is plan.used
        changed = plan.with_changes(changes)
        assert {n: dict(plan.of_node(n)) for n in before} == before
        plan = changed
        anew = Plan(dict(plan.entries))
        assert list(plan.walk()) == list(anew.walk())
        assert changed.entries == anew.entries
        assert changed.used == anew.used
        assert len(changed.entries) == len(anew.entries)
        assert dict(changed.entries.items()) == dict(anew.entries)
        for change in changes:
            assert (change.key in changed.entries) == (changed.entries.get(change.key) is not None)
        for node in ("a", "m", "new", PLAN_ID):
            assert dict(plan.of_node(node)) == dict(anew.of_node(node))


def test_numbers_are_found_however_they_are_spelled() -> None:
    builder = PlanBuilder()
    builder.start("題", "見本市", "sodegaura", [])
    area = builder.area("①", "分野")
    node = builder.add("measure", area, {}, "①－01", "施策")
    plan = Plan(builder.entries)
    assert plan.numbered("measure")[number_key("1-01")].id == node
    assert plan.numbered("area")[number_key("①")].id == area
    renamed = plan.with_changes([Change(Key(node, NUMBER), "①－01", "②-02")])
    assert set(renamed.numbered("measure")) == {number_key("②-02")}
    assert Plan({}).numbered("measure") == {}
