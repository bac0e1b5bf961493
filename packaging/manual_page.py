"""What the PDF of the manual is set in: text broken by the Japanese rules, pictures, and the fonts of the machine, for reportlab."""
from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path

from PIL import Image
from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFImageXObject, PDFName
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Face
from planeditor.formengine.paging.typeset import may_break
from planeditor.services.manual.blocks import Span, Text

TEXT, CODE = "BIZ UDPゴシック", "BIZ UDゴシック"
INK, ACCENT, QUIET = HexColor("#1b2733"), HexColor("#1d4f91"), HexColor("#51606e")
GROUND, LINE = HexColor("#ebf0f5"), HexColor("#cfd6dd")
rl_config.useA85 = 0
_FONTS = FontBook()
Resolve = Callable[[str], str]
"""Target of a link → the place it leads to, "" for none."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as it is set."""

    char: str
    font: str
    width: float
    """In em."""
    target: str


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; lengths in points."""

    size: float = 10
    leading: float = 17
    before: float = 0
    after: float = 6
    bold: bool = False
    color: object = INK
    centred: bool = False
    ground: object = None
    """A colour behind it."""
    padding: float = 0


class Line(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A text over one or several lines; ``hanging`` stands before the first. Splits between lines, never leaving one alone."""

    def __init__(
        self, text: Text | str, style: Style, *, resolve: Resolve = lambda _: "", hanging: str = "", place: str = "", indent: float = 0
    ) -> None:
        """``place``: what links and bookmarks call it."""
        super().__init__()
        self.style, self.place, self.hanging, self.indent = style, place, hanging, indent
        self._glyphs = glyphs((Span(text),) if isinstance(text, str) else text, bold=style.bold, resolve=resolve)
        self._lines: list[Sequence[Glyph]] = []
        self.spaceBefore, self.spaceAfter = style.before, style.after

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """Break it for this width; gives its size."""
        style = self.style
        room = (width - self.indent - 2 * style.padding) / style.size
        self._lines = list(broken(self._glyphs, room))
        self.width, self.height = width, len(self._lines) * style.leading + 2 * style.padding
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Two of it where both have two lines, else it stays whole."""
        self.wrap(width, height)
        fits, count = int(height // self.style.leading), len(self._lines)
        fits = min(fits, count - 2)
        if fits < 2 or self.style.padding:
            return []
        first = Line("", self.style, hanging=self.hanging, place=self.place, indent=self.indent)
        rest = Line("", self.style, indent=self.indent)
        first._glyphs = [g for line in self._lines[:fits] for g in line]
        rest._glyphs = [g for line in self._lines[fits:] for g in line]
        first.spaceAfter = 0
        return [first, rest]

    def draw(self) -> None:
        """Paint it."""
        style, canvas = self.style, self.canv
        if style.ground is not None:
            canvas.setFillColor(style.ground)
            canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        top = self.height - style.padding - style.leading + (style.leading - style.size) / 2 + style.size * 0.12
        for number, line in enumerate(self._lines):
            y = top - number * style.leading
            left = self.indent + style.padding
            if style.centred:
                left = (self.width - sum(g.width for g in line) * style.size) / 2
            if number == 0 and self.hanging:
                self._run(canvas, glyphs((Span(self.hanging),), bold=False, resolve=lambda _: ""), self.indent - style.size * 1.6, y)
            self._run(canvas, line, left, y)

    def _run(self, canvas: Canvas, line: Sequence[Glyph], x: float, y: float) -> None:
        size = self.style.size
        for (font, target), run in groupby(line, lambda g: (g.font, g.target)):
            found = list(run)
            wide = sum(g.width for g in found) * size
            canvas.setFillColor(ACCENT if target else self.style.color)
            canvas.setFont(font, size)
            canvas.drawString(x, y, "".join(g.char for g in found))
            if target:
                canvas.linkRect("", target, (x, y - size * 0.2, x + wide, y + size), relative=1)
            x += wide


@dataclass
class Drawing(Flowable):  # type: ignore[misc]
    """A picture with a thin frame and its caption below, never split."""

    file: Path
    caption: str
    wide: float
    high: float = field(default=0)

    def __post_init__(self) -> None:
        Flowable.__init__(self)
        with Image.open(self.file) as image:
            self.high = self.wide * image.height / image.width
        self.spaceBefore, self.spaceAfter = 4, 10
        self._words = Line(self.caption, Style(size=8.5, leading=13, color=QUIET, centred=True))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its size, caption included."""
        self.width = width
        self._below = self._words.wrap(width, height)[1] + 3
        return width, self.high + self._below

    def draw(self) -> None:
        """Paint it."""
        canvas = self.canv
        left = (self.width - self.wide) / 2
        _place(canvas, self.file, left, self._below, self.wide, self.high)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.rect(left, self._below, self.wide, self.high)
        self._words.drawOn(canvas, 0, 0)


