"""Fiscal years in any spelling, runs of them, and their labels."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.fields import SeriesDef
from planeditor.domain.periods import Period, parse_period, parse_run, parse_year, year_label


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("R2", 2020), ("R02", 2020), ("Ｒ２", 2020), ("令和2年度", 2020), ("令和二年度", 2020), ("R元", 2019), ("㋿2", 2020),
        ("2020", 2020), ("H 28年度", 2016), ("平成31年度", 2019), ("H32年度", 2020), ("平成三十一年度", 2019), ("㍻28年", 2016),
        ("2019年度", 2019), ("令和元年度", 2019), ("S63年度", 1988), ("昭和六十三年度", 1988), ("r3", 2021), ("R１０年度", 2028),
    ],
)
def test_any_spelling_is_the_year(text: str, year: int) -> None:
    assert parse_year(text) == year


@pytest.mark.parametrize("text", ["", "28", "作業内容", "R", "年度", "R2年度末", "H28年度・R1年度", "R0", "31年3月"])
def test_what_is_no_year(text: str) -> None:
    assert parse_year(text) is None


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("14・15年度", (2002, 2003)), ("18～21年度", (2006, 2009)), ("26～31年度", (2014, 2019)), ("R3～R7", (2021, 2025)),
        ("平成14・15 年度", (2002, 2003)), ("H30年度～R2年度", (2018, 2020)), ("令和3～7年度", (2021, 2025)), ("21", (2009, 2009)),
    ],
)
def test_runs(text: str, run: tuple[int, int]) -> None:
    assert parse_run(text, "平成") == run


@pytest.mark.parametrize("text", ["15～14年度", "14・16年度", "4/1", "8・29日"])
def test_what_is_no_run(text: str) -> None:
    assert parse_run(text, "平成") is None


@pytest.mark.parametrize(
    ("year", "short", "full"),
    [
        (2016, "H28", "平成28年度"), (2018, "H30", "平成30年度"), (2019, "R1", "令和元年度"), (1988, "S63", "昭和63年度"),
        (2025, "R7", "令和7年度"),
    ],
)
def test_labels(year: int, short: str, full: str) -> None:
    assert year_label(year, "H") == short
    assert year_label(year, "和暦") == full
    assert year_label(year, "西暦") == f"{year}年度"


@given(st.integers(1900, 2060), st.sampled_from(["H", "和暦", "西暦"]))
def test_every_label_is_read_back(year: int, style: str) -> None:
    assert parse_year(year_label(year, style)) == year


@given(st.integers(1990, 2040), st.integers(0, 6))
def test_every_series_label_is_read_back(first: int, more: int) -> None:
    series = SeriesDef("期", "{年}年度", "{年}～{年2}年度", "{年}・{年2}年度", "平成")
    period = Period("期", first, first + more)
    assert series.parse_label(series.print_label(period)) == period
    assert Period.from_key(period.key) == period


def test_a_label_without_eras_counts_on_in_the_first_era() -> None:
    series = SeriesDef("期", "{年}年度", "{年}～{年2}年度", "{年}・{年2}年度", "平成")
    assert series.print_label(Period("期", 2014, 2019)) == "26～31年度"


def test_a_period_is_found_only_where_it_is_one() -> None:
    known = [Period("年度", 2020, 2020), Period("期", 2019, 2021)]
    assert parse_period("令和2年度", known) == known[0]
    assert parse_period("R1～R3", known) == known[1]
    assert parse_period("R9", known) is None
