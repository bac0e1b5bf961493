"""Where Japanese words begin: by a small trained model, and wherever the script changes to figures, letters or katakana."""
from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

from budoux import Parser, parser

_MODEL = "ja_word.json"
_FIXED = "及び|並びに|又は|若しくは|更なる|どおり|通り|年度|令和|平成|昭和"
_PIECES = re.compile(
    rf"{_FIXED}"
    r"|[0-9０-９]+(?:[.,．，][0-9０-９]+)*|[A-Za-zＡ-Ｚａ-ｚ]+|[ァ-ヺー-ヿｦ-ﾟ]+|[ \u3000\t]+"
    rf"|(?:(?!{_FIXED})[々〆〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003FFFF\uFE00-\uFE0F\U000E0100-\U000E01EFぁ-ゟ])+|.",
    re.DOTALL,
)
"""Words that the model often misses, figures, words of letters and of katakana, blanks; the model is for kanji and hiragana."""
_JAPANESE = re.compile(r"[㐀-鿿豈-﫿々ぁ-ゟ\U00020000-\U0003FFFF].")
_JOINING = re.compile(r"[\u3099\u309A\u0300-\u036F\uFE00-\uFE0F\U000E0100-\U000E01EF]")
"""What belongs to the character before it."""
_PAIR = re.compile(r"(?<![㐀-鿿々])[㐀-鿿々]{2}(?![㐀-鿿々])")
"""Two kanji by themselves are one word."""

_PARTICLE = re.compile(r"(?<=[㐀-鿿々\uFE00-\uFE0F\U000E0100-\U000E01EF])[のをはがにでとへも](?=[㐀-鿿])|を")
"""A particle between two kanji, and を anywhere, is a word whatever the model says."""


def words(text: str) -> list[str]:
    """The words of a text; joined they are the text."""
    return [word for line in text.splitlines(keepends=True) for word in _line(line)]


@lru_cache(maxsize=4096)
def _line(line: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in _cut(line):
        if found and _JOINING.match(word):
            word = found.pop() + word
        found.append(word)
    return tuple(found)


def _cut(line: str) -> Iterator[str]:
    pieces = _PIECES.findall(line)
    ends: list[int] = []
    if any(_JAPANESE.match(piece) for piece in pieces):
        ends = list(accumulate(map(len, _model().parse(line))))
    start = 0
    for piece in pieces:
        if not _JAPANESE.match(piece):
            yield piece
        else:
            whole = {start + pair.start() + 1 for pair in _PAIR.finditer(piece)}
            inside = {start + place for found in _PARTICLE.finditer(piece) for place in found.span()}
            inside.update(ends[bisect_left(ends, start):bisect_left(ends, start + len(piece))])
            yield from (line[a:b] for a, b in pairwise(sorted({start, start + len(piece), *(inside - whole)})))
        start += len(piece)


@cache
def _model() -> Parser:
    return Parser(json.loads((Path(parser.MODEL_DIR) / _MODEL).read_text("utf-8")))
