"""点検 of symbols over periods, and of a printed table beside what follows from the entries."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.building import PlanBuilder
from planeditor.domain.fields import FieldDef, SeriesDef, Vocabulary
from planeditor.domain.findings import SYMBOLS_START, CheckContext, Finding
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Key, Plan
from planeditor.domain.rulebook import run_rules
from planeditor.domain.rules import printed_table as printed_table
from planeditor.domain.rules import symbols as symbols

PERIODS = [Period("期", first, first + 1) for first in (2002, 2004, 2006, 2008)]
STATUS = FieldDef("status", "実施状況", "measure", "期", "report", "symbol")
COUNT = FieldDef("count", "計画事業数", "plan", "期", computed="summary.数")
WHOLE = FieldDef("whole", "計画事業数 全期間", "plan", computed="summary.数全期間")
SERIES = {"期": SeriesDef("期", "{年}年度", pair="{年}・{年2}年度", default_era="平成")}
VOCABULARY = Vocabulary((STATUS, COUNT, WHOLE), SERIES)
LEGEND = dict.fromkeys("○◎△×", "説明")
RULES = {
    SYMBOLS_START: ("○", "○/◎", "○/△", "○/×"),
    "○": (), "○/◎": ("", "◎"), "○/△": ("△", "△/◎", "△/×"), "○/×": ("",), "◎": ("◎",), "△": ("△", "△/◎", "△/×"),
    "△/◎": ("", "◎"), "△/×": ("",),
}  # fmt: skip


def plan_of(*rows: list[str]) -> Plan:
    builder = PlanBuilder()
    builder.start("題", "見本市", "test", PERIODS)
    for number, row in enumerate(rows, start=1):
        node = builder.add("measure", PLAN_ID, {}, str(number), "事業")
        for period, symbol in zip(PERIODS, row, strict=False):
            builder.set(node, "status", symbol, period.key)
    return Plan(builder.entries)


def found(plan: Plan, *, rules: dict[str, tuple[str, ...]] = RULES, computed: dict[Key, str] | None = None) -> list[Finding]:
    context = CheckContext(plan, VOCABULARY, LEGEND, symbol_rules=rules, computed=computed or {})
    return run_rules(context, iter(["symbol-pair", "symbol-order", "printed-table"]))


@pytest.mark.parametrize(
    ("row", "at", "words"),
    [
        (["○/◎", "", "", ""], None, ""),
        (["○/◎", "◎", "◎", "◎"], None, ""),
        (["", "○/△", "△", "△/×"], None, ""),
        (["○/△", "△/◎", "◎", "◎"], None, ""),
        (["", "", "", "○"], None, ""),
        (["", "", "", ""], None, ""),
        (["○/△", "", "△", "△"], 1, "14・15年度の「○/△」の次の期が空欄"),
        (["○/△", "", "", ""], 1, "途中で終わる"),
        (["○/◎", "", "◎", "◎"], 2, "14・15年度の「○/◎」で終わっています"),
        (["○/×", "△", "△", "△"], 1, "14・15年度の「○/×」で終わっています"),
        (["○/△", "◎", "◎", "◎"], 1, "「◎」は書けません"),
        (["○", "", "", ""], 1, "最後の期にだけ"),
        (["", "◎", "◎", "◎"], 1, "どれかで始めます"),
        (["○/◎", "◎", "", ""], 2, "次の期が空欄"),
        (["○/◎", "?", "○", ""], None, ""),
    ],
)
def test_what_may_follow_what(row: list[str], at: int | None, words: str) -> None:
    plan = plan_of(["○/◎", "◎", "◎", "◎"], row)
    findings = [f for f in found(plan) if f.rule == "symbol-order"]
    if at is None:
        assert not findings
        return
    (finding,) = findings
    assert (finding.node, finding.period) == (plan.measures[1].id, PERIODS[at].key)
    assert words in finding.message


def test_a_pair_that_the_set_does_not_have_is_named() -> None:
    findings = found(plan_of(["○/◎", "◎/○", "", ""]))
    assert [(f.rule, f.period, "「◎/○」" in f.message) for f in findings] == [("symbol-pair", PERIODS[1].key, True)]
    assert not found(plan_of(["◎/○", "", "○", ""]), rules={})


@given(st.lists(st.sampled_from(["", *(s for s in RULES if s != SYMBOLS_START)]), min_size=4, max_size=4))
def test_a_row_without_a_finding_is_a_walk_through_the_rules(row: list[str]) -> None:
    before, ended, fine = "", False, True
    for symbol in row:
        if not before:
            fine &= not symbol or symbol in RULES[SYMBOLS_START]
        elif ended:
            fine &= not symbol
        else:
            fine &= symbol in RULES[before]
            ended = not symbol
        before = symbol or before
    assert (not found(plan_of(row))) == fine


def test_a_printed_figure_that_differs_is_told_with_its_place() -> None:
    builder = PlanBuilder(plan_of())
    first, second = PERIODS[:2]
    for key, text in {("count", first.key): "４", ("count", second.key): "5", ("whole", ""): "9"}.items():
        builder.set(PLAN_ID, key[0], text, key[1])
    plan = Plan({**builder.plan.entries, **builder.entries})
    computed = {
        Key(PLAN_ID, "count", first.key): "4", Key(PLAN_ID, "count", second.key): "", Key(PLAN_ID, "whole"): "10",
        Key(PLAN_ID, "count", PERIODS[2].key): "3",
    }  # fmt: skip
    messages = [(f.period, f.message) for f in found(plan, computed=computed)]
    assert messages == [
        (second.key, "「計画事業数」の16・17年度は、印刷では「5」ですが、計算すると「空欄」です。"),
        ("", "「計画事業数 全期間」は、印刷では「9」ですが、計算すると「10」です。"),
    ]
