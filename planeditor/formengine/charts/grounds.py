"""How series are told apart without colour: grounds of bars, dashes and points of lines, in the order of the series."""
from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

from planeditor.formengine.charts.picture import BLACK, WHITE, Area, Path, Point, Rect

Hatch = Literal["", "rising", "falling", "crossed", "level", "dotted"]
_GAP = 3.6
_HATCH_WIDTH = 0.5
_EDGE = 0.6
_DOT, _DOT_GAP = 0.9, 2.7


class Ground(NamedTuple):
    """The ground of a bar: a grey, and lines on it."""

    fill: str = WHITE
    hatch: Hatch = ""

    @property
    def is_dark(self) -> bool:
        """Whether type on it is white."""
        return int(self.fill[:2], 16) < 0x80


GROUNDS = (
    Ground("D9D9D9"), Ground(WHITE), Ground("595959"), Ground(WHITE, "rising"), Ground(WHITE, "dotted"), Ground("A6A6A6"),
    Ground(WHITE, "crossed"), Ground(BLACK), Ground(WHITE, "level"), Ground("D9D9D9", "falling"),
)  # fmt: skip
DASHES: tuple[tuple[float, ...], ...] = ((), (5.0, 2.0), (1.5, 1.5), (7.0, 2.0, 1.5, 2.0))
SIDES = (24, 4, 3, 4)
"""Corners of the points of lines: round, square, triangle, diamond."""
_TURNS = (0.0, math.pi / 4, -math.pi / 2, 0.0)


def ground_of(series: int) -> Ground:
    """The ground of a series by its place; they come again after the last."""
    return GROUNDS[series % len(GROUNDS)]


def bar(place: Rect, ground: Ground) -> Iterator[Area | Path]:
    """A bar: its ground, its lines, its edge."""
    yield Area(place.corners, ground.fill)
    if ground.hatch in ("rising", "crossed"):
        yield from _rising(place)
    if ground.hatch in ("falling", "crossed"):
        yield from _falling(place)
    if ground.hatch in ("level", "dotted"):
        gap, dashes = (_GAP, (_DOT, _DOT_GAP)) if ground.hatch == "dotted" else (_GAP * 0.8, ())
        for n in range(1, math.ceil(place.height / gap)):
            y = place.bottom - n * gap
            yield Path(((place.left, y), (place.right, y)), _DOT if dashes else _HATCH_WIDTH, dashes)
    yield Area(place.corners, "", _EDGE)


def _rising(place: Rect) -> Iterator[Path]:
    left, top, right, bottom = place
    for n in range(math.ceil((left + top) / _GAP), math.ceil((right + bottom) / _GAP)):
        at = n * _GAP
        start, end = max(left, at - bottom), min(right, at - top)
        yield Path(((start, at - start), (end, at - end)), _HATCH_WIDTH)


def _falling(place: Rect) -> Iterator[Path]:
    left, top, right, bottom = place
    for n in range(math.ceil((left - bottom) / _GAP), math.ceil((right - top) / _GAP)):
        at = n * _GAP
        start, end = max(left, at + top), min(right, at + bottom)
        yield Path(((start, start - at), (end, end - at)), _HATCH_WIDTH)


def dashes_of(series: int) -> tuple[float, ...]:
    """The dashes of the line of a series."""
    return DASHES[series % len(DASHES)]


def point_mark(series: int, at: Point, radius: float) -> Area:
    """The point of a line: its shape and whether it is black tell the series."""
    shape = series % len(SIDES)
    sides, turn = SIDES[shape], _TURNS[shape]
    corners = tuple(
        (at[0] + radius * math.cos(turn + 2 * math.pi * n / sides), at[1] + radius * math.sin(turn + 2 * math.pi * n / sides))
        for n in range(sides)
    )
    return Area(corners, BLACK if (series % 2 == 0) != (series // len(SIDES) % 2 == 1) else WHITE, _EDGE)
