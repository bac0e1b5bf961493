"""Two copies of a plan brought together: the laws of it, and each way they can get in each other's way."""
from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import periods_field
from planeditor.domain.plan import (
    CLOSED,
    FORECAST,
    KIND,
    MERGED_INTO,
    NAME,
    NUMBER,
    ORDER,
    PARENT,
    PLAN_ID,
    STATE,
    Key,
    Plan,
)
from planeditor.services.intake.merging_changes import changes_between
from planeditor.services.intake.standing import Standings
from planeditor.services.intake.structure_first import declined_with, structure_first
from tests.services.editing_plans import VOCABULARY
from tests.services.merging_plans import (
    MEASURES,
    YEARS,
    Edit,
    accepted,
    add,
    base_plan,
    delete,
    edited,
    edits_of,
    more_years,
    proposals,
    put,
    taken,
    write,
)

BASE = base_plan()
WORK = Key("m1", "work", YEARS[0].key)
EDITS = st.lists(edits_of(MEASURES), max_size=8)


def told(ours: Plan, theirs: Plan) -> dict[tuple[str, str, str], tuple[str, str, str]]:
    """What is proposed about each place: kind, reason, text."""
    return {(p.node or "", p.field, p.period): (p.kind, p.about, p.submitted) for p in proposals(BASE, ours, theirs)}


def after(*edits: Edit) -> Plan:
    return edited(BASE, edits)


# Laws


@given(EDITS)
def test_a_copy_without_news_changes_nothing(edits: list[Edit]) -> None:
    ours = edited(BASE, edits)
    assert not proposals(BASE, ours, BASE)
    assert not proposals(BASE, ours, ours)


@given(EDITS)
def test_what_only_they_changed_comes_over_whole(edits: list[Edit]) -> None:
    theirs = edited(BASE, edits)
    merged = accepted(BASE, proposals(BASE, BASE, theirs))
    assert dict(merged.entries) == dict(theirs.entries)
    assert not proposals(BASE, merged, theirs)


@given(EDITS, st.randoms(use_true_random=False))
def test_the_order_of_decisions_does_not_matter(edits: list[Edit], random: Random) -> None:
    theirs = edited(BASE, edits)
    plan, left = BASE, proposals(BASE, BASE, theirs)
    while left:
        looking = Standings(plan)
        items = structure_first(plan, [looking.of(random.choice(left))], [looking.of(p) for p in left])
        try:
            plan, decided = taken(plan, items)
        except KnownError:  # two measures exchange numbers or places: they are taken together
            plan, decided = taken(plan, structure_first(plan, [looking.of(p) for p in left], []))
        left = [p for p in left if p.id not in decided]
    assert dict(plan.entries) == dict(theirs.entries)


@given(st.lists(edits_of(MEASURES[:2], ("a1",), "x"), max_size=6), st.lists(edits_of(MEASURES[2:4], ("a2",), "y"), max_size=6))
def test_edits_that_do_not_meet_come_together_from_either_side(here: list[Edit], there: list[Edit]) -> None:
    ours, theirs = edited(BASE, here), edited(BASE, there)
    one = accepted(ours, proposals(BASE, ours, theirs))
    other = accepted(theirs, proposals(BASE, theirs, ours))
    assert dict(one.entries) == dict(other.entries)
    assert dict(one.entries) == dict(edited(ours, there).entries)


@given(EDITS, EDITS)
def test_clean_ones_never_overwrite_what_was_changed_here(here: list[Edit], there: list[Edit]) -> None:
    ours, theirs = edited(BASE, here), edited(BASE, there)
    merged = accepted(ours, proposals(BASE, ours, theirs), lambda item: item.kind == "clean")
    for key in {*ours.entries, *BASE.entries}:
        now, was = ours.entries.get(key), BASE.entries.get(key)
        moved = key.field == ORDER and theirs.text(key.node, PARENT) != BASE.text(key.node, PARENT)
        if now != was and not moved:
            assert merged.entries.get(key) == now
    assert all(merged.node(n.parent) is not None for n in merged.walk())
    assert {n.id for n in merged.walk()} >= {n.id for n in ours.walk()}


@given(EDITS, EDITS)
def test_after_all_is_declined_or_taken_the_tree_holds_together(here: list[Edit], there: list[Edit]) -> None:
    ours, theirs = edited(BASE, here), edited(BASE, there)
    found = proposals(BASE, ours, theirs)
    try:
        merged = accepted(ours, found)
    except KnownError:
        return
    nodes = {key.node for key in merged.entries if key.field == KIND}
    assert nodes == {n.id for n in merged.walk()} | {PLAN_ID}
    assert {key.node for key in merged.entries} == nodes


