"""Moments as the panels say them."""
from __future__ import annotations

import datetime as dt

from planeditor.domain.days import short_day
from planeditor.messages import ui_beside as say


def short_moment(at: dt.datetime) -> str:
    """R6.4.12 14:02, in the time of this terminal."""
    here = at.astimezone()
    return say.DATE.format(day=short_day(here.date()), time=f"{here:%H:%M}")
