"""The law of thinning: whatever is damaged, of another plan or late, a span that had a sound backup of the plan still has one."""
from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planeditor.store.thinning import heirs, kept, thin

NOW = datetime(2026, 11, 21, 12, 0)  # noqa: DTZ001
MOMENTS = st.integers(-2000, 3 * 365 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes))
KINDS = st.sampled_from(["sound", "sound", "sound", "damaged", "unreadable", "other"])


class File:
    """A backup that can only go."""

    def __init__(self, kind: str) -> None:
        self.kind, self.gone = kind, False

    def unlink(self) -> None:
        self.gone = True


def plan_of(file: Any) -> str | None:
    return {"other": "別の計画", "unreadable": None}.get(file.kind, "計画")


def is_sound(file: Any) -> bool:
    return file.kind in ("sound", "other")


def span(at: datetime) -> object:
    """What the policy says in words: of 14 days the day, of 8 weeks the week, else the month."""
    age = NOW - at
    if age < timedelta(days=14):
        return at.date()
    return at.isocalendar()[:2] if age < timedelta(weeks=8) else (at.year, at.month)


@given(st.dictionaries(MOMENTS, KINDS, max_size=60))
def test_a_span_that_had_a_sound_one_has_it_still(kinds: dict[datetime, str]) -> None:
    files = {at: File(kind) for at, kind in {**kinds, NOW: "sound"}.items()}
    paths: dict[datetime, Path] = files  # type: ignore[assignment]  # all that thinning does with a path is to remove it
    thin(paths, NOW, NOW, plan_of, is_sound)
    left = {at: file for at, file in files.items() if not file.gone}
    assert not files[NOW].gone
    assert all(file.kind != "other" for file in files.values() if file.gone)
    assert all(file.kind != "unreadable" or NOW - at >= timedelta(days=730) for at, file in files.items() if file.gone)
    sound_left = {span(at) for at, file in left.items() if file.kind == "sound"}
    for at, file in files.items():
        if file.kind == "sound" and NOW - at < timedelta(days=730):
            assert span(at) in sound_left
            assert at in left or NOW - at >= timedelta(days=2)
    again: dict[datetime, Path] = left  # type: ignore[assignment]
    thin(again, NOW, NOW, plan_of, is_sound)
    assert not any(file.gone for file in left.values())


@given(st.sets(MOMENTS, max_size=60))
def test_who_stays_for_whom(moments: set[datetime]) -> None:
    found = heirs(moments, NOW)
    assert found.keys() == moments
    assert set(found.values()) <= kept(moments, NOW) | {max(moments, default=NOW)}
    assert all(found[by] == by and by >= at for at, by in found.items())
