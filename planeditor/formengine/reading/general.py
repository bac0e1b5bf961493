"""The format General: a number in at most eleven characters, as Excel shows it in a wide cell."""
from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)
"""Excel rounds halves away from zero, on the fifteen digits it keeps."""

_DIGITS = 11
_PLAIN = 10**_DIGITS
_SMALL = 9
"""Decimals of a number below one: eleven characters with the leading ``0.``."""


def exact(value: float) -> Decimal:
    """The number as Excel keeps it: fifteen significant digits."""
    return Decimal(value) if isinstance(value, int) and abs(value) < 10**15 else Decimal(f"{value:.15g}")


def _fixed(number: Decimal, decimals: int) -> str:
    """``number`` rounded to ``decimals`` places, without trailing zeros."""
    text = format(number.quantize(Decimal(1).scaleb(-decimals), context=ROUNDING), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scientific(number: Decimal) -> str:
    """``1.23457E+11``: six significant digits at most, an exponent of two digits at least."""
    mantissa, _, exponent = f"{ROUNDING.create_decimal(number):.5E}".partition("E")
    power = int(exponent)
    shown = mantissa.rstrip("0").rstrip(".")
    return f"{shown}E{'-' if power < 0 else '+'}{abs(power):02d}"


def general(value: float) -> str:
    """``value`` (finite) as the format General shows it: 0.1+0.2 is ``0.3``, twelve digits become ``1.23457E+11``."""
    if -_PLAIN < value < _PLAIN and value == int(value):
        return str(int(value))
    number = exact(value)
    sign = "-" if number < 0 else ""
    number = abs(number)
    power = number.adjusted()
    if power >= _DIGITS:
        return sign + _scientific(number)
    if power >= -4:
        text = _fixed(number, max(0, _DIGITS - 2 - power) if power >= 0 else _SMALL)
    else:
        text = format(number.normalize(), "f")
    return sign + (text if len(text) <= _DIGITS else _scientific(number))
