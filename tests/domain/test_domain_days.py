"""Days as offices write them."""
from __future__ import annotations

import datetime as dt

import pytest

from planeditor.domain.days import long_day, short_day


@pytest.mark.parametrize(("day", "short", "long"), [
    (dt.date(2024, 4, 12), "R6.4.12", "令和6年4月12日（金）"),
    (dt.date(2019, 5, 1), "R1.5.1", "令和元年5月1日（水）"),
    (dt.date(2019, 4, 30), "H31.4.30", "平成31年4月30日（火）"),
    (dt.date(1752, 9, 14), "1752.9.14", "1752年9月14日（木）"),
])  # fmt: skip
def test_a_day_is_written_by_the_era_it_lies_in(day: dt.date, short: str, long: str) -> None:
    assert short_day(day) == short
    assert long_day(day, weekday=True) == long
    assert long_day(day) == long.partition("（")[0]
