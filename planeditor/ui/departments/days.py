"""Days in few characters, as the register shows them."""
from __future__ import annotations

import datetime as dt

from planeditor.domain.eras import eras
from planeditor.messages import ui_departments as say

_JUST_CHANGED = 6


def short_day(day: dt.date) -> str:
    """R6.4.1 for a day; by the era it lies in."""
    era = [era for era in eras() if era.first_day <= day][-1]
    return say.DAY.format(letter=era.letter, year=day.year - era.offset, month=day.month, day=day.day)


def today() -> dt.date:
    """The day it is here."""
    return dt.datetime.now().astimezone().date()


def day_of_change(day: dt.date) -> dt.date:
    """The 1 April on which departments usually change: this one until June, the next one after that."""
    return dt.date(day.year if day.month <= _JUST_CHANGED else day.year + 1, 4, 1)


def last_day_of_fiscal_year(day: dt.date) -> dt.date:
    """The 31 March that comes next, on which departments usually end."""
    return dt.date(day.year + (day.month > 3), 3, 31)