# One case after the other


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("", "・設計", ("conflict", "", "・設計")),
        ("・m1の作業", "・設計", ("clean", "", "・設計")),
        ("・設計", "・設計", None),
        ("・試験", "・設計", ("conflict", "", "・設計")),
        ("・m1の作業", "･m1の作業", ("notation", "", "･m1の作業")),
        ("・m1の作業", "", ("question", "blanked", "")),
        ("・試験", "", ("question", "blanked", "")),
        ("", "", None),
        ("・試験", "・m1の作業", None),
    ],
)
def test_an_entry(ours: str, theirs: str, expected: tuple[str, str, str] | None) -> None:
    found = told(after(write(*WORK[:2], ours, WORK.period)), after(write(*WORK[:2], theirs, WORK.period)))
    assert found.get(WORK) == expected


def test_a_new_measure_comes_with_its_own_id_and_all_it_holds() -> None:
    theirs = after(add("new", "a2", "②-07"))
    found = proposals(BASE, BASE, theirs)
    assert {(p.node, p.kind) for p in found} == {("new", "clean")}
    assert [p.field for p in found[:3]] == [KIND, PARENT, ORDER]
    work = next(p for p in found if p.field == "work")
    only = accepted(BASE, found, lambda item: item.proposal.id == work.id)
    node = only.node("new")
    assert node is not None
    assert (node.kind, node.parent, node.number) == ("measure", "a2", "②-07")
    assert only.text("new", "work", YEARS[0].key) == "・新しい作業"


def test_a_new_measure_below_a_new_area() -> None:
    def area(entries: dict[Key, str]) -> None:
        entries |= {Key("zz", KIND): "area", Key("zz", PARENT): PLAN_ID, Key("zz", ORDER): "4", Key("zz", NAME): "新分野"}

    found = proposals(BASE, BASE, after(area, add("aa", "zz", "④-01")))
    work = next(p for p in found if p.field == "work")
    only = accepted(BASE, found, lambda item: item.proposal.id == work.id)
    assert [n.id for n in only.walk("zz")] == ["aa"]
    looking = Standings(BASE)
    everything = [looking.of(p) for p in found]
    kind = next(s for s in everything if s.node == "zz" and s.proposal.field == KIND)
    assert len(declined_with([kind], everything)) == len(everything)


def test_the_same_number_given_on_both_sides_is_asked() -> None:
    ours, theirs = after(add("here", "a2", "②-07")), after(add("there", "a2", "２－０７".replace("２", "②", 1)))
    assert told(ours, theirs)["there", NUMBER, ""][:2] == ("question", "number_taken")
    found = proposals(BASE, ours, theirs)
    without = accepted(ours, found, lambda item: item.kind == "clean")
    assert without.text("there", "work", YEARS[0].key)
    assert without.text("there", NUMBER) == ""
    with pytest.raises(KnownError, match="新しい施策"):
        accepted(ours, found)


def test_numbers_exchanged_by_them_are_no_clash() -> None:
    theirs = after(write("m1", NUMBER, "①-02"), write("m2", NUMBER, "①-01"))
    found = proposals(BASE, BASE, theirs)
    assert {p.kind for p in found} == {"clean"}
    assert accepted(BASE, found).text("m1", NUMBER) == "①-02"


def test_a_deletion_is_asked_and_takes_everything_with_it() -> None:
    theirs = after(delete("a1"))
    found = proposals(BASE, BASE, theirs)
    assert {(p.node, p.field, p.kind, p.about) for p in found} == {
        (n, KIND, "question", "deleted") for n in ("a1", "a3", "m1", "m2", "m5")
    }
    top = next(p for p in found if p.node == "a1")
    assert dict(accepted(BASE, found, lambda item: item.proposal.id == top.id).entries) == dict(theirs.entries)


def test_what_was_added_below_here_keeps_an_area_from_being_deleted() -> None:
    ours = after(add("here", "a1", "①-09"))
    with pytest.raises(KnownError, match="新しい施策"):
        accepted(ours, proposals(BASE, ours, after(delete("a1"))))


def test_a_deletion_of_what_was_edited_here_says_so() -> None:
    ours = after(write(*WORK[:2], "・試験", WORK.period))
    found = proposals(BASE, ours, after(delete("m1"), delete("m2")))
    asked = {p.node: p.question for p in found}
    assert "分かれた後に変更" in asked["m1"]
    assert "分かれた後に変更" not in asked["m2"]


def test_closed_years_keep_a_measure_from_being_deleted() -> None:
    ours = after(lambda entries: entries.update({Key(PLAN_ID, CLOSED, YEARS[0].key): "2024-04-01"}))
    with pytest.raises(KnownError, match="確定"):
        accepted(ours, proposals(BASE, ours, after(delete("m1"))))


