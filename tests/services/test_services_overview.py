"""How a year stands: every measure is counted once, ended ones only in their year, and figures only where they can be read."""
from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planeditor.domain.blocks import ANSWER, DONE, POINT, TEXT
from planeditor.domain.building import PlanBuilder
from planeditor.domain.findings import Finding
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, DEPARTMENTS, LATE, PLAN_ID, PROGRESS, STATE, Plan
from planeditor.domain.progress import Progress
from planeditor.messages import overview as say
from planeditor.services.overview import steps
from planeditor.services.overview.model import Overview
from planeditor.services.overview.overview import overview
from planeditor.services.progress.proposing import proposals
from tests.services.editing_plans import FORMS

YEARS = [Period("年度", year, year) for year in range(2021, 2025)]
KEYS = [p.key for p in YEARS]
WORDS = [p.word for p in Progress if p is not Progress.UNDECIDED]


def plan_of(*measures: tuple[str, dict[str, str], dict[tuple[str, str], str]], direct: int = 0) -> Plan:
    """Measures by number, with their own entries and those of years."""
    builder = PlanBuilder()
    builder.start("計画", "見本市", "sodegaura", YEARS)
    for place, (number, own, yearly) in enumerate(measures):
        parent = PLAN_ID if place < direct else builder.area(number[0], "分野")
        node = builder.add("measure", parent, {DEPARTMENTS: "課", **own}, number, "名")
        for (field, period), text in yearly.items():
            builder.set(node, field, text, period)
    return Plan(builder.entries)


def course(found: Overview, number: str) -> str:
    """The marks of a measure's years; a blank where there is nothing to judge."""
    row = next(r for r in found.courses if r.number == number)
    return "".join(" " if p is None else p.mark for p in row.course)


def test_areas_are_counted_with_the_year_before_beside() -> None:
    plan = plan_of(
        ("①-01", {}, {("progress", KEYS[0]): "文", (PROGRESS, KEYS[0]): "計画通り", (PROGRESS, KEYS[1]): "遅延"}),
        ("②-01", {}, {("progress", KEYS[0]): "計画通り進捗している。"}),
    )
    found = overview(plan, FORMS, KEYS[1])
    assert (found.period, found.before, found.periods) == (KEYS[1], KEYS[0], tuple(KEYS))
    first, second, total = found.areas
    assert (dict(first.now), dict(first.before)) == ({Progress.LATE: 1}, {Progress.ON_TRACK: 1})
    assert dict(second.before) == {Progress.UNDECIDED: 1}  # a proposal counts for nothing
    assert (total.area, total.measures, dict(total.now)) == (PLAN_ID, 2, {Progress.LATE: 1, Progress.UNDECIDED: 1})
    assert found.total is total


def test_a_measure_lives_from_its_first_year_to_its_end() -> None:
    plan = plan_of(
        ("①-01", {STATE: "中止"}, {("progress", KEYS[0]): "文", (PROGRESS, KEYS[0]): "計画通り"}),
        ("①-02", {STATE: "統合"}, {("progress", KEYS[0]): "文", ("progress", KEYS[1]): "文"}),
        ("①-03", {}, {("planning", KEYS[2]): "検討", ("progress", KEYS[2]): "文"}),
        ("①-04", {}, {(PROGRESS, KEYS[0]): "完了"}),
        ("①-05", {}, {(PROGRESS, KEYS[0]): "完了", ("progress", KEYS[2]): "文"}),
        ("①-06", {}, {(PROGRESS, KEYS[0]): "中止", (PROGRESS, KEYS[1]): "計画通り"}),
        ("①-07", {STATE: "完了"}, {}),
    )
    found = overview(plan, FORMS, KEYS[2])
    assert [course(found, f"①-0{n}") for n in range(1, 8)] == ["●■  ", "・⇢  ", "  ・ ", "★   ", "★・・ ", "■●・ ", "・・★ "]
    assert found.total.measures == 4


def test_what_is_still_to_come_is_not_judged_unless_it_was() -> None:
    plan = plan_of(("①-01", {}, {("planning", k): "検討" for k in KEYS} | {("progress", KEYS[1]): "文"}))
    assert course(overview(plan, FORMS), "①-01") == "・・  "
    assert course(overview(plan, FORMS, KEYS[3]), "①-01") == "・・・・"


entries = st.dictionaries(
    st.tuples(st.sampled_from(("progress", "planning", PROGRESS)), st.sampled_from(KEYS)), st.sampled_from([*WORDS, "文"]), max_size=6
)
measures = st.lists(st.tuples(st.sampled_from("①②③"), st.sampled_from(["", "中止", "完了", "統合"]), entries), max_size=6)


@settings(max_examples=60, deadline=None)
@given(measures, st.integers(0, 2), st.sampled_from(KEYS))
def test_every_measure_is_counted_exactly_once_in_each_year_it_lives_in(
    made: list[tuple[str, str, dict[tuple[str, str], str]]], direct: int, period: str
) -> None:
    plan = plan_of(*[(f"{a}-{n:02}", {STATE: s}, e) for n, (a, s, e) in enumerate(made)], direct=direct)
    found = overview(plan, FORMS, period)
    living = [row for row in found.courses if row.course[KEYS.index(period)] is not None]
    tops = [row for row in found.areas if row.level == 1]
    for row in found.areas:
        assert sum(row.now.values()) == row.measures
    assert found.total.measures == len(living)
    if tops:
        assert sum(row.measures for row in tops) == len(living)
    for line in found.courses:  # one stretch of years, nothing after its end
        shown = "".join("x" if p is not None else " " for p in line.course)
        assert " " not in shown.strip()


