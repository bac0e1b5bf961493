"""A form with its lines broken and its rows on pages: what layout makes, and what pages and Excel are written from."""
from __future__ import annotations

from dataclasses import dataclass, field

from planeditor.formengine.filling.grid import Grid, GridCell
from planeditor.formengine.form.drawing import PageSetup

PAD_X = 2.2
PAD_Y = 1.4
LEADING = 1.15
"""Line distance in type sizes; what Excel needs for these fonts, so that a row shows all its lines there too."""
LABEL_SHARE = 0.25
"""A text that is no entry and takes no more than this share of a page is shown whole again where its cell goes on."""

Lines = tuple[int, int]
"""First line, and the one after the last."""


@dataclass(slots=True)
class LaidCell:
    """A cell with its lines; the lines join to its text."""

    cell: GridCell
    size: float
    lines: tuple[str, ...]
    width: float

    @property
    def leading(self) -> float:
        """Line distance in points."""
        return self.size * LEADING

    @property
    def needed(self) -> float:
        """Height in points that shows all lines."""
        return len(self.lines) * self.size * LEADING + 2 * PAD_Y if self.lines else 0.0

    def fitting(self, height: float) -> int:
        """How many lines a box of that height shows."""
        return max(0, int((height - 2 * PAD_Y + 1e-6) / self.leading))


@dataclass(slots=True)
class Slice:
    """A row, or a part of one, on a page."""

    page: int
    row: int
    y: float
    """From the top of the page."""
    height: float
    repeated: bool = False
    """A heading shown again."""


@dataclass(slots=True)
class LaidOut:
    """A grid with its lines and slices."""

    grid: Grid
    setup: PageSetup
    cells: list[LaidCell]
    heights: list[float]
    slices: list[Slice] = field(default_factory=list)
    cuts: dict[int, dict[int, Lines]] = field(default_factory=dict)
    """Of cells that stand on several pages (by their number in the grid): the lines shown on each page."""
    page_count: int = 1

    def is_label(self, laid: LaidCell) -> bool:
        """Whether a cell that goes on over a page break shows its whole text again; entries never do."""
        return laid.cell.role != "entry" and laid.needed <= LABEL_SHARE * self.setup.inner_height
