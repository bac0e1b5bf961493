"""Folding of texts for search: what a reader takes for the same word or year is folded to the same characters.

A folded text holds up to three variants of a text, one after the other: the plain one (width, case, small ケ and カ, dashes,
white space), where it differs the one in which 通り / どおり / とおり are one mark, and where years stand in it the one in which
each year is one mark too, whatever its era and spelling. A folded query with such marks is only found where they are, so R1 is not
found in R12; one without them, such as 平成 or 31, is found to the letter. A search thus is a plain ``in``.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planeditor.domain.eras import eras
from planeditor.domain.periods import parse_year

Span = tuple[int, int]
"""Start and end in the original text."""

_BETWEEN, _YEAR_MARK, _TOORI_MARK = "\0", "\1", "\2"
_DASHES = "‐‑‒–—―─━−_"
_WAVES = "〜～∼"
_INVISIBLE = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x200B, 0x2060, 0xFEFF)))
_ALIKE = {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_WAVES, "~"), "ヶ": "ケ", "ヵ": "カ", **dict.fromkeys("\0\1\2", "")}
_ODD = re.compile(f"[{''.join(map(re.escape, _ALIKE))}\uFE00-\uFE0F\u200B\u2060\uFEFF]")
_SELECTOR = re.compile("[\U000E0100-\U000E01EF]+")
"""Apart from the others: looking for characters so far out together with usual ones is slow."""
_TOORI = re.compile("通り|[どと]おり")
_NAMES = "|".join(era.name for era in eras())
_YEAR = re.compile(
    rf"(?:(?:{_NAMES})\s*(?:元|[0-9]{{1,2}}(?![0-9])|[〇一二三四五六七八九十]{{1,4}})"
    r"|[MTSHRshr](?<![A-Za-z0-9].)[ ]?(?:元|[0-9]{1,2})(?![0-9A-Za-z])"
    r"|(?:西暦\s*)?(?:1[89]|20)(?<![0-9]..)(?<![0-9][.,]..)[0-9]{2}(?![0-9]))"
    r"(?:\s*年(?!間)(?:\s*度)?)?"
)
_YEAR_ENDING = re.compile(r"\s*年\s*度?\Z")
_WESTERN = re.compile(r"西暦\s*")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, the place in the original text that it stands for."""

    text: str
    places: tuple[Span, ...]


def folded(text: str) -> str:
    """The folded text alone, for scanning; the same as ``fold(text).text``."""
    return joined(*variants(text))


def joined(plain: str, marked: str) -> str:
    """The folded text of these two parts."""
    return plain + _BETWEEN + marked if marked else plain


def variants(text: str) -> tuple[str, str]:
    """The folded text in two parts: the plain variant, and those with marks ("" where there are none).

    A needle without marks need only be looked for in the first, one with marks only in the second.
    """
    normal = _normal(text)
    plain = _squeezed(normal)
    marked = _TOORI.sub(_TOORI_MARK, plain)
    found = [] if marked == plain else [marked]
    without_years = _YEAR.sub(lambda m: _year_mark(m[0]), normal)
    if without_years != normal:
        found.append(_TOORI.sub(_TOORI_MARK, _squeezed(without_years)))
    return plain, _BETWEEN.join(found)


def has_marks(wanted: str) -> bool:
    """Whether a needle has marks of years or of 通り."""
    return _YEAR_MARK in wanted or _TOORI_MARK in wanted


def plain_folded(text: str) -> str:
    """The plain variant alone, to sort by and to compare names with."""
    return _squeezed(_normal(text))


def needle(query: str) -> str:
    """What to look for in folded texts: the query's last variant; "" where there is nothing to look for."""
    return folded(query).rpartition(_BETWEEN)[2]


def fold(text: str) -> Folded:
    """The folded text with its places; slower than ``folded``, for the texts that are shown."""
    normal = _Placed(*_placed_normal(text))
    plain = normal.squeezed()
    parts = [plain]
    without_toori = plain.replaced(_TOORI, lambda _: _TOORI_MARK)
    if without_toori.text != plain.text:
        parts.append(without_toori)
    without_years = normal.replaced(_YEAR, _year_mark)
    if without_years.text != normal.text:
        parts.append(without_years.squeezed().replaced(_TOORI, lambda _: _TOORI_MARK))
    places = list(plain.places)
    for part in parts[1:]:
        places += [(0, 0), *part.places]
    return Folded(_BETWEEN.join(p.text for p in parts), tuple(places))


