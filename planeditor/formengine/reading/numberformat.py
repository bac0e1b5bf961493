"""What Excel displays for a number: the only place where a cell that is not text becomes text."""
from __future__ import annotations

import datetime as dt
import functools
import operator

from planeditor.formengine.reading.builtinformats import BUILTIN
from planeditor.formengine.reading.digits import DigitLayout
from planeditor.formengine.reading.formatcode import Section, sections
from planeditor.formengine.reading.general import general
from planeditor.formengine.reading.serialdate import DateLayout, moment_of

_COMPARE = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}
_MAX_CODE = 1000
"""Excel itself takes 255 characters."""


def iso_like(moment: dt.datetime) -> str:
    """A date, a date with time, as plainly as possible: for a question, not as Excel shows it."""
    if moment.time() == dt.time():
        return moment.strftime("%Y-%m-%d")
    return moment.isoformat(sep=" ", timespec="seconds")


class NumberFormat:
    """One number format code, ready to show many numbers."""

    def __init__(self, code: str | None) -> None:
        """``code`` None: the file does not tell the format."""
        known = code is not None and len(code) <= _MAX_CODE
        parts = sections(code if known and code is not None else "General")
        self._known = known and len(parts) <= 4
        self._general = self._known and code == "General"
        self._text: Section | None = None
        if len(parts) == 4 or (len(parts) > 1 and parts[-1].kind == "text"):
            self._text = parts.pop()
        elif parts[0].kind == "text":
            self._text = parts[0]
        self._parts = parts
        self._conditional = any(part.condition for part in parts)
        self._digits = [DigitLayout(part) if part.kind == "number" else None for part in parts]
        self._dates = [DateLayout(part) if part.kind == "date" else None for part in parts]

    def show(self, value: float, *, from_1904: bool = False) -> tuple[str, bool]:
        """The text Excel displays for ``value`` (finite), and whether that is certain.

        An empty text means that Excel shows nothing, as for a zero under ``0;-0;``.
        """
        if self._general:
            return general(value), True
        text = self._exactly(value, from_1904=from_1904) if self._known else None
        if text is None or (text == "" and value != 0):
            return self._plainly(value, from_1904=from_1904), False
        return text, True

    @property
    def is_date(self) -> bool:
        """Whether the format shows numbers as dates or times."""
        return self._known and any(self._dates)

    def show_text(self, text: str) -> str:
        """A typed text with the fixed words its format puts around it, as in ``@"様"``."""
        if self._text is None or not self._text.certain or not any(kind == "text" for kind, _ in self._text.tokens):
            return text
        shown = "".join(text if kind == "text" else fixed for kind, fixed in self._text.tokens)
        return shown if shown.strip() != text.strip() else text

    def _plainly(self, value: float, *, from_1904: bool) -> str:
        """The number itself, or a date where the format at least says that it is one."""
        if any(self._dates):
            moment = moment_of(value, 0, from_1904=from_1904)
            if moment is not None and moment.date is not None:
                midnight = dt.datetime.combine(moment.date, dt.time())
                return iso_like(midnight + dt.timedelta(seconds=moment.seconds))
        return general(value)

    def _choose(self, value: float) -> tuple[int, bool] | None:
        """Which section applies and whether a minus sign goes before it; None where that is not certain."""
        count = len(self._parts)
        if not self._conditional:
            if value < 0:
                return (1, False) if count > 1 else (0, True)
            return (2, False) if value == 0 and count > 2 else (0, False)
        if value < 0:
            return None
        for index, part in enumerate(self._parts):
            if part.condition is None:
                return (index, False) if index == count - 1 else None
            if _COMPARE[part.condition[0]](value, part.condition[1]):
                return index, False
        return None

    def _exactly(self, value: float, *, from_1904: bool) -> str | None:
        """The text Excel shows; None where it is not certain."""
        chosen = self._choose(value)
        if chosen is None:
            return None
        index, signed = chosen
        part = self._parts[index]
        if not part.certain:
            return None
        if dates := self._dates[index]:
            return dates.fill(value, from_1904=from_1904) if dates.certain and value >= 0 else None
        sign = "-" if signed else ""
        if digits := self._digits[index]:
            if not digits.certain:
                return None
            text, all_zero = digits.fill(value)
            return None if all_zero and value < 0 else (sign + text).strip()
        number = general(abs(value))
        shown = "".join(number if kind in ("general", "text") else text for kind, text in part.tokens)
        return (sign + shown).strip()


@functools.lru_cache(maxsize=512)
def number_format(code: str | None) -> NumberFormat:
    """The format of a code, kept for the next file."""
    return NumberFormat(code)


def builtin_code(number: int) -> str | None:
    """The code behind a built-in id; None where the id says nothing certain."""
    return BUILTIN.get(number)
