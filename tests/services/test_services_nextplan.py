"""The next plan from this one: what goes on, what is linked, what is told as left out."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planeditor.domain.blocks import CHAPTER, ITEM, LIST, NOTE, TEXT, blocks, covers_field
from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import FieldDef, SeriesDef, Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import (
    BLOCK_TYPE,
    CONTACTS,
    CURRENT,
    DEPARTMENTS,
    FORMER,
    KIND,
    MUNICIPALITY,
    NAME,
    ORDER,
    PARENT,
    PLAN_ID,
    RESERVED_MARK,
    SECRETARIAT,
    STATE,
    Node,
    Plan,
)
from planeditor.domain.text import number_key
from planeditor.services.formsets import FormSets
from planeditor.services.nextplan import creating, telling
from planeditor.services.nextplan.carrying import NextPlan, Reason, next_plan
from planeditor.services.nextplan.draft import NextDraft, chosen_for, first_draft, renumbered_choices
from planeditor.services.nextplan.matching import Matching, next_periods
from planeditor.services.nextplan.problems import problems
from planeditor.store.departments import Department
from planeditor.store.document import Document
from tests.services.nextplan_plans import YEARS, ending_plan

SETS = FormSets()
FORMS = SETS.get("sodegaura")
OLD = ending_plan()
DRAFT = first_draft(OLD, FORMS.vocabulary)


def made(draft: NextDraft = DRAFT, old: Plan = OLD) -> NextPlan:
    return next_plan(old, FORMS.vocabulary, SETS.get(draft.form_set), draft)


def measure(plan: Plan, number: str) -> Node:
    node = plan.measure_by_number(number)
    assert node is not None
    return node


def left(found: NextPlan, reason: Reason) -> dict[str, int]:
    return {one.label: one.count for one in found.left if one.reason is reason}


def test_the_first_draft_follows_the_plan() -> None:
    assert (DRAFT.first_year, DRAFT.last_year, DRAFT.form_set) == (2026, 2030, "sodegaura")
    assert DRAFT.title == "見本市情報化推進計画2026"
    assert [c.fate for c in DRAFT.choices] == ["goes_on", "ends", "merges", "goes_on", "goes_on"]
    assert DRAFT.choices[2].into == measure(OLD, "①-01").id
    assert problems(DRAFT, OLD, FORMS, SETS) == {}


def test_what_goes_on_begins_with_its_texts_and_knows_its_old_number() -> None:
    plan = made().plan
    assert [(m.number, m.name) for m in plan.measures] == [("①-01", "公衆LAN"), ("②-01", "文書管理"), ("②-02", "研修")]
    assert [(a.number, a.name) for a in plan.areas] == [("①", "地域"), ("②", "行政")]
    first = measure(plan, "①-01").id
    assert plan.text(first, FORMER) == "①-01、①-03"
    assert plan.text(measure(plan, "②-02").id, FORMER) == "②-02"
    for field, text in ((DEPARTMENTS, "見本課"), (CONTACTS, "見本課（情報係）"), ("summary", "公衆LANの概要"), ("memo", ""), (STATE, "")):
        assert plan.text(first, field) == text
    assert not [k for k in plan.entries if k.period], "nothing of the old years"
    assert plan.text(PLAN_ID, SECRETARIAT) == "見本課"
    assert plan.text(PLAN_ID, MUNICIPALITY) == "見本市"
    assert plan.text(PLAN_ID, CURRENT) == "年度:2026"
    assert plan.period_keys("年度") == [f"年度:{y}" for y in range(2026, 2031)]
    assert not {n.id for n in plan.walk()} & {n.id for n in OLD.walk()}


def test_terms_lists_and_marks_come_along_editions_do_not() -> None:
    plan = made().plan
    (note,) = blocks(plan, PLAN_ID, NOTE)
    assert (note.name, plan.text(note.id, TEXT)) == ("庁内網", "役所の中の網")
    (owner,) = blocks(plan, PLAN_ID, LIST)
    items = blocks(plan, owner.id, ITEM)
    assert [i.title for i in items] == ["1 方針1", "2 方針2"]
    assert plan.text(measure(plan, "①-01").id, covers_field(items[0].id)) == "○"
    assert len([k for k in plan.entries if k.field.startswith("@covers")]) == 1
    assert not blocks(plan, PLAN_ID, "edition")
    (added,) = blocks(plan, measure(plan, "②-01").id, "paragraph")
    assert plan.text(added.id, TEXT) == "文書の補足"


def test_the_last_results_are_a_chapter() -> None:
    plan = made().plan
    first, results = blocks(plan, PLAN_ID, CHAPTER)
    assert (first.title, results.title) == ("第1章 はじめに", "第2章 前計画の主な実績と評価")
    lines = [(plan.text(n.id, BLOCK_TYPE), n.number, plan.text(n.id, TEXT)) for n in plan.children(results.id)]
    assert lines[:9] == [
        ("heading1", "(1)", "地域"), ("heading2", "①", "公衆LAN"), ("paragraph", "", "公衆LAN2023は計画通り"),
        ("paragraph", "", "・調べた"), ("paragraph", "", "・作った"), ("heading2", "②", "窓口案内"),
        ("paragraph", "", "窓口案内2023は計画通り"), ("paragraph", "", "・調べた"), ("paragraph", "", "・作った"),
    ]  # fmt: skip
    assert ("heading1", "(2)", "行政") in lines
    assert made().results == 5
    without = made(replace(DRAFT, results=False, chapters=False))
    assert not blocks(without.plan, PLAN_ID, CHAPTER)
    assert left(without, Reason.NOT_WANTED) == {"": 2}  # the paragraph of the chapter, and that of a measure


def test_a_second_next_plan_replaces_the_chapter_of_results() -> None:
    again = made(replace(DRAFT, first_year=2031, last_year=2035), made().plan)
    names = [n.name for n in blocks(again.plan, PLAN_ID, CHAPTER)]
    assert names == ["はじめに", "前計画の主な実績と評価"]


def test_nothing_is_left_out_without_a_word() -> None:
    found = made()
    assert left(found, Reason.REPORT) == {"進捗総括": 9, "作業内容": 9}
    assert left(found, Reason.YEARS) == {"計画・設計": 9}
    assert left(found, Reason.INTERNAL) == {"事務局メモ": 3}
    assert left(found, Reason.ENDED) == {"": 12}
    assert left(found, Reason.MERGED) == {"": 12}
    assert left(found, Reason.EDITION) == {"": 2}
    told = telling.left_out(found, FORMS.vocabulary)
    assert [one.count for one in told if one.reason == Reason.EDITION.sentence] == [1]
    assert any("①-02 窓口案内" in one.details for one in told)
    other = made(replace(DRAFT, form_set="tomakomai"))
    assert left(other, Reason.NO_FIELD) == {"情報化施策の概要": 3, "他計画への掲載": 3}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_text_is_carried_or_told(data: st.DataObject) -> None:
    fates = data.draw(st.lists(st.sampled_from(["goes_on", "ends"]), min_size=5, max_size=5))
    form_set = data.draw(st.sampled_from(["sodegaura", "tomakomai"]))
    choices = DRAFT.choices
    for choice, fate in zip(DRAFT.choices, fates, strict=True):
        choices = chosen_for(choices, choice.measure, fate=fate)
    draft = replace(DRAFT, choices=choices, form_set=form_set, chapters=data.draw(st.booleans()), results=False)
    found = made(draft)
    old = [t for k, t in OLD.entries.items() if not k.field.startswith(RESERVED_MARK)]
    new = [t for k, t in found.entries.items() if not k.field.startswith(RESERVED_MARK)]
    assert len(old) == len(new) + sum(one.count for one in found.left)
    assert set(new) <= set(old)
    plan = found.plan
    assert all(plan.node(n.parent) for n in plan.walk())
    assert len({number_key(m.number) for m in plan.measures}) == fates.count("goes_on")


def test_measures_move_and_are_renumbered() -> None:
    second = measure(OLD, "②-02")
    choices = chosen_for(DRAFT.choices, second.id, area=measure(OLD, "①-01").parent)
    choices = renumbered_choices(OLD, choices)
    plan = made(replace(DRAFT, choices=choices)).plan
    assert [(m.number, m.name) for m in plan.measures] == [("①-01", "公衆LAN"), ("①-02", "研修"), ("②-01", "文書管理")]
    assert plan.text(measure(plan, "①-02").id, FORMER) == "②-02"


def test_numbers_that_run_through_the_plan_run_on() -> None:
    b = PlanBuilder()
    b.start("計画", "見本市", "tomakomai", [])
    for number, area in ((1, "一"), (2, "一"), (3, "二"), (4, "二")):
        b.add("measure", b.area(area, area), {}, str(number), f"事業{number}")
    plan = Plan(b.entries)
    draft = first_draft(plan, SETS.get("tomakomai").vocabulary)
    choices = chosen_for(draft.choices, measure(plan, "2").id, fate="ends")
    going = [c.number for c in renumbered_choices(plan, choices) if c.fate == "goes_on"]
    assert going == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("number", "changes", "sentence"),
    [
        ("①-01", {"number": "②-01"}, "2 つ"), ("①-01", {"number": " "}, "空です"), ("①-01", {"fate": "merges"}, "選ばれていません"),
        ("②-01", {"fate": "merges", "into": "①-02"}, "続ける施策ではありません"), ("②-01", {"area": "ない"}, "分野"),
        ("②-01", {"fate": "ends", "number": ""}, ""),
    ],
)  # fmt: skip
def test_each_slip_is_told_for_its_measure(number: str, changes: dict[str, str], sentence: str) -> None:
    node = measure(OLD, number)
    if changes.get("into"):
        changes = {**changes, "into": measure(OLD, changes["into"]).id}
    choices = chosen_for(DRAFT.choices, node.id, **changes)
    found = problems(replace(DRAFT, choices=choices), OLD, FORMS, SETS)
    assert bool(found) == bool(sentence)
    assert sentence in "".join(found.values())
    assert set(found) <= {c.measure for c in choices}


def test_fields_of_the_plan_before_show_it() -> None:
    series = {"計画年度": SeriesDef("計画年度"), "前計画年度": SeriesDef("前計画年度", previous="計画年度")}
    fields = (
        FieldDef("bar", "計画", "measure", "計画年度"), FieldDef("before", "前計画", "measure", "前計画年度", previous="bar"),
        FieldDef("goal", "目標", "measure"), FieldDef("old_goal", "前計画の目標", "measure", previous="goal"),
    )  # fmt: skip
    words = Vocabulary(fields, series)
    b = PlanBuilder()
    b.start("計画", "見本市", "x", [Period("計画年度", y, y) for y in (2021, 2022)])
    node = b.add("measure", PLAN_ID, {"goal": "百"}, "1", "事業")
    b.set(node, "bar", "継続", "計画年度:2021-2022")
    old = Plan(b.entries)
    forms = replace(SETS.get("sodegaura"), vocabulary=words)
    draft = replace(first_draft(old, words), form_set="x", title="次")
    found = next_plan(old, words, forms, draft)
    after = found.plan.measures[0].id
    assert found.plan.text(after, "before", "前計画年度:2021-2022") == "継続"
    assert (found.plan.text(after, "old_goal"), found.plan.text(after, "goal")) == ("百", "百")
    assert found.former == 2
    assert found.plan.period_keys("前計画年度") == ["前計画年度:2021", "前計画年度:2022"]
    assert found.plan.period_keys("計画年度") == ["計画年度:2023", "計画年度:2024"]
    assert next_periods(old, words, Vocabulary((), {"段": SeriesDef("段", years=5)}), range(2023, 2033)) == [
        Period("段", 2023, 2027), Period("段", 2028, 2032)
    ]  # fmt: skip


def test_the_real_form_set_shows_the_plan_before() -> None:
    forms = SETS.get("tomakomai")
    b = PlanBuilder()
    b.start("見本計画", "見本市", forms.id, [Period("計画年度", y, y) for y in range(2021, 2026)])
    node = b.add("measure", b.area("一", "地域"), {}, "1", "事業")
    b.set(node, "bar", "継続", "計画年度:2021-2023")
    old = Plan(b.entries)
    draft = first_draft(old, forms.vocabulary)
    assert (draft.first_year, draft.last_year) == (2026, 2030)
    found = next_plan(old, forms.vocabulary, forms, draft).plan
    assert found.text(found.measures[0].id, "before", "前計画年度:2021-2023") == "継続"
    assert found.period_keys("前計画年度") == [f"前計画年度:{y}" for y in range(2021, 2026)]
    assert found.period_keys("計画年度") == [f"計画年度:{y}" for y in range(2026, 2031)]


def test_fields_match_by_key_then_by_a_label_that_is_alone() -> None:
    report = FieldDef("r", "実績", "measure", kind="report")
    old = Vocabulary((FieldDef("a", "概要", "measure"), FieldDef("b", "目標", "measure"), report), {})
    new = Vocabulary((FieldDef("x", "概　要", "measure"), FieldDef("b", "ねらい", "measure"), FieldDef("r", "実績", "measure")), {})
    matching = Matching(old, new)
    assert [f.key if (f := matching.target("measure", key)) else "" for key in ("a", "b", "r", "none")] == ["x", "b", "", ""]
    twice = Vocabulary((FieldDef("x", "概要", "measure"), FieldDef("y", "概要", "measure")), {})
    assert Matching(old, twice).target("measure", "a") is None


def test_the_file_has_the_register_and_the_old_file_is_not_touched(tmp_path: Path) -> None:
    old_path, path = tmp_path / "前.plandb", tmp_path / "次.plandb"
    with Document.create(old_path, OLD.entries, name="作成", who="試験") as document:
        first, second = document.departments.add([Department("総務部", "情報課", 1), Department("総務部", "見本課", 2, aliases=("見本",))])
        document.departments.hand_over([first], [second])
    before = old_path.read_bytes()
    old = creating.read_old(old_path, SETS)
    document, found = creating.create(path, old, DRAFT, SETS, "試験")
    with document:
        register = {d.section: d for d in document.departments.all()}
        assert register["情報課"].successor == register["見本課"].id
        assert register["見本課"].aliases == ("見本",)
        assert document.plan().entries == found.entries
        assert document.verify() == []
    assert old_path.read_bytes() == before
    with pytest.raises(KnownError, match="別の名前"):
        creating.create(old_path, old, DRAFT, SETS, "試験")
    with pytest.raises(KnownError, match="題名"):
        creating.create(tmp_path / "c.plandb", old, replace(DRAFT, title=" "), SETS, "試験")
    assert {p.name for p in tmp_path.glob("*.plandb")} == {"前.plandb", "次.plandb"}


def test_shape_is_sound() -> None:
    plan = made().plan
    for node in plan.walk():
        own = {k.field for k in plan.of_node(node.id)}
        assert {KIND, PARENT, ORDER} <= own
    assert [n.name for n in plan.children(PLAN_ID) if n.kind == "area"] == [plan.text(a.id, NAME) for a in plan.areas]
    assert len(YEARS) == 5
