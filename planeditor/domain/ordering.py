"""The order of siblings as whole numbers: a new order with as few of them changed as can be."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

STEP = 16
"""The distance left at either end, so that the next one moved there finds room."""


def respaced(orders: Sequence[int]) -> list[int]:
    """Strictly rising numbers for siblings that stand in this sequence and have these numbers now.

    The most that can stay do: those between which there is room for all that stand between them.
    """
    kept = _longest_not_falling([order - place for place, order in enumerate(orders)])
    result = list(orders)
    if not kept:
        return result
    for place in reversed(range(kept[0])):
        result[place] = result[place + 1] - STEP
    for left, right in pairwise(kept):
        room = result[right] - result[left]
        for place in range(left + 1, right):
            result[place] = result[left] + room * (place - left) // (right - left)
    for place in range(kept[-1] + 1, len(result)):
        result[place] = result[place - 1] + STEP
    return result


def _longest_not_falling(values: Sequence[int]) -> list[int]:
    """The places of a longest subsequence in which no value is less than the one before."""
    ends: list[int] = []  # the least value a subsequence of each length can end with
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_right(ends, value)
        before.append(places[length - 1] if length else -1)
        if length == len(ends):
            ends.append(value)
            places.append(place)
        else:
            ends[length], places[length] = value, place
    chain = []
    place = places[-1] if places else -1
    while place >= 0:
        chain.append(place)
        place = before[place]
    return chain[::-1]
