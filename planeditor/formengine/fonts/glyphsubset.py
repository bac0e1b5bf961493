"""A TrueType font cut down to some of its glyphs, for embedding."""
from __future__ import annotations

import struct
import sys
from array import array
from typing import NamedTuple

from planeditor.formengine.fonts.fontfiles import FontFile

_BOUNDS = struct.Struct(">hhhhh")
"""What an outline begins with: the number of contours (-1: composed of other glyphs) and the box round it."""
_WORDS, _OFFSETS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x0001, 0x0002, 0x0008, 0x0020, 0x0040, 0x0080


class Part(NamedTuple):
    """A glyph of the font, drawn so many font units right of where it stands there. Glyph -1 is an empty one."""

    glyph: int
    shift: int = 0


def make_subset(font: FontFile, wanted: list[Part]) -> bytes:
    """The bytes of a font in which glyph n is ``wanted[n]``, each one different. ``wanted[0]`` is the missing glyph.

    The parts of composed glyphs are appended behind. Raises one of ``fontfiles.BROKEN`` where the font is damaged.
    """
    kept = list(wanted)
    place = {part: n for n, part in enumerate(wanted)}
    outlines: list[bytes] = []
    metrics: list[tuple[int, int]] = []
    while len(outlines) < len(kept):
        fresh = kept[len(outlines) :]
        found = iter(font.glyphs([part.glyph for part in fresh if part.glyph >= 0]))
        for part in fresh:
            data = next(found) if part.glyph >= 0 else b""
            advance, bearing = font.metrics(part.glyph) if part.glyph >= 0 else (0, 0)
            if part.shift and len(data) >= _BOUNDS.size:
                data = _shifted(data, part)
                advance, bearing = 0, _BOUNDS.unpack_from(data)[1] & 0xFFFF
            outlines.append(_with_parts(data, place, kept) if data[:1] >= b"\x80" else data)
            metrics.append((advance, bearing))
    positions = [0]
    padded = []
    for data in outlines:
        padded.append(data + bytes(-len(data) % 4))
        positions.append(positions[-1] + len(padded[-1]))
    tables = {tag: font.table(tag) for tag in ("cvt ", "fpgm", "prep") if font.has_table(tag)}
    head = bytearray(font.table("head"))
    struct.pack_into(">h", head, 50, 1)  # long offsets in loca
    struct.pack_into(">L", head, 8, 0)  # the checksum of the whole, which no PDF reader looks at
    tables["head"] = bytes(head)
    hhea = bytearray(font.table("hhea"))
    struct.pack_into(">H", hhea, 34, len(kept))
    tables["hhea"] = bytes(hhea)
    maxp = bytearray(font.table("maxp"))
    struct.pack_into(">H", maxp, 4, len(kept))
    most, depth = struct.unpack_from(">HH", maxp, 28)
    struct.pack_into(">HH", maxp, 28, max(most, 1), depth + 1)  # a shifted glyph is one more level
    tables["maxp"] = bytes(maxp)
    tables["hmtx"] = b"".join(struct.pack(">HH", *pair) for pair in metrics)
    tables["loca"] = struct.pack(f">{len(positions)}L", *positions)
    tables["glyf"] = b"".join(padded)
    return _file(tables)


def _file(tables: dict[str, bytes]) -> bytes:
    """A font file of these tables."""
    power = len(tables).bit_length() - 1
    head = struct.pack(">LHHHH", 0x10000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    place = len(head) + 16 * len(tables)
    body = b""
    for tag, data in sorted(tables.items()):
        whole = data + bytes(-len(data) % 4)
        head += struct.pack(">4sLLL", tag.encode("ascii"), _checksum(whole), place + len(body), len(data))
        body += whole
    return head + body


def _checksum(data: bytes) -> int:
    words = array("I", data)
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF


def _shifted(data: bytes, part: Part) -> bytes:
    """A composed glyph whose only part is this glyph (still by its old number), moved."""
    _, left, bottom, right, top = _BOUNDS.unpack_from(data)
    bounds = _BOUNDS.pack(-1, left + part.shift, bottom, right + part.shift, top)
    return bounds + struct.pack(">HHhh", _WORDS | _OFFSETS, part.glyph, part.shift, 0)


def _with_parts(data: bytes, place: dict[Part, int], kept: list[Part]) -> bytes:
    """A composed glyph that names its parts by their new numbers; parts not yet kept are appended to ``kept``."""
    changed = bytearray(data)
    at = 10
    flags = _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", data, at)
        part = Part(glyph)
        if part not in place:
            place[part] = len(kept)
            kept.append(part)
        struct.pack_into(">H", changed, at + 2, place[part])
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return bytes(changed)
