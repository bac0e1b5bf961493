"""Moments as the panels say them."""
from __future__ import annotations

import datetime as dt

from planeditor.domain.eras import eras
from planeditor.messages import ui_beside as say


def short_moment(at: dt.datetime) -> str:
    """R6.4.12 14:02, in the time of this terminal."""
    here = at.astimezone()
    day = here.date()
    era = [era for era in eras() if era.first_day <= day][-1]
    return say.DATE.format(letter=era.letter, year=day.year - era.offset, month=day.month, day=day.day, time=f"{here:%H:%M}")
