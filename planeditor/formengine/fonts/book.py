"""The font book: which file and which glyph a face of a form is set in, and what stands in where a character is missing.

Layout asks it for advances, the PDF for glyphs, the checks for characters no font has. Everything is found when it is
first needed: a plan whose characters are all in BIZ UD never opens another font.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from planeditor.domain.errors import KnownError
from planeditor.formengine.fonts.fontfiles import BROKEN, FontFile, family_key, installed_files, open_fonts
from planeditor.formengine.fonts.typeface import Typeface
from planeditor.formengine.pages import Face
from planeditor.messages import printing

_GOTHIC, _GOTHIC_P, _MINCHO, _MINCHO_P = "BIZ UDゴシック", "BIZ UDPゴシック", "BIZ UD明朝", "BIZ UDP明朝"
_IPAMJ = "IPAmj明朝"
_ENGLISH = {_GOTHIC: "BIZ UDGothic", _GOTHIC_P: "BIZ UDPGothic", _MINCHO: "BIZ UDMincho", _MINCHO_P: "BIZ UDPMincho",
            _IPAMJ: "IPAmjMincho"}  # fmt: skip
_SIBLING = {_GOTHIC: _GOTHIC_P, _GOTHIC_P: _GOTHIC, _MINCHO: _MINCHO_P, _MINCHO_P: _MINCHO}
_PACKAGES = {_GOTHIC: "fonts-morisawa-bizud-gothic", _MINCHO: "fonts-morisawa-bizud-mincho"}
_SERIF = ("明朝", "mincho", "宋", "song", "serif", "times", "century")
_PROPORTIONAL = ("udp", "msp", "hgp", "ui", "arial", "calibri", "times", "century", "helvetica")
_LIKELY = ("ipa", "yugoth", "yumin", "msgothic", "msmincho", "meiryo", "malgun", "msyh", "simsun",
           "msjh", "seguisym", "dejavusans.")  # fmt: skip


class FontBook:
    """The fonts of this machine. Cheap to make; one is enough for the program, and any thread may use it."""

    def __init__(self) -> None:
        self._faces: dict[Face, Typeface] = {}
        self._families: dict[tuple[str, bool], FontFile] | None = None
        self._others: list[FontFile] | None = None
        self._known: set[str] = set()

    def advances(self, face: Face) -> Mapping[str, float]:
        """Character -> how far it moves the pen, in em (1.0 = the type size). Knows every character there is.

        Raises ``KnownError`` where the family of the face is not installed.
        """
        return self.typeface(face).advances

    def ascent(self, face: Face) -> float:
        """How far the type goes above the baseline, in em."""
        return self.typeface(face).main.extent[0]

    def descent(self, face: Face) -> float:
        """How far the type goes below the baseline, in em, as a positive number."""
        return -self.typeface(face).main.extent[1]

    def has(self, face: Face, char: str) -> bool:
        """Whether any installed font can draw the character."""
        return self.typeface(face).find(char) is not None

    def missing(self, text: str) -> list[str]:
        """The characters of the text that no installed font can draw, each once, in order.

        Raises ``KnownError`` where BIZ UDゴシック is not installed.
        """
        unknown = set(text) - self._known
        if not unknown:
            return []
        missing = [char for char in dict.fromkeys(text) if char in unknown and not self.has(Face(), char)]
        self._known |= unknown.difference(missing)
        return missing

    def runs(self, face: Face, text: str) -> list[tuple[FontFile, str]]:
        """The text cut where the physical font changes."""
        drawn = self.typeface(face).glyphs(text)
        return [(font, "".join(g.text for g in run)) for font, run in groupby(drawn, lambda g: g.font)]

    def typeface(self, face: Face) -> Typeface:
        """The face with its fonts. Raises ``KnownError`` where the family is not installed."""
        found = self._faces.get(face)
        if found is None:
            found = self._faces[face] = Typeface(face, self._near(face), self.others)
        return found

    def main(self, face: Face) -> FontFile:
        """The font of the face's family: bold where there is a bold one. Raises ``KnownError`` where it is not installed."""
        family = _family(face.family)
        if family == _IPAMJ and self._family(_IPAMJ, bold=False) is None:
            family = _MINCHO
        found = self._family(family, bold=face.bold)
        if found is None:
            self._families = _by_family(iter(self.others()))  # perhaps it is in a file of another name
            found = self._family(family, bold=face.bold)
        if found is None:
            package = _PACKAGES[_GOTHIC if family in (_GOTHIC, _GOTHIC_P) else _MINCHO]
            raise KnownError(printing.FONT_MISSING.format(family=family, package=package))
        return found

    def _near(self, face: Face) -> list[FontFile]:
        """The main font of a face and the first to stand in for it."""
        sibling = _SIBLING.get(_family(face.family), "")
        found = [self.main(face), self._family(sibling, bold=face.bold), self._family(_IPAMJ, bold=False)]
        return list(dict.fromkeys(font for font in found if font is not None))

    def others(self) -> list[FontFile]:
        """Every font of the machine that can be embedded, those that are likely to help first."""
        if self._others is None:
            paths = sorted(installed_files(), key=lambda path: (_likely(path.name), path.name.lower(), str(path)))
            self._others = [font for path in paths for font in open_fonts(path)]
        return self._others

    def _family(self, family: str, *, bold: bool) -> FontFile | None:
        if self._families is None:
            # The families we want are in files of telling names, so that no other file is opened.
            likely = [path for path in installed_files() if path.name.lower().startswith(("biz", "ipamj"))]
            self._families = _by_family(font for path in likely for font in open_fonts(path))
        for name in (family, _ENGLISH.get(family, "")):
            key = family_key(name)
            usual, heavy = self._families.get((key, False)), self._families.get((key, True))
            found = (heavy or usual) if bold else (usual or heavy)
            if found is not None:
                return found
        return None


def _by_family(fonts: Iterator[FontFile]) -> dict[tuple[str, bool], FontFile]:
    found: dict[tuple[str, bool], FontFile] = {}
    for font in fonts:
        try:
            for name in font.names:
                found.setdefault((name, font.bold), font)
        except BROKEN:  # one broken font must not hide the others
            continue
    return found


def _family(name: str) -> str:
    """The family that a name in a form stands for: those Excel offers are set in their BIZ UD cousins."""
    key = family_key(name)
    if "ipamj" in key:
        return _IPAMJ
    serif = any(word in key for word in _SERIF) and "sans" not in key
    if any(word in key for word in _PROPORTIONAL):
        return _MINCHO_P if serif else _GOTHIC_P
    return _MINCHO if serif else _GOTHIC


def _likely(name: str) -> int:
    key = name.lower()
    return next((n for n, head in enumerate(_LIKELY) if key.startswith(head)), len(_LIKELY))
