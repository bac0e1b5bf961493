"""A section of digit placeholders such as ``#,##0.0"円"`` laid out once and filled with numbers."""
from __future__ import annotations

from decimal import Decimal

from planeditor.formengine.reading.formatcode import Section, Token
from planeditor.formengine.reading.general import ROUNDING, exact


def _zeros_from_first(digits: list[str]) -> int:
    """How many digits always show: from the first ``0`` on, every placeholder counts as one."""
    return len(digits) - digits.index("0") if "0" in digits else 0


def _grouped(text: str) -> str:
    """``text`` with a comma before each three digits from the right."""
    head = len(text) % 3
    parts = [text[:head]] if head else []
    parts += [text[at:at + 3] for at in range(head, len(text), 3)]
    return ",".join(parts)


class DigitLayout:
    """How one section shows a number; ``certain`` is False where its order of placeholders is not known here."""

    def __init__(self, section: Section) -> None:
        tokens = list(section.tokens)
        kinds = [kind for kind, _text in tokens]
        self.certain = kinds.count("point") <= 1 and kinds.count("exp") <= 1
        power_at = kinds.index("exp") if "exp" in kinds else len(tokens)
        point_at = kinds.index("point") if "point" in kinds else power_at
        self._percents = kinds.count("percent")
        self._exp = tokens[power_at][1] if power_at < len(tokens) else ""
        self._thousands = False
        self._scale = 0
        self._whole = self._without_commas(tokens[:point_at])
        self._fraction = self._without_commas(tokens[point_at:power_at])
        self._power = tokens[power_at + 1:]
        self._whole_digits = [text for kind, text in self._whole if kind == "digit"]
        self._fraction_digits = [text for kind, text in self._fraction if kind == "digit"]
        self._power_digits = [text for kind, text in self._power if kind == "digit"]
        self.certain = self.certain and self._order_is_known()

    def _without_commas(self, tokens: list[Token]) -> list[Token]:
        """``tokens`` without commas: one between digits groups by thousands, each one after the last divides by 1000."""
        places = [at for at, (kind, _text) in enumerate(tokens) if kind == "digit"]
        kept = []
        for at, token in enumerate(tokens):
            if token[0] != "comma":
                kept.append(token)
            elif not places or at < places[0]:
                self.certain = False
            elif at < places[-1]:
                self._thousands = True
            else:
                self._scale += 1
        return kept

    def _order_is_known(self) -> bool:
        """Whether nothing unusual is mixed: literals inside grouped digits, engineering notation, a bare fraction."""
        if any(kind == "comma" for kind, _text in self._power):
            return False
        if self._exp:
            return len(self._whole_digits) == 1 and bool(self._power_digits) and not self._thousands
        places = [at for at, (kind, _text) in enumerate(self._whole) if kind == "digit"]
        return not self._thousands or not places or places[-1] - places[0] == len(places) - 1

    def _fill_whole(self, digits: str) -> str:
        """The part before the point, literals between the digits included."""
        digits = digits.rjust(_zeros_from_first(self._whole_digits), "0")
        if self._thousands:
            digits = _grouped(digits)
        left = len(self._whole_digits)
        shown = []
        for kind, text in self._whole:
            if kind != "digit":
                shown.append(text)
                continue
            if self._thousands or left == len(self._whole_digits):
                cut = len(digits) if self._thousands else max(0, len(digits) - left + 1)
            else:
                cut = 1 if len(digits) >= left else 0
            shown.append(digits[:cut])
            digits = digits[cut:]
            left -= 1
        return "".join(shown)

    def _fill_fraction(self, digits: str) -> str:
        """The part from the point on; trailing zeros show only under a ``0``."""
        shown = len(digits)
        while shown and self._fraction_digits[shown - 1] != "0" and digits[shown - 1] == "0":
            shown -= 1
        places = iter(digits[:shown])
        return "".join(next(places, "") if kind == "digit" else text for kind, text in self._fraction)

    def _fill_power(self, power: int) -> str:
        """The exponent with its sign, and what follows it."""
        if not self._exp:
            return ""
        sign = "-" if power < 0 else "+" if self._exp[1] == "+" else ""
        digits = str(abs(power)).rjust(_zeros_from_first(self._power_digits), "0")
        first = True
        shown = []
        for kind, text in self._power:
            if kind != "digit":
                shown.append(text)
            elif first:
                shown.append(digits)
                first = False
        return f"{self._exp[0]}{sign}{''.join(shown)}"

    def fill(self, value: float) -> tuple[str, bool]:
        """``value`` without its sign in this layout, and whether all digits shown are zero."""
        number = abs(exact(value)).scaleb(2 * self._percents - 3 * self._scale, ROUNDING)
        step = Decimal(1).scaleb(-len(self._fraction_digits))
        power = 0
        if self._exp and number:
            power = number.adjusted()
            number = number.scaleb(-power, ROUNDING).quantize(step, context=ROUNDING)
            if number.adjusted() > 0:
                power += 1
                number = number.scaleb(-1, ROUNDING)
        number = number.quantize(step, context=ROUNDING)
        whole, _, fraction = format(number, "f").partition(".")
        text = self._fill_whole("" if whole == "0" else whole) + self._fill_fraction(fraction)
        return text + self._fill_power(power), not number
