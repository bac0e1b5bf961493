"""Dates and times: Excel's serial numbers shown through a date section, Japanese eras included."""
from __future__ import annotations

import datetime as dt
import functools
import math
from typing import NamedTuple

from planeditor.formengine.reading.formatcode import Section, Token

_DAY = 86_400
_FIRST_SURE_SERIAL = 61
"""1 March 1900; before it Excel counts a 29 February 1900 that never was."""
_LAST_SERIAL = 2_958_465
_SHIFT_1904 = 1462
_EPOCH = dt.date(1899, 12, 30).toordinal()
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS_JA = "月火水木金土日"
_NEEDS_DATE = frozenset("ymdgea")


class Moment(NamedTuple):
    """A serial number taken apart; ``date`` is None before the calendar can be trusted."""

    date: dt.date | None
    seconds: int
    """Since midnight."""
    fraction: str
    """Digits after the second."""
    elapsed: int
    """Whole seconds since serial 0."""


def serial_of(moment: dt.datetime, *, from_1904: bool) -> float:
    """The serial number of a moment, in the workbook's own date system."""
    days = moment.toordinal() - _EPOCH - (_SHIFT_1904 if from_1904 else 0)
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    return days + seconds / _DAY


def moment_of(serial: float, places: int, *, from_1904: bool) -> Moment | None:
    """What ``serial`` means, rounded to ``places`` decimals of a second; None where Excel shows no date for it."""
    if serial < 0:
        return None
    units = math.floor(serial * _DAY * 10**places + 0.5)
    total, fraction = divmod(units, 10**places)
    days, seconds = divmod(total, _DAY)
    day = days + (_SHIFT_1904 if from_1904 else 0)
    if day > _LAST_SERIAL:
        return None
    date = dt.date.fromordinal(_EPOCH + day) if day >= _FIRST_SURE_SERIAL else None
    return Moment(date, seconds, str(fraction).rjust(places, "0") if places else "", total)


class Era(NamedTuple):
    """One Japanese era and its first day."""

    name: str
    letter: str
    start: dt.date


@functools.cache
def eras() -> tuple[Era, ...]:
    """The eras of ``domain/eras.toml``, latest first."""
    import tomllib
    from importlib import resources

    data = tomllib.loads((resources.files("planeditor.domain") / "eras.toml").read_text("utf-8"))
    found = [Era(era["name"], era["letter"], era["from"]) for era in data["era"]]
    return tuple(sorted(found, key=lambda era: era.start, reverse=True))


def era_of(date: dt.date) -> tuple[Era, int] | None:
    """The era of that very day and the year in it; None before the first era."""
    for era in eras():
        if date >= era.start:
            return era, date.year - era.start.year + 1
    return None


def _minutes_at(tokens: tuple[Token, ...]) -> set[int]:
    """Where ``m`` or ``mm`` means minutes: next after hours, or next before seconds."""
    places = [(at, text) for at, (kind, text) in enumerate(tokens) if kind in ("date", "elapsed")]
    found = set()
    for index, (at, text) in enumerate(places):
        before = places[index - 1][1] if index else ""
        after = places[index + 1][1] if index + 1 < len(places) else ""
        if text in ("m", "mm") and (before[:1] == "h" or after[:1] == "s"):
            found.add(at)
    return found


