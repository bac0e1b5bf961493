"""What differs between two plans: laws for any two, and how nodes find each other where they share no ids."""
from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planeditor.domain.blocks import COVERS, covers_field
from planeditor.domain.building import PlanBuilder
from planeditor.domain.comparison.difference import Difference, Kind, Stand
from planeditor.domain.comparison.differences import compared, differences
from planeditor.domain.comparison.scope import Scope
from planeditor.domain.fields import FieldDef, SeriesDef, Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import (
    BLOCK_TYPE,
    DEPARTMENTS,
    MERGED_INTO,
    NAME,
    NUMBER,
    ORDER,
    PARENT,
    PLAN_ID,
    STATE,
    Change,
    Key,
    Plan,
)
from planeditor.domain.reserved import base_of, subject_of

YEARS = [Period("年度", year, year) for year in (2021, 2022)]
WORDS = Vocabulary(
    (
        FieldDef(NAME, "題名", "plan"), FieldDef(NUMBER, "番号", "area"), FieldDef(NAME, "名称", "area"),
        FieldDef(NUMBER, "施策番号", "measure"), FieldDef(NAME, "施策名", "measure"), FieldDef(DEPARTMENTS, "担当部署", "measure"),
        FieldDef("summary", "概要", "measure"), FieldDef("usual", "種別", "measure", default="活動目標"),
        FieldDef("step", "予定", "measure", series="年度"), FieldDef("work", "作業内容", "measure", series="年度", kind="report"),
        FieldDef("memo", "メモ", "measure", kind="internal"), FieldDef("text", "本文", "block"), FieldDef(NAME, "名称", "block"),
    ),
    {"年度": SeriesDef("年度")},
)
TEXTS = st.sampled_from(["", "導入", "導入する", "導入を検討する", "令和3年度", "R3年度", "H 30", "１２"])
FIELDS = st.sampled_from([("summary", ""), ("usual", ""), ("memo", ""), ("step", YEARS[0].key), ("work", YEARS[1].key), (NAME, "")])
PLACES = st.integers(0, 9)
EDITS = st.lists(st.tuples(st.sampled_from(["text", "move", "delete", "add", "number"]), PLACES, PLACES, FIELDS, TEXTS), max_size=8)


def base() -> Plan:
    """Two areas, five measures, a chapter with two paragraphs."""
    numbers = iter(f"n{n}" for n in range(100))
    builder = PlanBuilder(ids=lambda: next(numbers))
    builder.start("見本計画", "見本市", "x", YEARS)
    for area, count in (("①", 3), ("②", 2)):
        node = builder.area(area, f"分野{area}")
        for n in range(1, count + 1):
            texts = {"summary": f"{area}の{n}番目の取組を進める", DEPARTMENTS: "見本課", "memo": "内部"}
            measure = builder.add("measure", node, texts, f"{area}-0{n}", f"{area}の施策{n}")
            builder.set(measure, "step", "準備", YEARS[0].key)
            builder.set(measure, "work", "作業", YEARS[0].key)
    chapter = builder.add("block", PLAN_ID, {BLOCK_TYPE: "chapter"}, "第1章", "考え方")
    for text in ("はじめの段落です。", "つぎの段落です。"):
        builder.add("block", chapter, {BLOCK_TYPE: "paragraph", "text": text})
    return Plan(builder.entries)


def edited(plan: Plan, edits: list[Any]) -> Plan:
    """The plan after some edits."""
    for count, (what, one, other, (field, period), text) in enumerate(edits):
        measures, areas = plan.measures, plan.areas
        measure = measures[one % len(measures)] if measures else None
        area = areas[other % len(areas)]
        changes: list[Change] = []
        if what == "add":
            builder = PlanBuilder(plan, ids=iter([f"new{count}"]).__next__)
            builder.add("measure", area.id, {"summary": text}, f"新-{count}", f"新しい施策{count}")
            changes = [Change(k, None, t) for k, t in builder.entries.items()]
        elif measure is None:
            continue
        elif what == "text":
            changes = [Change(Key(measure.id, field, period), None, text or None)]
        elif what == "number":
            changes = [Change(Key(measure.id, NUMBER), None, f"替-{count}")]
        elif what == "move":
            changes = [Change(Key(measure.id, PARENT), None, area.id), Change(Key(measure.id, ORDER), None, str(other * 3 - 5))]
        else:
            changes = [Change(k, None, None) for k in plan.of_node(measure.id)]
        plan = plan.with_changes(changes)
    return plan


