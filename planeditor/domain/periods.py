"""Fiscal years and runs of them: parsing of any spelling an office uses, and printing."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from planeditor.domain.eras import era_by_name, era_of_fiscal_year

_KANJI_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_ERA = r"(?:明治|大正|昭和|平成|令和|[MTSHRmtshr])"
_NUMBER = r"(?:元|[0-9]{1,4}|[〇一二三四五六七八九十]{1,4})"


def _year_pattern(suffix: str) -> str:
    return rf"(?P<era{suffix}>{_ERA})?(?P<number{suffix}>{_NUMBER})(?:年度?)?"


_ONE = re.compile(_year_pattern("") + "$")
_RUN = re.compile(_year_pattern("1") + r"(?P<sep>・|~|-|–|—|―|から|、|,)" + _year_pattern("2") + "$")
_SIGNS = {"㍾": "明治", "㍽": "大正", "㍼": "昭和", "㍻": "平成", "㋿": "令和"}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One fiscal year (April to March), or a run of them, in a named series of the plan."""

    series: str
    first: int
    last: int

    @property
    def key(self) -> str:
        """The period's part of an entry key: ``年度:2016`` or ``期:2009-2013``."""
        return f"{self.series}:{self.first}" if self.first == self.last else f"{self.series}:{self.first}-{self.last}"

    @classmethod
    def from_key(cls, key: str) -> Period:
        """The period of an entry key; ValueError for anything else."""
        return _period_of(key)

    @property
    def years(self) -> range:
        """The fiscal years it covers."""
        return range(self.first, self.last + 1)

    def covers(self, other: Period) -> bool:
        """Whether every year of ``other`` (same series) is in this period."""
        return self.series == other.series and self.first <= other.first and other.last <= self.last


@lru_cache(maxsize=4096)
def _period_of(key: str) -> Period:
    series, colon, years = key.rpartition(":")
    if not colon:  # files of the first versions have bare years, of no series
        run = parse_run(years)
        if run is None:
            raise ValueError(key)
        return Period("", *run)
    first, _, last = years.partition("-")
    return Period(series, int(first), int(last or first))


def _fold(text: str) -> str:
    for sign, name in _SIGNS.items():
        text = text.replace(sign, name)
    folded = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s+", "", folded).replace("～", "~").replace("〜", "~").replace("→", "~")


def _number(text: str) -> int:
    if text == "元":
        return 1
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return _KANJI_DIGITS.get(tens, 1) * 10 + _KANJI_DIGITS.get(ones, 0)
    return int("".join(str(_KANJI_DIGITS[c]) for c in text))


def _western(era: str | None, number: str, default_era: str) -> int | None:
    value = _number(number)
    if era is None and value >= 1868:
        return value
    table = era_by_name()
    chosen = table.get(era) if era else table.get(default_era)
    if chosen is None or not 1 <= value <= 99:
        return None
    return chosen.offset + value


@lru_cache(maxsize=4096)
def parse_year(text: str, default_era: str = "") -> int | None:
    """The fiscal year meant by R2, R02, Ｒ２, 令和2年度, 令和二年度, R元, ㋿2, 2020, H 28年度 …, as a western year; else None.

    A number without an era is read in ``default_era`` (a letter or name) where one is given.
    H32 is 2020: plans of 2017 print years of an era that had ended by then.
    """
    match = _ONE.match(_fold(text))
    return _western(match["era"], match["number"], default_era) if match else None


@lru_cache(maxsize=4096)
def parse_run(text: str, default_era: str = "") -> tuple[int, int] | None:
    """First and last fiscal year meant by "H28年度", "14・15年度", "18～21年度", "R3-R7"; else None."""
    folded = _fold(text)
    run = _RUN.match(folded)
    if run is None:
        year = parse_year(text, default_era)
        return None if year is None else (year, year)
    first = _western(run["era1"], run["number1"], default_era)
    second_era = run["era2"] or run["era1"]
    last = _western(second_era, run["number2"], default_era)
    if first is None or last is None or last <= first or ("・" in run["sep"] and last != first + 1):
        return None
    return first, last


def bare_year(year: int, era: str) -> str:
    """A fiscal year without its era, counted in the one era that is left out: 31 for 2019 in 平成. Before it, the western year."""
    known = era_by_name().get(era)
    return str(year - known.offset) if known and year > known.offset else str(year)


def era_label(year: int, era: str) -> str:
    """A fiscal year counted in one era, also after its end: 平成31年度 for 2019. Before it, as ``year_label`` has it."""
    known = era_by_name().get(era)
    number = year - known.offset if known else 0
    return f"{era}{'元' if number == 1 else number}年度" if number > 0 else year_label(year, "和暦")


def year_label(year: int, style: str) -> str:
    """A fiscal year in a style: ``H`` H28, ``和暦`` 平成28年度 (令和元年度), ``西暦`` 2016年度."""
    era = era_of_fiscal_year(year)
    if style == "西暦" or era is None:
        return f"{year}年度"
    number = year - era.offset
    if style == "和暦":
        return f"{era.name}{'元' if number == 1 else number}年度"
    return f"{era.letter}{number}"


def parse_period(text: str, known: Iterable[Period]) -> Period | None:
    """The period of ``known`` that a user means by ``text``; None where there is none or more than one."""
    run = parse_run(text)
    if run is None:
        return None
    found = [p for p in known if (p.first, p.last) == run]
    return found[0] if len(found) == 1 else None
