"""One face of a form: which glyph of which font is drawn for its text, and how far it moves the pen."""
from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from planeditor.formengine.fonts import clusters
from planeditor.formengine.fonts.fontfiles import BROKEN, EUDC, FontFile
from planeditor.formengine.fonts.glyphsubset import Part, make_subset
from planeditor.formengine.pages import Face

GETA = "〓"
"""What is drawn for a character that no font has."""
BLANK = -1
"""The glyph of a character without ink."""
_LOOKALIKES = {"\u2011": "\u2010", "\u2010": "-"}


class Glyph(NamedTuple):
    """One cluster of text as drawn."""

    font: FontFile
    number: int
    """The glyph in the font, or ``BLANK``."""
    advance: float
    """How far the pen moves, in em."""
    text: str
    """The characters it stands for."""
    shift: float = 0.0
    """How far right of the pen it is drawn, in em (a mark over the character before it)."""


class Typeface:
    """One face of a form with its main font and those that stand in for it."""

    def __init__(self, face: Face, near: list[FontFile], others: Callable[[], list[FontFile]]) -> None:
        """``near``: the font of the face and the first to stand in; ``others``: opens every font, so it is asked last."""
        self._face = face
        self.main = near[0]
        self._near = near
        self._others = others
        self.advances = _Advances(self)
        self._glyphs: dict[str, tuple[Glyph, ...]] = {}

    def needs_stroke(self, font: FontFile) -> bool:
        """Whether bold has to be imitated by drawing the outlines too."""
        return self._face.bold and not font.bold

    def glyphs(self, text: str) -> list[Glyph]:
        """What is drawn for the text, in order. The advances add up to those of the single characters."""
        found: list[Glyph] = []
        for cluster in clusters.clusters(text):
            drawn = self._glyphs.get(cluster)
            if drawn is None:
                drawn = self._glyphs[cluster] = tuple(self._cluster(cluster))
            found += drawn
        return found

    def find(self, char: str) -> tuple[FontFile, int] | None:
        """The font and the glyph of one character; None where no font has it."""
        glyph = _lookup(self.main, char)
        if glyph and not clusters.is_private(char):
            return self.main, glyph
        if clusters.blank_advance(char) is not None:
            return self.main, BLANK
        private = clusters.is_private(char)
        for font in self._chain():
            # A private character means something else in every font, but for the one the user drew it in.
            if private == (font.path.suffix.lower() == EUDC):
                glyph = _lookup(font, char)
                if glyph and _drawable(font, glyph):
                    return font, glyph
        if char in _LOOKALIKES:
            return self.find(_LOOKALIKES[char])
        return None

    def advance(self, char: str) -> float:
        """How far one character moves the pen, in em; looked up, not remembered."""
        blank = clusters.blank_advance(char)
        if blank == 0.0:
            return 0.0
        found = self.find(char)
        if found is None:
            return self.advances[GETA] if char != GETA else 1.0
        if clusters.is_mark(char):
            return 0.0
        font, glyph = found
        return blank or 0.0 if glyph == BLANK else font.advance(glyph)

    def _chain(self) -> Iterator[FontFile]:
        """The fonts a character is looked for in, the best first."""
        yield from self._near
        own = {font.path for font in self._near}
        yield from (font for font in self._others() if font.path not in own)

    def _cluster(self, cluster: str) -> list[Glyph]:
        length = 1
        drawn: list[Glyph] = []
        if len(cluster) > 1:
            whole = self._variant(cluster) if clusters.is_selector(cluster[1]) else self._composed(cluster)
            if whole is not None:
                font, number, length = whole
                advance = sum(self.advances[char] for char in cluster[:length])
                drawn.append(Glyph(font, number, advance, cluster[:length]))
        if not drawn:
            drawn.append(self._single(cluster[0], 0.0))
        base = drawn[0].advance
        return [*drawn, *(self._single(char, base) for char in cluster[length:])]

    def _single(self, char: str, base: float) -> Glyph:
        """One character by itself, behind a character of the advance ``base``."""
        if clusters.blank_advance(char) == 0.0:  # a font may have a picture of a control; it is not drawn
            return Glyph(self.main, BLANK, 0.0, char)
        font, number = self.find(char) or self.find(GETA) or (self.main, 0)
        advance = self.advances[char]
        if not clusters.is_mark(char) or advance > 0.0 or font.advance(number) == 0.0:
            return Glyph(font, number, advance, char)
        # The mark was drawn to stand alone: voicing marks go to the right edge, the others over the middle.
        left, right = font.ink(number)
        shift = -right - 0.02 if char in "\u3099\u309a" else -base / 2 - (left + right) / 2
        return Glyph(font, number, 0.0, char, round(shift, 3))

    def _variant(self, cluster: str) -> tuple[FontFile, int, int] | None:
        """The glyph of base and selector, from the first font that knows the pair; else the base alone stands for both."""
        base, selector = ord(cluster[0]), ord(cluster[1])
        # Only the selectors of Han variants are worth opening every font for, not those of symbols.
        fonts = self._chain() if selector >= 0xE0100 else self._near
        for font in fonts:
            try:
                number = font.charmap.variant(base, selector)
            except BROKEN:
                continue
            if number and _drawable(font, number):
                return font, number, 2
        found = self.find(cluster[0])
        return (*found, 2) if found else None

    def _composed(self, cluster: str) -> tuple[FontFile, int, int] | None:
        """The one character that base and marks make together (か and ゛ are が), where a font has it."""
        for length in range(len(cluster), 1, -1):
            composed = unicodedata.normalize("NFC", cluster[:length])
            if len(composed) == 1:
                found = self.find(composed)
                if found is not None:
                    return (*found, length)
        return None


class _Advances(dict[str, float]):
    """Advances as they are asked for."""

    __slots__ = ("_typeface",)

    def __init__(self, typeface: Typeface) -> None:
        super().__init__()
        self._typeface = typeface

    def __missing__(self, char: str) -> float:
        advance = self[char] = self._typeface.advance(char)
        return advance


def _lookup(font: FontFile, char: str) -> int:
    try:
        glyph = font.charmap.get(ord(char))
        if glyph:
            font.metrics(glyph)
    except BROKEN:  # a broken font has no characters
        return 0
    return glyph


def _drawable(font: FontFile, glyph: int) -> bool:
    """Whether the glyph can be embedded: a damaged font must not spoil the PDF in the end."""
    try:
        font.check()
        make_subset(font, [Part(0), Part(glyph)])
    except BROKEN:
        return False
    return True
