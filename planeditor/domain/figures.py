"""Numbers read out of texts: rates, fractions, yen, multiples. The text itself is never changed."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_NUMBER = r"[0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?"
_PERCENT = re.compile(rf"(?<![0-9.,])({_NUMBER})\s*(?:%|パーセント)(?!ポイント)")
_FRACTION = re.compile(rf"(?<![0-9./])({_NUMBER})\s*(?:[^\W0-9]{{0,4}})\s*/\s*({_NUMBER})(?![0-9./])(?!\s*(?:日|から|~|-))")
_YEN = re.compile(rf"(?<![0-9.,])((?:{_NUMBER}\s*[億万千百]?\s*)+)円")
_YEN_PART = re.compile(rf"({_NUMBER})\s*([億万千百]?)")
_TIMES = re.compile(rf"(?<![0-9.,])({_NUMBER})\s*倍")
_UNITS = {"億": 100_000_000, "万": 10_000, "千": 1_000, "百": 100, "": 1}
_KANJI_NUMBER = re.compile(
    r"[〇一二三四五六七八九十百千]+\s*(?:[か箇カケヶ]所|パーセント|[万億]|[件名人回円台校課割倍本戸枚社団時秒歳]|施設|団体|システム|業務|手続|種類|項目)"
)
_NOTHING = frozenset({"", "-", "ー", "―", "なし", "無し", "無", "該当なし", "該当無し", "特になし", "特に無し", "ありません"})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―─━−", "-"))
_ENDING = "。.、 　()[]※"


@dataclass(frozen=True, slots=True)
class Fraction:
    """A share as it is printed, 3/7: not reduced, and it may be more than the whole."""

    part: float
    whole: float

    @property
    def percent(self) -> float:
        """The share in percent."""
        return self.part * 100 / self.whole


@lru_cache(maxsize=16384)
def zenkaku_folded(text: str) -> str:
    """The text with full-width digits, signs and letters made half-width, as numbers are read from."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))


def percents(text: str) -> list[float]:
    """Every rate in percent, in the order of the text (90%, ９０％, 90.5パーセント); differences in points are none."""
    folded = zenkaku_folded(text)
    return [_value(m[1]) for m in _PERCENT.finditer(folded)] if "%" in folded or "パ" in folded else []


def fractions(text: str) -> list[Fraction]:
    """Every share written as a fraction before a word (3/7施設, 3施設/7施設); dates (7/31) are none."""
    folded = zenkaku_folded(text)
    if "/" not in folded:
        return []
    found = []
    for match in _FRACTION.finditer(folded):
        after = folded[match.end() : match.end() + 1]
        part, whole = _value(match[1]), _value(match[2])
        if whole and after and after.isalpha():
            found.append(Fraction(part, whole))
    return found


def yen(text: str) -> list[int]:
    """Every amount of money in yen (約400万円, 1億2,000万円, 1,234円, 350千円)."""
    folded = zenkaku_folded(text)
    if "円" not in folded:
        return []
    return [
        round(sum(_value(part[1]) * _UNITS[part[2]] for part in _YEN_PART.finditer(match[1])))
        for match in _YEN.finditer(folded)
    ]


def times(text: str) -> list[float]:
    """Every multiple (1.82倍)."""
    folded = zenkaku_folded(text)
    return [_value(m[1]) for m in _TIMES.finditer(folded)] if "倍" in folded else []


def has_number(text: str) -> bool:
    """Whether any number stands in the text: in digits of any width, circled ones left out, or in kanji before a unit."""
    return any("0" <= char <= "9" or "０" <= char <= "９" for char in text) or bool(_KANJI_NUMBER.search(text))


def says_nothing(text: str) -> bool:
    """Whether the text only says that there is nothing to tell yet: a dash of any kind, なし, 該当なし."""
    return text.translate(_DASHES).replace("－", "-").strip().strip(_ENDING).rstrip("-ー") in _NOTHING