def matches(found: Folded, wanted: str, *, whole: bool = False) -> list[Span]:
    """Where a needle stands in the original text, in order, none overlapping another.

    ``whole``: only where it covers whole characters of the original (株 is only a part of ㈱), so that they can be replaced.
    """
    spans: list[Span] = []
    text, places = found.text, found.places
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        if not whole or _is_whole(found, start, end):
            spans.append((places[start][0], places[end - 1][1]))
        start = text.find(wanted, start + 1)
    kept: list[Span] = []
    for span in sorted(set(spans)):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def year_ending(text: str) -> str:
    """The 年 or 年度 at the end of a text that ends with a year, "" where it does not."""
    years = list(_YEAR.finditer(unicodedata.normalize("NFKC", text)))
    ending = _YEAR_ENDING.search(text)
    return ending[0] if ending is not None and years and years[-1].end() == len(years[-1].string) else ""


def _is_whole(found: Folded, start: int, end: int) -> bool:
    places = found.places
    begins = start == 0 or places[start - 1] != places[start] or found.text[start - 1] == _BETWEEN
    ends = end == len(places) or places[end - 1] != places[end] or found.text[end] == _BETWEEN
    return begins and ends


def _normal(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text)
    return _SELECTOR.sub("", _ODD.sub(_alike, normal))


def _alike(match: re.Match[str]) -> str:
    return _ALIKE.get(match[0], "")


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())


def _year_mark(printed: str) -> str:
    """The two characters that stand for a year; the text itself where it is none."""
    year = parse_year(_WESTERN.sub("", printed))
    return printed if year is None else _YEAR_MARK + chr(year)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A text on its way to the folded one, with the places of its characters."""

    text: str
    places: Sequence[Span]

    def squeezed(self) -> _Placed:
        short = _squeezed(self.text)
        if len(short) == len(self.text) == len(self.text.casefold()):
            return _Placed(short, self.places)
        pieces = [(c.casefold(), place) for c, place in zip(self.text, self.places, strict=True) if not c.isspace()]
        return _Placed(short, [place for piece, place in pieces for _ in piece])

    def replaced(self, pattern: re.Pattern[str], mark: Callable[[str], str]) -> _Placed:
        texts: list[str] = []
        places: list[Span] = []
        done = 0
        for match in pattern.finditer(self.text):
            new = mark(match[0])
            if new == match[0]:
                continue
            texts += [self.text[done : match.start()], new]
            places += self.places[done : match.start()]
            places += [(self.places[match.start()][0], self.places[match.end() - 1][1])] * len(new)
            done = match.end()
        return _Placed("".join([*texts, self.text[done:]]), [*places, *self.places[done:]])


class _Pieces(dict[str, str]):
    """What a character alone becomes, worked out once for each."""

    def __missing__(self, char: str) -> str:
        piece = self[char] = _normal(char)
        return piece


_pieces = _Pieces()


def _placed_normal(text: str) -> tuple[str, list[Span]]:
    """What ``_normal`` gives, with the place of each character: marks stay with the character before them."""
    normal = _normal(text)
    clusters: Sequence[str] = text
    pieces = [_pieces[char] for char in text]
    if "" in pieces or "".join(pieces) != normal:  # rare: something is invisible, or characters join
        clusters = _clusters(text)
        pieces = [_normal(cluster) for cluster in clusters]
    elif len(normal) == len(text):
        return normal, list(zip(range(len(text)), range(1, len(text) + 1), strict=True))
    places: list[Span] = []
    start = 0
    for cluster, piece in zip(clusters, pieces, strict=True):
        places += [(start, start + len(cluster))] * len(piece)
        start += len(cluster)
    return normal, places


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for char in text:
        if clusters and _joins(clusters[-1], char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _joins(before: str, char: str) -> bool:
    if char in _INVISIBLE:
        return True
    if char.isascii():
        return False
    normal = unicodedata.normalize("NFKC", char)
    if normal and unicodedata.combining(normal[0]):
        return True
    return unicodedata.normalize("NFKC", before + char) != unicodedata.normalize("NFKC", before) + normal
