"""A worksheet as the reader looks at it, and the part of it that one form takes up."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from planeditor.domain.text import label_key
from planeditor.formengine.cells import CellText, Place, SheetCells
from planeditor.formengine.recognition.patterns import FormPattern, RowPattern

KEY_LENGTH = 40
"""Longer texts are never labels; their folding is saved."""
FAR_RIGHT = 1 << 20
Extent = tuple[int, int]
"""First and last column (or row) of the sheet."""


def address(row: int, column: int) -> str:
    """The Excel address of a cell."""
    return f"{get_column_letter(column)}{row}"


@dataclass
class Sheet:
    """A worksheet, or the columns of it from ``left`` to ``right``, as the reader looks at it."""

    source: SheetCells
    left: int = 1
    right: int = FAR_RIGHT
    rows: dict[int, list[tuple[int, CellText]]] = field(default_factory=dict)
    keys: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    ends: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    used: set[tuple[int, int]] = field(default_factory=set)
    """Cells that have been understood: a cell is never read twice, and what is left over is noted."""
    off: set[Place] = field(default_factory=set)
    """Cells that are no part of any form, as if they were not there."""

    def __post_init__(self) -> None:
        for (row, column), cell in self.source.cells.items():
            if (cell.text or cell.doubt) and self.left <= column <= self.right and (row, column) not in self.off:
                self.rows.setdefault(row, []).append((column, cell))
        for row, cells in self.rows.items():
            cells.sort(key=lambda c: c[0])
            self.keys[row] = [(column, label_key(cell.text)) for column, cell in cells if len(cell.text) <= KEY_LENGTH]
        for top, left, bottom, right in self.source.merges:
            self.ends[top, left] = (bottom, right)
        self.order = sorted(self.rows)

    def end(self, row: int, column: int) -> tuple[int, int]:
        """Last row and column of the merged range that begins here, or of the cell itself."""
        return self.ends.get((row, column), (row, column))

    def where(self, row: int, column: int) -> str:
        """The cell for a note: ``シート「①-01」B3``."""
        return f"シート「{self.source.name}」{address(row, column)}"

    def free(self, rows: Extent, columns: Extent) -> list[tuple[int, int, CellText]]:
        """The cells of a region that have not been understood yet."""
        return [
            (row, column, cell)
            for row in range(rows[0], rows[1] + 1)
            for column, cell in self.rows.get(row, ())
            if columns[0] <= column <= columns[1] and (row, column) not in self.used
        ]

    def cut(self, columns: Iterable[int]) -> Iterator[Sheet]:
        """The sheet in strips that begin at these columns."""
        starts = [1, *sorted(columns)]
        for left, following in zip(starts, [*starts[1:], FAR_RIGHT + 1], strict=True):
            yield Sheet(self.source, left, following - 1, off=set(self.off))

    def take_off(self, places: Iterable[Place]) -> None:
        """Leave these cells out from now on."""
        off = set(places)
        self.off |= off
        for row in {row for row, _ in off}:
            self.rows[row] = [c for c in self.rows[row] if (row, c[0]) not in off]
            self.keys[row] = [c for c in self.keys[row] if (row, c[0]) not in off]
            if not self.rows[row]:
                del self.rows[row], self.keys[row]
        self.order = sorted(self.rows)


def match_labels(sheet: Sheet, row: int, pattern: RowPattern) -> dict[int, int] | None:
    """Where the labels of a drawn row stand in a row of the sheet: drawn column -> column; None where it is another row.

    At least half of the labels must be there in their order; where these are only one or two, they must begin the row.
    """
    cells = sheet.keys.get(row)
    if not cells:
        return None
    found: dict[int, int] = {}
    position = 0
    for label in pattern.labels:
        for index in range(position, len(cells)):
            if cells[index][1] in label.keys:
                found[label.column] = cells[index][0]
                position = index + 1
                break
    if not found or len(found) * 2 < len(pattern.labels):
        return None
    weak = len(pattern.labels) == 1 or (len(found) < 3 and len(found) * 2 == len(pattern.labels))
    if weak and sheet.rows[row][0][0] != next(iter(found.values())):
        return None
    return found


@dataclass(slots=True)
class Block:
    """The part of a worksheet that one form takes up."""

    pattern: FormPattern
    form_set: str
    first: int
    last: int
    pinned: dict[int, int] = field(default_factory=dict)
    """Drawn row -> row, for rows with labels; a row in a repeat stands where it was met last."""
    columns: dict[int, dict[int, int]] = field(default_factory=dict)
    """Drawn row -> (drawn column of a label -> column)."""
    matched: int = 0
    """How many labels were found."""
    reach: int = 0
    """The last column with a label."""

    def pin(self, drawn: int, row: int, columns: dict[int, int]) -> None:
        """A row of the drawing stands in this row."""
        self.pinned[drawn], self.columns[drawn] = row, columns

    @property
    def missing(self) -> int:
        """How many labels were not found."""
        return max(0, self.pattern.label_count - self.matched)

    @property
    def score(self) -> int:
        """Which of two forms a block rather is."""
        return self.matched - self.missing
