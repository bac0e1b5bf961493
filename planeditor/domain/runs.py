"""Entries of a run of periods: which of the plan's periods such an entry stands in."""
from __future__ import annotations

from planeditor.domain.periods import Period
from planeditor.domain.plan import Key, Plan


def is_run(plan: Plan, period_key: str) -> bool:
    """Whether an entry of that period stands in several of the plan's periods at once (R1～R3 as one bar)."""
    return "-" in period_key.rpartition(":")[2] and period_key not in plan.period_keys(period_key.rpartition(":")[0])


def covered(plan: Plan, period_key: str) -> list[str]:
    """The keys of the plan's periods that an entry stands in: its own, for a run all those it covers; [] for none."""
    known = plan.period_keys(period_key.rpartition(":")[0]) if period_key else []
    if period_key in known:
        return [period_key]
    if not is_run(plan, period_key):
        return []
    run = Period.from_key(period_key)
    return [key for key in known if run.covers(Period.from_key(key))]


def fits(plan: Plan, period_key: str) -> bool:
    """Whether an entry of that period stands wholly in periods of the plan, from the first year of one to the last of another."""
    found = [Period.from_key(key) for key in covered(plan, period_key)]
    if not found:
        return False
    whole = Period.from_key(period_key)
    return (min(p.first for p in found), max(p.last for p in found)) == (whole.first, whole.last)


def joined_in(plan: Plan, node: str, period_key: str) -> list[Key]:
    """The entries of a node that stand for several years, that of a period among them."""
    found = [key for key in plan.of_node(node) if "-" in key.period and key.period != period_key]
    return [key for key in found if period_key in covered(plan, key.period)]
