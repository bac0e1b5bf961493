"""Which of many texts are the same or nearly the same. Texts that share much have some of the smallest digests of their pieces
in common, so only those that meet there are compared; one that changes is taken out and put in without looking at the rest."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from zlib import crc32

from planeditor.domain.plan import Key

_PIECE = 5
"""How many characters a piece of a text has."""
_BINS = 16
_ABOVE = 2**32
"""Above every digest."""
_REMEMBERED = 200_000
_LEAST_MET = 8
"""Texts that have fewer of the digests in common are not alike; two that share nine tenths have more."""
Meeting = int
"""A place where texts meet."""


def share_of_same(one: str, other: str, least: float) -> float:
    """How much of two texts is the same, in order (0 to 1); 0 as soon as it cannot reach ``least``."""
    total = len(one) + len(other)
    if not total or one == other:
        return 1.0
    shorter = min(len(one), len(other))
    if 2 * shorter < least * total:
        return 0.0
    if _exceeds(one, other, total - least * total):
        return 0.0
    head = _same_start(one, other, shorter)
    tail = _same_start(one[::-1], other[::-1], shorter - head)
    rest, other_rest = one[head : len(one) - tail], other[head : len(other) - tail]
    ends = 2 * (head + tail)
    if ends >= least * total:
        return ends / total
    same = sum(block.size for block in SequenceMatcher(None, rest, other_rest, autojunk=False).get_matching_blocks())
    return (ends + 2 * same) / total


def _exceeds(one: str, other: str, most: float) -> bool:
    """Whether more characters than that stand in only one of the two texts, wherever they stand."""
    mine, its = set(one), set(other)
    if len(mine ^ its) > most:
        return True
    for char in mine | its:
        most -= abs(one.count(char) - other.count(char))
        if most < 0:
            return True
    return False


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


class Likeness:
    """Texts in groups; they come and go one by one. Two texts that meet and are near each other are of one group, and so are all
    that hang together in this way."""

    def __init__(self, least: float) -> None:
        """``least``: how much of two texts must be the same, 0 to 1."""
        self.least = least
        self._counts: Counter[str] = Counter()
        self._alone: dict[Meeting, str] = {}
        """Who waits at a place where nobody else is: nearly all places are so."""
        self._meeting: dict[Meeting, set[str]] = {}
        self._digests: dict[str, tuple[int, ...]] = {}
        self._group: dict[str, set[str]] = {}
        """The group of each text that has others in it."""
        self._near: dict[tuple[str, str], bool] = {}

    def add(self, text: str) -> None:
        """One more place has this text."""
        self._counts[text] += 1
        if self._counts[text] > 1:
            return
        self._digests[text] = digests = _digests(text)
        others: set[str] = set()
        for place in _meetings(digests):
            there = self._meeting.get(place)
            if there is not None:
                others |= there
                there.add(text)
            elif (first := self._alone.setdefault(place, text)) is not text:
                others.add(first)
                self._meeting[place] = {self._alone.pop(place), text}
        if others:
            self._join(text, others)

    def remove(self, text: str) -> None:
        """One place less has it."""
        self._counts[text] -= 1
        if self._counts[text] > 0:
            return
        del self._counts[text]
        for place in _meetings(self._digests[text]):
            there = self._meeting.get(place, set())
            there.discard(text)
            if len(there) == 1:
                self._alone[place] = there.pop()
                del self._meeting[place]
            elif not there:
                self._alone.pop(place, None)
        rest = self._group.pop(text, set()) - {text}
        for other in rest:  # what hung together by this text alone does so no more
            self._group.pop(other)
        joined: set[str] = set()
        for other in rest:
            own = {*_meetings(self._digests[other])}
            self._join(other, {one for one in joined if not own.isdisjoint(_meetings(self._digests[one]))})
            joined.add(other)
        del self._digests[text]

    def is_shared(self, text: str) -> bool:
        """Whether it stands in two places, or another text is near it."""
        return text in self._group or self._counts[text] > 1

    def groups(self, texts: Iterable[tuple[Key, str]]) -> list[list[Key]]:
        """The places of these texts, all of which were added, grouped as ``alike`` says."""
        members: dict[object, list[Key]] = {}
        group, counts = self._group, self._counts
        for place, text in texts:
            if text in group:
                members.setdefault(id(group[text]), []).append(place)
            elif counts[text] > 1:
                members.setdefault(text, []).append(place)
        return [places for places in members.values() if len(places) > 1]

    def _join(self, text: str, others: Iterable[str]) -> None:
        """Put a text into one group with those of the others that it is near."""
        met, digests = set(self._digests[text]).intersection, self._digests
        for other in [one for one in others if len(met(digests[one])) >= _LEAST_MET]:
            own, its = self._group.get(text), self._group.get(other)
            if (own is None or own is not its) and self._is_near(*sorted((text, other))):
                group = (own or {text}) | (its or {other})
                for one in group:
                    self._group[one] = group

    def _is_near(self, one: str, other: str) -> bool:
        near = self._near.get((one, other))
        if near is None:
            if len(self._near) > _REMEMBERED:
                self._near.clear()
            near = self._near[one, other] = share_of_same(one, other, self.least) >= self.least
        return near


def _digests(text: str) -> tuple[int, ...]:
    """The smallest digest of a text's pieces in each of the bins; where none falls into it, a negative number of that bin. So
    no digest of one bin is that of another."""
    data, length = text.encode("utf-16-le", "surrogatepass"), 2 * _PIECE
    smallest = [_ABOVE] * _BINS
    for digest in map(crc32, [data[at : at + length] for at in range(0, max(2, len(data) - length + 2), 2)]):
        place = digest % _BINS
        if digest < smallest[place]:
            smallest[place] = digest
    return tuple(smallest) if _ABOVE not in smallest else tuple(d if d < _ABOVE else -1 - at for at, d in enumerate(smallest))


def _meetings(digests: tuple[int, ...]) -> list[Meeting]:
    """Where a text meets those that are like it: three neighbouring digests each."""
    ring = digests + digests[:2]
    return [hash((at, three)) for at, three in enumerate(zip(digests, ring[1:], ring[2:], strict=False)) if min(three) >= 0]
