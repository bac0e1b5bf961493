"""The axis of figures: where it begins and ends, its round ticks, and how figures are written."""
from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

_ROUND = (1.0, 2.0, 5.0)
_MOST_TICKS = 6
_CLOSE = 1e-11


class Scale(NamedTuple):
    """From ``low`` to ``high``, with a tick at every ``step``."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        """The figures at the ticks."""
        count = round((self.high - self.low) / self.step)
        return [round(self.low + n * self.step, 10) for n in range(count + 1)]

    def share(self, value: float) -> float:
        """Where a figure stands: 0 at the low end, 1 at the high one."""
        return (value - self.low) / (self.high - self.low)


def scale_for(low: float, high: float, *, whole: float = 0.0, most: int = _MOST_TICKS, least: float = 0.0) -> Scale:
    """A scale with zero on it that shows figures from ``low`` to ``high`` with at most ``most`` steps, at least one.

    ``whole``: it ends there, where no figure is beyond. ``least``: the least step.
    """
    low, high = min(low, 0.0), max(high, 0.0)
    fixed = whole if whole > 0 and high <= whole else 0.0
    high = fixed or high
    if high - low < _CLOSE:
        high = low + 1.0
    most = max(1, min(most, _MOST_TICKS))
    for step in _steps(max((high - low) / most, least)):
        first, last = math.floor(low / step + _CLOSE), math.ceil(high / step - _CLOSE)
        if fixed and abs(last * step - fixed) > _CLOSE * fixed:
            if step > fixed:
                break
            continue
        if last - first <= most or (last - first == 2 and first == -1):  # zero lies between the two ends
            return Scale(round(first * step, 10), round(last * step, 10), step)
    return Scale(-fixed if low < 0 else 0.0, fixed, fixed) if low >= -fixed else scale_for(low, high, most=most, least=least)


def _steps(least: float) -> Iterator[float]:
    """Round steps from ``least`` on, each larger than the one before."""
    power = math.floor(math.log10(least))
    for exponent in range(power, power + 4):
        for one in _ROUND:
            step = round(one * 10.0**exponent, 12) or one * 10.0**exponent
            if step >= least * (1 - _CLOSE):
                yield step


def shown(value: float) -> str:
    """A figure as it is printed: no more than two decimals, thousands set apart."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:.6g}"
    return "0" if text in ("-0", "") else text
