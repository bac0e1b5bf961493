"""How far filled in, how the work goes, and what is still last year's."""
from __future__ import annotations

from dataclasses import replace

from planeditor.domain.plan import CLOSED, CURRENT, PLAN_ID, PROGRESS, STATE, Change, Key, Plan
from planeditor.domain.progress import Progress
from planeditor.services.editing.lastyear import last_year, same_as_last_year
from planeditor.services.editing.states import Filled, States
from tests.services.editing_plans import R3, R4, R5, VOCABULARY, key_of, node_of, small_plan

PLAN = small_plan()
FIRST, SECOND, AREA = node_of(PLAN, "①-01"), node_of(PLAN, "①-02"), PLAN.areas[0].id


def changed(*entries: tuple[Key, str], plan: Plan = PLAN) -> Plan:
    return plan.with_changes([Change(key, None, text or None) for key, text in entries])


def test_a_sheet_is_full_when_what_is_required_is_there() -> None:
    states = States(PLAN, VOCABULARY)
    assert states.current == R4.key
    assert states.filled(FIRST, R3.key) is Filled.FULL  # 効果 is not required
    assert states.filled(FIRST, R4.key) is Filled.PART
    assert states.filled(FIRST) is Filled.PART
    assert states.filled(FIRST, R5.key) is Filled.NONE
    assert states.filled(SECOND) is Filled.NONE  # a schedule is no report
    only_effect = States(changed((Key(SECOND, "effect", R4.key), "-")), VOCABULARY)
    assert only_effect.filled(SECOND) is Filled.PART
    assert States(changed((Key(SECOND, "work", R4.key), " \n")), VOCABULARY).filled(SECOND) is Filled.NONE


def test_without_required_fields_all_reports_count() -> None:
    fields = tuple(replace(f, required=False) for f in VOCABULARY.fields)
    states = States(PLAN, replace(VOCABULARY, fields=fields))
    assert states.filled(FIRST, R3.key) is Filled.PART
    full = changed((Key(FIRST, "effect", R3.key), "-"))
    assert States(full, replace(VOCABULARY, fields=fields)).filled(FIRST, R3.key) is Filled.FULL


def test_an_area_is_in_progress_unless_its_measures_agree() -> None:
    states = States(PLAN, VOCABULARY)
    assert states.filled(AREA) is Filled.PART
    assert states.filled(AREA, R5.key) is Filled.NONE
    assert states.filled(AREA, R3.key) is Filled.PART
    assert states.filled(PLAN_ID, R5.key) is Filled.NONE
    assert states.count(AREA, R3.key) == {Filled.FULL: 1, Filled.NONE: 1}
    merged = States(changed((Key(SECOND, STATE), "統合")), VOCABULARY)
    assert merged.filled(AREA, R3.key) is Filled.FULL
    closed = States(changed((Key(PLAN_ID, CLOSED, R3.key), "2022-05-01")), VOCABULARY)
    assert closed.filled(AREA, R3.key) is closed.filled(FIRST, R3.key) is Filled.CLOSED
    assert closed.filled(AREA) is Filled.PART


def test_the_state_of_a_measure_comes_before_the_class_of_the_year() -> None:
    plan = changed((Key(FIRST, PROGRESS, R3.key), "計画以上"), (Key(FIRST, PROGRESS, R4.key), "遅延"))
    states = States(plan, VOCABULARY)
    assert states.progress(FIRST) is states.progress(FIRST, R4.key) is Progress.LATE
    assert states.progress(FIRST, R3.key) is Progress.AHEAD
    assert states.progress(FIRST, R5.key) is states.progress(AREA) is Progress.UNDECIDED
    for word, progress in (("中止", Progress.STOPPED), ("完了", Progress.DONE), ("統合", Progress.MERGED)):
        ended = States(changed((Key(FIRST, STATE), word), plan=plan), VOCABULARY)
        assert ended.progress(FIRST) is ended.progress(FIRST, R5.key) is progress
        assert ended.progress(FIRST, R3.key) is Progress.AHEAD  # what was confirmed of a year that is over stays


def test_every_state_has_a_word_of_its_own() -> None:
    words = [s.word for s in (*Filled, *Progress)]
    assert len(set(words)) == len(words)


def test_last_year() -> None:
    found = last_year(PLAN, VOCABULARY, key_of(PLAN, "①-01", "work", R4))
    assert found is not None
    assert (found.period, found.label, found.text) == (R3, "R3年度", "・調査を行った")
    empty = last_year(PLAN, VOCABULARY, key_of(PLAN, "①-02", "work", R4))
    assert empty is not None
    assert empty.text == ""
    assert last_year(PLAN, VOCABULARY, key_of(PLAN, "①-01", "work", R3)) is None
    assert last_year(PLAN, VOCABULARY, key_of(PLAN, "①-01", "summary")) is None


def test_a_report_left_as_last_year_is_marked() -> None:
    def same(field: str, text: str = "") -> bool:
        key = key_of(PLAN, "①-01", field, R4)
        before = key._replace(period=R3.key)
        plan = changed((before, text), (key, text)) if text else PLAN
        return same_as_last_year(plan, VOCABULARY, key)

    assert same("progress")
    assert same("effect", "14% (1/7施設)")
    assert not same("effect", "-")
    assert not same("effect", "90%")
    assert not same("work")
    assert not same("planning", "設置場所の検討を行う")
    assert not same_as_last_year(PLAN, VOCABULARY, key_of(PLAN, "①-01", "progress", R3))
    current = changed((Key(PLAN_ID, CURRENT), R5.key))
    assert not same_as_last_year(current, VOCABULARY, key_of(PLAN, "①-01", "progress", R5))
