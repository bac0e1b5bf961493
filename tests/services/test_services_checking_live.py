"""点検 beside editing says what 点検 of the whole plan says, whatever was edited; and looks at little after an edit."""
from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planeditor.domain.findings import CheckContext, Claim, Finding
from planeditor.domain.plan import BASIS, CURRENT, NAME, NUMBER, PLAN_ID, PROGRESS, SEEN, STATE, Change, Key, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.services.checking import check
from planeditor.services.checking.live import LiveChecks
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.sample import sample_content

LONG = "住民向けの案内を見直し、窓口での受付を電子化する準備を進め、担当課との打合せを重ねて仕様を固めた。"
TEXTS = (
    None, "", "準備", "検討", "計画通り", "遅延", LONG, LONG.replace("固めた", "決めた"), LONG + "R02年3月に公開。",
    "R2年4月、サーバの更新", "サーバーの更新",
    "Wi-Fiの整備", "WiFiの整備", "43% (3/7施設)", "90% (3/7施設)", "100%", "90%", "为更新", "①-01", "②-03",
    "遅れが生じている。計画通り進捗している。",
    "令和元年4月", "統合", "年度:2024", "a reason",
)
FIELDS = (
    "progress", "work", "effect", "summary", "target", "planning", PROGRESS, BASIS, STATE, NUMBER, NAME, f"{SEEN}:same-as-last-year:work",
)
FONTS = FontBook()


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Plan(sample_content()[0])


@pytest.fixture(scope="module")
def forms(plan: Plan) -> FormSet:
    return FormSets().of(plan)


def changed(plan: Plan, edits: Iterable[tuple[int, str, int, str | None]]) -> Plan:
    nodes, periods = [*plan.measures[:4], *plan.areas[:1]], ["", *plan.period_keys("年度")]
    changes = []
    for node, field, period, text in edits:
        key = Key(nodes[node].id, field, periods[period] if field in FIELDS[:8] else "")
        changes.append(Change(key, None, text or None))
    return plan.with_changes(changes)


EDIT = st.tuples(st.integers(0, 4), st.sampled_from(FIELDS), st.integers(0, 3), st.sampled_from(TEXTS))


@settings(max_examples=25)
@given(st.lists(st.lists(EDIT, min_size=1, max_size=3), min_size=1, max_size=4))
def test_the_same_as_of_the_whole_plan(plan: Plan, forms: FormSet, edits: list[list[tuple[int, str, int, str | None]]]) -> None:
    live = LiveChecks(forms, FONTS)
    live.check(plan)
    now = plan
    for step in edits:
        now = changed(now, step)
        assert live.check(now) == check(now, forms, FONTS)
    assert live.check(plan) == check(plan, forms, FONTS), "and back again"


def test_periods_measures_and_what_came_back(plan: Plan, forms: FormSet) -> None:
    live = LiveChecks(forms, FONTS)
    live.check(plan)
    measure, last = plan.measures[0].id, plan.period_keys("年度")[-1]
    moved = plan.with_changes([Change(Key(PLAN_ID, CURRENT), None, last)])
    for submitted in ((), (measure,), (measure, plan.measures[1].id)):
        assert live.check(moved, submitted) == check(moved, forms, FONTS, submitted)
    gone = moved.with_changes([Change(key, text, None) for key, text in moved.of_node(measure).items()])
    assert live.check(gone, (measure,)) == check(gone, forms, FONTS, (measure,))
    fewer = gone.with_changes([Change(Key(PLAN_ID, "@periods:年度"), None, " ".join(plan.period_keys("年度")[:-1]))])
    assert live.check(fewer) == check(fewer, forms, FONTS)
    claims = (Claim(Key(plan.measures[1].id, "summary"), "別の概要", "シート"),)
    assert live.check(fewer, (), claims) == check(fewer, forms, FONTS, (), claims) != check(fewer, forms, FONTS)


def test_after_an_edit_only_the_changed_measure_is_looked_at(
    plan: Plan, forms: FormSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveChecks(forms, FONTS)
    live.check(plan)
    looked: set[str] = set()
    whole = CheckContext.entries

    def entries(self: CheckContext) -> object:
        looked.update(node.id for node in self.nodes())
        return whole(self)

    monkeypatch.setattr(CheckContext, "entries", entries)
    monkeypatch.setattr(CheckContext, "reports", lambda self: (entries(self), self._reports)[1])
    node = plan.measures[2].id
    found = live.check(plan.with_changes([Change(Key(node, "work", "年度:2025"), None, LONG)]))
    assert looked == {node}
    assert all(isinstance(f, Finding) for f in found)
