"""To which of the forms on a worksheet a text belongs that is part of none."""
from __future__ import annotations

from bisect import bisect_left, bisect_right

from planeditor.formengine.cells import Place
from planeditor.formengine.recognition.readings import Reading

Part = tuple[int, list[Reading]]
"""The first column of a part of a worksheet, and the forms in it from the top; at least one."""


class Owners:
    """The forms of one worksheet by the places round them."""

    def __init__(self, parts: list[Part]) -> None:
        self.readings = [reading for _, own in parts for reading in own]
        self._lefts = [left for left, _ in parts]
        self._bottoms = [[reading.rows[1] for reading in own] for _, own in parts]
        starts = [0]
        for bottoms in self._bottoms:
            starts.append(starts[-1] + len(bottoms))
        self._starts = starts

    def of(self, place: Place) -> int:
        """The number of the form a place is beside; between two, the lower one: what stands above a form is said of it."""
        row, column = place
        part = max(0, bisect_right(self._lefts, column) - 1)
        bottoms = self._bottoms[part]
        return self._starts[part] + min(bisect_left(bottoms, row), len(bottoms) - 1)
