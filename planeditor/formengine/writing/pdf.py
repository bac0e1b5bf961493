"""Pages painted as a PDF. Every character drawn can be extracted again, cell by cell, in the order of the boxes.

Operators are written directly: reportlab's drawing calls cost several times as much as all that happens here.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import BinaryIO, NamedTuple

from planeditor.domain.errors import BugError
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.fonts.clusters import is_mark
from planeditor.formengine.fonts.typeface import Typeface
from planeditor.formengine.pages import Box, CellStyle, Face, Line, Page, Rules, RuleStyle
from planeditor.formengine.writing.pdfdocument import PdfDocument
from planeditor.formengine.writing.pdffont import PdfFont
from planeditor.formengine.writing.rules import rule_lines
from planeditor.formengine.writing.strokes import (
    ARROW_WIDTH,
    BOLD_STROKE,
    DOUBLE_GAP,
    PENS,
    SLANT,
    arrow_of,
    mark_stroke_width,
    mark_strokes,
    text_stroke_width,
    text_strokes,
)

_CREATOR = "planeditor"
_EDGE = 42.5
"""How far from the side edge of the paper the 資料番号 ends (15 mm)."""
_HEAD = 34.0
"""How far below the top edge its baseline is (12 mm)."""
_HIGHEST = 24.0
"""Where the cells of a form begin higher up, it moves up so far at most: printers leave 5 mm blank."""
_FOOT = 22.7
"""How far above the bottom edge the baseline of the page number is (8 mm)."""
_SLANT = f"1 0 {SLANT:g} 1"
_UPRIGHT = "1 0 0 1"
_FACE = Face()
_FRAME = Rules("thin", "thin", "thin", "thin")
_NO_RULES = Rules()


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """What a document says about itself, and what stands outside the form's own cells on every page."""

    title: str
    author: str = ""
    subject: str = ""
    language: str = "ja-JP"
    created: datetime | None = None
    """Written into the file; without it equal pages make equal bytes."""
    page_numbers: bool = False
    """Print 「- 1 -」 in the middle of the foot."""
    number: str = ""
    """資料番号, framed at the top right."""
    mark: str = ""
    """（案） and the like, left of the 資料番号."""
    face: Face = _FACE
    size: float = 9.0
    """Type of these three, in points."""


def write_pdf(pages: Iterable[Page], target: BinaryIO, *, fonts: FontBook, info: PdfInfo) -> int:
    """Write the pages as one PDF; how many they were. Pages are taken one by one and not kept.

    Raises ``KnownError`` where a font family is not installed, ``BugError`` where there is no page, and what
    ``target.write`` raises (``OSError``, the disk being full); nothing is written before the last page was taken.
    """
    about = {"Title": info.title, "Author": info.author, "Subject": info.subject, "Creator": _CREATOR, "Producer": _CREATOR}
    document = PdfDocument(about, info.language, info.created)
    painter = _Painter(document, fonts)
    for page in pages:
        margin = margin_boxes(page, info, document.pages, fonts)
        document.add_page(page.width, page.height, painter.content(page, margin), page.outline or (page.bookmarks,))
    if document.pages == 0:
        raise BugError("a PDF without pages")
    document.save(target)
    return document.pages


class _Setter(NamedTuple):
    """What setting text in one face needs, with a short way for text that is all in the main font and known already."""

    typeface: Typeface
    font: PdfFont
    codes: dict[str, str]
    matrix: str
    stroke: bool
    """Imitate bold."""


