"""Characters that stand on others or are not drawn at all, and the clusters they form with their base."""
from __future__ import annotations

import re
import unicodedata

_VARIATION = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    f"{_VARIATION}\U000e0000-\U000e0fff]"
)
_SPACES = {
    "\t": 1.0, "\u00a0": 0.5, "\u1680": 0.5, "\u2000": 0.5, "\u2001": 1.0, "\u2002": 0.5, "\u2003": 1.0, "\u2004": 1 / 3,
    "\u2005": 0.25, "\u2006": 1 / 6, "\u2007": 0.5, "\u2008": 0.25, "\u2009": 0.2, "\u200a": 0.1, "\u202f": 0.2,
    "\u205f": 0.22, "\u3000": 1.0,
}  # fmt: skip
_PLAIN = re.compile("[ -~\u3001-\u3098\u309b-\u30ff\u4e00-\u9fff\uff01-\uffdc]*")


def blank_advance(char: str) -> float | None:
    """The advance in em of a character that has no ink and needs no glyph; None of one that is drawn.

    Controls, bidi marks, joiners and selectors take no room. A tab is one em: cells have no tab stops.
    """
    if char in _SPACES:
        return _SPACES[char]
    return 0.0 if _INVISIBLE.match(char) else None


def is_mark(char: str) -> bool:
    """Whether the character is drawn over the one before it and takes no room of its own."""
    return unicodedata.category(char) in ("Mn", "Me") or "\u1160" <= char <= "\u11ff"


def is_private(char: str) -> bool:
    """Whether only the maker of a font knows what the character looks like (外字)."""
    return unicodedata.category(char) == "Co"


def is_selector(char: str) -> bool:
    """Whether the character chooses a variant of the one before it (IVS and the like)."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def clusters(text: str) -> list[str]:
    """The text cut into base characters, each with the marks and selectors that follow it."""
    if _PLAIN.fullmatch(text):
        return list(text)
    found: list[str] = []
    for char in text:
        if found and (is_selector(char) or is_mark(char)):
            found[-1] += char
        else:
            found.append(char)
    return found
