"""The workbook a list is in, read guardedly, and its sheets as a table: merged cells count for all that they cover."""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.formengine.cells import CellText, Place, SheetCells, WorkbookCells
from planeditor.formengine.reading.opening import read_bytes_of
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.messages import fromlist as say
from planeditor.messages.words import USUAL

_FEWEST = 2
MOST_ROWS, MOST_COLUMNS = 20_000, 300
"""A sheet with more is no list of measures."""
_MOST_PLACES = 2_000_000


@dataclass(frozen=True)
class ListBook:
    """A workbook with its bytes, as they are kept in the plan made of it."""

    original: bytes
    cells: WorkbookCells

    @property
    def sheets(self) -> list[SheetCells]:
        """The sheets a list can be in: those with at least two rows of cells; hidden ones last."""
        found = [s for s in self.cells.sheets if len({row for row, _ in s.cells}) >= _FEWEST]
        return sorted(found, key=lambda s: s.hidden)

    def sheet(self, name: str = "") -> SheetCells:
        """The sheet of that name, the likeliest without one: the visible one with most cells. Raises KnownError for no such one."""
        if not name:
            return max(self.sheets, key=lambda s: (not s.hidden, len(s.cells)))
        found = next((s for s in self.sheets if s.name == name), None)
        if found is None:
            known = "、".join(s.name for s in self.sheets)
            raise KnownError(say.NO_SHEET.format(file=self.cells.file, sheet=name, known=known))
        return found


def read_list(path: Path) -> ListBook:
    """Read a workbook. Raises KnownError where it is not read (``formengine/reading``), or has no table in it."""
    name, data = read_bytes_of(path)
    with WorkbookReader() as reader:
        book = ListBook(data, reader.read_bytes(name, data))
    if not book.sheets:
        raise KnownError(say.NO_TABLE.format(file=book.cells.file, measure=USUAL["measure"]))
    return book


class Table:
    """The cells of a sheet by row. Only rows and columns with cells count, however far out they are."""

    def __init__(self, sheet: SheetCells) -> None:
        """Raises KnownError for a sheet that is larger than any list."""
        self.sheet = sheet
        self.used_columns = sorted({c for (_, c), cell in sheet.cells.items() if cell.text.strip() or cell.doubt})
        if len(self.used_columns) > MOST_COLUMNS or len(self.rows) > MOST_ROWS:
            raise KnownError(say.TOO_LARGE.format(sheet=sheet.name, rows=MOST_ROWS, columns=MOST_COLUMNS))
        self._starts: dict[Place, Place] = {}
        used = sorted(self.rows)
        for top, left, bottom, right in sheet.merges:
            if (top, left) not in sheet.cells or len(self._starts) > _MOST_PLACES:
                continue
            columns = [c for c in self.used_columns if left <= c <= right]
            for row in used[bisect_left(used, top) : bisect_right(used, bottom)]:
                self._starts.update(dict.fromkeys(((row, c) for c in columns), (top, left)))

    @cached_property
    def last_row(self) -> int:
        """The last row with a cell in it."""
        return max(self.rows, default=0)

    @cached_property
    def rows(self) -> dict[int, dict[int, CellText]]:
        """The cells of each row that are not blank, merged ones in the row they begin in."""
        found: dict[int, dict[int, CellText]] = defaultdict(dict)
        for (row, column), cell in sorted(self.sheet.cells.items()):
            if cell.text.strip() or cell.doubt:
                found[row][column] = cell
        return dict(found)

    def start(self, row: int, column: int) -> Place:
        """Where the merged cell begins that covers a place; the place itself where none does."""
        return self._starts.get((row, column), (row, column))

    def text(self, row: int, column: int) -> str:
        """What is seen at a place, merged cells included."""
        cell = self.sheet.cells.get(self.start(row, column))
        return cell.text.strip() if cell is not None else ""

    def width_at(self, row: int, column: int) -> int:
        """Over how many columns the cell goes that begins there."""
        return next((right - left + 1 for top, left, _, right in self.sheet.merges if (top, left) == (row, column)), 1)
