"""Japanese eras, from the data file beside this module."""
from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Era:
    """One era: name (平成), letter (H), one-character sign (㍻) and first day."""

    name: str
    letter: str
    sign: str
    first_day: dt.date

    @property
    def offset(self) -> int:
        """Western year = offset + year of the era."""
        return self.first_day.year - 1


@cache
def eras() -> tuple[Era, ...]:
    """All eras, oldest first."""
    data = tomllib.loads(resources.files(__package__).joinpath("eras.toml").read_text(encoding="utf-8"))
    return tuple(Era(e["name"], e["letter"], e["sign"], e["from"]) for e in data["era"])


@cache
def era_by_name() -> dict[str, Era]:
    """Eras by name, letter (capital and small) and sign."""
    table: dict[str, Era] = {}
    for era in eras():
        for name in (era.name, era.letter, era.letter.lower(), era.sign):
            table[name] = era
    return table


def era_of_day(day: dt.date) -> Era | None:
    """The era a day lies in, None before the first one."""
    return next((era for era in reversed(eras()) if era.first_day <= day), None)


def era_of_fiscal_year(year: int) -> Era | None:
    """The era a fiscal year is printed with: the one of its 1 October (S63 for 1988, R1 for 2019)."""
    return era_of_day(dt.date(year, 10, 1))