def model(plan: Plan, scope: Scope, parent: str = PLAN_ID) -> tuple[dict[str, list[str]], dict[str, dict[tuple[str, str], str]]]:
    """What is compared of a plan: the children of each node, and the texts of each."""
    children = {parent: [n.id for n in scope.children(plan, parent)]}
    texts = {parent: scope.texts(plan, parent)}
    for node in scope.nodes(plan, parent):
        children[node.id] = [n.id for n in scope.children(plan, node.id)]
        texts[node.id] = scope.texts(plan, node.id)
    return children, texts


def applied(old: Plan, scope: Scope, found: list[Difference]) -> Any:
    """What is compared of the old plan, with the differences carried out."""
    children, texts = model(old, scope)
    for difference in found:
        node = difference.node.id
        if difference.field:
            texts[node].pop((difference.field, difference.period), None)
            if difference.new:
                texts[node][difference.field, difference.period] = difference.new
            continue
        if difference.old_node is not None:
            children[difference.old_node.parent].remove(node)
        if difference.kind is Kind.REMOVED:
            del texts[node], children[node]
    for difference in (d for d in found if d.kind in (Kind.ADDED, Kind.MOVED)):
        node, stand = difference.node.id, Stand.read(difference.new)
        if difference.kind is Kind.ADDED:
            texts[node] = {(s.field, s.period): s.text for s in difference.texts}
            children[node] = []
        siblings = children[stand.parent]
        siblings.insert(siblings.index(stand.after) + 1 if stand.after else 0, node)
    return children, texts


@settings(max_examples=50)
@given(EDITS, EDITS, st.booleans())
def test_the_differences_turn_the_old_plan_into_the_new_one(one: list[Any], other: list[Any], reports: bool) -> None:
    old, new = edited(base(), one), edited(base(), other)
    scope = Scope(WORDS, reports)
    found = differences(old, new, WORDS, reports=reports)
    assert applied(old, scope, found) == model(new, scope)
    assert len({(d.node.id, d.field, d.period) for d in found}) == len(found)
    assert not any(d.field == "memo" or any(s.field == "memo" for s in d.texts) for d in found)
    assert differences(new, new, WORDS, reports=reports) == []


SWAPPED = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}


@settings(max_examples=50)
@given(EDITS, EDITS)
def test_swapping_exchanges_old_and_new(one: list[Any], other: list[Any]) -> None:
    old, new = edited(base(), one), edited(base(), other)
    there = Counter(
        (SWAPPED.get(d.kind, d.kind), d.new_node, d.old_node, d.field, d.period, d.new, d.old, d.texts)
        for d in differences(old, new, WORDS)
    )
    back = Counter((d.kind, d.old_node, d.new_node, d.field, d.period, d.old, d.new, d.texts) for d in differences(new, old, WORDS))
    assert there == back


def renamed_ids(plan: Plan) -> Plan:
    """The same plan under other ids, as another file has it."""
    def other(text: str) -> str:
        return text if text == PLAN_ID else f"x{text}"

    def field(text: str) -> str:
        return covers_field(other(subject_of(text))) if base_of(text) == COVERS else text

    return Plan({
        Key(other(k.node), field(k.field), k.period): other(t) if k.field in (PARENT, MERGED_INTO) else t
        for k, t in plan.entries.items()
    })


@settings(max_examples=50)
@given(EDITS)
def test_a_copy_under_other_ids_does_not_differ(edits: list[Any]) -> None:
    plan = edited(base(), [e for e in edits if e[3][0] != NAME])
    assert differences(plan, renamed_ids(plan), WORDS) == []


def told(found: list[Difference]) -> list[tuple[str, str, str, str, str]]:
    return [(d.kind.value, d.node.number, d.field, d.old, d.new) for d in found]


def change(plan: Plan, *changes: tuple[str, str, str | None]) -> Plan:
    return plan.with_changes([Change(Key(node, field), None, text) for node, field, text in changes])


def test_other_files_match_by_number_and_name_then_name_then_likeness() -> None:
    plan = base()
    first, second, third, fourth, fifth = (m.id for m in plan.measures)
    new = change(
        plan, (first, "summary", "①の1番目の取組を終える"), (second, NUMBER, "②-09"), (third, NAME, "まったく別の名前"),
        (fourth, NUMBER, "②-08"), (fourth, NAME, "②の施策1と2"),
    ).with_changes([Change(k, None, None) for k in plan.of_node(fifth)])
    new = change(new, (fourth, STATE, "中止"))
    for other in (new, renamed_ids(new)):
        assert told(differences(plan, other, WORDS)) == [
            ("changed", "①-01", "summary", "①の1番目の取組を進める", "①の1番目の取組を終える"),
            ("changed", "②-09", NUMBER, "①-02", "②-09"),
            ("changed", "①-03", NAME, "①の施策3", "まったく別の名前"),
            ("changed", "②-08", NUMBER, "②-01", "②-08"),
            ("changed", "②-08", NAME, "②の施策1", "②の施策1と2"),
            ("changed", "②-08", STATE, "", "中止"),
            ("removed", "②-02", "", differences(plan, other, WORDS)[-1].old, ""),
        ]


