"""Changing the form set of a plan: no text is lost, and the way back is there."""
from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import SeriesDef
from planeditor.domain.plan import CLOSED, CURRENT, FORMS_VERSION, KIND, PLAN_ID, RESERVED_MARK, Key, Plan
from planeditor.domain.unplaced import kept_names, unplaced
from planeditor.services.editing import undoing
from planeditor.services.formswitch import judging, switching
from planeditor.services.formswitch.choice import Choice
from planeditor.services.formswitch.fields import Source, offered, old_fields
from planeditor.services.formswitch.moving import Moving, back
from planeditor.store.document import Document
from tests.services.formswitch_plans import NEW, OLD, plan_of

YEARS = ("年度:2021", "年度:2022", "年度:2021-2022")
PLACES = (
    *((m, f, "") for m in ("m1", "m2") for f in ("summary", "aim", "memo", "old.x", "work")),
    *((m, f, y) for m in ("m1", "m2") for f in ("work", "cost", "summary") for y in YEARS),
    ("plan", "vision", ""), ("area", "lead", ""), ("area", "work", ""),
)  # fmt: skip
RESERVED = (
    ("plan", "@current", ""), ("plan", "@closed", "年度:2021"), ("m1", "@forecast:cost", "年度:2021"),
    ("m1", "@confirmed:work", "年度:2022"), ("plan", "@kept:measure:old.x", ""), ("m1", "@contacts", ""),
)  # fmt: skip
VALUES = {"@current": "年度:2022", "@closed": "2022-04-01", "@kept": "古い項目"}


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    texts = draw(st.dictionaries(st.sampled_from(PLACES), st.text("あいう\n", min_size=1, max_size=4), max_size=14))
    for place in draw(st.sets(st.sampled_from(RESERVED))):
        texts[place] = VALUES.get(place[1].partition(":")[0], "見込")
    return plan_of(texts)


@st.composite
def choices(draw: st.DrawFn, plan: Plan, *, joined: bool) -> Choice:
    """Any choice that is possible; without ``joined`` no new field is chosen twice."""
    chosen: dict[Source, str] = {}
    for one in old_fields(plan, OLD.vocabulary):
        keys = [f.key for f in offered(one.source, NEW.vocabulary)]
        taken = {(s.of, k) for s, k in chosen.items()}
        keys = [k for k in keys if joined or (one.source.of, k) not in taken]
        known = OLD.vocabulary.by_key.get((one.source.of, one.source.key))
        if not joined and (known is None or known.series != one.source.series):
            keys = []  # it had no field before: there is none to go back to
        key = draw(st.sampled_from(["", *keys]))
        if key:
            chosen[one.source] = key
    series = draw(st.sampled_from([{"年度": "期"}, {"年度": ""}, {"年度": "段階"}, {}]))
    targets = frozenset((s.of, k) for s, k in chosen.items()) if joined else frozenset()
    gathered = frozenset({"年度"}) if joined and draw(st.booleans()) else frozenset()
    return Choice(chosen, series, targets, gathered, public=True)


def texts_of(plan: Plan) -> Counter[tuple[str, str]]:
    """The texts people wrote, by node."""
    return Counter((k.node, t) for k, t in plan.entries.items() if not k.field.startswith(RESERVED_MARK))


@given(st.data())
def test_every_text_is_in_the_plan_after(data: st.DataObject) -> None:
    plan = data.draw(plans())
    moving = Moving(plan, OLD, NEW, data.draw(choices(plan, joined=True)))
    assert not judging.refusals(moving)
    after = Plan(moving.after())
    for node, text in texts_of(plan):
        assert any(text in other for (at, other) in texts_of(after) if at == node)
    assert all(text for text in after.entries.values())
    unchanged = {k: t for k, t in plan.entries.items() if k.field in (KIND, "@parent", "@number", "@name", "@order", "@contacts")}
    assert unchanged.items() <= dict(after.entries).items()


@given(st.data())
def test_going_back_restores_the_same_entries(data: st.DataObject) -> None:
    plan = data.draw(plans())
    there = Moving(plan, OLD, NEW, data.draw(choices(plan, joined=False)))
    after = Plan(there.after())
    assert sum(texts_of(after).values()) == sum(texts_of(plan).values())
    again = Moving(after, NEW, OLD, back(there))
    assert not judging.refusals(again)
    assert again.after() == dict(plan.entries)


@given(st.data())
def test_what_is_left_has_a_name_and_is_found_as_unplaced(data: st.DataObject) -> None:
    plan = data.draw(plans())
    moving = Moving(plan, OLD, NEW, data.draw(choices(plan, joined=True)))
    after = Plan(moving.after())
    holders = [(PLAN_ID, "plan"), *((n.id, n.kind) for n in after.walk())]
    left = {(kind, k.field) for node, kind in holders for k in unplaced(after, NEW.vocabulary, node)}
    assert left == {(s.of, key) for s, key in moving.stays.items()}
    assert {of_key for of_key in left if of_key[1] in ("aim", "summary", "lead", "cost")} <= set(kept_names(after))


@pytest.fixture
def document(tmp_path: Path) -> Document:
    texts = {
        ("m1", "summary", ""): "概要の文", ("m1", "work", "年度:2021"): "設計した", ("m1", "aim", ""): "ねらいの文",
        ("m1", "memo", ""): "内緒", ("plan", CURRENT, ""): "年度:2022", ("plan", CLOSED, "年度:2021"): "2022-04-01",
        ("m1", "@forecast:work", "年度:2021"): "見込",
    }  # fmt: skip
    return Document.create(tmp_path / "計画.plandb", plan_of(texts).entries, name="作成", who="試験")


