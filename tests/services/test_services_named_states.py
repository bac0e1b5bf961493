"""Named states of a plan: snapshots beside editions, what was printed then, going back to one."""
from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planeditor.domain import eras
from planeditor.domain.blocks import POINT, TEXT
from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import label_field
from planeditor.domain.plan import BLOCK_TYPE, CONTACTS, NAME, PARENT, PLAN_ID, PROGRESS, STATUS, Change, Key, Plan
from planeditor.messages import editions as say
from planeditor.services.editing import years
from planeditor.services.editing.permissions import Mode
from planeditor.services.finding.searching import SearchIndex
from planeditor.services.states import editions, mending, snapshots
from planeditor.services.states.named import changes_since, find_state, plan_at_state, states
from planeditor.services.states.printed import Printed
from planeditor.services.states.restoring import restore_state
from planeditor.services.states.standing import set_status
from planeditor.services.tree.structuring import add_measure, delete
from planeditor.store.document import Document
from tests.services.editing_plans import FORMS, R3, R4, R5, VOCABULARY, WHO, key_of, make, node_of

SUMMARY = "summary"


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return make(tmp_path)


def write(document: Document, text: str, key: Key | None = None) -> None:
    with document.edit("書く", who=WHO) as edit:
        edit.set(key or key_of(document.plan(), "①-01", SUMMARY), text)


def content(plan: Plan) -> dict[Key, str]:
    printed = Printed(plan, VOCABULARY)
    return {key: text for key, text in plan.entries.items() if printed.is_content(key)}


def test_a_snapshot_keeps_the_plan_as_it_was(document: Document) -> None:
    write(document, "出した概要")
    report = snapshots.take(document, "幹事会提出", note="初回", date="令和8年11月21日", who=WHO)
    assert report.name == say.GROUP_SNAPSHOT.format(name="幹事会提出")
    kept = document.plan().entries
    write(document, "直した概要")
    (shot,) = snapshots.snapshots(document.plan())
    assert (shot.name, shot.date, shot.status, shot.note) == ("幹事会提出", "令和8年11月21日", "作成中", "初回")
    state = find_state(document, " 幹事会提出 ")
    assert plan_at_state(document, state).entries == kept
    assert (state.kind, state.group, state.who) == ("snapshot", report.group, WHO)
    assert [c.key for c in changes_since(document, VOCABULARY, state)] == [key_of(document.plan(), "①-01", SUMMARY)]
    write(document, "出した概要")
    assert changes_since(document, VOCABULARY, state) == []


def test_a_status_is_set_with_the_snapshot_and_taken_back_with_it(document: Document) -> None:
    snapshots.take(document, "本部配布", status="検討", who=WHO)
    assert document.plan().text(PLAN_ID, STATUS) == "検討"
    assert snapshots.snapshots(document.plan())[0].status == "検討"
    document.undo(WHO)
    assert not document.plan().text(PLAN_ID, STATUS)
    assert snapshots.snapshots(document.plan()) == []
    document.redo(WHO)
    assert plan_at_state(document, find_state(document, "本部配布")).text(PLAN_ID, STATUS) == "検討"
    with pytest.raises(KnownError, match="作成中、検討、本部決定、公表"):
        snapshots.take(document, "別", status="済", who=WHO)
    set_status(document, FORMS, "本部決定", who=WHO)
    with pytest.raises(KnownError, match="理由"):
        snapshots.take(document, "別", status="検討", who=WHO)
    document.undo(WHO)
    snapshots.take(document, "公表", purpose="公表", who=WHO)
    assert snapshots.snapshots(document.plan())[-1].status == "公表"
    assert document.plan().text(PLAN_ID, STATUS) == "検討"


