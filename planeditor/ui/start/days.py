"""Days as they are said on screen."""
from __future__ import annotations

import datetime as dt

from planeditor.domain.days import long_day
from planeditor.messages import ui_start as say


def said(iso: str, today: dt.date) -> str:
    """A day (``2024-04-12``) as 今日, 昨日 or 令和6年4月12日に, before a verb; "" for what is not a day."""
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return ""
    if day == today:
        return say.TODAY
    if day == today - dt.timedelta(days=1):
        return say.YESTERDAY
    return say.DAY.format(day=long_day(day))
