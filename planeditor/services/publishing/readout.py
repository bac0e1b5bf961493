"""Numbers and units read out of the texts that stay beside them to the letter."""
from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from planeditor.domain.figures import zenkaku_folded
from planeditor.messages.publishing import UNITS

_NUMBER = r"[0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?"
_MULTIPLES = {"億": 100_000_000, "万": 10_000, "千": 1_000, "百": 100}
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_SHARE = rf"(?:(?P<part>{_NUMBER})\s*(?:{_UNIT})?\s*/\s*)?"
_COUNT = rf"(?P<number>{_NUMBER})\s*(?P<more>(?:[億万千百]\s*(?:{_NUMBER}\s*)?)*)"
_FIGURE = re.compile(rf"(?<![0-9A-Za-z.,/]){_SHARE}{_COUNT}(?P<unit>{_UNIT})")
_STEP = re.compile(rf"({_NUMBER})?\s*([億万千百]+)")
_REMARK = re.compile(r"\s*(?:[(\[].*)?[。.]?\s*", re.DOTALL)
"""What may follow the figure of a text that is about it alone."""
_SPELLED = {"パーセント": "%"}
_HEAD_WORDS = 12
"""How many letters may stand before a figure that a text begins with (累計効果額 約800万円)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit: 14 %, 4000000 円; of a share (1/7施設) the part, and ``whole`` what it is of."""

    number: str
    unit: str
    whole: str = ""


def figures_in(text: str) -> list[Figure]:
    """Every number that stands before a unit, in the order of the text; dates and bare numbers are none."""
    return [_figure(match) for match in _FIGURE.finditer(zenkaku_folded(text))]


def main_figure(text: str) -> Figure | None:
    """The one figure a text tells: its only one, or the one it begins with where the rest is a remark in brackets. None where it
    tells none, or several alike."""
    folded = zenkaku_folded(text)
    found = list(_FIGURE.finditer(folded))
    if not found:
        return None
    alone = found[0].start() <= _HEAD_WORDS and _REMARK.fullmatch(folded, found[0].end())
    return _figure(found[0]) if alone or len(found) == 1 else None


def plain_figure(text: str) -> str:
    """A text that is a number by itself in plain digits, "" for any other."""
    folded = zenkaku_folded(text).strip()
    return _plain(_value(folded)) if re.fullmatch(f"-?{_NUMBER}", folded) else ""


def _figure(match: re.Match[str]) -> Figure:
    number = _plain(_with_multiples(match["number"], match["more"]))
    unit = _SPELLED.get(match["unit"], match["unit"])
    return Figure(_plain(_value(match["part"])), unit, number) if match["part"] else Figure(number, unit)


def _with_multiples(first: str, more: str) -> Decimal:
    """1億2,000万, 3千万: each number times the multiples behind it."""
    if not more:
        return _value(first)
    total, last = Decimal(0), first
    rest = first + more
    for match in _STEP.finditer(rest):
        total += (_value(match[1]) if match[1] else Decimal(1)) * prod(_MULTIPLES[sign] for sign in match[2])
        last = rest[match.end() :]
    return total + (_value(last.strip()) if re.fullmatch(_NUMBER, last.strip()) else 0)


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
