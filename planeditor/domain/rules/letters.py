"""Letters that no Japanese text has: a simplified character or hangul that recognition of a scan put in place of a kanji."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from planeditor.domain.findings import CheckContext, Finding
from planeditor.domain.rulebook import rule
from planeditor.messages import checks as say

_JAPANESE = ("cp932", "shift_jisx0213", "shift_jis_2004")
_CHINESE = ("gb2312", "big5")
_USUAL = re.compile("[\u0000-\u024F\u2000-\u206F\u3000-\u30FF\uFE00-\uFE0F\uFF00-\uFFEF]+")
_HANGUL = re.compile("[\u1100-\u11FF\u3130-\u318F\uA960-\uA97F\uAC00-\uD7FF]")
_RADICALS = re.compile("[\u2E80-\u2FDF]")


@rule("foreign-letter", together=True)
def foreign_letter(context: CheckContext) -> Iterator[Finding]:
    """A letter outside the Japanese character sets that stands in a Chinese or Korean one; 外字 of names (𠮷, 髙) are none."""
    known: set[str] = set()
    for key, text, _ in context.entries():
        new = set(text) - known
        found = foreign_letters(text) if new else ()
        known |= new.difference(found)
        for char in found:
            message = say.FOREIGN_LETTER.format(char=char, code=f"U+{ord(char):04X}")
            yield Finding("foreign-letter", "warning", message, key.node, key.field, key.period)


def foreign_letters(text: str) -> list[str]:
    """The letters of a text that are foreign, each once, in order."""
    rest = _USUAL.sub("", text)
    return [char for char in dict.fromkeys(rest) if _is_foreign(char)] if rest else []


@lru_cache(maxsize=8192)
def _is_foreign(char: str) -> bool:
    if _HANGUL.match(char) or _RADICALS.match(char):
        return True
    return char.isalpha() and not any(_has(char, name) for name in _JAPANESE) and any(_has(char, name) for name in _CHINESE)


def _has(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
