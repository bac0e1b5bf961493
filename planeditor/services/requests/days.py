"""Days as people type them: 2024-02-29, 2024/2/29, 令和6年2月29日, R6.2.29."""
from __future__ import annotations

import datetime as dt
import re
import unicodedata

from planeditor.domain.eras import era_by_name
from planeditor.domain.errors import KnownError
from planeditor.messages import requests as say

_DAY = re.compile(r"([^\d元]*)(\d{1,4}|元)(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?:\(.\))?$")


def parse_day(text: str) -> dt.date:
    """The day meant. Raises KnownError for anything else."""
    found = _DAY.match("".join(unicodedata.normalize("NFKC", text).split()))
    era = era_by_name().get(found[1]) if found and found[1] else None
    if found is None or (found[1] and era is None):
        raise KnownError(say.DEADLINE_UNKNOWN.format(text=text))
    year = (1 if found[2] == "元" else int(found[2])) + (era.offset if era else 0)
    try:
        return dt.date(year, int(found[3]), int(found[4]))
    except ValueError as error:
        raise KnownError(say.DEADLINE_UNKNOWN.format(text=text)) from error
