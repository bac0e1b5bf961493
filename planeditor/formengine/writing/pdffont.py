"""A font as it stands in a PDF: two-byte codes of our own, one for each cluster drawn, each with its Unicode text.

reportlab's own fonts give every code one code point of the basic plane and lose the rest (𠮷, IVS, NBSP); here two
characters that look alike still have two codes, so that each comes out of the PDF as it went in.
"""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase import pdfdoc

from planeditor.domain.errors import BugError
from planeditor.formengine.fonts.fontfiles import FontFile
from planeditor.formengine.fonts.glyphsubset import Part, make_subset

_SPECIAL = frozenset(b"()\\\r\n")
"""Bytes that would need escaping in a PDF string: no code has them, so strings are written as they are."""
_BLOCK = 100
"""A ToUnicode map holds at most so many entries in one block."""


class PdfFont:
    """One font file in one document. ``name`` is how content streams call it."""

    def __init__(self, font: FontFile, name: str) -> None:
        self.font = font
        self.name = name
        self._free = _free_codes()
        self._codes: dict[tuple[str, int, float, float], str] = {}
        self._texts: dict[int, str] = {}
        self._widths: dict[int, int] = {}
        self._glyphs: dict[int, int] = {}
        self._kept: dict[Part, int] = {Part(0): 0}

    def code(self, text: str, glyph: int, advance: float, shift: float = 0.0) -> str:
        """The code for a cluster, as two characters of Latin-1 for a content stream.

        ``glyph`` is a number of the font file or -1 for nothing; ``advance`` and ``shift`` (to the right) are in em.
        """
        key = text, glyph, advance, shift
        code = self._codes.get(key)
        if code is None:
            number = next(self._free, None)
            if number is None:
                raise BugError(f"more than {len(self._codes)} different characters in one font")
            code = self._codes[key] = chr(number >> 8) + chr(number & 0xFF)
            self._texts[number] = text
            self._widths[number] = round(advance * 1000)
            part = Part(glyph, round(shift * self.font.units))
            self._glyphs[number] = self._kept.setdefault(part, len(self._kept))
        return code

    def add_to(self, document: Any) -> Any:
        """Put the font with its subset into a reportlab document; a reference to it."""
        file = self.font
        tag = _tag(self._kept)
        base = f"/{tag}+{file.postscript_name}"
        program = make_subset(file, list(self._kept))
        ascent, descent = file.extent
        descriptor = pdfdoc.PDFDictionary({
            "Type": "/FontDescriptor", "FontName": base, "Flags": 4, "ItalicAngle": 0, "StemV": 120 if file.bold else 80,
            "FontBBox": "[" + " ".join(f"{bound * 1000:.0f}" for bound in file.bounds) + "]",
            "Ascent": round(ascent * 1000), "Descent": round(descent * 1000), "CapHeight": round(ascent * 1000),
            "FontFile2": document.Reference(stream(program, Length1=len(program))),
        })  # fmt: skip
        descendant = pdfdoc.PDFDictionary({
            "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": base, "DW": 1000, "W": self._width_array(),
            "CIDSystemInfo": "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
            "FontDescriptor": document.Reference(descriptor),
            "CIDToGIDMap": document.Reference(stream(self._glyph_map())),
        })  # fmt: skip
        return document.Reference(pdfdoc.PDFDictionary({
            "Type": "/Font", "Subtype": "/Type0", "BaseFont": base, "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
            "ToUnicode": document.Reference(stream(self._unicode_map())),
        }))  # fmt: skip

    def _width_array(self) -> str:
        """Widths of the codes in thousandths, consecutive codes in one group; 1000 is the default."""
        groups: list[str] = []
        previous = -2
        for code, width in self._widths.items():
            if width == 1000:
                continue
            groups.append(f" {width}" if code == previous + 1 else f"]{code}[{width}")
            previous = code
        return "[" + "".join(groups)[1:] + ("]]" if groups else "]")

    def _glyph_map(self) -> bytes:
        table = bytearray(2 * (max(self._glyphs, default=0) + 1))
        for code, glyph in self._glyphs.items():
            table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
        return bytes(table)

    def _unicode_map(self) -> bytes:
        lines = [f"<{code:04X}><{_utf16(text)}>" for code, text in self._texts.items()]
        blocks = [lines[n : n + _BLOCK] for n in range(0, len(lines), _BLOCK)]
        body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
            f"{body}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")


def stream(content: bytes, **entries: object) -> Any:
    """A compressed stream object of reportlab; compressed at once, so that the plain content need not be kept."""
    dictionary = pdfdoc.PDFDictionary({"Filter": "/FlateDecode", **entries})
    return pdfdoc.PDFStream(dictionary=dictionary, content=pdfdoc.PDFZCompress.encode(content))


def _free_codes() -> Iterator[int]:
    for high in range(256):
        if high not in _SPECIAL:
            yield from (high << 8 | low for low in range(1 if high == 0 else 0, 256) if low not in _SPECIAL)


def _utf16(text: str) -> str:
    try:
        return text.encode("utf-16-be").hex().upper()
    except UnicodeEncodeError:  # half a surrogate pair has no text
        return "FFFD"


def _tag(glyphs: dict[Part, int]) -> str:
    """Six capitals that name this subset, the same for the same glyphs."""
    digest = hashlib.sha256(repr(list(glyphs)).encode("ascii")).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
