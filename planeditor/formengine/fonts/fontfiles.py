"""Installed TrueType files: where they are, and what is read of one. Nothing here knows of PDF.

A file is never loaded whole (IPAmj明朝 has 46 MB): tables are read when asked for, glyphs when they are embedded.
"""
from __future__ import annotations

import os
import struct
import sys
import unicodedata
from array import array
from functools import cached_property
from pathlib import Path

from planeditor.formengine.fonts.charmap import CharMap

EUDC = ".tte"
"""The ending of the file in which Windows keeps the characters a user drew (外字)."""
_ENDINGS = (".ttf", ".ttc", EUDC)
BROKEN = (OSError, struct.error, IndexError, KeyError, ValueError, OverflowError)
"""What reading a broken or vanished font file may raise."""
_OWN = Path(__file__).resolve().parents[3] / "resources" / "fonts"
"""The fonts that came with the program: only a bundle has the folder."""


class FontFile:
    """One TrueType face of a font file. Its members raise one of ``BROKEN`` where the file is damaged."""

    def __init__(self, path: Path, offset: int = 0) -> None:
        self.path = path
        with path.open("rb") as stream:
            stream.seek(offset)
            _, count = struct.unpack(">4sH", stream.read(6))
            stream.seek(offset + 12)
            records = stream.read(16 * count)
        self._tables: dict[str, tuple[int, int]] = {}
        for n in range(count):
            tag, _, start, length = struct.unpack_from(">4sLLL", records, 16 * n)
            self._tables[tag.decode("latin-1")] = start, length
        if "glyf" not in self._tables:
            raise ValueError("not a TrueType font")  # CFF outlines cannot be embedded by our writer

    def __repr__(self) -> str:
        return f"FontFile({self.path.name})"

    def table(self, tag: str) -> bytes:
        """The bytes of a table; ``KeyError`` where there is none."""
        start, length = self._tables[tag]
        return self.read(start, length)

    def has_table(self, tag: str) -> bool:
        """Whether the font has that table."""
        return tag in self._tables

    def read(self, start: int, length: int) -> bytes:
        """Bytes of the file."""
        with self.path.open("rb") as stream:
            stream.seek(start)
            return stream.read(length)

    @cached_property
    def names(self) -> frozenset[str]:
        """The family names in every language, folded by ``family_key``."""
        return frozenset(family_key(name) for name in self._names((1, 16)))

    @cached_property
    def postscript_name(self) -> str:
        """A name for the PDF: printable ASCII without delimiters."""
        found = (self._names((6,)) if self.has_table("name") else []) or [self.path.stem]
        return "".join(c for c in found[0] if "!" <= c <= "~" and c not in "[](){}<>/%#") or "Font"

    def check(self) -> None:
        """Raise one of ``BROKEN`` where what a PDF says about the font cannot be read."""
        _ = self.postscript_name, self.extent, self.bounds

    def _names(self, wanted: tuple[int, ...]) -> list[str]:
        table = self.table("name")
        _, count, strings = struct.unpack_from(">HHH", table)
        found = []
        for n in range(count):
            platform, _, _, name, length, offset = struct.unpack_from(">6H", table, 6 + 12 * n)
            if name in wanted:
                raw = table[strings + offset : strings + offset + length]
                encoding = "mac-roman" if platform == 1 else "utf-16-be"
                found.append(raw.decode(encoding, "replace"))
        return found

    @cached_property
    def _style(self) -> tuple[bool, int]:
        if not self.has_table("OS/2"):  # the user's own characters come without
            return False, 0
        table = self.table("OS/2")
        weight, _, rights = struct.unpack_from(">HHH", table, 4)
        selection = struct.unpack_from(">H", table, 62)[0]
        return bool(selection & 0x20) or weight >= 600, rights

    @property
    def bold(self) -> bool:
        """Whether this is the bold face of its family."""
        return self._style[0]

    @property
    def embeddable(self) -> bool:
        """Whether the maker lets a subset of the font stand in a document (``fsType``)."""
        rights = self._style[1]
        return not rights & 0x0300 and rights & 0x000F != 0x0002

    @cached_property
    def units(self) -> int:
        """Font units to the em."""
        return int(struct.unpack_from(">H", self.table("head"), 18)[0]) or 1000

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """The box round all glyphs, in em: left, bottom, right, top."""
        left, bottom, right, top = struct.unpack_from(">4h", self.table("head"), 36)
        return left / self.units, bottom / self.units, right / self.units, top / self.units

    @cached_property
    def extent(self) -> tuple[float, float]:
        """How far type goes above the baseline and (negative) below it, in em."""
        table, place = ("OS/2", 68) if self.has_table("OS/2") else ("hhea", 4)
        ascent, descent = struct.unpack_from(">hh", self.table(table), place)
        return ascent / self.units, descent / self.units

    @cached_property
    def charmap(self) -> CharMap:
        """Which glyph stands for which character."""
        return CharMap(self.table("cmap"))

    @cached_property
    def _metrics(self) -> tuple[array[int], int]:
        count = struct.unpack_from(">H", self.table("hhea"), 34)[0]
        numbers = array("H")
        data = self.table("hmtx")
        numbers.frombytes(data[: len(data) // 2 * 2])
        if sys.byteorder == "little":
            numbers.byteswap()
        if not 0 < count <= len(numbers) // 2:
            raise ValueError("hmtx too short")
        return numbers, count

    def metrics(self, glyph: int) -> tuple[int, int]:
        """Advance and left side bearing (as an unsigned word) of a glyph, in font units."""
        numbers, count = self._metrics
        if glyph < count:
            return numbers[2 * glyph], numbers[2 * glyph + 1]
        place = count + glyph
        return numbers[2 * count - 2], numbers[place] if place < len(numbers) else 0

    def advance(self, glyph: int) -> float:
        """How far a glyph moves the pen, in em."""
        return self.metrics(glyph)[0] / self.units

    def ink(self, glyph: int) -> tuple[float, float]:
        """Where the ink of a glyph begins and ends from the pen, in em; (0, 0) of an empty one."""
        data = self.glyphs([glyph])[0]
        if len(data) < 10:
            return 0.0, 0.0
        left, _, right = struct.unpack_from(">hhh", data, 2)
        return left / self.units, right / self.units

    @cached_property
    def _places(self) -> array[int]:
        long = struct.unpack_from(">h", self.table("head"), 50)[0] != 0
        data = self.table("loca")
        places = array("I" if long else "H")
        places.frombytes(data[: len(data) // places.itemsize * places.itemsize])
        if sys.byteorder == "little":
            places.byteswap()
        return places if long else array("I", [2 * place for place in places])

    def glyphs(self, wanted: list[int]) -> list[bytes]:
        """The outlines of these glyphs as they stand in the file, b"" of an empty one."""
        start = self._tables["glyf"][0]
        places = self._places
        found = []
        with self.path.open("rb") as stream:
            for glyph in wanted:
                begin, end = places[glyph], places[glyph + 1]
                stream.seek(start + begin)
                found.append(stream.read(end - begin) if end > begin else b"")
        return found


def open_fonts(path: Path) -> list[FontFile]:
    """The faces in a font file that can be embedded; none where it is broken, of another kind, or must not be."""
    try:
        with path.open("rb") as stream:
            head = stream.read(12)
            if head[:4] == b"ttcf":
                count = struct.unpack_from(">L", head, 8)[0]
                offsets = struct.unpack(f">{count}L", stream.read(4 * count))
            else:
                offsets = (0,)
    except BROKEN:
        return []
    found = []
    for offset in offsets:
        try:
            font = FontFile(path, offset)
            if font.embeddable:
                found.append(font)
        except BROKEN:  # one broken face must not hide the others
            continue
    return found


def installed_files() -> list[Path]:
    """The font files of the program, this machine and this user, in a settled order, each once."""
    found: dict[Path, None] = {}
    for folder in _folders():
        for parent, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                if name.lower().endswith(_ENDINGS):
                    found[Path(parent, name).resolve()] = None
    return list(found)


def _folders() -> list[Path]:
    # The program's own come first: a paper is then set alike on every terminal, whatever release of the fonts Windows has.
    return [_OWN, *_system_folders()]


def _system_folders() -> list[Path]:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        own = [Path(local, "Microsoft", "Windows", "Fonts")] if local else []
        return [Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "Fonts"), *own]
    home = Path.home()
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    data = os.environ.get("XDG_DATA_HOME") or str(home / ".local" / "share")
    return [*(Path(folder, "fonts") for folder in shared.split(":") if folder), Path(data, "fonts"), home / ".fonts"]


def family_key(name: str) -> str:
    """A family name as compared: widths and case evened out, without spaces and the name of the usual weight."""
    key = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    return key.removesuffix("medium").removesuffix("regular") or key
