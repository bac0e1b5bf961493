"""A filled form, before its lines are broken: rows, columns and cells with texts and the entries they show."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from planeditor.domain.plan import Key
from planeditor.formengine.form.formula import Node as Expression
from planeditor.formengine.form.formula import Value
from planeditor.formengine.pages import CellStyle, Chart, Mark

Role = Literal["fixed", "entry", "print", "computed"]
PAGE_MARK, PAGES_MARK = "\ue0f0", "\ue0f1"
"""Stand in a printed text for the page number and the number of pages, until the pages are known (private use)."""


@dataclass(slots=True)
class GridCell:
    """One cell; a merged range is one cell. Rows and columns count from 0."""

    row: int
    column: int
    rows: int
    columns: int
    style: CellStyle
    text: str
    role: Role = "fixed"
    key: Key | None = None
    also: tuple[Key, ...] = ()
    """Further entries of the same text that were merged into this cell."""
    label: bool = False
    """An entry printed as a label (its field has a usual text): it keeps its type size, as the labels around it do."""
    arrow: bool = False
    number: bool = False
    """Written to Excel as a number where the text is one."""
    expression: Expression | None = None
    ranges: dict[str, list[GridCell]] = field(default_factory=dict)
    """For a computed cell: the cells of each name it refers to."""
    value: Value | None = None
    name: str = ""
    """By what formulas call it."""
    marks: tuple[Mark, ...] = ()
    """What of the text is set off, in order and without overlaps."""
    chart: Chart | None = None
    """Drawn inside the cell, which has no text then."""


@dataclass(slots=True)
class GridRow:
    """One row of the filled form and its paging."""

    height: float
    """Least height in points."""
    heading: bool = False
    """Repeated on each page."""
    split: bool = False
    keep: bool = False
    """Kept on one page with the next row."""
    foot: bool = False
    """Stands in the zone at the page's foot."""
    anchor: int = -1
    """At the foot of the page on which this row ends; -1 = of the last page."""
    break_before: bool = False
    path: tuple[int, ...] = ()
    """The iterations of repeats it stands in: a heading is repeated over the rows of its own iteration only."""


class GridHeading(NamedTuple):
    """A row that the contents of a document list. Level 0 stands over what the form is of, 1 beside it, 2 below it."""

    row: int
    level: int
    title: str


@dataclass(slots=True)
class Grid:
    """A form filled for one root (a measure, an area or the plan)."""

    form: str
    node: str
    widths: list[float]
    rows: list[GridRow]
    cells: list[GridCell]
    bookmarks: tuple[tuple[str, str], ...] = ()
    title: str = ""
    """What a worksheet of this grid is called."""
    narrowed: bool = False
    """The columns were wider than the paper and were narrowed to it."""
    headings: tuple[GridHeading, ...] = ()

    @property
    def labels_only(self) -> bool:
        """Whether it shows nothing but the fixed texts of the drawing."""
        return all(cell.role == "fixed" or not (cell.text or cell.chart) for cell in self.cells)

    def entries(self) -> dict[Key, str]:
        """Every entry that the grid shows in a cell of its own, where it is not empty."""
        found = {}
        for cell in self.cells:
            if cell.key is not None and cell.text:
                for key in (cell.key, *cell.also):
                    found[key] = cell.text
        return found
