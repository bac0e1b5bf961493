"""団体コード and numbers in plain digits."""
from __future__ import annotations

import pytest

from planeditor.domain.municipal_code import check_digit, parse_code
from planeditor.domain.numbering import plain_number


@pytest.mark.parametrize("code", ["122297", "010006", "131016", "011002", "472018", "１２２２９７", " 12229-7 "])
def test_codes_in_use_hold(code: str) -> None:
    assert parse_code(code) is not None


@pytest.mark.parametrize("code", ["122298", "12229", "1222971", "12229七", "", "①22297x"])
def test_what_is_no_code_is_none(code: str) -> None:
    assert parse_code(code) is None


def test_one_wrong_digit_is_noticed() -> None:
    for place in range(5):
        changed = [*"122297"]
        changed[place] = str((int(changed[place]) + 1) % 10)
        assert parse_code("".join(changed)) is None


def test_a_sum_below_eleven_is_taken_from_eleven() -> None:
    assert check_digit("01000") == 6


@pytest.mark.parametrize(
    ("number", "plain"),
    [("①-01", "1-01"), ("⑫－03", "12-03"), ("Ⅱ―3", "2-3"), ("❶-2", "1-2"), ("(3)", "3"), ("⑴", "1"), ("第一章", "第1章"),
     ("第二十一章", "第21章"), ("１－２", "1-2"), ("ア", "ア"), ("", "")],
)  # fmt: skip
def test_numbers_are_told_in_plain_digits(number: str, plain: str) -> None:
    assert plain_number(number) == plain
