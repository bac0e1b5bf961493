"""Proposing and confirming 進捗区分, why something is late, and the 主な成果."""
from __future__ import annotations

from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.judging_late import LateDetails
from planeditor.domain.plan import BASIS, CLOSED, PLAN_ID, PROGRESS, STATE, Change, Key, Plan
from planeditor.domain.progress import Progress, ProgressRules, confirmed_progress
from planeditor.services.formsets import FormSets
from planeditor.services.progress import confirming
from planeditor.services.progress.proposing import Proposed, chosen_highlights, late_of, proposals
from planeditor.store.document import Document
from tests.plans import load_seed, progress_plan
from tests.services.editing_plans import FORMS, R3, R4, R5, WHO, make, node_of, small_plan

PLAN = small_plan()
FIRST, SECOND = node_of(PLAN, "①-01"), node_of(PLAN, "①-02")
READ = {"計画以上": "a", "計画通り": "o", "遅延": "l", "統合": "m", "未判定": "-"}
READING = ("ooolo", "oaooo", "olooo", "ooooo", "ooooo", "ooooo", "ooooo", "ooooo", "ooooo", "ooooo", "omm--", "ooooo", "olooo", "ooooo")
"""What a person reads in the 70 reports of the real sheets, one word for each sheet in their order."""


def of(plan: Plan, measure: str, period: str) -> Proposed:
    return next(p for p in proposals(plan, FORMS, period) if p.measure == measure)


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return make(tmp_path, PLAN)


def test_a_proposal_rests_on_a_sentence_of_the_report() -> None:
    found = of(PLAN, FIRST, R4.key)
    assert (found.progress, found.basis, found.confirmed) == (Progress.ON_TRACK, "計画通りに進んでいる", Progress.UNDECIDED)
    assert found.can_agree
    assert of(PLAN, SECOND, R4.key).progress is Progress.UNDECIDED


def test_confirming_keeps_the_sentence_and_notices_when_it_is_gone(document: Document) -> None:
    confirming.confirm(document, FORMS, FIRST, R4.key, Progress.ON_TRACK, who=WHO)
    plan = document.plan()
    assert plan.text(FIRST, PROGRESS, R4.key) == "計画通り"
    assert plan.text(FIRST, BASIS, R4.key) == "計画通りに進んでいる"
    assert not of(plan, FIRST, R4.key).stale
    later = plan.with_changes([Change(Key(FIRST, "progress", R4.key), None, "遅延が生じている。")])
    found = of(later, FIRST, R4.key)
    assert found.stale
    assert found.progress is Progress.LATE
    document.undo(who=WHO)
    assert confirmed_progress(document.plan(), FIRST, R4.key) is Progress.UNDECIDED


def test_another_choice_than_the_proposal_rests_on_nothing(document: Document) -> None:
    confirming.confirm(document, FORMS, FIRST, R4.key, Progress.LATE, who=WHO)
    assert document.plan().text(FIRST, BASIS, R4.key) == ""
    confirming.confirm(document, FORMS, FIRST, R4.key, Progress.UNDECIDED, who=WHO)
    assert document.plan().text(FIRST, PROGRESS, R4.key) == ""


def test_all_that_is_only_agreed_with_is_one_operation(document: Document) -> None:
    report = confirming.confirm_all(document, FORMS, R4.key, who=WHO)
    assert {c.key.node for c in report.changes} == {FIRST}
    with pytest.raises(KnownError, match="提案"):
        confirming.confirm_all(document, FORMS, R4.key, who=WHO)


def test_what_cannot_be_confirmed_is_a_sentence(document: Document) -> None:
    with pytest.raises(KnownError, match="年度"):
        confirming.confirm(document, FORMS, FIRST, "年度:1999", Progress.LATE, who=WHO)
    with pytest.raises(KnownError, match="施策"):
        confirming.confirm(document, FORMS, PLAN.areas[0].id, R4.key, Progress.LATE, who=WHO)
    with document.edit("確定", who=WHO) as edit:
        edit.set(Key(PLAN_ID, CLOSED, R4.key), "2023-05-01")
    for act in (
        lambda: confirming.confirm(document, FORMS, FIRST, R4.key, Progress.LATE, who=WHO),
        lambda: confirming.confirm_all(document, FORMS, R4.key, who=WHO),
        lambda: confirming.set_late(document, FORMS, FIRST, R4.key, LateDetails("理由"), who=WHO),
        lambda: confirming.choose_highlights(document, FORMS, R4.key, {FIRST: "文"}, who=WHO),
    ):
        with pytest.raises(KnownError, match="確定"):
            act()  # type: ignore[no-untyped-call]
    assert document.plan().text(FIRST, PROGRESS, R4.key) == ""