class FewColors(PDFImageXObject):  # type: ignore[misc]
    """A picture of at most 256 colours kept as that: a third of the bytes of full colours."""

    def __init__(self, name: str, file: Path) -> None:
        super().__init__(name)
        with Image.open(file) as image:
            few = image if image.mode == "P" else image.convert("RGB").quantize(256)
            self.width, self.height = few.size
            self.streamContent, self._palette = zlib.compress(few.tobytes(), 9), bytes(few.getpalette("RGB") or ())
        self.bitsPerComponent, self._filters = 8, ("FlateDecode",)
        self.colorSpace = f"Indexed /DeviceRGB {len(self._palette) // 3 - 1} <{self._palette.hex()}>"

    def format(self, document: object) -> bytes:
        """The object as it stands in the file."""
        return bytes(super().format(document)).replace(PDFName(self.colorSpace).encode(), f"[ /{self.colorSpace} ]".encode())


def _place(canvas: Canvas, file: Path, x: float, y: float, wide: float, high: float) -> None:
    """Draw a picture; one that is drawn twice is in the file once."""
    document = canvas._doc
    name = f"picture-{file.stem}"
    registered = document.getXObjectName(name)
    if registered not in document.idToObject:
        made = FewColors(name, file)
        canvas._setXObjects(made)
        document.Reference(made, registered)
        document.addForm(name, made)
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(wide, high)
    canvas._code.append(f"/{registered} Do")
    canvas.restoreState()
    canvas._formsinuse.append(name)


def glyphs(text: Text, *, bold: bool, resolve: Resolve) -> list[Glyph]:
    """The characters of a text as they are set."""
    found = []
    for span in text:
        target = resolve(span.target) if span.target else ""
        for char in span.text:
            font = font_of(char, bold=bold or span.style == "bold", code=span.style == "code")
            found.append(Glyph(char, font, pdfmetrics.stringWidth(char, font, 1), target))
    return found


def broken(line: Sequence[Glyph], room: float) -> Iterator[Sequence[Glyph]]:
    """The lines of a text in a column ``room`` em wide; LF ends one."""
    text = "".join(g.char for g in line)
    start = 0
    while start < len(line):
        end, wide = start, 0.0
        while end < len(line) and text[end] != "\n" and wide + line[end].width <= room + 1e-6:
            wide += line[end].width
            end += 1
        if end < len(line) and text[end] != "\n":
            place = end
            while place > start and not (may_break(text, place) and _ends_well(text, place)):
                place -= 1
            end = place if place > start else max(end, start + 1)
        yield line[start:end]
        start = end + (end < len(line) and text[end] == "\n")
    if not line:
        yield line


def _ends_well(text: str, place: int) -> bool:
    """Whether no option of a command (``--to``) would be cut there."""
    return text[place - 1] != "-" or not (text[place] == "-" or (text[place].isascii() and text[place].isalpha()))


@cache
def font_of(char: str, *, bold: bool, code: bool) -> str:
    """The name of the font a character is set in: BIZ UD, or another of the machine that has it."""
    face = Face(CODE if code else TEXT, bold=bold)
    file = _FONTS.runs(face, char)[0][0]
    name = f"{file.postscript_name}-{file.path.name}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(file.path)))
    return name
