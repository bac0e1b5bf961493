"""What may be edited in which mode, and the sentences that say why not."""
from __future__ import annotations

import time

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import CLOSED, CURRENT, DEPARTMENTS, NAME, NUMBER, PLAN_ID, STATE, Change, Key, Plan
from planeditor.services.editing.permissions import Lock, Mode, Permissions, require_open
from tests.services.editing_plans import R3, R4, R5, VOCABULARY, key_of, node_of, small_plan


def with_entries(plan: Plan, *entries: tuple[Key, str]) -> Plan:
    return plan.with_changes([Change(key, None, text) for key, text in entries])


PLAN = with_entries(small_plan(), (Key(PLAN_ID, CURRENT), R4.key), (Key(PLAN_ID, CLOSED, R3.key), "2022-05-01"))


def lock(field: str, period: Period | None = None, mode: Mode = Mode.NORMAL, plan: Plan = PLAN) -> Lock:
    return Permissions(plan, VOCABULARY, mode).lock(key_of(plan, "①-01", field, period))


@pytest.mark.parametrize(
    ("field", "period", "normal", "other"),
    [
        ("work", R4, Lock.OPEN, Lock.OPEN),
        ("effect", R4, Lock.OPEN, Lock.OPEN),  # still empty
        ("work", R5, Lock.FUTURE, Lock.FUTURE),
        ("work", R3, Lock.CLOSED, Lock.CLOSED),
        ("planning", R3, Lock.CLOSED, Lock.CLOSED),
        ("planning", R4, Lock.PLAN, Lock.OPEN),
        ("planning", R5, Lock.PLAN, Lock.OPEN),
        ("development", R5, Lock.PLAN, Lock.OPEN),  # still empty
        ("summary", None, Lock.PLAN, Lock.OPEN),
        (NUMBER, None, Lock.PLAN, Lock.OPEN),
        (NAME, None, Lock.PLAN, Lock.OPEN),
        (DEPARTMENTS, None, Lock.PLAN, Lock.OPEN),
        ("memo", None, Lock.OPEN, Lock.OPEN),
    ],
)
def test_rules(field: str, period: Period | None, normal: Lock, other: Lock) -> None:
    assert lock(field, period) is normal
    assert lock(field, period, Mode.REVISION) is other
    assert lock(field, period, Mode.CORRECTION) is other
    permissions = Permissions(PLAN, VOCABULARY, Mode.REVISION, read_only=True)
    assert permissions.lock(key_of(PLAN, "①-01", field, period)) is Lock.READ_ONLY


def test_a_merged_measure_is_at_rest_but_for_the_memo() -> None:
    plan = with_entries(PLAN, (Key(node_of(PLAN, "①-01"), STATE), "統合"))
    assert lock("work", R4, plan=plan) is Lock.MERGED
    assert lock("summary", plan=plan) is Lock.MERGED
    assert lock("work", R3, plan=plan) is Lock.CLOSED
    assert lock("memo", plan=plan) is Lock.OPEN
    assert lock("work", R4, Mode.CORRECTION, plan) is Lock.OPEN
    stopped = with_entries(PLAN, (Key(node_of(PLAN, "①-01"), STATE), "中止"))
    assert lock("work", R4, plan=stopped) is Lock.OPEN


def test_every_lock_but_open_has_a_sentence_that_says_what_to_do() -> None:
    permissions = Permissions(PLAN, VOCABULARY)
    assert permissions.sentence(Lock.OPEN) == ""
    for found in set(Lock) - {Lock.OPEN}:
        sentence = permissions.sentence(found)
        assert sentence.endswith("ください。")
        assert "{" not in sentence
    assert "改定モード" in permissions.sentence(Lock.PLAN)


def test_a_closed_year_is_refused_by_name() -> None:
    require_open(PLAN, VOCABULARY, [key_of(PLAN, "①-01", "work", R4), key_of(PLAN, "①-01", "summary")])
    with pytest.raises(KnownError, match=r"R3年度は 2022年5月1日 に確定.*planeditor reopen"):
        require_open(PLAN, VOCABULARY, [key_of(PLAN, "①-01", "work", R4), key_of(PLAN, "①-01", "work", R3)])


def test_a_page_of_cells_is_answered_at_once() -> None:
    permissions = Permissions(PLAN, VOCABULARY)
    keys = [key_of(PLAN, "①-01", f, p) for f in ("work", "progress", "planning") for p in (R4, R5)] * 200

    def once() -> float:
        start = time.thread_time()
        for key in keys:
            permissions.lock(key)
        return (time.thread_time() - start) / len(keys)

    assert min(once() for _ in range(10)) < 100e-6  # aim: 5 µs; the machine may be busy
