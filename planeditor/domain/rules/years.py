"""Rules about years in texts: years that an era never had, and spellings mixed."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from planeditor.domain.eras import Era, era_by_name, eras
from planeditor.domain.figures import zenkaku_folded
from planeditor.domain.findings import CheckContext, Finding, finding_at
from planeditor.domain.periods import Period, year_label
from planeditor.domain.plan import Key
from planeditor.domain.rulebook import Fact, Facts, named, plan_rule, rule
from planeditor.messages import checks as say

_HINT = re.compile("[HRＨＲ平令]")
_YEAR = re.compile(
    r"(?:(?P<name>平成|令和)\s*|(?<![A-Za-z0-9])(?P<letter>[HR])\s?)(?P<number>元|[0-9]{1,2})(?![0-9])"
    r"(?:\s*年(?!間)(?:\s*度|\s*(?P<month>[0-9]{1,2})\s*月)?|(?=[./][0-9]|\s*(?:末|から|まで|以降|[~～〜])))"
)
_LAST_MONTH = 3
FIRST, FIRST_AS_1 = "first", "first as 1"
"""The first year of an era as 元年 and as 1年."""
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


def _spelled(context: CheckContext) -> Iterator[Fact]:
    for key, text, definition in context.entries():
        found = printed_years(text) if definition is not None else ()
        if found:
            own = {year.spelling: year.printed for year in reversed(found) if year.spelling}
            own |= {FIRST if "元" in y.printed else FIRST_AS_1: y.printed for y in found if y.number == 1 and y.spelling == "kanji"}
            if own:
                yield key, own


@rule("era-mixed")
def era_mixed(context: CheckContext) -> Iterator[Finding]:
    """令和2年 beside R2 in one and the same text."""
    for key, own in _spelled(context):
        if "kanji" in own and (other := own.get("padded") or own.get("letter")):
            message = say.ERA_SPELLINGS_HERE.format(one=own["kanji"], other=other)
            yield Finding("era-mixed", "note", message, key.node, key.field, key.period)


@plan_rule("era-spellings", _spelled)
def era_spellings(context: CheckContext, facts: Facts) -> Iterator[Finding]:
    """R01 beside R1, 令和1年 beside 令和元年 in one plan: one note each, at the places of the rarer spelling."""
    places: dict[str, list[Key]] = {}
    examples: dict[str, str] = {}
    for key, own in facts.all(context):
        for spelling, printed in own.items():
            places.setdefault(spelling, []).append(key)
            examples.setdefault(spelling, printed)
    for pair in (("padded", "letter"), (FIRST_AS_1, FIRST)):
        if all(spelling in places for spelling in pair):
            rarer, usual = sorted(pair, key=lambda s: (len(places[s]), s))
            message = say.ERA_SPELLINGS.format(
                one=examples[rarer], count=len(places[rarer]), other=examples[usual], other_count=len(places[usual]),
                places=named(context, places[rarer]),
            )
            yield finding_at("era-spellings", "note", message, tuple(places[rarer]))


@rule("year-after-plan")
def year_after_plan(context: CheckContext) -> Iterator[Finding]:
    """A year after the plan's end in what the plan promises; the months up to March are of the fiscal year before."""
    plan = context.plan
    last = max((Period.from_key(key).last for name in plan.series_names for key in plan.period_keys(name)), default=0)
    for key, text, definition in context.texts():
        if definition.kind != "plan" or definition.of != "measure" or not last:
            continue
        late = next((y for y in printed_years(text) if y.year - (1 <= y.month <= _LAST_MONTH) > last), None)
        if late is not None:
            message = say.YEAR_AFTER_PLAN.format(year=late.printed, last=year_label(last, "和暦"))
            yield Finding("year-after-plan", "warning", message, key.node, key.field, key.period)