class _Painter:
    """Makes the content of pages."""

    def __init__(self, document: PdfDocument, fonts: FontBook) -> None:
        self._document = document
        self._fonts = fonts
        self._setters: dict[Face, _Setter] = {}

    def width(self, face: Face, text: str) -> float:
        """How long the text is, in em."""
        return sum(map(self._fonts.advances(face).__getitem__, text))

    def content(self, page: Page, margin: list[Box]) -> str:
        """The operators for one page: grounds, text in the order of the boxes, lines."""
        boxes = [*page.boxes, *margin]
        height = page.height
        code = _fills(boxes, height)
        if any(box.chart for box in boxes):
            boxes = self._with_charts(boxes, height, code)
        code.append("BT")
        state: object = None
        color = ""
        outlined = False
        for box in boxes:
            if not box.lines:
                continue
            style, size = box.style, box.size
            setter = self._setters.get(style.face) or self._setter(style.face)
            if style.color != color or setter.stroke > outlined:
                color, outlined = style.color, setter.stroke
                code.append(_paint(color, stroke=outlined))
            wanted = setter.font.name, size, setter.stroke
            if wanted != state:
                state = wanted
                code.append(_select(*wanted))
            known, matrix = setter.codes.__getitem__, setter.matrix
            for x, y, text in box.lines:
                try:
                    code.append(f"{matrix} {x:.2f} {height - y:.2f} Tm({''.join(map(known, text))})Tj")
                except KeyError:
                    code.append(f"{matrix} {x:.2f} {height - y:.2f} Tm")
                    code.append(self._show(setter, text, size))
        code.append("ET")
        for box in boxes:
            style = box.style
            if box.arrow or style.underline or style.strike or box.marks:
                code += self._lines_with_text(box, height)
        code += _rules(boxes, height)
        return "\n".join(code)

    def _with_charts(self, boxes: list[Box], height: float, code: list[str]) -> list[Box]:
        """Paint the charts of a page; its boxes with the texts of the charts behind their cells."""
        from planeditor.formengine.charts.draw import draw_chart  # few papers have one
        from planeditor.formengine.writing.pdfcharts import chart_code

        found = []
        for box in boxes:
            found.append(box)
            if box.chart is not None:
                picture = draw_chart(box.chart, box, self._fonts)
                code += chart_code(picture.ink, height)
                found += picture.texts
        return found

    def _setter(self, face: Face) -> _Setter:
        typeface = self._fonts.typeface(face)
        font = self._document.font(typeface.main)
        # Faces that share a font share its codes: what is in the main font is drawn alike in each of them.
        codes = next((s.codes for s in self._setters.values() if s.font is font), {})
        matrix = _SLANT if face.italic else _UPRIGHT
        setter = self._setters[face] = _Setter(typeface, font, codes, matrix, typeface.needs_stroke(typeface.main))
        return setter

    def _show(self, setter: _Setter, text: str, size: float) -> str:
        """The operators that show a text some of whose characters are new, or not in the main font."""
        typeface, main = setter.typeface, setter.font
        parts: list[str] = []
        current = main
        for file, run in groupby(typeface.glyphs(text), lambda glyph: glyph.font):
            font = self._document.font(file)
            if font is not current:
                parts.append(_select(font.name, size, typeface.needs_stroke(file)))
                current = font
            shown = ""
            for glyph in run:
                code = font.code(glyph.text, glyph.number, glyph.advance, glyph.shift)
                shown += code
                if font is main and len(glyph.text) == 1 and glyph.advance and not is_mark(glyph.text):
                    setter.codes[glyph.text] = code
            parts.append(f"({shown})Tj")
        if current is not main:
            parts.append(_select(main.name, size, setter.stroke))
        return " ".join(parts)

    def _lines_with_text(self, box: Box, height: float) -> list[str]:
        """Underlines, strikes, marks and the arrow of a box."""
        style = box.style
        code = [_paint(style.color, stroke=True), f"[]0 d 0 J {text_stroke_width(box.size):.2f} w"]
        strokes = [_segment(*stroke, height) for stroke in text_strokes(box, self._fonts.advances(style.face))]
        if strokes:
            code += [*strokes, "S"]
        marks = [_segment(*stroke, height) for stroke in mark_strokes(box, self._fonts.advances(style.face))]
        if marks:
            code += [f"0 G 0 J {mark_stroke_width(box.size):.2f} w", *marks, "S", _paint(style.color, stroke=True)]
        if box.arrow:
            code += _arrow(box, height)
        return code


def _select(name: str, size: float, stroke: bool) -> str:  # noqa: FBT001  # called with a state tuple
    mode = f"2 Tr {size * BOLD_STROKE:.2f} w" if stroke else "0 Tr"
    return f"{name} {size:.6g} Tf {mode}"