def test_why_it_is_late_is_proposed_until_it_is_written(document: Document) -> None:
    text = "人手が足りなかったため、遅延が生じている。今後は、来年度中に終える。"
    with document.edit("記入", who=WHO) as edit:
        edit.set(Key(FIRST, "progress", R4.key), text)
    assert late_of(document.plan(), FORMS, FIRST, R4.key) == (
        LateDetails("人手が足りなかったため", "今後は、来年度中に終える", "来年度中"), True,
    )  # fmt: skip
    confirming.set_late(document, FORMS, FIRST, R4.key, LateDetails("人手の不足", "応援を頼む", "R5.9"), who=WHO)
    assert late_of(document.plan(), FORMS, FIRST, R4.key) == (LateDetails("人手の不足", "応援を頼む", "R5.9"), False)


def test_highlights_take_the_place_of_those_before(document: Document) -> None:
    confirming.choose_highlights(document, FORMS, R4.key, {FIRST: "一"}, who=WHO)
    confirming.choose_highlights(document, FORMS, R4.key, {SECOND: "二"}, who=WHO)
    assert chosen_highlights(document.plan(), R4.key) == {SECOND: "二"}
    with pytest.raises(KnownError, match="3 件"):
        confirming.choose_highlights(document, FORMS, R4.key, dict.fromkeys("abcd", "文"), who=WHO)
    with pytest.raises(KnownError, match="空"):
        confirming.choose_highlights(document, FORMS, R4.key, {FIRST: " "}, who=WHO)
    assert chosen_highlights(document.plan(), R4.key) == {SECOND: "二"}


def test_a_measure_that_ended_is_proposed_as_that_in_its_last_year() -> None:
    plan = PLAN.with_changes([Change(Key(FIRST, STATE), None, "中止"), Change(Key(FIRST, PROGRESS, R3.key), None, "計画通り")])
    assert of(plan, FIRST, R4.key).progress is Progress.STOPPED
    assert FIRST not in {p.measure for p in proposals(plan, FORMS, R5.key)}


def test_symbols_speak_as_the_set_says() -> None:
    rules = FormSets().get("tomakomai").progress
    found = [rules.of_symbol(text) for text in ("○/◎", "◎", "○／△", "△/×", "○", "")]
    assert found == [Progress.DONE, Progress.ON_TRACK, Progress.LATE, Progress.STOPPED, None, None]


def test_the_words_of_the_set_are_understood_and_shown() -> None:
    rules = ProgressRules(words={Progress.LATE: "遅れ"})
    assert rules.label(Progress.LATE) == "▲遅れ"
    assert [rules.parse(text) for text in ("遅れ", "▲遅れ", "遅延", "●計画通り", "よい")] == [
        Progress.LATE, Progress.LATE, Progress.LATE, Progress.ON_TRACK, None,
    ]  # fmt: skip


@pytest.mark.shared
def test_the_real_reports_are_read_as_a_person_reads_them(shared_folder: Path) -> None:
    plan = progress_plan(load_seed(shared_folder, "sodegaura_progress")["sheets"])
    read = {}
    for key in plan.period_keys("年度"):
        for found in proposals(plan, FORMS, key):
            read[found.measure, key] = READ[found.progress.word]
    ours = ["".join(read.get((m.id, key), "-") for key in plan.period_keys("年度")) for m in plan.measures]
    pairs = [(a, b) for wanted, got in zip(READING, ours, strict=True) for a, b in zip(wanted, got, strict=True)]
    proposed, right = [p for p in pairs if p[1] != "-"], [p for p in pairs if p[0] == p[1] != "-"]
    said = sum(a != "-" for a, _ in pairs)
    assert len(right) == len(proposed) == said == 68
