"""Folding of Japanese text: what counts as the same label, and what is a mere difference of notation."""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from planeditor.domain.eras import era_by_name

_SPACE = re.compile(r"\s+")
_DASHES = re.compile(r"[‐‑‒–—―─━−_＿-]+")
_QUOTES = str.maketrans({"｢": "「", "｣": "」", "〜": "~", "～": "~", "ヶ": "ケ", "ヵ": "カ", "，": "、", "．": "。"})
_IN_FIGURE = re.compile("(?<=[0-9０-９])[．，](?=[0-9０-９])")
"""A full-width point or comma within a figure is no punctuation."""
_TURNS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "⇄")
_ERA_YEAR = re.compile(r"(明治|大正|昭和|平成|令和|(?<![A-Za-z])[MTSHR])(元|[0-9]{1,2})(?=年|\.)")


@lru_cache(maxsize=65536)
def label_key(text: str) -> str:
    """A label as compared: NFKC (so half and full width brackets are alike), white space and line breaks left out."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def number_key(number: str) -> str:
    """The number of a measure or area as compared: as a label, and with any dash (①-01, 1－01, ①‐01)."""
    return _DASHES.sub("-", label_key(number))


def without_space(text: str) -> str:
    """The text without any white space, otherwise to the letter."""
    return _SPACE.sub("", text)


def notation_key(text: str) -> str:
    """The text with its notation evened out: width, white space, ヶ/ケ, dashes, era years. Equal keys = 表記のみ."""
    plain = _IN_FIGURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    folded = _SPACE.sub("", unicodedata.normalize("NFKC", plain.translate(_QUOTES)).translate(_QUOTES))
    folded = _DASHES.sub("-", folded)
    return _ERA_YEAR.sub(_western_year, folded)


def _western_year(match: re.Match[str]) -> str:
    era = era_by_name()[match[1]]
    return str(era.offset + (1 if match[2] == "元" else int(match[2])))


def visible(text: str) -> str:
    """The text for showing in a list: marks that turn the direction of what follows are seen, character for character."""
    return text.translate(_TURNS)


def shorten(text: str, length: int) -> str:
    """The text on one line, cut to ``length`` characters with an ellipsis where it is longer."""
    flat = _SPACE.sub(" ", text).strip()
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def from_difference(one: str, other: str, length: int) -> tuple[str, str]:
    """Two texts on one line each, cut to ``length`` characters so that the first place where they differ is seen."""
    first, second = (_SPACE.sub(" ", t).strip() for t in (one, other))
    same = 0
    while same < min(len(first), len(second)) and first[same] == second[same]:
        same += 1
    start = max(0, same - length // 3) if max(len(first), len(second)) > length else 0
    head = "…" if start else ""
    return head + shorten(first[start:], length) if first else "", head + shorten(second[start:], length) if second else ""
