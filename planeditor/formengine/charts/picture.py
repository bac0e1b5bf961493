"""A chart as drawn: areas, lines and texts, in points from the page's top left corner."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from planeditor.formengine.pages import Box, CellStyle, Line

Point = tuple[float, float]
BLACK, WHITE = "000000", "FFFFFF"


class Area(NamedTuple):
    """A closed shape."""

    points: tuple[Point, ...]
    fill: str = WHITE
    """Six hex digits, "" for none."""
    edge: float = 0.0
    """How thick its black edge is, 0 = none."""


class Path(NamedTuple):
    """An open line."""

    points: tuple[Point, ...]
    width: float = 0.5
    dashes: tuple[float, ...] = ()
    color: str = BLACK


class Rect(NamedTuple):
    """A rectangle by its corners."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def corners(self) -> tuple[Point, ...]:
        """Its four corners."""
        return (self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)

    def meets(self, other: Rect) -> bool:
        """Whether they have room in common."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


@dataclass
class Picture:
    """What is painted: the ink in its order, over it the texts in the order they are read."""

    ink: list[Area | Path] = field(default_factory=list)
    texts: list[Box] = field(default_factory=list)

    def write(self, text: str, place: Rect, baseline: float, style: CellStyle) -> None:
        """Add one line of text that begins at the left edge of its place."""
        line = Line(place.left, baseline, text)
        self.texts.append(Box(place.left, place.top, place.width, place.height, style, style.size, (line,), text))
