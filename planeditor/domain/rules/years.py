"""Rules about years in texts: years that an era never had, and spellings mixed."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from planeditor.domain.eras import Era, era_by_name, eras
from planeditor.domain.figures import zenkaku_folded
from planeditor.domain.findings import CheckContext, Finding, rule
from planeditor.domain.periods import Period, year_label
from planeditor.domain.plan import Key
from planeditor.messages import checks as say

_HINT = re.compile("[HRＨＲ平令]")
_YEAR = re.compile(
    r"(?:(?P<name>平成|令和)\s*|(?<![A-Za-z0-9])(?P<letter>[HR])\s?)(?P<number>元|[0-9]{1,2})(?![0-9])"
    r"(?:\s*年(?!間)(?:\s*度|\s*(?P<month>[0-9]{1,2})\s*月)?|(?=[./][0-9]|\s*(?:末|から|まで|以降|[~～〜])))"
)
_FAR = 20
"""A year so far ahead of the report's is a slip of the letter: R31 for H31."""


class PrintedYear(NamedTuple):
    """A year of 平成 or 令和 as it stands in a text."""

    printed: str
    era: Era
    number: int
    month: int
    """0 where no month follows."""
    spelling: str
    """``kanji`` 令和2年, ``letter`` R2, ``padded`` R02; "" where the number does not tell the two last apart."""

    @property
    def year(self) -> int:
        """The western year."""
        return self.era.offset + self.number


@lru_cache(maxsize=32768)
def printed_years(text: str) -> tuple[PrintedYear, ...]:
    """Every year of 平成 or 令和 in the text, in order: R2年度, H31.4, 令和元年10月."""
    if not _HINT.search(text):
        return ()
    found = []
    for match in _YEAR.finditer(zenkaku_folded(text)):
        digits = match["number"]
        number = 1 if digits == "元" else int(digits)
        spelling = "kanji" if match["name"] else "padded" if digits.startswith("0") else "letter" if number < 10 else ""
        era = era_by_name()[match["name"] or match["letter"]]
        found.append(PrintedYear(match[0].strip(), era, number, int(match["month"] or 0), spelling))
    return tuple(found)


@rule("era-slip")
def era_slip(context: CheckContext) -> Iterator[Finding]:
    """A year that its era does not have: H32 in a report written after the era had ended, 令和元年4月, R31 for H31.

    Texts of the years before the change of era are left alone: H32 was right when they were written.
    """
    for key, text, definition in context.entries():
        if not key.period or definition is None:
            continue
        reported = Period.from_key(key.period).first
        for year in printed_years(text):
            right = _slip(year, reported)
            if right:
                message = say.ERA_SLIP.format(year=year.printed, right=right)
                yield Finding("era-slip", "warning", message, key.node, key.field, key.period)
                break


def _slip(year: PrintedYear, reported: int) -> str:
    """What was perhaps meant; "" where the year is one."""
    following = next((era for era in eras() if era.first_day > year.era.first_day), None)
    if year.number < 1:
        return say.NO_SUCH_YEAR
    start = year.era.first_day
    if year.month and year.number == 1 and 1 <= year.month < start.month:
        before = [era for era in eras() if era.first_day < start][-1]
        return say.YEAR_AND_MONTH.format(era=before.name, number=start.year - before.offset, month=year.month)
    if following is not None and reported >= following.first_day.year:
        ended = following.first_day
        if year.year > ended.year:
            return year_label(year.year, "和暦").removesuffix("度")
        if year.year == ended.year and ended.month <= year.month <= 12:
            return say.FIRST_YEAR_AND_MONTH.format(era=following.name, month=year.month)
    if following is None and year.year > reported + _FAR:
        before = [era for era in eras() if era.first_day < start][-1]
        return f"{before.name}{year.number}年" if year.number + before.offset <= start.year else say.NO_SUCH_YEAR
    return ""


@rule("era-spellings")
def era_spellings(context: CheckContext) -> Iterator[Finding]:
    """R01 beside R1 in one plan: one note for the plan, at the first place of the rarer spelling; and 令和2年 beside R2 in
    one and the same text."""
    places: dict[str, Key] = {}
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    mixed: list[Finding] = []
    for key, text, definition in context.entries():
        if definition is None:
            continue
        found = {year.spelling: year.printed for year in reversed(printed_years(text)) if year.spelling}
        for spelling, printed in found.items():
            counts[spelling] += 1
            places.setdefault(spelling, key)
            examples.setdefault(spelling, printed)
        if "kanji" in found and len(found) > 1:
            other = found.get("padded") or found["letter"]
            message = say.ERA_SPELLINGS_HERE.format(one=found["kanji"], other=other)
            mixed.append(Finding("era-spellings", "note", message, key.node, key.field, key.period))
    if counts["padded"] and counts["letter"]:
        rarer, usual = sorted(("padded", "letter"), key=lambda s: (counts[s], s))
        message = say.ERA_SPELLINGS.format(
            one=examples[rarer], count=counts[rarer], other=examples[usual], other_count=counts[usual]
        )
        place = places[rarer]
        yield Finding("era-spellings", "note", message, place.node, place.field, place.period)
    yield from mixed
