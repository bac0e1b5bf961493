"""Texts of any characters there are: chosen rare ones, and random ones from a fixed seed."""
from __future__ import annotations

import random
import sys
import unicodedata

CHOSEN = (
    "𠮷野家の𠮟責、𩸽と𪚥", "葛\U000e0100城、辻\U000e0101、神\ufe00社、邉\U000e0104", "か\u3099き\u3099く\u309a、q\u0301\u0323",
    "外字\ue000と\U000f0001と\U00100000", "㍿①㈱№㋿㍻", "한국어、为了、ไทย、हिन्दी", "👨\u200d👩\u200d👧🏽🇯🇵", "ﬁ ﷺ ｶﾞ ㌔ ﾞ",
    "שלום\u200f و\u200eA", "\u2028行\u2029段", "_x0041_と_x000D_と__x0042_", "前\u3000後\u00a0続\u2009終", "\ufeff頭に", "𝒜𝔘 \U0001d173",
)
"""Rare kanji, variation selectors, combining marks, private use, other scripts, and what file formats trip over."""
_PLANES = (
    (0x20, 0x2FFF), (0x3000, 0x9FFF), (0xA000, 0xFFFD), (0x10000, 0x1FFFF), (0x20000, 0x3FFFF), (0xE0100, 0xE01EF), (0xF0000, 0x10FFFD),
)


def random_texts(count: int, seed: int = 20) -> list[str]:
    """So many texts of 1 to 40 characters; none of controls, lone surrogates and what XML cannot hold."""
    chance = random.Random(seed)
    return [_text(chance) for _ in range(count)]


def _text(chance: random.Random) -> str:
    length, found = chance.randint(1, 40), ""
    while len(found) < length or not found.strip():
        letter = chr(chance.randint(*chance.choice(_PLANES)))
        if unicodedata.category(letter) not in ("Cc", "Cs") and ord(letter) & 0xFFFE != 0xFFFE and ord(letter) <= sys.maxunicode:
            found += letter
    return found
