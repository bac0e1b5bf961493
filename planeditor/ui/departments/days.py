"""The days on which departments usually change."""
from __future__ import annotations

import datetime as dt

_JUST_CHANGED = 6


def day_of_change(day: dt.date) -> dt.date:
    """The 1 April on which departments usually change: this one until June, the next one after that."""
    return dt.date(day.year if day.month <= _JUST_CHANGED else day.year + 1, 4, 1)


def last_day_of_fiscal_year(day: dt.date) -> dt.date:
    """The 31 March that comes next, on which departments usually end."""
    return dt.date(day.year + (day.month > 3), 3, 31)
