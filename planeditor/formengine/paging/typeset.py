"""Breaking text into lines by the Japanese rules (禁則, JIS X 4051 in its simple form).

The lines of a text always join to the text: spaces that hang over the edge stay on their line, a line that ends because the
text says so ends with LF. Nothing is dropped, nothing added.
"""
from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate

NO_START = frozenset(
    "、。，．・：；？！゛゜´｀¨ヽヾゝゞ々〻ー―…‥’”）〕］｝〉》」』】｠〙〗»°′″℃％‰ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    ",.:;?!)]}%｡､･｣ｧｨｩｪｫｬｭｮｯｰ、゠–〜～"
)
NO_END = frozenset("（〔［｛〈《「『【｟〘〖«‘“([{｢￥＄£＃№")
INSEPARABLE = frozenset("―…‥—")
_SPACES = frozenset(" 　\t")
_WORD = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'_@#&+=~$\\/")
_IN_NUMBER = frozenset(".,:")


def break_lines(text: str, advances: Mapping[str, float], width: float) -> list[str]:
    """The lines of ``text`` in a column ``width`` em wide; ``advances`` gives each character's advance in em.

    A single cluster wider than the column still gets a line of its own.
    """
    lines: list[str] = []
    advance = advances.__getitem__
    paragraphs = text.split("\n")
    last = len(paragraphs) - 1
    for number, paragraph in enumerate(paragraphs):
        ending = "\n" if number < last else ""
        if not paragraph:
            if ending or not lines:
                lines.append(ending)
            elif number == last and last > 0:
                continue
            continue
        reached = list(accumulate(map(advance, paragraph)))
        start, base, whole = 0, 0.0, reached[-1] - 1e-6
        while whole - base > width:
            end = _break_at(paragraph, start, bisect_right(reached, base + width + 1e-6, start))
            if end == len(paragraph):
                break
            lines.append(paragraph[start:end])
            start, base = end, reached[end - 1]
        lines.append(paragraph[start:] + ending)
    return lines


def _break_at(text: str, start: int, end: int) -> int:
    """The best place to break at or before ``end``, after ``start``."""
    length = len(text)
    if end <= start:
        end = start + 1
    while end < length and text[end] in _SPACES:
        end += 1
    if end >= length:
        return length
    place = end
    while place > start and not may_break(text, place):
        place -= 1
    if place > start:
        return place
    while end < length and extends(text[end]):
        end += 1
    while end - 1 > start and extends(text[end - 1]) is False and text[end - 1] == "\u200d":
        end -= 1
    return end


def may_break(text: str, place: int) -> bool:
    """Whether a line may end before ``text[place]``."""
    before, after = text[place - 1], text[place]
    if after in NO_START or before in NO_END or extends(after) or before == "\u200d":
        return False
    if after in _WORD:
        if before in _WORD:
            return False
        if before in _IN_NUMBER and after.isdigit() and place > 1 and text[place - 2].isdigit():
            return False
    return not (before == after and before in INSEPARABLE)


def extends(char: str) -> bool:
    """Whether a character belongs to the one before it (combining mark, variation selector, joiner)."""
    code = ord(char)
    if code < 0x300:
        return False
    return (
        0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or code == 0x200D or char in "ﾞﾟ"
        or unicodedata.combining(char) != 0 or unicodedata.category(char) in ("Mn", "Me", "Mc")
    )
