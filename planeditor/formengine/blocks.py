"""A worksheet as the reader looks at it, and the part of it that one form takes up."""
from __future__ import annotations

from dataclasses import dataclass, field

from planeditor.domain.text import label_key
from planeditor.formengine.cells import CellText, SheetCells
from planeditor.formengine.patterns import FormPattern, RowPattern

KEY_LENGTH = 40
"""Longer texts are never labels; their folding is saved."""


@dataclass
class Sheet:
    """A worksheet as the reader looks at it."""

    source: SheetCells
    rows: dict[int, list[tuple[int, CellText]]] = field(default_factory=dict)
    keys: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    ends: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    where: dict[str, list[int]] = field(default_factory=dict)
    """Rows in which a label stands."""

    def __post_init__(self) -> None:
        for (row, column), cell in self.source.cells.items():
            if cell.text or cell.doubt:
                self.rows.setdefault(row, []).append((column, cell))
        for row, cells in self.rows.items():
            cells.sort(key=lambda c: c[0])
            keys = [(column, label_key(cell.text)) for column, cell in cells if len(cell.text) <= KEY_LENGTH]
            self.keys[row] = keys
            for _, key in keys:
                self.where.setdefault(key, []).append(row)
        for top, left, bottom, right in self.source.merges:
            self.ends[top, left] = (bottom, right)

    @property
    def order(self) -> list[int]:
        """The rows that are not blank, from the top."""
        return sorted(self.rows)

    def end(self, row: int, column: int) -> tuple[int, int]:
        """Last row and column of the merged range that begins here, or of the cell itself."""
        return self.ends.get((row, column), (row, column))


def match_labels(sheet: Sheet, row: int, pattern: RowPattern) -> dict[int, int] | None:
    """Where the labels of a drawn row stand in a row of the sheet: drawn column -> column; None where it is another row.

    More than half of the labels must be there, in their order; one alone must be the row's first text.
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
    if len(found) * 2 <= len(pattern.labels):
        return None
    if len(pattern.labels) == 1 and sheet.rows[row][0][0] != next(iter(found.values())):
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
    """Drawn row -> row, for rows with labels."""
    columns: dict[int, dict[int, int]] = field(default_factory=dict)
    """Drawn row -> (drawn column of a label -> column)."""

    @property
    def matched(self) -> int:
        """How many labels were found."""
        return sum(len(c) for r, c in self.columns.items() if not self.pattern.in_repeat(r))

    @property
    def missing(self) -> int:
        """How many were not."""
        return max(0, self.pattern.label_count - self.matched)

    @property
    def score(self) -> int:
        """Which of two forms a block rather is."""
        return self.matched - 2 * self.missing
