"""Which of many texts are the same or nearly the same: looked for by the clauses they share, so that a thousand are soon done."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from difflib import SequenceMatcher

from planeditor.domain.plan import Key

_ENDS = str.maketrans(dict.fromkeys("。、．，・\n※（）()", "\n"))
_SHORTEST_CLAUSE = 6
_SEEN_BY_CLAUSE = 8
"""How many texts with a clause are remembered: a clause that hundreds share says little."""


def share_of_same(one: str, other: str, least: float) -> float:
    """How much of two texts is the same, in order (0 to 1); 0 as soon as it cannot reach ``least``."""
    total = len(one) + len(other)
    if not total or one == other:
        return 1.0
    shorter = min(len(one), len(other))
    if 2 * shorter < least * total:
        return 0.0
    head = _same_start(one, other, shorter)
    tail = _same_start(one[::-1], other[::-1], shorter - head)
    rest, other_rest = one[head : len(one) - tail], other[head : len(other) - tail]
    ends = 2 * (head + tail)
    if ends >= least * total:
        return ends / total
    if ends + 2 * sum((Counter(rest) & Counter(other_rest)).values()) < least * total:
        return 0.0
    same = sum(block.size for block in SequenceMatcher(None, rest, other_rest, autojunk=False).get_matching_blocks())
    return (ends + 2 * same) / total


def _same_start(one: str, other: str, most: int) -> int:
    """How many characters two texts begin alike with, ``most`` at most."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def alike(texts: Mapping[Key, str], least: float) -> list[list[Key]]:
    """Groups of places whose texts are the same, or share at least ``least`` of their characters with another of the group,
    in the order given. A pair with fewer than half of its clauses in common is not found."""
    groups: dict[str, str] = {}
    by_clause: defaultdict[str, list[str]] = defaultdict(list)
    for text in dict.fromkeys(texts.values()):
        groups[text] = _near(text, groups, by_clause, least)
    members: defaultdict[str, list[Key]] = defaultdict(list)
    for place, text in texts.items():
        members[groups[text]].append(place)
    return [places for places in members.values() if len(places) > 1]


def _near(text: str, groups: Mapping[str, str], by_clause: defaultdict[str, list[str]], least: float) -> str:
    """The first text of the group that this one belongs to: itself where no earlier one is near."""
    clauses = {c for c in text.translate(_ENDS).split("\n") if len(c) >= _SHORTEST_CLAUSE} or {text}
    shared: Counter[str] = Counter()
    for clause in clauses:
        seen = by_clause[clause]
        shared.update(seen)
        if len(seen) < _SEEN_BY_CLAUSE:
            seen.append(text)
    least_shared = max(1, len(clauses) // 2)
    for other, count in shared.most_common():
        if count < least_shared:
            break
        if share_of_same(text, other, least) >= least:
            return groups[other]
    return text
