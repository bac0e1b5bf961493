"""The font book's files as Qt draws them: the very glyphs that the PDF embeds, at the very places."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontDatabase, QGlyphRun, QPainterPath, QRawFont, QTransform

from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.fonts.fontfiles import FontFile, family_key
from planeditor.formengine.fonts.typeface import BLANK
from planeditor.formengine.pages import Face

_KEPT = 6000
"""How many texts keep their glyph runs: several sheets' worth."""


class DrawnText(NamedTuple):
    """A text ready to be drawn at its baseline: runs of glyphs, and outlines where bold is imitated."""

    runs: tuple[QGlyphRun, ...]
    outlines: tuple[QPainterPath, ...] = ()


class SheetFonts:
    """Makes glyph runs. One is enough for the window; the window's thread only."""

    def __init__(self, book: FontBook) -> None:
        self.book = book
        self._fonts: dict[FontFile, QRawFont] = {}
        self._sized: dict[tuple[FontFile, float], QRawFont] = {}
        self._texts: dict[tuple[Face, float, str], DrawnText] = {}

    def text(self, face: Face, size: float, text: str) -> DrawnText:
        """One line of text at a type size in points, its origin at the start of the baseline.

        Raises KnownError where the family of the face is not installed.
        """
        key = face, size, text
        drawn = self._texts.get(key)
        if drawn is None:
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            drawn = self._texts[key] = self._drawn(face, size, text)
        return drawn

    def family(self, face: Face) -> str:
        """The family that Qt knows the face's own font by."""
        return self._raw(self.book.main(face)).familyName()

    def _drawn(self, face: Face, size: float, text: str) -> DrawnText:
        typeface = self.book.typeface(face)
        runs: list[QGlyphRun] = []
        outlines: list[QPainterPath] = []
        x = 0.0
        for file, glyphs in groupby(typeface.glyphs(text), lambda glyph: glyph.font):
            indexes: list[int] = []
            positions: list[QPointF] = []
            for glyph in glyphs:
                if glyph.number != BLANK:
                    indexes.append(glyph.number)
                    positions.append(QPointF(x + glyph.shift * size, 0.0))
                x += glyph.advance * size
            if not indexes:
                continue
            font = self._at(file, size)
            if typeface.needs_stroke(file):
                outlines.append(_outline(font, indexes, positions))
                continue
            run = QGlyphRun()
            run.setRawFont(font)
            run.setGlyphIndexes(indexes)
            run.setPositions(positions)
            runs.append(run)
        return DrawnText(tuple(runs), tuple(outlines))

    def _at(self, file: FontFile, size: float) -> QRawFont:
        font = self._sized.get((file, size))
        if font is None:
            font = QRawFont(self._raw(file))
            font.setPixelSize(size)
            self._sized[file, size] = font
        return font

    def _raw(self, file: FontFile) -> QRawFont:
        font = self._fonts.get(file)
        if font is None:
            # Glyph numbers mean something in this very file only, whatever other file has the same family.
            same = (font for font in _candidates(file) if _is(font, file))
            font = self._fonts[file] = next(same, None) or QRawFont(str(file.path), 16, QFont.HintingPreference.PreferNoHinting)
        return font


def _candidates(file: FontFile) -> Iterator[QRawFont]:
    """What Qt may know the file as: an installed family first, so that it is not loaded a second time."""
    for family in QFontDatabase.families():
        if family_key(family) in file.names:
            yield _raw_of(family, file)
    for family in QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file.path))):
        yield _raw_of(family, file)


def _raw_of(family: str, file: FontFile) -> QRawFont:
    font = QFont(family)
    font.setPixelSize(16)
    font.setBold(file.bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return QRawFont.fromFont(font)


def _is(font: QRawFont, file: FontFile) -> bool:
    return font.isValid() and font.fontTable("head").data() == file.table("head")


def _outline(font: QRawFont, indexes: list[int], positions: list[QPointF]) -> QPainterPath:
    path = QPainterPath()
    for index, at in zip(indexes, positions, strict=True):
        path.addPath(QTransform.fromTranslate(at.x(), at.y()).map(font.pathForGlyph(index)))
    return path
