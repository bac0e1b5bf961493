"""Counting on in the style of a printed number: ①-07 → ①-08, ① → ②, 第一章 → 第二章, (3) → (4), Ⅱ → Ⅲ."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_KANJI = "〇一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _run(*ranges: tuple[int, int]) -> str:
    return "".join(chr(code) for first, last in ranges for code in range(first, last + 1))


_SERIES = (
    _run((0x2460, 0x2473), (0x3251, 0x325F), (0x32B1, 0x32BF)),  # ①
    _run((0x2776, 0x277F), (0x24EB, 0x24F4)),  # ❶
    _run((0x2474, 0x2487)),  # ⑴
    _run((0x2488, 0x249B)),  # ⒈
    _run((0x2160, 0x216B)),  # Ⅰ
    _run((0x2170, 0x217B)),  # ⅰ
)
_ALPHABETS = (
    _run((0x41, 0x5A)), _run((0x61, 0x7A)), _run((0xFF21, 0xFF3A)), _run((0xFF41, 0xFF5A)),
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ",
)  # fmt: skip
_ALONE = "|".join(f"(?<![{letters}])[{letters}](?![{letters}])" for letters in _ALPHABETS)
_DASHES = re.compile(r"[‐‑‒–—―─━−－-]+")


@cache
def _numeral() -> re.Pattern[str]:
    """Any one counter; made when the first number is read, since it takes as long as loading ten modules."""
    return re.compile(rf"[0-9]+|[０-９]+|[{''.join(_SERIES)}]|[一二三四五六七八九十]+|{_ALONE}")


@dataclass(frozen=True, slots=True)
class Style:
    """How numbers are printed: what stands before and after the counter, its kind and its width."""

    head: str
    tail: str
    letters: str
    """The characters it counts in, first to last; "" for digits."""
    width: int
    """Digits it is filled up to with zeros."""
    full_width: bool = False

    def print(self, value: int) -> str:
        """The number with that count. Where its characters have no such count it is told in digits."""
        return f"{self.head}{self._counter(value)}{self.tail}"

    def _counter(self, value: int) -> str:
        if self.letters == _KANJI and value < 100:
            return _kanji(value)
        if self.letters != _KANJI and value <= len(self.letters):
            return self.letters[value - 1]
        digits = str(value).zfill(self.width)
        return digits.translate(_FULL_WIDTH) if self.full_width else digits


def parse_number(number: str) -> tuple[Style, int] | None:
    """The style of a number and its count, read from its last counter; None where it has none."""
    found = list(_numeral().finditer(number))
    if not found:
        return None
    counter = found[-1][0]
    head, tail = number[: found[-1].start()], number[found[-1].end() :]
    if counter.isdecimal():
        return Style(head, tail, "", len(counter), not counter.isascii()), int(counter)
    if counter[0] in _KANJI or counter[0] == "十":
        return Style(head, tail, _KANJI, 0), _from_kanji(counter)
    letters = next(s for s in (*_SERIES, *_ALPHABETS) if counter in s)
    return Style(head, tail, letters, 0), letters.index(counter) + 1


def plain_number(number: str) -> str:
    """A number in half-width digits, for files that are sorted and joined by it: 1-01 for ①-01, 2-3 for Ⅱ－３, 第1章 for 第一章.

    Letters that count (ア, A) stay as they are.
    """
    told = _numeral().sub(lambda found: _in_digits(found[0]), number)
    folded = "".join(unicodedata.normalize("NFKC", told).split())
    return _DASHES.sub("-", folded).strip("()[].")


def _in_digits(counter: str) -> str:
    if counter[0] in _KANJI or counter[0] == "十":
        return str(_from_kanji(counter))
    letters = next((series for series in _SERIES if counter in series), None)
    return counter if letters is None else str(letters.index(counter) + 1)


def _kanji(value: int) -> str:
    tens, ones = divmod(value, 10)
    ten = "十" if tens == 1 else f"{_KANJI[tens]}十" if tens else ""
    return ten + (_KANJI[ones] if ones or not tens else "")


def _from_kanji(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(_KANJI.index(c)) for c in text))
    return (_KANJI.index(tens[0]) if tens and tens[0] in _KANJI else 1) * 10 + (_KANJI.index(ones[0]) if ones else 0)
