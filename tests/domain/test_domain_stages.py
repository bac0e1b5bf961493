"""Stages: periods printed by their place in the plan, read back whatever their spelling, cut from the plan's years."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.fields import SeriesDef, Vocabulary, periods_entry, periods_field
from planeditor.domain.periods import Period
from planeditor.domain.plan import LABEL, PLAN_ID, Key, Plan
from planeditor.domain.stages import LAST_PLACE, is_place, ordinal, parse_place, place_of, print_place, settled

STAGE = SeriesDef("ステージ", label="{序}ステージ", years=5)
TERM = SeriesDef("期", label="第{番}期", years=4)
FIRST, SECOND = Period("ステージ", 2021, 2025), Period("ステージ", 2026, 2030)


def plan(*periods: Period) -> Plan:
    return Plan({Key(PLAN_ID, periods_field(periods[0].series)): periods_entry(periods)})


@pytest.mark.parametrize(
    ("place", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"), (22, "22nd")],
)
def test_ordinals(place: int, text: str) -> None:
    assert ordinal(place) == text


@given(place=st.integers(1, LAST_PLACE), label=st.sampled_from(["{序}ステージ", "第{番}期", "ステージ{番}", "{番}"]))
def test_what_is_printed_is_read(place: int, label: str) -> None:
    found = parse_place("s", label, print_place(label, place))
    assert found == Period("s", place, place)
    assert is_place(found)


@pytest.mark.parametrize("text", ["1stステージ", "1 s tステージ", "１ｓｔ ステージ", "1STステージ", "1st\nステージ"])
def test_a_head_in_any_spelling(text: str) -> None:
    assert STAGE.parse_label(text) == Period("ステージ", 1, 1)


@pytest.mark.parametrize("text", ["ステージ", "0thステージ", "100thステージ", "1stステージ 2ndステージ", "概要", "1ステージ"])
def test_other_texts_are_no_stage(text: str) -> None:
    assert STAGE.parse_label(text) is None


def test_a_stage_may_be_headed_by_its_years() -> None:
    assert STAGE.parse_label("令和3～7年度") == FIRST


def test_labels_of_a_plan() -> None:
    words = Vocabulary((), {"ステージ": STAGE, "期": TERM})
    both = plan(FIRST, SECOND)
    assert [words.period_label(both, p) for p in (FIRST, SECOND)] == ["1stステージ", "2ndステージ"]
    assert words.period_label(both, Period("ステージ", 2021, 2030)) == "1stステージ～2ndステージ"
    assert words.period_label(both, SECOND, style="和暦") == "令和8年度～令和12年度"
    assert words.period_label(both, Period("ステージ", 1, 1)) == "1stステージ"
    assert words.period_label(plan(Period("期", 2021, 2024)), Period("期", 2021, 2024)) == "第1期"


def test_a_period_that_is_no_stage_of_the_plan_is_printed_by_its_years() -> None:
    words = Vocabulary((), {"ステージ": STAGE})
    assert words.period_label(plan(FIRST), SECOND) == "R8～R12年度"
    assert words.period_label(plan(FIRST), Period("ステージ", 2023, 2023)) == "R5年度"


def test_a_label_of_the_plan_s_own_comes_first() -> None:
    words = Vocabulary((), {"ステージ": STAGE})
    own = Plan({**plan(FIRST).entries, Key(PLAN_ID, f"{LABEL}:schedule", FIRST.key): "前半"})
    assert words.period_label(own, FIRST, "schedule") == "前半"


def test_places_are_settled_by_the_plan() -> None:
    known = [FIRST, SECOND]
    assert settled(Period("ステージ", 2, 2), known) == SECOND
    assert settled(Period("ステージ", 1, 2), known) == Period("ステージ", 2021, 2030)
    assert settled(Period("ステージ", 3, 3), known) is None
    assert settled(FIRST, []) == FIRST
    assert settled(Period("ステージ", 2, 2025), known) is None
    assert place_of(Period("ステージ", 2021, 2030), known) == (1, 2)
    assert place_of(Period("ステージ", 2021, 2024), known) is None


@given(first=st.integers(1950, 2100), length=st.integers(1, 51), years=st.integers(0, 12))
def test_a_series_cuts_every_year_once(first: int, length: int, years: int) -> None:
    found = SeriesDef("s", years=years).cut(first, first + length - 1)
    assert [y for p in found for y in p.years] == list(range(first, first + length))
    assert {len(p.years) for p in found[:-1]} <= {max(years, 1)}