@lru_cache(maxsize=256)
def _paint(color: str, *, stroke: bool = False) -> str:
    """The operator for a colour of six hex digits, to fill with and on wish to draw with."""
    parts = [f"{int(color[n : n + 2], 16) / 255:.3g}" for n in (0, 2, 4)]
    operator = "g" if len(set(parts)) == 1 else "rg"
    values = parts[0] if operator == "g" else " ".join(parts)
    return f"{values} {operator} {values} {operator.upper()}" if stroke else f"{values} {operator}"


def _fills(boxes: list[Box], height: float) -> list[str]:
    code = []
    for fill, filled in groupby((box for box in boxes if box.style.fill), lambda box: box.style.fill):
        code.append(_paint(fill))
        code += [f"{b.x:.2f} {height - b.y - b.height:.2f} {b.width:.2f} {b.height:.2f} re" for b in filled]
        code.append("f")
    return code


def _rules(boxes: list[Box], height: float) -> list[str]:
    paths: dict[RuleStyle, list[str]] = {}
    for style, x0, y0, x1, y1 in rule_lines(boxes):
        path = paths.setdefault(style, [])
        if style == "double":
            dx, dy = (0.0, DOUBLE_GAP) if y0 == y1 else (DOUBLE_GAP, 0.0)
            path.append(_segment(x0 + dx, y0 + dy, x1 + dx, y1 + dy, height))
            path.append(_segment(x0 - dx, y0 - dy, x1 - dx, y1 - dy, height))
        else:
            path.append(_segment(x0, y0, x1, y1, height))
    code = ["0 G"] if paths else []
    for style, path in paths.items():
        width, dashes = PENS[style]
        pattern = " ".join(f"{length:g}".removeprefix("0") for length in dashes)
        code.append(f"[{pattern}]0 d {0 if dashes else 2} J {width} w")
        code += path
        code.append("S")
    return code


def _segment(x0: float, y0: float, x1: float, y1: float, height: float) -> str:
    return f"{x0:.2f} {height - y0:.2f} m {x1:.2f} {height - y1:.2f} l"


def _arrow(box: Box, height: float) -> list[str]:
    shaft, corners = arrow_of(box)
    (x, y), *others = [(x, height - y) for x, y in corners]
    head = " ".join(f"{x:.2f} {y:.2f} l" for x, y in others)
    return [f"{ARROW_WIDTH} w {_segment(*shaft, height)} S", f"{x:.2f} {y:.2f} m {head} f"]


def margin_boxes(page: Page, info: PdfInfo, place: int, fonts: FontBook) -> list[Box]:
    """資料番号 and （案） at the head, the page number at the foot, as boxes outside the form's own; ``place``: from 0."""
    size = info.size
    advances = fonts.advances(info.face)
    plain = CellStyle(face=info.face, size=size)
    framed = CellStyle(face=info.face, size=size, rules=_FRAME)
    head: list[tuple[float, float, str, CellStyle]] = []
    right = page.width - _EDGE
    for text, style in ((info.number, framed), (info.mark, plain)):
        if text:
            width = sum(map(advances.__getitem__, text)) * size + size
            right -= width
            head.append((right, width, text, style))
            right -= size / 2
    baseline = min(_HEAD, _top_from(page, right) - size / 2) if head else _HEAD
    found = [_one_line(x, max(baseline, _HIGHEST), width, text, style) for x, width, text, style in head]
    if info.page_numbers and page.shows_number:
        number = f"- {1 + place} -"
        width = sum(map(advances.__getitem__, number)) * size
        found.append(_one_line((page.width - width - size) / 2, page.height - _FOOT, width + size, number, plain))
    return found


def _top_from(page: Page, x: float) -> float:
    """Where the form's own cells begin right of ``x``, as far as anything of them is seen."""
    seen = (b.y for b in page.boxes if b.x + b.width > x and (b.lines or b.style.rules != _NO_RULES or b.style.fill))
    return min(seen, default=page.height)


def _one_line(x: float, baseline: float, width: float, text: str, style: CellStyle) -> Box:
    size = style.size
    line = Line(x + size / 2, baseline, text)
    return Box(x, baseline - 1.13 * size, width, 1.5 * size, style, size, (line,), text)
