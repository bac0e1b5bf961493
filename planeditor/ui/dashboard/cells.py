"""What a table of the dashboard shows, as plain data: cells are made when they are first looked at."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from planeditor.domain.progress import Progress


@dataclass(frozen=True, slots=True)
class Target:
    """Where a mark leads: to the sheet of its measure, or, where they are several, to these in the tree."""

    measures: tuple[str, ...]
    period: str = ""
    words: str = ""
    """What the tree is filtered by, in words."""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar."""

    progress: Progress
    count: int
    target: Target


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    text: str = ""
    shorter: tuple[str, ...] = ()
    """What is shown where there is no room for the text, the longest first."""
    said: str = ""
    """For the screen reader."""
    target: Target | None = None
    progress: Progress | None = None
    """Whose ground it has."""
    quiet: bool = False
    strong: bool = False
    level: float | None = None
    """How high a column stands in it, from 0 to 1."""
    parts: tuple[Part, ...] = ()
    wrapped: bool = False
    """Running text, at the left, on as many lines as it needs."""
    tip: str = ""


NOTHING = Cell()


@dataclass(frozen=True)
class Grid:
    """Rows and columns. ``cell`` makes one."""

    heads: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    """What stands at the left of each row; () = nothing does."""
    rows: int = 0
    cell: Callable[[int, int], Cell] = lambda _row, _column: NOTHING
    levels: tuple[int, ...] = ()
    """How far each side is indented."""
    weights: tuple[int, ...] = ()
    """How wide the columns are, compared with each other; () = as the table has them."""
    listed: tuple[tuple[Cell, ...], ...] = ()
    """The cells, where they are there already."""
    made: dict[tuple[int, int], Cell] = field(default_factory=dict, compare=False, repr=False)

    def shaped_as(self, other: Grid) -> bool:
        """Whether another has the same rows and columns."""
        return (self.heads, self.sides, self.rows, self.weights) == (other.heads, other.sides, other.rows, other.weights)

    def at(self, row: int, column: int) -> Cell:
        """A cell; the same one each time."""
        place = (row, column)
        if place not in self.made:
            self.made[place] = self.cell(row, column)
        return self.made[place]


def listed(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Grid:
    """A grid of cells that are there already."""
    return Grid(tuple(heads), (), len(rows), lambda row, column: rows[row][column], listed=tuple(map(tuple, rows)))
