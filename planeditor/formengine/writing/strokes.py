"""How a page is drawn beside its glyphs, as numbers that screen, printer and PDF share: pens, underlines, arrows."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from planeditor.formengine.pages import Box, RuleStyle
from planeditor.formengine.paging.typeset import extends


class Pen(NamedTuple):
    """How a rule is drawn; solid lines end square, so that corners are filled."""

    width: float
    """In points."""
    dashes: tuple[float, ...] = ()
    """Lengths drawn and left out, in points."""


PENS: dict[RuleStyle, Pen] = {
    "hair": Pen(0.2), "thin": Pen(0.5), "dotted": Pen(0.5, (0.5, 1.5)), "dashed": Pen(0.5, (3, 2)),
    "medium": Pen(1.0), "thick": Pen(1.75), "double": Pen(0.4),
}  # fmt: skip
DOUBLE_GAP = 0.75
"""How far each line of a double rule is from the edge, in points."""
BOLD_STROKE = 0.03
"""How thick the outline of an imitated bold is, of the type size."""
SLANT = 0.21
"""How far an imitated italic leans to the right, of its height."""
ARROW_WIDTH = 0.8
_UNDERLINE, _STRIKE = 0.14, -0.34
_MARK_UNDER = 0.19
"""In the middle of the gap between two lines."""
_INSIDE = 1.0
_EDGE = 1.5


class Stroke(NamedTuple):
    """A straight line, in points from the top left corner of the page."""

    x0: float
    y0: float
    x1: float
    y1: float


class Arrow(NamedTuple):
    """The arrow of a bar: its shaft, and the tip, the two corners behind it."""

    shaft: Stroke
    head: tuple[tuple[float, float], tuple[float, float], tuple[float, float]]


def text_stroke_width(size: float) -> float:
    """How thick underlines and strikes are at a type size, in points."""
    return max(size * 0.06, 0.4)


def mark_stroke_width(size: float) -> float:
    """How thick the lines of marks are at a type size, in points: they carry the meaning of the paper."""
    return max(size * 0.07, 0.6)


def mark_strokes(box: Box, advances: Mapping[str, float]) -> Iterator[Stroke]:
    """The lines under and through what is set off in the text of a box; ``advances`` in em.

    They end where the characters do; spaces that hang over the edge of the box have no line there.
    """
    size, right = box.size, box.x + box.width - _INSIDE
    begin = box.begin
    for x, y, shown in box.lines if box.marks else ():
        end = begin + len(shown)
        for first, last, kind in box.marks:
            if first >= end or last <= begin:
                continue
            a, b = _whole(shown, max(first - begin, 0), -1), _whole(shown, min(last - begin, len(shown)), 1)
            left = x + sum(map(advances.__getitem__, shown[:a])) * size
            to = left + sum(map(advances.__getitem__, shown[a:b])) * size
            at = y + (_MARK_UNDER if kind == "under" else _STRIKE) * size
            if left < right:
                yield Stroke(left, at, min(to, max(right, left)), at)
        begin = end + (box.text[end : end + 1] == "\n")


def _whole(text: str, place: int, step: int) -> int:
    """A place in a text, moved out of the middle of a character and what belongs to it."""
    while 0 < place < len(text) and extends(text[place]):
        place += step
    return place


def text_strokes(box: Box, advances: Mapping[str, float]) -> Iterator[Stroke]:
    """The underlines and strikes of a box; ``advances`` in em."""
    style, size = box.style, box.size
    offsets = ([_UNDERLINE] if style.underline else []) + ([_STRIKE] if style.strike else [])
    for x, y, text in box.lines if offsets else ():
        end = x + sum(map(advances.__getitem__, text.rstrip())) * size
        for offset in offsets:
            yield Stroke(x, y + offset * size, end, y + offset * size)


def arrow_of(box: Box) -> Arrow:
    """An arrow from the left to the right edge of the box, below its text."""
    size = box.size
    lowest = box.lines[-1].y + 0.45 * size if box.lines else box.y + box.height / 2
    at = min(lowest, box.y + box.height - 0.25 * size)
    head = min(0.6 * size, box.width / 2)
    left, right = box.x + _EDGE, box.x + box.width - _EDGE
    corners = (right, at), (right - head, at - head * 0.4), (right - head, at + head * 0.4)
    return Arrow(Stroke(left, at, right - head, at), corners)