class DateLayout:
    """How one date section shows a serial number; ``certain`` is False where that depends on the machine."""

    def __init__(self, section: Section) -> None:
        tokens = section.tokens
        self._minutes = _minutes_at(tokens)
        self._gannen = section.locale == "ja-gannen"
        self._half_day = any(kind == "ampm" for kind, _text in tokens)
        self._tokens, self._places = self._with_fraction(tokens)
        letters = {text for kind, text in tokens if kind == "date"}
        self._uses_date = any(
            kind == "date" and text[0] in _NEEDS_DATE and at not in self._minutes
            for at, (kind, text) in enumerate(tokens)
        )
        self._uses_era = any(text[0] in "ge" for text in letters)
        self.certain = self._names_are_known(section.locale, letters) and not any(
            kind in ("digit", "percent", "exp", "general", "text") for kind, _text in self._tokens
        )

    def _with_fraction(self, tokens: tuple[Token, ...]) -> tuple[list[Token], int]:
        """``tokens`` with ``.00`` after seconds as one token, and how many decimals that asks for."""
        result: list[Token] = []
        places = 0
        after_point = False
        for kind, text in tokens:
            if kind == "digit" and text == "0" and (after_point or (result and result[-1][0] == "fraction")):
                if after_point:
                    result[-1] = ("fraction", "")
                places += 1
                after_point = False
                continue
            after_point = kind == "point" and bool(result) and result[-1][1][:1] == "s" and not places
            result.append((kind, text))
        return result, places

    def _names_are_known(self, locale: str, letters: set[str]) -> bool:
        """Whether month, weekday and era names are the same on every Japanese Excel."""
        japanese = locale in ("ja", "ja-gannen")
        english_names = any(text[0] in "md" and len(text) > 2 for text in letters) or self._half_day
        if english_names and locale not in ("", "en"):
            return False
        if any(text[0] in "gea" for text in letters) and not (japanese or locale == ""):
            return False
        if any(text[0] == "e" for text in letters) and not japanese:
            return any(text[0] == "g" for text in letters)
        return not any(text[0] == "a" and len(text) not in (3, 4) for text in letters)

    def fill(self, serial: float, *, from_1904: bool) -> str | None:
        """``serial`` as this section shows it; None where Excel shows no date (``####``) or an impossible one."""
        moment = moment_of(serial, self._places, from_1904=from_1904)
        if moment is None or (self._uses_date and moment.date is None):
            return None
        if self._uses_era and (moment.date is None or era_of(moment.date) is None):
            return None
        return "".join(self._show(at, kind, text, moment) for at, (kind, text) in enumerate(self._tokens))

    def _show(self, at: int, kind: str, text: str, moment: Moment) -> str:
        """One token."""
        if kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
            return str(moment.elapsed // unit).rjust(len(text), "0")
        if kind == "fraction":
            return "." + moment.fraction
        if kind == "ampm":
            return text.split("/")[moment.seconds >= _DAY // 2]
        if kind != "date":
            return text
        if text[0] in "hs" or at in self._minutes:
            return self._clock(text, moment)
        if moment.date is None:
            return ""
        if text[0] in "ge":
            return self._era(text, moment.date)
        return _calendar(text, moment.date)

    def _clock(self, text: str, moment: Moment) -> str:
        """Hours, minutes or seconds."""
        hours, rest = divmod(moment.seconds, 3600)
        if self._half_day:
            hours = hours % 12 or 12
        number = {"h": hours, "m": rest // 60, "s": rest % 60}[text[0]]
        return str(number).rjust(min(len(text), 2), "0")

    def _era(self, text: str, date: dt.date) -> str:
        """The era's name or the year in it."""
        found = era_of(date)
        if found is None:
            return ""
        era, year = found
        if text[0] == "g":
            return (era.letter, era.name[:1], era.name)[min(len(text), 3) - 1]
        if year == 1 and self._gannen:
            return "元"
        return str(year).rjust(min(len(text), 2), "0")


def _calendar(text: str, date: dt.date) -> str:
    """Year, month, day or weekday."""
    length = len(text)
    if text[0] == "y":
        return f"{date.year:04d}" if length > 2 else f"{date.year % 100:02d}"
    if text[0] == "a":
        return _WEEKDAYS_JA[date.weekday()] + ("曜日" if length > 3 else "")
    number = date.month if text[0] == "m" else date.day
    if length <= 2:
        return str(number).rjust(length, "0")
    name = _MONTHS[date.month - 1] if text[0] == "m" else _WEEKDAYS[date.weekday()]
    return name[:3] if length == 3 else name[0] if length == 5 and text[0] == "m" else name
