"""A worksheet looked at as people do: what stands right of a cell, below it, above it, and which rows are alike."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from planeditor.formengine.cells import Place
from planeditor.formengine.designing.plainsheet import PlainCell, PlainSheet
from planeditor.services.designing.design import Design
from planeditor.services.designing.labels import Labels

_LABEL_LENGTH = 24
_SHADED = 3
_SENTENCE = ("。", "、", "※", "\n・")


class LookedAt:
    """The cells of a design's worksheet with their texts as designed, and which of them are spoken for."""

    def __init__(self, design: Design, labels: Labels) -> None:
        self.design, self.labels = design, labels
        self.sheet: PlainSheet = design.sheet
        self.used: set[Place] = set(design.texts) | {p for p, c in design.sheet.cells.items() if "{{" in c.text}
        """Cells that show something else already, or that a proposal speaks of."""
        self.years: set[Place] = set()
        """Heads that are years: what stands over them names the columns."""
        self.gone_rows = set(design.removed_rows | design.sheet.hidden[0])
        self.gone_columns = set(design.removed_columns | design.sheet.hidden[1])

    @cached_property
    def _at(self) -> dict[Place, PlainCell]:
        return {
            (row, column): cell
            for cell in self.sheet.cells.values()
            for row in range(cell.row, cell.end[0] + 1)
            for column in range(cell.column, cell.end[1] + 1)
        }

    def at(self, row: int, column: int) -> PlainCell | None:
        """The cell that covers a row and column."""
        return self._at.get((row, column))

    def __iter__(self) -> Iterator[PlainCell]:
        """The cells that are left, in reading order."""
        yield from (c for _, c in sorted(self.sheet.cells.items()) if not self.is_gone(c))

    def is_gone(self, cell: PlainCell) -> bool:
        """Whether its row or column is taken out."""
        return cell.row in self.gone_rows or cell.column in self.gone_columns

    def free(self, cell: PlainCell) -> bool:
        """Whether nothing is said of a cell yet."""
        return cell.place not in self.used and not self.is_gone(cell)

    def text(self, cell: PlainCell) -> str:
        """What is written in it."""
        return self.design.text(cell.place).strip()

    @cached_property
    def _shaded(self) -> bool:
        """Whether labels are told from what is filled in by the ground of their cells."""
        named = [c for c in self.sheet.cells.values() if self.labels.knows(self.text(c))]
        filled = [c for c in named if c.style.fill]
        return len(filled) >= _SHADED and 2 * len(filled) >= len(named)

    def is_label(self, cell: PlainCell) -> bool:
        """Whether a cell names a known field. A word of a label may be filled in too (運用): its cell is not shaded then."""
        return self.labels.knows(self.text(cell)) and (not self._shaded or bool(cell.style.fill))

    def blank(self, cell: PlainCell) -> bool:
        """Whether it is empty and waits for something."""
        return not self.text(cell) and self.free(cell)

    def right_of(self, cell: PlainCell) -> PlainCell | None:
        """The cell that begins right beside it."""
        column = cell.end[1] + 1
        while column in self.gone_columns:
            column += 1
        beside = self.at(cell.row, column)
        return beside if beside is not None and beside.column == column else None

    def below(self, cell: PlainCell) -> PlainCell | None:
        """The cell that begins right below it."""
        row = cell.end[0] + 1
        while row in self.gone_rows:
            row += 1
        under = self.at(row, cell.column)
        return under if under is not None and under.row == row else None

    def above(self, row: int, column: int) -> Iterator[PlainCell]:
        """The cells over a place, from below."""
        while row > 1:
            found = self.at(row - 1, column)
            if found is None:
                row -= 1
                continue
            yield found
            row = found.row

    def in_row(self, row: int) -> list[PlainCell]:
        """The cells that begin in a row, from the left."""
        return [c for _, c in sorted(self.sheet.cells.items()) if c.row == row and c.column not in self.gone_columns]

    def shape(self, row: int) -> tuple[tuple[int, int], ...]:
        """Where the cells of a row begin and how wide they are; () where one of them is merged with other rows or begins above."""
        found = []
        column = 1
        while column <= len(self.sheet.widths):
            cell = self.at(row, column)
            if cell is None or cell.row != row or cell.rows > 1:
                return ()
            found.append((cell.column, cell.columns))
            column = cell.end[1] + 1
        return tuple(found)


def ruled(cell: PlainCell) -> bool:
    """Whether a cell is a field of a table: with a rule at two sides or more."""
    return sum(1 for rule in cell.style.rules if rule) >= 2


def label_like(text: str) -> bool:
    """Whether a text could be a label: short, and no sentence."""
    return 0 < len(text) <= _LABEL_LENGTH and not any(sign in text for sign in _SENTENCE) and "{{" not in text