def test_what_was_deleted_here_and_edited_there_is_asked_and_can_come_back() -> None:
    ours, theirs = after(delete("a2")), after(write("m3", "work", "・続き", YEARS[2].key), write("a2", ORDER, "9"))
    found = proposals(BASE, ours, theirs)
    assert {p.node for p in found} == {"a2", "m3"}
    assert {p.kind for p in found} == {"question"}
    back = accepted(ours, found)
    assert [n.id for n in back.walk("a2")] == ["m3"]
    assert dict(back.of_node("m3")) == dict(theirs.of_node("m3"))
    assert not proposals(BASE, ours, after(write("m3", ORDER, "7")))


def test_moves() -> None:
    moved = after(put("m1", "a2", 5))
    assert told(BASE, moved)["m1", PARENT, ""] == ("clean", "", "a2")
    assert told(after(put("m1", "a3", 5)), moved)["m1", PARENT, ""][0] == "conflict"
    assert not told(moved, moved)
    assert told(after(delete("a2")), moved)["m1", PARENT, ""][:2] == ("question", "place_gone")
    back = accepted(after(delete("a2")), proposals(BASE, after(delete("a2")), moved))
    assert [n.id for n in back.walk("a2")] == ["m1"]


def test_moves_into_one_another_are_asked_and_never_make_a_circle() -> None:
    ours, theirs = after(put("a1", "a2", 1)), after(put("a2", "a1", 1))
    assert told(ours, theirs)["a2", PARENT, ""][:2] == ("question", "circle")
    with pytest.raises(KnownError, match="その中に移す"):
        accepted(ours, proposals(BASE, ours, theirs))


def test_orders_are_settled_without_asking() -> None:
    ours, theirs = after(write("m1", ORDER, "7")), after(write("m1", ORDER, "8"), write("m2", ORDER, "1"))
    assert told(ours, theirs) == {("m2", ORDER, ""): ("clean", "", "1")}


def test_a_merged_measure_comes_with_its_target() -> None:
    theirs = after(write("m1", STATE, "統合"), write("m1", MERGED_INTO, "m2"))
    found = proposals(BASE, BASE, theirs)
    state = next(p for p in found if p.field == STATE)
    assert accepted(BASE, found, lambda item: item.proposal.id == state.id).text("m1", MERGED_INTO) == "m2"
    assert told(after(delete("m2")), theirs)["m1", MERGED_INTO, ""][:2] == ("question", "place_gone")


@pytest.mark.parametrize(
    ("ours", "state"), [((write("m1", STATE, "完了"),), "完了"), ((delete("m2"),), "")], ids=["ended here", "target deleted here"]
)  # fmt: skip
def test_a_merged_measure_is_asked_about_as_a_whole(ours: Sequence[Edit], state: str) -> None:
    here = after(*ours)
    found = proposals(BASE, here, after(write("m1", STATE, "統合"), write("m1", MERGED_INTO, "m2")))
    clean = accepted(here, found, lambda item: item.kind == "clean")
    assert (clean.text("m1", STATE), clean.text("m1", MERGED_INTO)) == (state, "")
    assert dict(clean.entries) == dict(here.entries)


def test_years_are_added_from_both_sides_and_taken_away_only_by_a_person() -> None:
    field = periods_field("年度")
    ours, theirs = after(more_years(2024)), after(more_years(2020))
    kind, _, text = told(ours, theirs)[PLAN_ID, field, ""]
    assert (kind, text.split()) == ("clean", [f"年度:{y}" for y in range(2020, 2025)])
    fewer = after(lambda entries: entries.update({Key(PLAN_ID, field): "年度:2021 年度:2022"}))
    assert told(BASE, fewer)[PLAN_ID, field, ""] == ("question", "period", "年度:2021 年度:2022")
    used = after(write("m1", "work", "・三年目", YEARS[2].key))
    changes = changes_between(BASE, used, fewer, VOCABULARY)
    assert not changes.items
    assert any("R5" in note for note in changes.notes)


def test_a_year_closed_there_is_asked_and_one_reopened_there_is_told() -> None:
    closed = after(lambda entries: entries.update({Key(PLAN_ID, CLOSED, YEARS[0].key): "2024-04-01"}))
    assert told(BASE, closed)[PLAN_ID, CLOSED, YEARS[0].key][:2] == ("question", "closing")
    assert not told(closed, closed)
    changes = changes_between(closed, closed, BASE, VOCABULARY)
    assert not changes.items
    assert any("解除" in note for note in changes.notes)


def test_a_figure_that_became_final_there_is_clean() -> None:
    key = Key("m1", f"{FORECAST}:effect", YEARS[0].key)
    expected = edited(BASE, [write(*key[:2], "見込", key.period)])
    found = proposals(expected, expected, BASE)
    assert [(p.kind, p.submitted) for p in found] == [("clean", "")]
    assert key not in accepted(expected, found).entries
