"""What a workbook says, as plain data: the result of reading a file, without any library's types."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Doubt = Literal["", "struck", "no_format", "error", "no_value"]
"""Why a cell cannot simply be believed: struck-through text, a number whose format the file does not tell, an error cell,
a formula without a stored value."""

CUT_MARK = "\u200b"
"""Stands at the end of a part of a text that was cut within a line to fit Excel's rows: the next part goes on directly.

A zero-width space is not seen in Excel. One is added at each cut and one taken off, so a text that has its own there is kept.
"""

Place = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True, slots=True)
class CellText:
    """One cell that is not empty.

    ``text`` is what Excel shows, line ends as LF, without furigana; ``struck`` the part of it that is struck through;
    ``is_text`` tells a typed text from a number, date or truth value rendered as Excel shows it.
    """

    text: str
    doubt: Doubt = ""
    struck: str = ""
    is_text: bool = True


RemarkKind = Literal["comment", "textbox", "beside", "past", "slip"]
"""Where a remark stood: in a comment of a cell, in a text box, in a cell beside the form, in the column 過年度の訂正, on the
instruction sheet."""


@dataclass(frozen=True, slots=True)
class FloatingText:
    """A text that is no cell: a comment (with the place it belongs to) or a text box (anchored there, where the file tells)."""

    kind: RemarkKind
    text: str
    place: Place | None = None


@dataclass(slots=True)
class SheetCells:
    """The cells of one worksheet, sparse."""

    name: str
    cells: dict[Place, CellText] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column."""
    heights: dict[int, float] = field(default_factory=dict)
    """Row heights that the file states, in points."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    floating: list[FloatingText] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """Names defined for this sheet alone: name -> text, where it is a plain text (``"..."`` without the quotes)."""


@dataclass(slots=True)
class WorkbookCells:
    """One workbook file."""

    file: str
    """The file's name without its folder."""
    kind: str
    """xlsx, xlsm, xls, xlsb or ods: by content, not by name."""
    sha256: str
    sheets: list[SheetCells] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Japanese sentences about what could not be read (formulas without a value, error cells, ...)."""
    properties: dict[str, str] = field(default_factory=dict)
    """The custom properties of the document, and names defined for the whole book that are plain texts."""
