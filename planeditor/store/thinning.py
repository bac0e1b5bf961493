"""Which backups stay as they grow old, and which go: never the last sound one of a span, and none of another plan."""
from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

_ALL_DAYS, _DAILY_DAYS, _WEEKLY_DAYS, _MONTHLY_DAYS = 2, 14, 8 * 7, 2 * 365
_AT_LEAST = 10
"""So many of the latest stay however old they are: the clock of the terminal may be years ahead."""


def kept(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which backups to keep: all of the last 2 days, one a day for 14 days, a week for 8 weeks, a month for 24 months.

    Of a day, a week or a month the last one stays; of those older than all that, the ones among the latest ten of all.
    """
    return {at for at, by in heirs(moments, now).items() if at == by}


def heirs(moments: Iterable[datetime], now: datetime) -> dict[datetime, datetime]:
    """For each moment the one that stays for its span: itself, or a later one; for what is too old to stay, the latest of all."""
    span: dict[datetime, object] = {}
    last: dict[object, datetime] = {}
    every = sorted(moments)
    for at in every:
        span[at] = _span(at, now)
        last[span[at]] = at
    safe = set(every[-_AT_LEAST:])
    return {at: (at if at in safe else every[-1]) if span[at] is None else last[span[at]] for at in every}


def _span(at: datetime, now: datetime) -> object:
    """What a moment shares with those of which only the last stays; None for one that is too old."""
    age = now - at
    if age < timedelta(days=_ALL_DAYS):
        return at
    if age < timedelta(days=_DAILY_DAYS):
        return "day", at.date()
    if age < timedelta(days=_WEEKLY_DAYS):
        return "week", at.isocalendar()[:2]
    if age < timedelta(days=_MONTHLY_DAYS):
        return "month", at.year, at.month
    return None


def thin(
    files: Mapping[datetime, Path], taken: datetime, now: datetime, plan_of: Callable[[Path], str | None],
    is_sound: Callable[[Path], bool],
) -> None:
    """Remove the backups that need not stay. ``files`` are those that may go at all, by their moment; the one ``taken`` just now
    is sound.

    One goes only where the one that stays for it is of the same plan and sound; what cannot be read stays until it is too
    old. Never raises: what cannot be removed now goes another time.
    """
    if len(kept(files, now)) == len(files):
        return
    plans = {at: plan_of(file) for at, file in files.items()}
    own = {at for at, plan in plans.items() if plan == plans[taken]}
    known = {taken: True}
    while True:
        found = heirs(own, now)
        staying = {by for at, by in found.items() if at != by}
        for at in staying - known.keys():
            known[at] = is_sound(files[at])
        unsound = {at for at in staying if not known[at]}
        if not unsound:
            break
        own -= unsound
    going = {at for at, by in found.items() if at != by} | {at for at in files if plans[at] is None and _span(at, now) is None}
    for at in going:
        with contextlib.suppress(OSError):
            files[at].unlink()
