"""Counting on in the style of a printed number, and orders with few changes."""
from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.numbering import parse_number
from planeditor.domain.ordering import respaced


@pytest.mark.parametrize(
    ("number", "following"),
    [
        ("①-07", "①-08"), ("①-99", "①-100"), ("１－９", "１－１０"), ("①", "②"), ("⑳", "㉑"), ("㊿", "51"), ("第1章", "第2章"),
        ("第一章", "第二章"), ("第九節", "第十節"), ("十九", "二十"), ("二十一", "二十二"), ("九十九", "100"), ("(3)", "(4)"),
        ("Ⅱ", "Ⅲ"), ("A", "B"), ("ア", "イ"), ("1-ｂ", "1-ｃ"), ("⑴", "⑵"), ("DX-1", "DX-2"), ("009", "010"),
    ],
)  # fmt: skip
def test_the_next_number(number: str, following: str) -> None:
    parsed = parse_number(number)
    assert parsed is not None
    style, value = parsed
    assert style.print(value) == number
    assert style.print(value + 1) == following


@pytest.mark.parametrize("number", ["", "DX", "柱", "くらし"])
def test_no_counter(number: str) -> None:
    assert parse_number(number) is None


@given(st.sampled_from(["①", "第1章", "第一章", "1-01", "Ⅰ", "a"]), st.integers(1, 120))
def test_what_is_printed_is_read_back(number: str, value: int) -> None:
    parsed = parse_number(number)
    assert parsed is not None
    again = parse_number(parsed[0].print(value))
    assert again is not None
    assert again[1] == value


@given(st.lists(st.integers(-5, 12), max_size=7))
def test_orders_rise_with_the_fewest_changes(orders: list[int]) -> None:
    result = respaced(orders)
    assert all(a < b for a, b in pairwise(result))
    changed = sum(a != b for a, b in zip(orders, result, strict=True))
    # The naive search: the largest set of places that can stay, each with room for what stands between.
    most = max(
        (
            size for size in range(len(orders) + 1) for kept in combinations(range(len(orders)), size)
            if all(orders[b] - orders[a] >= b - a for a, b in pairwise(kept))
        ),
        default=0,
    )  # fmt: skip
    assert changed == len(orders) - most
