"""団体コード: the six digits by which every municipality is known, the last of them a check digit."""
from __future__ import annotations

import unicodedata

_WEIGHTS = (6, 5, 4, 3, 2)
_LENGTH = 6


def check_digit(five: str) -> int:
    """The 検査数字 of the first five digits, by the rule of the ministry: 11 less the remainder of the weighted sum by 11 (of a sum
    below 11: 11 less the sum), its last digit."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, five, strict=True))
    return (11 - total % 11) % 10


def parse_code(text: str) -> str | None:
    """The six digits of a code in any width; None where it is no six digits, or the check digit does not hold."""
    code = "".join(unicodedata.normalize("NFKC", text).replace("-", "").split())
    if len(code) != _LENGTH or not (code.isascii() and code.isdigit()):
        return None
    return code if int(code[-1]) == check_digit(code[:-1]) else None
