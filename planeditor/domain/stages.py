"""Periods that are printed by their place in the plan (1stステージ, 第2期): a head names the place, the plan tells the years.

Where no plan is at hand, such a head is read as a period of "years" 1, 2 … and looked up later (``settled``).
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from planeditor.domain.periods import Period
from planeditor.domain.text import label_key

LAST_PLACE = 99
"""No fiscal year is as small."""
_PIECES = {"序": r"([0-9]{1,2})(?:st|nd|rd|th)", "番": r"([0-9]{1,2})"}
_PIECE = re.compile(r"\{(序|番)\}")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def counts_places(label: str) -> bool:
    """Whether a label is printed by the place of its period: it has ``{序}`` (1st) or ``{番}`` (1)."""
    return _PIECE.search(label) is not None


def ordinal(place: int) -> str:
    """1st, 2nd, 3rd, 4th … 11th."""
    ending = "th" if 10 < place % 100 < 14 else _ENDINGS.get(place % 10, "th")
    return f"{place}{ending}"


def print_place(label: str, place: int) -> str:
    """The label of the period at a place, from 1; other pieces of the label are left as they are."""
    return label.replace("{序}", ordinal(place)).replace("{番}", str(place))


@lru_cache(maxsize=64)
def _pattern(label: str) -> re.Pattern[str]:
    pieces = _PIECE.split(label_key(label))
    return re.compile("".join(_PIECES[p] if n % 2 else re.escape(p) for n, p in enumerate(pieces)), re.IGNORECASE)


def parse_place(series: str, label: str, text: str) -> Period | None:
    """The period at the place that a head names, its "years" being that place; width, white space and case do not matter."""
    found = _pattern(label).fullmatch(label_key(text))
    places = {int(number) for number in found.groups()} if found else set()
    place = places.pop() if len(places) == 1 else 0
    return Period(series, place, place) if place else None


def is_place(period: Period) -> bool:
    """Whether a period is a place that the plan has not told the years of yet."""
    return period.last <= LAST_PLACE


def place_of(period: Period, periods: Sequence[Period]) -> tuple[int, int] | None:
    """The places of a period, or of the first and last of a run, among those of the plan; None where it is not of them."""
    first = next((n for n, p in enumerate(periods, start=1) if p.first == period.first), None)
    last = next((n for n, p in enumerate(periods, start=1) if p.last == period.last), None)
    return (first, last) if first and last and first <= last else None


def settled(period: Period, periods: Sequence[Period]) -> Period | None:
    """The period of the plan, or the run of them, that a place means; itself where it is none; None where the plan has no
    such place, and for a run from a place to a year, of heads of two kinds."""
    if not is_place(period):
        return period if period.first > LAST_PLACE else None
    if not 1 <= period.first <= period.last <= len(periods):
        return None
    return Period(period.series, periods[period.first - 1].first, periods[period.last - 1].last)
