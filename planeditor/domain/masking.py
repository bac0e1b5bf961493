"""Finding one text in others however its widths and gaps are written, and putting a mark in its place (記録の抹消)."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, cached_property

GAP = "[\\s\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]*"
"""What may stand between two characters: spaces, line breaks, and what nobody sees."""
_GAPS = re.compile(GAP.replace("*", "+"))
_VOICED = {"\u3099": "\uff9e", "\u309a": "\uff9f"}
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u30fc\ufe63\uff0d\uff70"
"""Told apart by nobody who types a telephone number."""
_VARIANTS = ((0x00A0, 0x3400), (0xF900, 0xFB07), (0xFE30, 0x10000), (0x1D400, 0x1D800), (0x2F800, 0x2FA20))
"""Where the characters are that are another way to write one character."""


class Masker:
    """Finds a text in full and half width alike, with any dash, with or without spaces and line breaks inside, and masks it."""

    def __init__(self, text: str, mark: str) -> None:
        """``mark`` goes in the place of the text. A text without a sign of its own is found nowhere."""
        self.signs = _GAPS.sub("", unicodedata.normalize("NFKC", text))
        """The text as it is compared."""
        self.mark = mark

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(GAP.join(map(_ways, self.signs)) if self.signs else "(?!)")

    def count(self, text: str | None) -> int:
        """How often the text stands in another."""
        return sum(1 for _ in self._pattern.finditer(text)) if text else 0

    def is_in(self, text: str | None) -> bool:
        """Whether the text stands in another."""
        return bool(text) and self._pattern.search(text or "") is not None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """From where to where it stands in another, in order."""
        return [m.span() for m in self._pattern.finditer(text)]

    def masked(self, text: str) -> str:
        """Another text with the mark where this one stood; all else stays to the letter."""
        return self._pattern.sub(lambda _: self.mark, text)


def fills(text: str, masked: str, mark: str) -> bool:
    """Whether a text is a masked one with other words where the marks are."""
    if mark not in masked or text == masked:
        return False
    whole, (first, *middle, last) = _GAPS.sub("", text), [_GAPS.sub("", piece) for piece in masked.split(mark)]
    if not whole.startswith(first):
        return False
    at = len(first)
    for piece in middle:  # each as early as can be; a pattern of them all would try every other place too
        found = whole.find(piece, at + 1)
        if found < 0:
            return False
        at = found + len(piece)
    return whole.endswith(last) and at < len(whole) - len(last)


def without_spans(text: str, spans: Iterable[tuple[int, int]], mark: str) -> str:
    """A text with ``mark`` in place of each of these spans, which are in order and apart."""
    kept, at = [], 0
    for start, end in spans:
        kept += [text[at:start], mark]
        at = end
    return "".join([*kept, text[at:]])


def _ways(sign: str) -> str:
    """A pattern for the ways to write one character."""
    if sign in _DASHES:
        return f"[{re.escape(_DASHES)}]"
    single = re.escape(sign) + "".join(map(re.escape, _variants().get(sign, "")))
    apart = unicodedata.normalize("NFD", sign)
    if len(apart) != 2 or apart[1] not in _VOICED:
        return f"[{single}]"
    base, mark = apart[0], apart[1]
    bases = re.escape(base) + "".join(map(re.escape, _variants().get(base, "")))
    return f"(?:[{single}]|[{bases}]{GAP}[{mark}{_VOICED[mark]}])"


@cache
def _variants() -> dict[str, str]:
    """For each character those that are another way to write it."""
    found: dict[str, str] = {}
    for start, end in _VARIANTS:
        for code in range(start, end):
            if (whole := unicodedata.normalize("NFKC", chr(code))) != chr(code) and len(whole) == 1:
                found[whole] = found.get(whole, "") + chr(code)
    return found
