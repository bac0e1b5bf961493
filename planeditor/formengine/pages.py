"""Pages as plain data: what screen and PDF paint. Lengths in points (1/72 inch) from the page's top left corner."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from planeditor.domain.plan import Key

Horizontal = Literal["left", "center", "right"]
Vertical = Literal["top", "center", "bottom"]
RuleStyle = Literal["", "hair", "thin", "dotted", "dashed", "medium", "thick", "double"]


class Face(NamedTuple):
    """A type face as the form names it; the font book finds the file and the fallbacks."""

    family: str = "BIZ UDゴシック"
    bold: bool = False
    italic: bool = False


class Rules(NamedTuple):
    """The rules round a cell."""

    left: RuleStyle = ""
    top: RuleStyle = ""
    right: RuleStyle = ""
    bottom: RuleStyle = ""

    def part(self, place: tuple[int, int], top: int, left: int, bottom: int, right: int) -> Rules:
        """Those of one cell of a merged range: the ones on its edges."""
        row, column = place
        return Rules(
            self.left if column == left else "", self.top if row == top else "",
            self.right if column == right else "", self.bottom if row == bottom else "",
        )


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell looks. Hashable, shared by all cells of one kind."""

    face: Face = Face()
    size: float = 9.0
    """Type size in points as the form has it; a page may use a smaller one (``Box.size``)."""
    horizontal: Horizontal = "left"
    vertical: Vertical = "top"
    wrap: bool = True
    color: str = "000000"
    fill: str = ""
    """Six hex digits, or "" for none."""
    rules: Rules = Rules()
    underline: bool = False
    strike: bool = False
    indent: int = 0


class Line(NamedTuple):
    """One line of text as broken: start of the baseline and the text, trailing spaces included."""

    x: float
    y: float
    text: str


class Mark(NamedTuple):
    """A stretch of a text that is set off: ``text[start:end]`` underlined, or struck through."""

    start: int
    end: int
    kind: Literal["under", "strike"]


class Series(NamedTuple):
    """One row of figures of a chart, one for each of its categories; None = there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, told by its figures. Series are told apart by pattern and label, never by colour alone.

    ``stacked``: one bar for each category, made of the series; ``bars``: bars side by side; ``lines``: a line for each series.
    """

    kind: Literal["stacked", "bars", "lines"]
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    """Of the figures (件, %, 円), printed at their axis."""
    whole: float = 0.0
    """Where the axis ends; 0 = by the figures."""
    sideways: bool = False
    """Bars lie instead of standing: for long names of categories."""


@dataclass(slots=True)
class Box:
    """One cell (a merged range is one box) on one page."""

    x: float
    y: float
    width: float
    height: float
    style: CellStyle
    size: float
    """The type size used here."""
    lines: tuple[Line, ...] = ()
    text: str = ""
    """The cell's whole text, also where only a part of it stands on this page."""
    key: Key | None = None
    """The entry this cell shows, where it is one."""
    arrow: bool = False
    """Draw an arrow along the bottom of the text from the left to the right edge (a bar of a schedule)."""
    cell: int = -1
    """The number of its cell in the filled form; -1 where it is none of them (a page number)."""
    marks: tuple[Mark, ...] = ()
    """What of ``text`` is set off, in order and without overlaps."""
    begin: int = 0
    """Where in ``text`` the first of ``lines`` begins."""
    chart: Chart | None = None
    """Drawn inside the cell."""


@dataclass(slots=True)
class Page:
    """One page of paper."""

    width: float
    height: float
    boxes: list[Box]
    bookmarks: tuple[tuple[str, str], ...] = ()
    """What begins on this page, outermost first: (stable key, title), e.g. area then measure."""
    node: str = ""
    """The node this page is about."""
    form: str = ""
    shows_number: bool = True
    """Whether its number is printed at its foot, where those of the document are."""
    outline: tuple[tuple[tuple[str, str], ...], ...] = ()
    """All that begins on this page where that is more than one thing, in order: each as ``bookmarks``."""
