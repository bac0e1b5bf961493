"""What the reader found in a worksheet: nodes with their entries, and everything it was not sure of."""
from __future__ import annotations

from dataclasses import dataclass, field

from planeditor.domain.plan import NodeKind
from planeditor.formengine.cells import Doubt, Place, RemarkKind


@dataclass(slots=True)
class ReadCell:
    """The text of one entry and where it stood."""

    text: str
    cell: str
    doubt: Doubt = ""
    struck: str = ""
    several: bool = False
    """More than one cell stood where one was expected; ``text`` has them all, one a line."""
    guessed: bool = False
    """The head of its column is missing; its position alone tells what it is."""
    astray: bool = False
    """Its period has a further row, or this row stands apart from those of the other periods."""
    lower: bool = False
    """Some of it stood in a row below the first of those it was looked for in."""
    was_cut: bool = False
    """Its parts are marked as those of one text."""
    place: Place = (0, 0)
    """Row and column of ``cell``."""


@dataclass(slots=True)
class ReadNode:
    """The entries of one node, by field key and period key."""

    kind: NodeKind
    entries: dict[tuple[str, str], ReadCell] = field(default_factory=dict)
    area: ReadNode | None = None
    """The area it stands under, where the form tells."""

    def text(self, field_key: str, period: str = "") -> str:
        """The text of an entry, "" where nothing stood."""
        found = self.entries.get((field_key, period))
        return found.text if found else ""


@dataclass(frozen=True, slots=True)
class ReadRemark:
    """A text that belongs to no entry: a comment, a text box, a cell beside the form, a correction of an earlier year."""

    kind: RemarkKind
    text: str
    cell: str = ""
    period: str = ""
    """The key of the period whose row it stands in, "" where none."""


@dataclass(slots=True)
class Reading:
    """One form found on a worksheet."""

    form_set: str
    form: str
    sheet: str
    first_row: int
    nodes: list[ReadNode] = field(default_factory=list)
    plan: ReadNode = field(default_factory=lambda: ReadNode("plan"))
    """Entries of the plan itself, and what print-only cells tell of it."""
    labels: dict[str, str] = field(default_factory=dict)
    """Period key -> label as printed."""
    by_name: bool = False
    """The form prints no numbers of measures: their names tell them, once the plan is at hand (``settling``)."""
    stamp: str = ""
    """The 整理番号 of the sheet in its plain form (``domain.stamps``), "" where it carries none."""
    seen_stamps: tuple[str, ...] = ()
    """Every 整理番号 found on the sheet, where they do not agree."""
    remarks: list[ReadRemark] = field(default_factory=list)
    forecasts: dict[tuple[str, str], str] = field(default_factory=dict)
    """Field key and period key -> what stands in the column 見込／確定."""
    period_rows: dict[int, str] = field(default_factory=dict)
    """Row of the sheet -> key of the period it is of."""
    notes: list[str] = field(default_factory=list)
    unread: int = 0
    """How many texts in and round the form were not taken; the notes name them."""
    matched: int = 0
    missing: int = 0
    rows: tuple[int, int] = (0, 0)
    """First and last row it took up."""

    def leave(self, note: str) -> None:
        """A text of the sheet is not taken."""
        self.notes.append(note)
        self.unread += 1