def test_names_are_unique_over_editions_and_snapshots(document: Document) -> None:
    editions.decide(document, FORMS, "初版", who=WHO)
    snapshots.take(document, "幹事会提出", who=WHO)
    for name in ("初 版", "幹事会提出", "", "now", "現在"):
        with pytest.raises(KnownError):
            snapshots.take(document, name, who=WHO)
        with pytest.raises(KnownError):
            editions.decide(document, FORMS, name, who=WHO)
    (shot,) = snapshots.snapshots(document.plan())
    with pytest.raises(KnownError, match="もうあります"):
        mending.change(document, shot.node, "初版", shot.date, shot.status, shot.note, who=WHO)
    mending.change(document, shot.node, "幹事会", shot.date, shot.status, "2回目", who=WHO)
    assert [s.name for s in states(document)] == ["初版", "幹事会", say.NOW]
    with pytest.raises(KnownError, match="初版、幹事会"):
        find_state(document, "2版")
    assert find_state(document, "NOW").kind == find_state(document, "").kind == "now"
    mending.withdraw(document, shot.node, who=WHO)
    assert [s.name for s in states(document)] == ["初版", say.NOW]


def test_an_edition_prints_its_years_as_it_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = make(tmp_path)
    write(document, "2021年度", Key(PLAN_ID, "@label:progress", R3.key))
    editions.decide(document, FORMS, "初版", who=WHO)
    write(document, "R3", Key(PLAN_ID, "@label:progress", R3.key))
    known = (*eras.eras(), eras.Era("新元号", "N", "新", dt.date(2022, 4, 1)))
    monkeypatch.setattr(eras, "eras", lambda: known)
    state = find_state(document, "初版")
    then = plan_at_state(document, state)
    labels = [VOCABULARY.period_label(then, period, "progress") for period in (R3, R4, R5)]
    now = [VOCABULARY.period_label(document.plan(), period, "progress") for period in (R3, R4, R5)]
    assert labels == ["2021年度", "R4年度", "R5年度"]
    assert now == ["R3", "N1年度", "N2年度"]
    styled = then.with_changes([Change(Key(PLAN_ID, label_field("progress", "和暦"), R3.key), None, "令和三年")])
    assert VOCABULARY.period_label(styled, R3, "progress", "和暦") == "令和三年"
    assert VOCABULARY.period_label(styled, R3, "progress") == "2021年度"


def test_going_back_brings_the_printed_content_and_undo_the_present(document: Document) -> None:
    first, second = node_of(document.plan(), "①-01"), node_of(document.plan(), "①-02")
    snapshots.take(document, "提出", who=WHO)
    state = find_state(document, "提出")
    then = content(plan_at_state(document, state))
    builder = PlanBuilder(document.plan())
    point = builder.add("block", second, {BLOCK_TYPE: POINT, TEXT: "期限を示すこと"})
    late = builder.add("measure", document.plan().areas[0].id, {"summary": "後から"}, "①-03", "後の施策")
    about_late = builder.add("block", late, {BLOCK_TYPE: POINT, TEXT: "費用を示すこと"})
    with document.edit("足す", who=WHO) as edit:
        for key, text in builder.entries.items():
            edit.set(key, text)
        edit.set(Key(first, PROGRESS, R4.key), "遅延")
        edit.set(Key(first, SUMMARY), "書き換えた")
        edit.set(Key(late, CONTACTS), "見本課")
        edit.set(Key(second, NAME), "")
    editions.decide(document, FORMS, "初版", who=WHO)
    before = dict(document.plan().entries)
    report = restore_state(document, FORMS, state, who=WHO)
    after = document.plan()
    assert content(after) == then
    assert after.node(late) is None
    assert not after.of_node(late)
    assert after.text(first, PROGRESS, R4.key) == "遅延"
    assert (after.text(point, TEXT), after.text(point, PARENT)) == ("期限を示すこと", second)
    assert (after.text(about_late, TEXT), after.text(about_late, PARENT)) == ("費用を示すこと", PLAN_ID)
    assert [s.name for s in states(document)] == ["提出", "初版", say.NOW]
    assert report.name == say.GROUP_RESTORE.format(name="提出")
    with pytest.raises(KnownError, match="同じ内容"):
        restore_state(document, FORMS, state, who=WHO)
    document.undo(WHO)
    assert dict(document.plan().entries) == before
    assert document.verify() == []


