"""The day that what is published states as its own."""
from __future__ import annotations

import datetime as dt

from planeditor.domain.errors import KnownError
from planeditor.messages import publishing as say
from planeditor.services.requests.days import parse_day


def stated_day(text: str) -> dt.date | None:
    """The day a person typed, None for an empty text: today. Raises KnownError where it cannot be understood."""
    try:
        return parse_day(text) if text.strip() else None
    except KnownError as error:
        raise KnownError(say.BAD_DATE.format(text=text)) from error
