"""A worksheet as a form is drawn on it: geometry, looks and texts as plain data, without any library's types."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planeditor.formengine.cells import Place
from planeditor.formengine.form.drawing import PageSetup
from planeditor.formengine.pages import CellStyle


@dataclass(frozen=True, slots=True)
class PlainCell:
    """One cell (a merged range is one); row and column count from 1 in the area that is printed."""

    row: int
    column: int
    rows: int
    columns: int
    style: CellStyle
    text: str = ""
    choices: tuple[str, ...] = ()
    """What may be chosen there, where the workbook has a list of it."""

    @property
    def place(self) -> Place:
        """Row and column."""
        return self.row, self.column

    @property
    def end(self) -> Place:
        """Last row and column it covers."""
        return self.row + self.rows - 1, self.column + self.columns - 1


@dataclass(frozen=True, slots=True)
class Notice:
    """Something of the workbook that a form does not have, and where it stood; ``cell`` is its address in the workbook."""

    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class PlainMark:
    """A margin mark: the rows (or columns) it stands beside and what it says."""

    rows: bool
    """Whether it is beside rows; else below columns."""
    first: int
    last: int
    text: str


@dataclass(frozen=True)
class PlainSheet:
    """The whole worksheet."""

    name: str
    setup: PageSetup
    widths: tuple[float, ...]
    """Column widths in points."""
    heights: tuple[float, ...]
    """Row heights in points."""
    cells: Mapping[Place, PlainCell]
    """Every cell of the area, the empty ones too."""
    marks: tuple[PlainMark, ...] = ()
    """Margin marks that stood beside it already, outer ones first."""
    notices: tuple[Notice, ...] = ()
    hidden: tuple[frozenset[int], frozenset[int]] = field(default=(frozenset(), frozenset()))
    """Rows and columns that the workbook does not show."""
    origin: Place = (1, 1)
    """Where in the workbook its first cell stood."""
