"""Cleaning of texts, as declared in SAFETY.md 2.7: nothing else about a text is ever changed."""
from __future__ import annotations

import re

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_ODD = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_TURN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of what follows."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def unescape(text: str) -> str:
    """``_xHHHH_`` decoded once (ECMA-376 22.9.2.19): ``_x005F_x0041_`` becomes the literal ``_x0041_``."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def tidy(text: str) -> tuple[str, bool]:
    """Line ends as LF, no C0 controls but tab and newline, no lone surrogates; True where something was lost."""
    if _ODD.search(text) is None:
        return text, False
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = _CONTROL.sub("", text)
    whole = kept.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole, len(kept) != len(text) or whole.count("\ufffd") != kept.count("\ufffd")


def display_name(name: str) -> str:
    """A file name that can stand in a sentence and in the plan file: undecodable bytes and controls as U+FFFD."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" or c < " " or c == "\x7f" else c for c in name)


class TextCleaner:
    """Cleans the texts of one file and counts those that lost something, and those that are not shown in the order they have."""

    __slots__ = ("changed", "turned")

    def __init__(self) -> None:
        self.changed = self.turned = 0

    def clean(self, text: str) -> str:
        """``text`` cleaned, escapes left alone."""
        cleaned, lost = tidy(text)
        self.changed += lost
        if not cleaned.isascii() and _TURN.search(cleaned) is not None:
            self.turned += 1
        return cleaned

    def decode(self, text: str) -> str:
        """``text`` from an OOXML part: escapes decoded once, then cleaned."""
        return self.clean(unescape(text))
