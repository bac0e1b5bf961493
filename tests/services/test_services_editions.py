"""Editions: deciding one, listing them, and the plan as each had it — also after undo, redo and later edits."""
from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import ORDER, PLAN_ID, Key, Plan
from planeditor.messages import editions as say
from planeditor.services.formsets import FormSets
from planeditor.services.states import editions, mending
from planeditor.services.states.named import find_state
from planeditor.store.document import Document
from tests.services.editing_plans import FORMS, WHO, key_of, make


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return make(tmp_path)


def write(document: Document, text: str) -> None:
    with document.edit("書く", who=WHO) as edit:
        edit.set(key_of(document.plan(), "①-01", "summary"), text)


def plan_at(document: Document, name: str) -> Plan:
    return document.plan_at(find_state(document, name).group)


def names(document: Document) -> list[str]:
    return [e.name for e in editions.editions(document.plan())]


def test_an_edition_keeps_the_plan_as_it_was(document: Document) -> None:
    write(document, "初めの概要")
    assert editions.suggested_name(document.plan()) == "初版"
    report = editions.decide(document, FORMS, "初版", "平成28年12月", who=WHO)
    assert report.name == say.GROUP_DECIDE.format(name="初版")
    at_first = document.plan()
    write(document, "直した概要")
    editions.decide(document, FORMS, "2版", note="一部の施策を統合", who=WHO)
    write(document, "まだ決めていない概要")
    first, second = editions.editions(document.plan())
    assert (first.name, first.date, first.sort, first.note) == ("初版", "平成28年12月", "策定", "")
    assert (second.date, second.sort, second.note) == (editions.this_month(), "改定", "一部の施策を統合")
    assert plan_at(document, "初版").entries == at_first.entries
    assert plan_at(document, " ２版 ").entries[key_of(at_first, "①-01", "summary")] == "直した概要"
    assert editions.latest(document.plan()) == second
    assert editions.suggested_name(document.plan()) == "3版"


def test_the_word_for_a_revision_is_the_form_sets(tmp_path: Path) -> None:
    document = make(tmp_path)
    forms = FormSets().get("tomakomai")
    editions.decide(document, forms, "初版", who=WHO)
    editions.decide(document, forms, "改訂版", who=WHO)
    assert [e.sort for e in editions.editions(document.plan())] == ["策定", forms.vocabulary.word("revision")]


def test_the_first_edition_entered_need_not_be_the_first_there_was(document: Document) -> None:
    editions.decide(document, FORMS, "3版", "平成29年11月", who=WHO)
    orders = {n.id: n.order for n in document.plan().children(PLAN_ID, "area")}
    editions.decide(document, FORMS, "初版", "平成28年12月", who=WHO)
    editions.decide(document, FORMS, "2版", "H29.6", who=WHO)
    editions.decide(document, FORMS, "番外", "そのうち", who=WHO)
    editions.decide(document, FORMS, "4版", "令和元年5月1日", who=WHO)
    assert names(document) == ["初版", "2版", "3版", "4版", "番外"]
    assert [e.sort for e in editions.editions(document.plan())] == ["策定", "改定", "改定", "改定", "改定"]
    assert {n.id: n.order for n in document.plan().children(PLAN_ID, "area")} == orders
    assert len({document.plan().text(e.node, ORDER) for e in editions.editions(document.plan())}) == 5
    assert editions.suggested_name(document.plan()) == "6版"


def test_names_are_asked_for_and_not_given_twice(document: Document) -> None:
    editions.decide(document, FORMS, "2版", who=WHO)
    before = document.last_group
    for name in ("", " 　", "２版", "2 版"):
        with pytest.raises(KnownError):
            editions.decide(document, FORMS, name, who=WHO)
    with pytest.raises(KnownError):
        editions.decide(document, FORMS, "3版", note="\x07", who=WHO)
    assert document.last_group == before


def test_undo_takes_an_edition_back_and_redo_brings_it(document: Document) -> None:
    write(document, "一")
    editions.decide(document, FORMS, "初版", who=WHO)
    place = find_state(document, "初版").group
    document.undo(WHO)
    assert names(document) == []
    with pytest.raises(KnownError, match="まだ版も基準時点もありません"):
        plan_at(document, "初版")
    document.redo(WHO)
    assert find_state(document, "初版").group == place
    write(document, "二")
    document.undo_group(place, WHO)
    assert names(document) == []
    document.undo(WHO)
    assert find_state(document, "初版").group == place
    assert plan_at(document, "初版").entries[key_of(document.plan(), "①-01", "summary")] == "一"


def test_an_edition_decided_again_has_its_new_place(document: Document) -> None:
    editions.decide(document, FORMS, "初版", who=WHO)
    document.undo(WHO)
    write(document, "書き足した")
    editions.decide(document, FORMS, "初版", who=WHO)
    assert plan_at(document, "初版").entries[key_of(document.plan(), "①-01", "summary")] == "書き足した"


def test_an_edition_can_be_mended_and_taken_off(document: Document) -> None:
    editions.decide(document, FORMS, "初版", who=WHO)
    editions.decide(document, FORMS, "2版", who=WHO)
    first, second = editions.editions(document.plan())
    place = find_state(document, "初版").group
    mending.change(document, first.node, "第1版", "平成28年12月", first.sort, "備考", who=WHO)
    mended = editions.editions(document.plan())[0]
    assert (mended.name, mended.date, mended.sort, mended.note) == ("第1版", "平成28年12月", "策定", "備考")
    assert find_state(document, "第1版").group == place
    with pytest.raises(KnownError, match="もうあります"):
        mending.change(document, first.node, "2版", first.date, first.sort, first.note, who=WHO)
    mending.withdraw(document, second.node, who=WHO)
    assert names(document) == ["第1版"]
    assert not document.plan().of_node(second.node)
    with pytest.raises(KnownError, match="見つかりません"):
        mending.withdraw(document, second.node, who=WHO)
    with pytest.raises(KnownError, match="あるのは 第1版"):
        plan_at(document, "2版")
    document.undo(WHO)
    assert names(document) == ["第1版", "2版"]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(["write", "edition", "undo", "redo"]), max_size=12))
def test_every_edition_in_force_gives_the_plan_of_its_moment(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    with make(tmp_path_factory.mktemp("版")) as document:
        kept = {}
        for number, step in enumerate(steps):
            if step == "write":
                write(document, f"文{number}")
            elif step == "edition":
                editions.decide(document, FORMS, f"版{number}", who=WHO)
                kept[f"版{number}"] = dict(document.plan().entries)
            else:
                try:
                    (document.undo if step == "undo" else document.redo)(WHO)
                except KnownError:
                    continue
        for name in names(document):
            assert plan_at(document, name).entries == kept[name]


def test_an_edition_stands_under_the_plan(document: Document) -> None:
    editions.decide(document, FORMS, "初版", who=WHO)
    (edition,) = editions.editions(document.plan())
    node = document.plan().node(edition.node)
    assert node is not None
    assert (node.kind, node.parent) == ("block", PLAN_ID)
    assert Key(node.id, ORDER) in document.plan().entries