def test_numbers_given_to_something_else_are_no_match() -> None:
    plan = base()
    first = plan.measures[0].id
    new = renamed_ids(change(plan, (first, NAME, "庁舎の空調"), (first, "summary", "設備の入替えを行う"), (first, DEPARTMENTS, "管財課")))
    found = [(d.kind.value, d.node.name) for d in differences(plan, new, WORDS)]
    assert found == [("removed", "①の施策1"), ("added", "庁舎の空調")]


def test_a_merged_measure_is_one_difference() -> None:
    plan = base()
    first, second = (m.id for m in plan.measures[:2])
    new = change(plan, (first, STATE, "統合"), (first, MERGED_INTO, second))
    assert told(differences(plan, new, WORDS)) == [("changed", "①-01", STATE, "", "統合（①-02 ①の施策2へ）")]


def test_running_text_is_matched_in_its_sequence() -> None:
    plan = base()
    chapter = next(n for n in plan.walk() if n.number == "第1章")
    first, second = plan.children(chapter.id)
    new = change(plan, (second.id, "text", "つぎの段落を直しました。"))
    new = Plan({k: t for k, t in new.entries.items() if k.node != first.id})
    for other in (new, renamed_ids(new)):
        assert [(d.kind.value, d.old if d.field else d.texts[0].text) for d in differences(plan, other, WORDS)] == [
            ("removed", "はじめの段落です。"), ("changed", "つぎの段落です。"),
        ]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("平成30年度に導入", "H30年度に導入", "notation"), ("袖ヶ浦 7 か所", "袖ケ浦7か所", "notation"),
        ("ICTを使う", "ICT[^ICT]を使う", "notation"),
        ("10か所", "11か所", "changed"), ("", "導入", "changed"), ("導入", "", "changed"),
    ],
)
def test_a_difference_of_notation_only_is_told_apart(old: str, new: str, kind: str) -> None:
    plan = base()
    node = plan.measures[0].id
    one, other = change(plan, (node, "summary", old or None)), change(plan, (node, "summary", new or None))
    assert told(differences(one, other, WORDS)) == [(kind, "①-01", "summary", old, new)]


def test_marks_of_other_plans_are_compared_whatever_their_ids() -> None:
    plan = base()
    builder = PlanBuilder(plan, ids=iter(("list", "one", "two")).__next__)
    holder = builder.add("block", PLAN_ID, {BLOCK_TYPE: "list"}, name="見本県方針")
    items = [builder.add("block", holder, {BLOCK_TYPE: "item"}, number, name) for number, name in (("1", "窓口"), ("2", "人材"))]
    builder.set(plan.measures[0].id, covers_field(items[0]), "○")
    old = Plan({**plan.entries, **builder.entries})
    assert differences(old, renamed_ids(old), WORDS) == []
    new = change(old, (plan.measures[0].id, covers_field("one"), None), (plan.measures[0].id, covers_field("two"), "○"))
    for other, head in ((new, ""), (renamed_ids(new), "x")):
        assert {(d.field, d.old, d.new) for d in differences(old, other, WORDS)} == {
            (covers_field(f"{head}one"), "○", ""), (covers_field(f"{head}two"), "", "○"),
        }


def test_what_is_printed_where_nothing_is_entered_is_no_difference() -> None:
    plan = base()
    assert differences(plan, change(plan, (plan.measures[0].id, "usual", "活動目標")), WORDS) == []


def test_a_thousand_measures_take_no_time() -> None:
    import time

    builder = PlanBuilder()
    builder.start("大きい計画", "見本市", "x", YEARS)
    for n in range(1000):
        builder.add("measure", builder.area(f"{n // 50}"), {"summary": f"{n}番目の取組"}, f"{n // 50}-{n % 50}", f"施策{n}")
    plan = Plan(builder.entries)
    other = renamed_ids(change(plan, *((m.id, "summary", "書き換えた") for m in plan.measures)))
    start = time.thread_time()
    assert len(compared(plan, other, WORDS).differences) == 1000
    assert time.thread_time() - start < 1.5
