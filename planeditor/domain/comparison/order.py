"""Siblings of two plans in one sequence, and which of them moved."""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The fewest that must move to bring the same names from the old order into the new one; the same either way round."""
    one, other = _staying(old, new), _staying(new, old)
    return set(new) - (one if sorted(one) < sorted(other) else other)


def _staying(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """A longest run of names that stand in the same order on both sides."""
    places = {name: place for place, name in enumerate(old)}
    ends: list[int] = []
    chain: list[tuple[str, int]] = []
    last: list[int] = []
    for index, name in enumerate(new):
        at = bisect_left(ends, places[name])
        before = last[at - 1] if at else -1
        chain.append((name, before))
        if at == len(ends):
            ends.append(places[name])
            last.append(index)
        else:
            ends[at], last[at] = places[name], index
    found = set()
    index = last[-1] if last else -1
    while index >= 0:
        name, index = chain[index]
        found.add(name)
    return found


def merged(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The names of both in the new order; those of the old alone each behind what stood before it."""
    known = set(new)
    behind: dict[str, list[str]] = {}
    before = ""
    for name in old:
        if name in known:
            before = name
        else:
            behind.setdefault(before, []).append(name)
    found = behind.get("", [])
    for name in new:
        found = [*found, name, *behind.get(name, [])]
    return found
