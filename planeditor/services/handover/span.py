"""Which days a handover looks back on."""
from __future__ import annotations

import datetime as dt

from planeditor.domain.days import long_day, today
from planeditor.domain.errors import KnownError
from planeditor.messages import handover as say
from planeditor.services.handover.model import Span
from planeditor.services.publishing.posted import stated_day

_APRIL, _NEARLY_OVER = 4, 3
_MOST_YEARS = 10


def fiscal_year(year: int) -> Span:
    """April to March."""
    return Span(dt.date(year, _APRIL, 1), dt.date(year + 1, _APRIL, 1) - dt.timedelta(days=1))


def usual_year(begun: dt.date, on: dt.date | None = None) -> int:
    """The fiscal year that a handover on a day is about: the one that ended last, from January on the one that is ending; the
    present one where the plan was not there before. ``begun``: the day the plan file was made."""
    day = on or today()
    present = day.year - (day.month < _APRIL)
    year = present if day.month <= _NEARLY_OVER else present - 1
    return year if begun <= fiscal_year(year).until else present


def years_of(begun: dt.date, on: dt.date | None = None) -> list[int]:
    """The fiscal years since a plan file was made, the latest first."""
    day = on or today()
    present = day.year - (day.month < _APRIL)
    return list(range(present, min(begun.year - (begun.month < _APRIL), present) - 1, -1))


def parse_span(since: str, until: str, begun: dt.date) -> Span:
    """The days that a person typed; what is left out is a year's length from the other, both left out the usual year. Raises KnownError
    for a day that cannot be understood, for an end before the beginning and for a span of many years."""
    first, last = stated_day(since), stated_day(until)
    one = dt.timedelta(days=1)
    if first is None:
        if last is None:
            return fiscal_year(usual_year(begun))
        first = _shifted(last + one, -1)
    if last is None:
        last = _shifted(first, 1) - one
    if last < first:
        raise KnownError(say.BAD_SPAN.format(since=long_day(first), until=long_day(last)))
    if last.year - first.year > _MOST_YEARS:
        raise KnownError(say.LONG_SPAN.format(years=_MOST_YEARS))
    return Span(first, last)


def _shifted(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)
