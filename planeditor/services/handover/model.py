"""The checklist of 引継ぎ as plain data: what was done, what is open, where everything is, and what the present clerk notes."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from planeditor.domain.plan import Key

_SATURDAY, _WEEK = 5, 7


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are looked back on, both ends included."""

    since: dt.date
    until: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.since <= day <= self.until

    @property
    def moments(self) -> tuple[dt.datetime, dt.datetime]:
        """The first moment of it here, and the first one after it."""
        after = self.until + dt.timedelta(days=1)
        first, end = (dt.datetime.combine(day, dt.time()).astimezone() for day in (self.since, after))
        return first, end

    def months(self) -> Iterator[tuple[int, int]]:
        """Year and month of each month that has a day in it, in order."""
        year, month = self.since.year, self.since.month
        while (year, month) <= (self.until.year, self.until.month):
            yield year, month
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done. ``last`` is another day where it took several; ``place``: where it can be seen."""

    day: dt.date
    kind: str
    text: str
    who: str = ""
    last: dt.date | None = None
    place: Key | None = None
    yearly: bool = False
    """Whether it comes back every year, so that a day for the next one is proposed."""

    @property
    def next_day(self) -> dt.date | None:
        """The day proposed for the year to come, a working day as far as the calendar tells; None for what does not come back."""
        return a_year_on(self.day) if self.yearly else None


@dataclass(frozen=True, slots=True)
class Month:
    """What was done in a month, beside what is usually due in it."""

    year: int
    month: int
    events: tuple[Event, ...]
    usual: tuple[str, ...]

    @property
    def item(self) -> str:
        """By what it is ticked."""
        return f"month:{self.year}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that is not finished: how many, which, and where to go for it."""

    kind: str
    count: int
    text: str
    places: tuple[Key, ...] = ()

    @property
    def item(self) -> str:
        """By what it is ticked."""
        return f"open:{self.kind}"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where something is kept."""

    kind: str
    text: str

    @property
    def item(self) -> str:
        """By what it is ticked."""
        return f"place:{self.kind}"


@dataclass(frozen=True, slots=True)
class Share:
    """How much one person did in the log."""

    who: str
    operations: int
    changes: int
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Handover:
    """The whole checklist."""

    plan: str
    """The title of the plan."""
    span: Span
    day: dt.date
    who: str
    months: tuple[Month, ...]
    shares: tuple[Share, ...]
    open: tuple[OpenItem, ...]
    places: tuple[Whereabouts, ...]
    notes: Mapping[str, str] = field(default_factory=dict)
    """Kind of note -> text, "" where nothing is written."""
    ticks: frozenset[str] = frozenset()
    """The items that were handed over."""

    @property
    def items(self) -> list[str]:
        """Everything that can be ticked, in the order of the list."""
        months, still, places = ([one.item for one in own] for own in (self.months, self.open, self.places))
        return [*map(note_item, self.notes), *still, *months, *places]


def note_item(kind: str) -> str:
    """By what a note is ticked."""
    return f"note:{kind}"


def a_year_on(day: dt.date) -> dt.date:
    """The same day a year later; the 29th of February becomes the 28th, and a day of a weekend the Monday after it."""
    try:
        later = day.replace(year=day.year + 1)
    except ValueError:
        later = day.replace(year=day.year + 1, day=28)
    weekday = later.weekday()
    return later + dt.timedelta(days=_WEEK - weekday) if weekday >= _SATURDAY else later
