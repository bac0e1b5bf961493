"""Which cell of the sheet is chosen, and which range. Knows nothing of windows."""
from __future__ import annotations

from collections.abc import Sequence

from planeditor.domain.plan import Key
from planeditor.ui.sheet import cell_walk
from planeditor.ui.sheet.cell_walk import Block, Cell, Lane, Way


class CellChoice:
    """One chosen cell; a range goes from it to the cell at its far end."""

    def __init__(self) -> None:
        self.cells: Sequence[Cell] = ()
        self.chosen: Cell | None = None
        self.far: Cell | None = None
        """The far end of a range; None = no range."""
        self._lane = Lane(0, 0)
        self._far_lane = Lane(0, 0)

    def show(self, cells: Sequence[Cell]) -> None:
        """The sheet has these cells now; what was chosen stays chosen where it is still there."""
        self.cells = cells
        self.chosen, self.far = self._again(self.chosen), self._again(self.far)
        if self.chosen is None:
            self.far = None

    def choose(self, cell: Cell | None, lane: Lane | None = None) -> None:
        """Choose one cell, or none."""
        self.chosen, self.far = cell, None
        if cell is not None:
            self._lane = lane or cell_walk.lane_of(cell)

    def toward(self, way: Way) -> tuple[Cell, Lane] | None:
        """The next cell that way; None where nothing is chosen."""
        return cell_walk.neighbour(self.cells, self.chosen, self._lane, way) if self.chosen else None

    def along(self, places: int) -> Cell | None:
        """The cell so many places on in reading order."""
        return cell_walk.step(self.cells, self.chosen, places) if self.chosen else None

    def row_ends(self) -> tuple[Cell, Cell] | None:
        """The first and the last cell of the row."""
        return cell_walk.row_ends(self.cells, self.chosen, self._lane) if self.chosen else None

    def stretch(self, way: Way) -> Cell | None:
        """Move the far end of the range; the cell it is at now."""
        if self.chosen is None:
            return None
        at, lane = (self.far, self._far_lane) if self.far else (self.chosen, self._lane)
        self.far, self._far_lane = cell_walk.neighbour(self.cells, at, lane, way)
        return self.far

    def stretch_to(self, cell: Cell) -> None:
        """Put the far end of the range there."""
        if self.chosen is not None:
            self.far, self._far_lane = cell, cell_walk.lane_of(cell)

    @property
    def block(self) -> Block | None:
        """The rectangle of the grid that is chosen."""
        return cell_walk.block_between(self.cells, self.chosen, self.far or self.chosen) if self.chosen else None

    @property
    def selected(self) -> list[Cell]:
        """The chosen cells in reading order."""
        if self.chosen is None:
            return []
        block = self.block
        return cell_walk.inside(self.cells, block) if self.far and block else [self.chosen]

    def find(self, key: Key) -> Cell | None:
        """The cell of an entry: the chosen one where it shows it, else the first."""
        if self.chosen is not None and key in self.chosen.keys:
            return self.chosen
        return next((c for c in self.cells if key in c.keys), None)

    def _again(self, cell: Cell | None) -> Cell | None:
        if cell is None:
            return None
        same = [c for c in self.cells if cell.key in c.keys]
        return next((c for c in same if c.number == cell.number), next(iter(same), None))
