"""Numbers read out of the texts of an office."""
from __future__ import annotations

import pytest

from planeditor.domain.figures import Fraction, fractions, has_number, percents, says_nothing, times, yen


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("14% (1/7施設)", [14]), ("９０．５％", [90.5]), ("約 80パーセントから100%", [80, 100]), ("1,200%", [1200]),
        ("3ポイント増", []), ("5%ポイント", []), ("-", []), ("第100条", []),
    ],
)
def test_percents(text: str, found: list[float]) -> None:
    assert percents(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("43% (3/7施設)", [Fraction(3, 7)]), ("３／７施設", [Fraction(3, 7)]), ("3施設/7施設", [Fraction(3, 7)]),
        ("(7/31)", []), ("4/1から", []), ("2024/4/1", []), ("1/0件", []),
    ],
)
def test_fractions(text: str, found: list[Fraction]) -> None:
    assert fractions(text) == found
    assert Fraction(3, 6).percent == 50


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("約400万円", [4_000_000]), ("1億2,000万円", [120_000_000]), ("１，２３４円", [1234]), ("350千円", [350_000]),
        ("約3,400万-約3,000万=約400万", []), ("100円と1.5億円", [100, 150_000_000]), ("円滑", []),
    ],
)
def test_yen(text: str, found: list[int]) -> None:
    assert yen(text) == found


def test_times() -> None:
    assert times("目標50名に対し1.82倍の91名") == [1.82]
    assert times("２倍") == [2]
    assert times("倍増") == []


@pytest.mark.parametrize("text", ["情報漏えい事故 0件", "９１名", "三件", "約十二時間", "①1回"])
def test_a_number_stands_in(text: str) -> None:
    assert has_number(text)


@pytest.mark.parametrize("text", ["", "-", "業務が早くなった", "①の施策", "一部の職員が利用", "唯一の窓口", "万全の体制"])
def test_no_number_stands_in(text: str) -> None:
    assert not has_number(text)


def test_what_says_that_there_is_nothing() -> None:
    for text in ("-", "－", "―", "—", " ー ", "なし", "該当なし。", "(なし)", "---"):
        assert says_nothing(text), text
    for text in ("未定", "0", "効果なしとは言えない", "○"):
        assert not says_nothing(text), text
