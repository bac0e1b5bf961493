"""Search over the whole plan: the hits, their order and context, and the index kept up to date."""
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.folding import folded, needle
from planeditor.domain.plan import KIND, NAME, NUMBER, ORDER, PARENT, PERIODS, PLAN_ID, Change, Key, Plan
from planeditor.services.finding.searching import SearchIndex
from tests.services.finding_plans import H30, R1, R2, VOCABULARY, finding_plan, node_of

PLAN = finding_plan()
ONE, TWO, THREE = (node_of(PLAN, number) for number in ("①-10", "①-02", "②-01"))
READ = (NUMBER, NAME, "@departments")


def naive(plan: Plan, query: str) -> set[Key]:
    wanted = needle(query)
    return {
        k for k, t in plan.entries.items()
        if wanted and (not k.field.startswith("@") or k.field in READ) and wanted in folded(t)
    }


def test_hits_stand_in_the_order_of_the_plan_with_their_context() -> None:
    hits = SearchIndex(PLAN, VOCABULARY).search("計画どおり")
    assert hits.total == 3
    assert [(h.key.node, h.node, h.period, h.field, h.before, h.match, h.after, h.count) for h in hits.hits] == [
        (ONE, "①-10 公衆LANの設置", "R1年度", "作業内容", "", "計画どおり", "進む", 1),
        (TWO, "①-02 窓口の案内", "R1年度", "作業内容", "", "計画どおり", "進んだ", 1),
        (THREE, "②-01", "R1年度", "作業内容", "", "計画通り", " に完了。計画通り", 2),
    ]


def test_fields_stand_in_the_order_of_the_form_set_then_periods() -> None:
    keys = SearchIndex(PLAN, VOCABULARY).keys("1")
    assert [(k.field, k.period) for k in keys if k.node == ONE] == [
        (NUMBER, ""), ("progress", H30), ("effect", R1), ("effect", R2),
    ]


def test_years_are_found_as_years() -> None:
    index = SearchIndex(PLAN, VOCABULARY)
    wanted = [Key(ONE, "progress", H30), Key(ONE, "effect", R1), Key(TWO, "progress", H30)]
    assert index.keys("2019年度") == index.keys("R1") == index.keys("平成三十一年") == wanted
    assert index.keys("R12") == [Key(ONE, "effect", R1)]


def test_the_plans_title_and_internal_fields_are_searched_but_not_what_nobody_reads() -> None:
    index = SearchIndex(PLAN, VOCABULARY)
    title = index.search("見本市計画").hits[0]
    assert (title.key, title.node, title.field) == (Key(PLAN_ID, NAME), "見本市計画", "題名")
    assert [h.field for h in index.search("覚書").hits] == ["事務局メモ"]
    for hidden in ("measure", "sodegaura", "年度:2019", "完了した"):
        assert index.search(hidden).total == 0
    assert {k.field for k in index.keys("完了")} == {"work"}


def test_kinds_period_and_limit() -> None:
    index = SearchIndex(PLAN, VOCABULARY)
    assert [h.field for h in index.search("覚", kinds=["plan", "report"]).hits] == []
    assert {h.field for h in index.search("覚", kinds={"internal"}).hits} == {"事務局メモ"}
    assert {h.key.period for h in index.search("件", period=R2).hits} == {R2}
    assert {h.key.period for h in index.search("計", period="").hits} == {""}
    found = index.search("計", limit=2)
    assert (found.total, len(found.hits), len(found.hits[:5])) == (5, 2, 2)


def test_a_long_text_is_shown_round_the_match_on_one_line() -> None:
    text = "前" * 50 + "\n二〇目標\t" + "後" * 100
    plan = PLAN.with_changes([Change(Key(ONE, "work", R1), None, text)])
    (hit,) = SearchIndex(plan, VOCABULARY).search("目標　", kinds={"report"}).hits
    assert (hit.before, hit.match) == ("…" + "前" * 21 + " 二〇", "目標")
    assert hit.after == " " + "後" * 59 + "…"


def test_a_search_before_the_index_is_complete_is_right() -> None:
    index = SearchIndex(PLAN, VOCABULARY)
    assert index.step(1)
    assert set(index.keys("計")) == naive(PLAN, "計")
    assert not index.step(1)


def test_a_found_hit_stays_what_it_was_when_the_plan_goes_on() -> None:
    index = SearchIndex(PLAN, VOCABULARY)
    hits = index.search("9件").hits
    change = Change(Key(TWO, "effect", R1), "9件", None)
    index.update(PLAN.with_changes([change]), [change])
    assert hits[0].match == "9件"
    assert index.search("9件").total == 0


def test_moved_new_and_deleted_nodes() -> None:
    index = SearchIndex(PLAN, VOCABULARY)
    index.keys("計")
    area = PLAN.areas[1].id
    changes = [
        *(Change(k, t, None) for k, t in PLAN.of_node(TWO).items()),
        Change(Key(ONE, PARENT), None, area), Change(Key(ONE, ORDER), None, "9"),
        Change(Key("new", KIND), None, "measure"), Change(Key("new", PARENT), None, area), Change(Key("new", ORDER), None, "5"),
        Change(Key("new", "work", R1), None, "計画通り"),
    ]
    plan = PLAN.with_changes(changes)
    index.update(plan, changes)
    assert [k.node for k in index.keys("計画通り")] == [THREE, "new", ONE]
    assert index.keys("計") == SearchIndex(plan, VOCABULARY).keys("計")


def test_years_added_before_the_others_come_first() -> None:
    index = SearchIndex(PLAN, VOCABULARY)
    index.keys("計")
    changes = [
        Change(Key(PLAN_ID, f"{PERIODS}:年度"), None, "年度:2017 年度:2018 年度:2019 年度:2020"),
        Change(Key(ONE, "effect", "年度:2017"), None, "1件"),
    ]
    plan = PLAN.with_changes(changes)
    index.update(plan, changes)
    assert [k.period for k in index.keys("1") if k.field == "effect"] == ["年度:2017", R1, R2]


TEXTS = st.sampled_from(["計画通り", "計画どおり", "R1", "2019年度", "12019", "平成31年4月", "件", "㈱", "", "令和元\n年度"])
PLACES = st.tuples(
    st.sampled_from([ONE, TWO, THREE]), st.sampled_from(["work", "memo", "summary", NAME]), st.sampled_from(["", H30, R1])
).map(lambda place: Key(*place))


@given(st.lists(st.tuples(PLACES, TEXTS), max_size=6), st.sampled_from(["計", "R1", "2019", "通り", "どお", "年", "31", "件 ", "株"]))
def test_an_updated_index_finds_what_a_plain_scan_finds(edits: list[tuple[Key, str]], query: str) -> None:
    index, plan = SearchIndex(PLAN, VOCABULARY), PLAN
    index.step(3)
    for key, text in edits:
        changes = [Change(key, plan.entries.get(key), text or None)]
        plan = plan.with_changes(changes)
        index.update(plan, changes)
    found = index.keys(query)
    assert set(found) == naive(plan, query)
    assert found == SearchIndex(plan, VOCABULARY).keys(query)
    assert all(h.count > 0 for h in index.search(query).hits)
