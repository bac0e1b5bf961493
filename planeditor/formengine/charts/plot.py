"""The field of a chart: where a category and a figure are on it, its axes and their words."""
from __future__ import annotations

from dataclasses import dataclass

from planeditor.formengine.charts.picture import Path, Picture, Point, Rect
from planeditor.formengine.charts.ruler import Ruler
from planeditor.formengine.charts.scale import Scale, shown

_GRID, _AXIS = 0.3, 0.7
_GRID_COLOR = "999999"
_TICK = 3.0


@dataclass(frozen=True, slots=True)
class Plot:
    """The field: categories along one side from the start on, figures along the other."""

    field: Rect
    scale: Scale
    count: int
    sideways: bool
    names: float = 0.0
    """Where the names beside lying bars end."""

    @property
    def slot(self) -> float:
        """The room of one category along its axis."""
        return (self.field.height if self.sideways else self.field.width) / max(self.count, 1)

    def at(self, along: float, value: float) -> Point:
        """The point of a figure; ``along`` counts categories."""
        share = self.scale.share(value)
        if self.sideways:
            return self.field.left + share * self.field.width, self.field.top + along * self.slot
        return self.field.left + along * self.slot, self.field.bottom - share * self.field.height

    def bar(self, start: float, end: float, low: float, high: float) -> Rect:
        """The place of a bar from one figure to another."""
        (x0, y0), (x1, y1) = self.at(start, low), self.at(end, high)
        return Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def draw_axes(self, picture: Picture, ruler: Ruler) -> None:
        """The ticks with their figures and their grid, and the two axes."""
        named = self._named_ticks(ruler)
        for tick in self.scale.ticks:
            start, end = self.at(0, tick), self.at(self.count, tick)
            picture.ink.append(Path((start, end), _GRID, (), _GRID_COLOR))
            if tick not in named:
                continue
            if self.sideways:
                ruler.write(picture, shown(tick), start[0], self.field.bottom + _TICK, share=0.5)
            else:
                ruler.write(picture, shown(tick), self.field.left - _TICK, start[1] - ruler.leading / 2, share=1.0)
        foot = self.count if self.sideways else 0
        picture.ink.append(Path((self.at(foot, self.scale.low), self.at(foot, self.scale.high)), _AXIS))

    def _named_ticks(self, ruler: Ruler) -> set[float]:
        """The ticks whose figures have room beside each other, zero first."""
        ticks = self.scale.ticks
        if not self.sideways:
            return set(ticks)
        named: dict[float, tuple[float, float]] = {}
        for tick in sorted(ticks, key=abs):
            x, half = self.at(0, tick)[0], ruler.width(shown(tick)) / 2 + ruler.size / 4
            if all(x + half <= left or right <= x - half for left, right in named.values()):
                named[tick] = x - half, x + half
        return set(named)

    def draw_zero(self, picture: Picture) -> None:
        """The line on which bars stand."""
        picture.ink.append(Path((self.at(0, 0.0), self.at(self.count, 0.0)), _AXIS))

    def draw_categories(self, picture: Picture, words: list[list[str]], every: int, ruler: Ruler) -> None:
        """The words of the categories, one for ``every`` so many."""
        for number, lines in enumerate(words):
            if number % every:
                continue
            if self.sideways:
                top = self.field.top + (number + 0.5) * self.slot - ruler.leading * len(lines) / 2
                for line in lines:
                    ruler.write(picture, line, self.names, top, share=1.0)
                    top += ruler.leading
                continue
            x = self.field.left + (number + 0.5) * self.slot
            for place, line in enumerate(lines):
                ruler.write(picture, line, x, self.field.bottom + _TICK + place * ruler.leading, share=0.5)
