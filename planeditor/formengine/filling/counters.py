"""How a counter is written: ``{{通番:分野|丸}}`` ①, ``|括弧`` (1), ``|ローマ`` I."""
from __future__ import annotations

from planeditor.formengine.form.definition import COUNTER_STYLES

_CIRCLED = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def counted(number: int, formats: tuple[str, ...]) -> str:
    """A running number in the first of the formats that is one for counters; in plain digits without one."""
    style = next((f for f in formats if f in COUNTER_STYLES), "")
    if style == "丸":
        return next((chr(code + number - first) for first, last, code in _CIRCLED if first <= number <= last), f"({number})")
    if style == "括弧":
        return f"({number})"
    return _roman(number) if style == "ローマ" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
