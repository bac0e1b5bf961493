"""How a page is drawn beside its glyphs, as numbers that screen, printer and PDF share: pens, underlines, arrows."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from planeditor.formengine.pages import Box, RuleStyle


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
