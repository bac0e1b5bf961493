"""How long texts are on a chart, and how they are made to fit."""
from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from planeditor.formengine.charts.picture import Picture, Rect
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import CellStyle, Face
from planeditor.formengine.paging.laid import LEADING
from planeditor.formengine.paging.typeset import break_lines

_CUT = "…"


class Ruler:
    """Texts in one type."""

    def __init__(self, fonts: FontBook, family: str, size: float, *, bold: bool = False) -> None:
        self.style = CellStyle(Face(family, bold), size)
        self.size = size
        self._fonts = fonts
        self._advances = fonts.advances(self.style.face)

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return self.size * LEADING

    @cached_property
    def white(self) -> CellStyle:
        """The style of type on a dark ground."""
        return replace(self.style, color="FFFFFF")

    @cached_property
    def ascent(self) -> float:
        """From the top of a line to its baseline."""
        return (self.leading - self.size) / 2 + self.size * self._fonts.ascent(self.style.face)

    def width(self, text: str) -> float:
        """How long a text is, in points."""
        return sum(map(self._advances.__getitem__, text)) * self.size

    def shortened(self, text: str, room: float) -> str:
        """A text of one line that fits, its end as … where it would not."""
        text = " ".join(text.split())
        if self.width(text) <= room:
            return text
        while text and self.width(text + _CUT) > room:
            text = text[:-1]
        return text.rstrip() + _CUT

    def wrapped(self, text: str, room: float, most: int) -> list[str]:
        """A text as at most so many lines that fit."""
        lines = [line.strip() for line in break_lines(" ".join(text.split()), self._advances, max(room, self.size) / self.size)]
        if len(lines) > most:
            lines = [*lines[: most - 1], self.shortened("".join(lines[most - 1 :]), max(room, self.size))]
        return lines

    def write(self, picture: Picture, text: str, x: float, top: float, *, share: float = 0.0, white: bool = False) -> Rect:
        """Write one line; ``share`` of it stands left of ``x``. Gives its place."""
        width = self.width(text)
        left = x - width * share
        place = Rect(left, top, left + width, top + self.leading)
        picture.write(text, place, top + self.ascent, self.white if white else self.style)
        return place
