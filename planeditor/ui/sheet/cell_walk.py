"""Which cell is next: the geometry of a sheet's grid, merged cells included. Knows nothing of windows."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from planeditor.domain.plan import Key


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that shows an entry (or several equal ones). Rows and columns of the grid count from 0."""

    number: int
    """Its number among the cells of the filled form."""
    keys: tuple[Key, ...]
    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def key(self) -> Key:
        """The entry, the first one where several are merged."""
        return self.keys[0]

    @property
    def end(self) -> tuple[int, int]:
        """The row below it and the column right of it."""
        return self.row + self.rows, self.column + self.columns


class Way(Enum):
    """A direction on the sheet."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"


class Lane(NamedTuple):
    """The row and column one walks along: kept while passing merged cells, so that the way back is the same."""

    row: int
    column: int


class Block(NamedTuple):
    """A rectangle of the grid: first row and column, and those after the last."""

    row: int
    column: int
    row_end: int
    column_end: int


def lane_of(cell: Cell) -> Lane:
    """The lane of a cell that was chosen directly."""
    return Lane(cell.row, cell.column)


def neighbour(cells: Iterable[Cell], cell: Cell, lane: Lane, way: Way) -> tuple[Cell, Lane]:
    """The next cell that way and the lane from there; the cell itself where there is none.

    A cell that the lane passes through is preferred, then one beside the cell itself, then the nearest at all up or down.
    """
    down = way in (Way.UP, Way.DOWN)
    beyond = [c for c in cells if _distance(cell, c, way) > 0]
    for covers in (_on_lane(lane, down=down), _beside(cell, down=down)):
        found = [c for c in beyond if covers(c)]
        if found:
            break
    else:
        found = beyond if down else []
    if not found:
        return cell, lane
    off = lane.column if down else lane.row
    nearest = min(found, key=lambda c: (_distance(cell, c, way), _off(c, off, down=down)))
    if down:
        return nearest, Lane(nearest.row, lane.column)
    return nearest, Lane(lane.row, nearest.column)


def step(cells: Sequence[Cell], cell: Cell, places: int) -> Cell:
    """The cell so many places on in reading order (back where negative); the first or last where there are no more."""
    at = cells.index(cell) + places
    return cells[max(0, min(at, len(cells) - 1))]


def row_ends(cells: Iterable[Cell], cell: Cell, lane: Lane) -> tuple[Cell, Cell]:
    """The first and the last cell of the lane's row."""
    row = [c for c in cells if c.row <= lane.row < c.end[0]] or [cell]
    return min(row, key=lambda c: c.column), max(row, key=lambda c: c.column)


def block_between(cells: Iterable[Cell], one: Cell, other: Cell) -> Block:
    """The smallest rectangle that holds both cells and cuts no cell."""
    cells = list(cells)
    block = _round((one, other))
    while True:
        grown = _round((one, other, *inside(cells, block)))
        if grown == block:
            return block
        block = grown


def inside(cells: Iterable[Cell], block: Block) -> list[Cell]:
    """The cells that stand in a rectangle, wholly or in part, in reading order."""
    return [
        c for c in cells
        if c.row < block.row_end and block.row < c.end[0] and c.column < block.column_end and block.column < c.end[1]
    ]  # fmt: skip


def _round(cells: Iterable[Cell]) -> Block:
    cells = list(cells)
    return Block(
        min(c.row for c in cells), min(c.column for c in cells), max(c.end[0] for c in cells), max(c.end[1] for c in cells)
    )


def _distance(cell: Cell, other: Cell, way: Way) -> int:
    """How far another cell lies that way; 0 or less where it does not."""
    match way:
        case Way.DOWN:
            return other.row - cell.end[0] + 1
        case Way.UP:
            return cell.row - other.end[0] + 1
        case Way.RIGHT:
            return other.column - cell.end[1] + 1
        case Way.LEFT:
            return cell.column - other.end[1] + 1


class _Span(NamedTuple):
    first: int
    end: int
    down: bool

    def __call__(self, cell: Cell) -> bool:
        first, end = (cell.column, cell.end[1]) if self.down else (cell.row, cell.end[0])
        return first < self.end and self.first < end


def _on_lane(lane: Lane, *, down: bool) -> _Span:
    at = lane.column if down else lane.row
    return _Span(at, at + 1, down)


def _beside(cell: Cell, *, down: bool) -> _Span:
    return _Span(cell.column, cell.end[1], down) if down else _Span(cell.row, cell.end[0], down)


def _off(cell: Cell, at: int, *, down: bool) -> int:
    """How far a cell is off the lane."""
    first, end = (cell.column, cell.end[1]) if down else (cell.row, cell.end[0])
    return max(first - at, at - end + 1, 0)