def test_a_closed_year_is_left_as_it_is(document: Document) -> None:
    snapshots.take(document, "提出", who=WHO)
    state = find_state(document, "提出")
    write(document, "直した", key_of(document.plan(), "①-01", "work", R3))
    write(document, "直した概要", key_of(document.plan(), "①-02", SUMMARY))
    years.close_period(document, FORMS, R3, WHO)
    before = document.last_group
    with pytest.raises(KnownError, match="R3年度"):
        restore_state(document, FORMS, state, who=WHO)
    assert document.last_group == before
    second = node_of(document.plan(), "①-02")
    restore_state(document, FORMS, state, [second], who=WHO)
    assert not document.plan().text(second, SUMMARY)
    assert document.plan().text(node_of(document.plan(), "①-01"), "work", R3.key) == "直した"


def test_a_measure_that_was_deleted_comes_back_whole(document: Document) -> None:
    second = node_of(document.plan(), "①-02")
    write(document, "見本課（佐藤）", Key(second, CONTACTS))
    snapshots.take(document, "提出", who=WHO)
    state = find_state(document, "提出")
    kept = dict(document.plan().of_node(second))
    delete(document, FORMS, [second], mode=Mode.REVISION, who=WHO)
    report = restore_state(document, FORMS, state, [second], who=WHO)
    assert dict(document.plan().of_node(second)) == kept
    assert report.name == say.GROUP_RESTORE_MEASURES.format(measures="①-02", name="提出")
    add_measure(document, FORMS, document.plan().areas[0].id, "①-09", "新しい", mode=Mode.REVISION, who=WHO)
    with pytest.raises(KnownError, match="①-09"):
        restore_state(document, FORMS, state, [node_of(document.plan(), "①-09")], who=WHO)


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_going_back_to_any_state_gives_its_content(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    with make(tmp_path_factory.mktemp("戻す")) as document:
        steps = data.draw(st.lists(st.sampled_from(["write", "add", "delete", "take", "undo", "back"]), max_size=10))
        for number, step in enumerate(steps):
            measures = document.plan().measures
            if step == "write" and measures:
                node = data.draw(st.sampled_from(measures))
                field, period = data.draw(st.sampled_from([(SUMMARY, ""), ("work", R5.key), (PROGRESS, R5.key), (CONTACTS, "")]))
                write(document, f"文{number}", Key(node.id, field, period))
            elif step == "add":
                area = document.plan().areas[0].id
                add_measure(document, FORMS, area, f"①-1{number}", "足した", mode=Mode.REVISION, who=WHO)
            elif step == "delete" and measures:
                delete(document, FORMS, [data.draw(st.sampled_from(measures)).id], mode=Mode.REVISION, who=WHO)
            elif step == "take":
                snapshots.take(document, f"時点{number}", who=WHO)
            elif step == "undo" and document.undo_name():
                document.undo(WHO)
            elif step == "back" and len(states(document)) > 1:
                _go_back(document, data.draw(st.sampled_from(states(document)[:-1])).name)
        assert document.verify() == []


def _go_back(document: Document, name: str) -> None:
    state, before = find_state(document, name), dict(document.plan().entries)
    if content(document.plan()) == content(plan_at_state(document, state)):
        with pytest.raises(KnownError, match="同じ内容"):
            restore_state(document, FORMS, state, who=WHO)
        return
    restore_state(document, FORMS, state, who=WHO)
    assert content(document.plan()) == content(plan_at_state(document, state))
    document.undo(WHO)
    assert dict(document.plan().entries) == before
    document.redo(WHO)


def test_what_is_said_of_a_snapshot_is_not_searched_or_replaced(document: Document) -> None:
    snapshots.take(document, "概要の提出", note="計画通りの検討", who=WHO)
    (shot,) = snapshots.snapshots(document.plan())
    for word in ("概要の提出", "検討"):
        assert shot.node not in {key.node for key in SearchIndex(document.plan(), VOCABULARY).keys(word)}


def test_a_state_whose_writing_was_taken_back_but_that_stayed_still_has_its_place(document: Document) -> None:
    write(document, "一")
    place = snapshots.take(document, "提出", note="初回", who=WHO).group
    (shot,) = snapshots.snapshots(document.plan())
    mending.change(document, shot.node, shot.name, shot.date, shot.status, "2回目", who=WHO)
    assert place is not None
    document.undo_group(place, WHO)
    write(document, "二")
    assert [s.group for s in states(document)][:-1] == [place]
    assert "二" not in plan_at_state(document, find_state(document, "提出")).entries.values()
