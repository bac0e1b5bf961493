"""Days as offices write them, by the era they lie in."""
from __future__ import annotations

import datetime as dt

from planeditor.domain.eras import era_of_day
from planeditor.messages import words as say


def today() -> dt.date:
    """The day it is here."""
    return dt.datetime.now().astimezone().date()


def iso_day(text: str) -> dt.date | None:
    """The day that a text (ISO) is, None where it is none: a plan that others made may hold any text."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def short_day(day: dt.date) -> str:
    """A day in few characters: R6.4.8."""
    era = era_of_day(day)
    letter, year = (era.letter, day.year - era.offset) if era else ("", day.year)
    return say.SHORT_DAY.format(letter=letter, year=year, month=day.month, day=day.day)


def long_month(day: dt.date) -> str:
    """The month of a day as papers print it: 令和6年2月."""
    era = era_of_day(day)
    name, year = (era.name, day.year - era.offset) if era else ("", day.year)
    return say.LONG_MONTH.format(era=name, year=say.FIRST_YEAR if year == 1 else year, month=day.month)


def long_day(day: dt.date, *, weekday: bool = False) -> str:
    """A day as papers print it: 令和6年2月29日, with ``weekday`` 令和6年2月29日（木）."""
    text = say.LONG_DAY.format(month=long_month(day), day=day.day)
    return say.WITH_WEEKDAY.format(day=text, weekday=say.WEEKDAYS[day.weekday()]) if weekday else text