def test_it_is_one_operation_after_a_backup_and_can_be_undone(document: Document) -> None:
    before = dict(document.plan().entries)
    with document:
        moving = switching.start(document.plan(), OLD, NEW)
        choice = replace(moving.choice, public=True)
        report = switching.switch(document, OLD, NEW, choice, "試験")
        plan = document.plan()
        assert plan.form_set == "shin"
        assert plan.text("m1", "overview") == "概要の文"
        assert plan.text("m1", "done", "期:2021") == "設計した"
        assert plan.text("m1", "@forecast:done", "期:2021") == "見込"
        assert plan.text("m1", "aim") == "ねらいの文"
        assert kept_names(plan)["measure", "aim"] == "ねらい"
        assert plan.text(PLAN_ID, CURRENT) == "期:2022"
        assert plan.text(PLAN_ID, CLOSED, "期:2021") == "2022-04-01"
        assert plan.period_keys("期") == ["期:2021", "期:2022"]
        assert plan.period_keys("段階") == ["段階:2021-2022"]
        assert plan.text(PLAN_ID, FORMS_VERSION) == "3"
        assert report.name == "様式セットを「新の様式」に変更"
        assert [b.reason for b in document.backups.all()] == ["様式セットの変更前"]
        assert document.field_labels()["overview"] == "事業の概要"
        undoing.undo(document, NEW.vocabulary, "試験")  # although entries of a closed year moved
        assert dict(document.plan().entries) == before
        assert document.verify() == []


def test_internal_texts_come_into_print_only_when_agreed(document: Document) -> None:
    with document:
        choice = switching.start(document.plan(), OLD, NEW).choice
        with pytest.raises(KnownError, match="（「メモ」）の記入が、印刷される項目に入ります"):
            switching.switch(document, OLD, NEW, choice, "試験")
        assert document.plan().form_set == "kyu"
        assert document.backups.all() == []


def test_two_fields_onto_one_are_refused_unless_joined(document: Document) -> None:
    with document:
        plan = document.plan()
        both = {Source("measure", "summary"): "overview", Source("measure", "aim"): "overview"}
        with pytest.raises(KnownError, match="「概要」「ねらい」の行き先が、どれも「事業の概要」"):
            switching.switch(document, OLD, NEW, Choice(both), "試験")
        moving = Moving(plan, OLD, NEW, Choice(both, joined=frozenset({("measure", "overview")})))
        assert moving.after()[Key("m1", "overview")] == "概要の文\nねらいの文"


def test_years_are_gathered_into_stages_with_their_labels() -> None:
    plan = plan_of({("m1", "work", "年度:2021"): "設計", ("m1", "work", "年度:2022"): "運用", ("m1", "cost", "年度:2021"): "9"})
    yearly = (replace(f, series="段階") for f in OLD.vocabulary.fields if f.series)
    new = replace(NEW, vocabulary=replace(NEW.vocabulary, fields=(*NEW.vocabulary.fields[:3], *yearly)))
    choice = Choice(
        {Source("measure", "work", "年度"): "work", Source("measure", "cost", "年度"): "cost"}, {"年度": "段階"},
        gathered=frozenset({"年度"}),
    )  # fmt: skip
    after = Plan(Moving(plan, OLD, new, choice).after())
    assert after.text("m1", "work", "段階:2021-2022") == "R3年度：設計\nR4年度：運用"
    assert after.text("m1", "cost", "段階:2021-2022") == "9"
    assert after.period_keys("段階") == ["段階:2021-2022"]


def test_texts_without_a_place_find_one_later_in_the_same_set(document: Document) -> None:
    with document:
        switching.switch(document, OLD, NEW, Choice({}, {"年度": "期"}), "試験")
        extra = tuple(f for f in OLD.vocabulary.fields if f.key == "aim")
        words = replace(NEW.vocabulary, fields=(*NEW.vocabulary.fields, *extra), kept=kept_names(document.plan()))
        wider = replace(NEW, vocabulary=words)
        moving = switching.start(document.plan(), NEW, wider)
        report = switching.switch(document, NEW, wider, replace(moving.choice, public=True), "試験")
        assert report.name == "様式にない記入の置き場を決める"
        assert document.plan().text("m1", "aim") == "ねらいの文"
        assert document.plan().text("m1", "overview") == "概要の文"
        assert ("measure", "aim") not in kept_names(document.plan())


@pytest.mark.parametrize(
    ("field", "years"), [("", ["年度:2021", "年度:2022"]), ("work", ["年度:2021", "年度:2021-2022"])]
)
def test_years_put_together_come_apart_on_the_way_back_unless_something_stands_in_them(field: str, years: list[str]) -> None:
    stages = replace(NEW, vocabulary=replace(NEW.vocabulary, series={"段階": SeriesDef("段階", years=5)}))
    plan = plan_of({("m1", "cost", "年度:2021"): "9"})
    there = Plan(Moving(plan, OLD, stages, Choice({}, {"年度": "段階"}, gathered=frozenset({"年度"}))).after())
    assert there.period_keys("段階") == ["段階:2021-2022"]
    if field:
        there = Plan({**there.entries, Key("m1", field, "段階:2021-2022"): "設計"})
    choice = Choice({Source("measure", "work", "段階"): "work", Source("measure", "cost", "年度"): "cost"}, {"段階": "年度"})
    again = Plan(Moving(there, stages, OLD, choice).after())
    assert again.period_keys("年度") == years
    assert again.text("m1", "cost", "年度:2021") == "9"