def test_late_ones_tell_why_and_the_reasons_are_marked_where_they_are_proposals() -> None:
    text = "人手が足りなかったため、遅延が生じている。"
    plan = plan_of(
        ("①-01", {}, {("progress", KEYS[0]): text, (PROGRESS, KEYS[0]): "遅延"}),
        ("①-02", {}, {(PROGRESS, KEYS[0]): "中止", (f"{LATE}:reason", KEYS[0]): "国の方針が変わった"}),
        ("①-03", {}, {(PROGRESS, KEYS[0]): "計画通り"}),
    )
    found = overview(plan, FORMS, KEYS[0])
    assert [(one.title, one.reason, one.proposed) for one in found.late] == [
        ("①-01 名", "人手が足りなかったため", True), ("①-02 名", "国の方針が変わった", False),
    ]  # fmt: skip


def test_highlights_are_proposed_only_of_what_was_confirmed() -> None:
    told = {("progress", KEYS[0]): "窓口を開始し、計画以上に進捗している。"}
    plain = {("progress", KEYS[0]): "調べた。計画通り進捗している。", (PROGRESS, KEYS[0]): "計画通り"}
    plan = plan_of(("①-01", {}, plain), ("①-02", {}, told), ("①-03", {}, told | {(PROGRESS, KEYS[0]): "計画以上"}))
    found = overview(plan, FORMS, KEYS[0]).highlights
    assert [(one.title, one.proposed) for one in found] == [("①-03 名", True)]


def test_figures_are_read_and_told_of_how_many() -> None:
    def effect(*texts: str) -> dict[tuple[str, str], str]:
        return {("effect", key): text for key, text in zip(KEYS, texts, strict=False)}

    plan = plan_of(
        ("①-01", {}, effect("-", "50% (1/2施設)")), ("①-02", {}, effect("20%", "約400万円 (うち人件費 300万円)")),
        ("①-03", {}, effect("20% から 30% へ", "1億円、ただし 200万円は見込")), ("②-01", {}, effect("", "100万円")),
    )
    rate, money = overview(plan, FORMS, KEYS[1]).effects
    assert (rate.label, rate.values, rate.counted) == ("① 分野", (20.0, 50.0, None, None), (1, 1, 0, 0))
    assert (money.label, money.values, money.counted) == (say.MONEY, (None, 5_000_000.0, None, None), (0, 2, 0, 0))


def test_points_that_were_ticked_off_before_the_year_are_left_out() -> None:
    builder = PlanBuilder(plan_of(("①-01", {}, {})))
    measure = builder.plan.measures[0].id
    for text, done in (("前", "2022-03-31"), ("この年", "2022-04-01"), ("まだ", "")):
        builder.add("block", measure, {BLOCK_TYPE: POINT, TEXT: text, ANSWER: "答", **({DONE: done} if done else {})})
    plan = Plan({**builder.plan.entries, **builder.entries})
    assert [p.text for p in overview(plan, FORMS, KEYS[1]).points] == ["この年", "まだ"]


def test_a_plan_without_years_has_one_line_of_nothing() -> None:
    builder = PlanBuilder()
    builder.start("計画", "見本市", "sodegaura", [])
    found = overview(Plan(builder.entries), FORMS)
    assert (found.period, found.total.measures, found.courses, found.effects) == ("", 0, (), ())


def test_what_is_to_be_done_next() -> None:
    plan = plan_of(
        ("①-01", {}, {("progress", KEYS[0]): "文", ("work", KEYS[0]): "文", ("@forecast:effect", KEYS[0]): "見込"}),
        ("①-02", {}, {(PROGRESS, KEYS[0]): "計画通り"}),
    )
    found = overview(plan, FORMS, KEYS[0])
    findings = [Finding("a", "error", "文"), Finding("b", "note", "文")]
    counts = {step.kind: step.count for step in steps.steps(found, steps.open_entries(plan, FORMS, found), None, findings)}
    assert counts == {"missing": 1, "waiting": 0, "findings": 1, "forecast": 1, "undecided": 1, "points": 0}


@pytest.mark.full
def test_a_thousand_measures_over_five_years_in_half_a_second() -> None:
    told = {("progress", key): "窓口を開いており、計画通り進捗している。" for key in KEYS} | {("effect", key): "50%" for key in KEYS}
    plan = plan_of(*[(f"{'①②③④'[n % 4]}-{n:04}", {}, told) for n in range(1000)])
    best = min(_timed(plan) for _ in range(3))
    assert best < 0.5
    assert len(proposals(plan, FORMS, KEYS[3])) == 1000


def _timed(plan: Plan) -> float:
    started = time.perf_counter()
    overview(plan, FORMS)
    return time.perf_counter() - started
