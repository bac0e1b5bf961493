"""A drawing: the worksheet a clerk drew, as plain data (geometry, styles, templates, margin marks)."""
from __future__ import annotations

from dataclasses import dataclass, field

from planeditor.formengine.cells import Place
from planeditor.formengine.form.language import Mark, Template
from planeditor.formengine.pages import CellStyle
from planeditor.formengine.reading.places import cell_name

DEFAULT_FONT = ("BIZ UDゴシック", 10.5)
"""The default font of every workbook we write: its digits are 7 pixels wide to the pixel, on any machine that has it."""
POINTS_PER_WIDTH = 5.25
"""Points in one unit of Excel's column width for that font (7 pixels at 96 dpi)."""
MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Paper and margins, in points."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    centered: bool = False

    @property
    def inner_width(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> float:
        """Height between the margins."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """One cell of the drawing; row and column count from 1 in the print area."""

    row: int
    column: int
    rows: int
    columns: int
    style: CellStyle
    template: Template


@dataclass(frozen=True, slots=True)
class Bracket:
    """A margin mark and the rows (or columns) it stands beside."""

    first: int
    last: int
    depth: int
    """How far out in the margin; of two equal brackets the outer one is the outer repeat."""
    mark: Mark
    cell: str = ""
    """The Excel address of the mark."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a form may not contain, and where."""

    cell: str
    reason: str


@dataclass
class Drawing:
    """The whole drawing."""

    file: str
    sheet: str
    setup: PageSetup
    widths: list[float] = field(default_factory=list)
    """Column widths in points."""
    heights: list[float] = field(default_factory=list)
    """Least row heights in points."""
    cells: dict[Place, DrawnCell] = field(default_factory=dict)
    row_brackets: list[Bracket] = field(default_factory=list)
    column_brackets: list[Bracket] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    origin: Place = (1, 1)

    def address(self, place: Place) -> str:
        """The Excel address of a place of the drawing."""
        return cell_name(place[0] + self.origin[0] - 1, place[1] + self.origin[1] - 1)
