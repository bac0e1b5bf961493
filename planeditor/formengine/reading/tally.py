"""What one workbook has cost so far, and what is worth a note."""
from __future__ import annotations

from planeditor.formengine.reading.limits import MAX_CELLS, MAX_TEXT_BYTES, MEGABYTE
from planeditor.formengine.reading.places import cell_name
from planeditor.formengine.reading.refusal import RefusedFileError
from planeditor.messages import reading as say


class Tally:
    """Counts cells and text over the sheets of one file; refuses at the limits (SAFETY.md 2.5)."""

    __slots__ = ("_cells", "_first", "_seen", "_sheet", "_text")

    def __init__(self) -> None:
        self._cells = 0
        self._text = 0
        self._sheet = ""
        self._seen = {"error": 0, "no_value": 0}
        self._first: dict[str, tuple[str, str]] = {}

    def begin_sheet(self, name: str) -> None:
        """The cells that follow belong to this sheet."""
        self._sheet = name

    def add(self, text: str) -> None:
        """Count one more cell that is not empty."""
        self._cells += 1
        self._text += len(text) if text.isascii() else len(text.encode())
        if self._cells > MAX_CELLS:
            raise RefusedFileError(say.TOO_MANY_CELLS, limit=f"{MAX_CELLS:,}")
        if self._text > MAX_TEXT_BYTES:
            raise RefusedFileError(say.TOO_MUCH_TEXT, limit=MAX_TEXT_BYTES // MEGABYTE)

    def remark(self, doubt: str, row: int, column: int) -> None:
        """Count an error cell or a formula without value, and remember where the first one is."""
        self._seen[doubt] += 1
        if doubt not in self._first:
            self._first[doubt] = (self._sheet, cell_name(row, column))

    def notes(self) -> list[str]:
        """A sentence for each kind of cell remarked upon."""
        sentences = {"no_value": say.NOTE_NO_VALUE, "error": say.NOTE_ERROR}
        return [
            sentence.format(count=self._seen[doubt], sheet=self._first[doubt][0], cell=self._first[doubt][1])
            for doubt, sentence in sentences.items()
            if self._seen[doubt]
        ]
