"""Which glyph a TrueType font has for a character: its ``cmap`` table, looked up where it lies, never unrolled."""
from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left, bisect_right

_FULL = ((3, 10), (0, 6), (0, 4))
_BASIC = ((3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
_VARIATIONS = (0, 5)


class CharMap:
    """The character map of one font. Raises ``struct.error``, ``IndexError`` or ``ValueError`` where the table is broken."""

    def __init__(self, table: bytes) -> None:
        count = struct.unpack_from(">H", table, 2)[0]
        offsets: dict[tuple[int, int], int] = {}
        for n in range(count):
            platform, encoding, offset = struct.unpack_from(">HHL", table, 4 + 8 * n)
            offsets[platform, encoding] = offset
        self._basic: _Basic | None = None
        self._full: _Full | None = None
        for kind in (*_FULL, *_BASIC):
            if kind in offsets and self._take(table, offsets[kind]):
                break
        start = offsets.get(_VARIATIONS)
        self._variations = table[start:] if start is not None else b""
        self._selectors: dict[int, tuple[list[tuple[int, int]], dict[int, int]]] | None = None

    def _take(self, table: bytes, offset: int) -> bool:
        kind = struct.unpack_from(">H", table, offset)[0]
        if kind == 12:
            self._full = _Full(table, offset)
        elif kind == 4:
            self._basic = _Basic(table, offset)
        return kind in (4, 12)

    def get(self, code: int) -> int:
        """The glyph of a code point, 0 where the font has none."""
        if self._full is not None:
            return self._full.get(code)
        if self._basic is not None and code <= 0xFFFF:
            return self._basic.get(code)
        return 0

    def variant(self, code: int, selector: int) -> int:
        """The glyph of a code point with a variation selector (IVS and the like), 0 where the font does not know it."""
        if self._selectors is None:
            self._selectors = {}
            self._selectors = _selectors(self._variations) if self._variations else {}
        usual, special = self._selectors.get(selector, ((), {}))
        if code in special:
            return special[code]
        return self.get(code) if any(first <= code <= last for first, last in usual) else 0


class _Basic:
    """Format 4: segments of the basic plane."""

    def __init__(self, table: bytes, offset: int) -> None:
        length, _, doubled = struct.unpack_from(">HHH", table, offset + 2)
        words = _numbers("H", table[offset + 14 : offset + max(length, 16)])
        n = doubled // 2
        self._last = words[:n]
        self._first = words[n + 1 : 2 * n + 1]
        self._delta = words[2 * n + 1 : 3 * n + 1]
        self._range = words[3 * n + 1 :]  # the offsets and the glyph numbers they count into, as one
        if len(self._range) < n:
            raise ValueError("cmap too short")

    def get(self, code: int) -> int:
        n = bisect_left(self._last, code)
        if n >= len(self._first) or code < self._first[n]:
            return 0
        skip = self._range[n]
        if skip == 0:
            return (code + self._delta[n]) & 0xFFFF
        place = n + skip // 2 + code - self._first[n]
        glyph = self._range[place] if place < len(self._range) else 0
        return (glyph + self._delta[n]) & 0xFFFF if glyph else 0


class _Full:
    """Format 12: groups of all planes."""

    def __init__(self, table: bytes, offset: int) -> None:
        groups = struct.unpack_from(">L", table, offset + 12)[0]
        numbers = _numbers("I", table[offset + 16 : offset + 16 + 12 * groups])
        self._first, self._last, self._glyph = numbers[0::3], numbers[1::3], numbers[2::3]
        if len(self._glyph) < groups:
            raise ValueError("cmap too short")

    def get(self, code: int) -> int:
        n = bisect_right(self._first, code) - 1
        return self._glyph[n] + code - self._first[n] if n >= 0 and code <= self._last[n] else 0


def _selectors(table: bytes) -> dict[int, tuple[list[tuple[int, int]], dict[int, int]]]:
    """Format 14: for each selector the ranges that keep their usual glyph, and the glyphs of the others."""
    found: dict[int, tuple[list[tuple[int, int]], dict[int, int]]] = {}
    for n in range(struct.unpack_from(">L", table, 6)[0]):
        high, low, usual_at, special_at = struct.unpack_from(">BHLL", table, 10 + 11 * n)
        usual: list[tuple[int, int]] = []
        special: dict[int, int] = {}
        if usual_at:
            for k in range(struct.unpack_from(">L", table, usual_at)[0]):
                top, rest, more = struct.unpack_from(">BHB", table, usual_at + 4 + 4 * k)
                usual.append((top << 16 | rest, (top << 16 | rest) + more))
        if special_at:
            for k in range(struct.unpack_from(">L", table, special_at)[0]):
                top, rest, glyph = struct.unpack_from(">BHH", table, special_at + 4 + 5 * k)
                special[top << 16 | rest] = glyph
        found[high << 16 | low] = usual, special
    return found


def _numbers(kind: str, data: bytes) -> array[int]:
    numbers = array(kind)
    numbers.frombytes(data[: len(data) // numbers.itemsize * numbers.itemsize])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
