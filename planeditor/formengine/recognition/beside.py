"""The columns that a request has beside its form: never part of an entry, wherever they were moved."""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from planeditor.domain.text import label_key
from planeditor.formengine.cells import Place
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.recognition.blocks import Block, Sheet, address
from planeditor.formengine.recognition.readings import Reading, ReadRemark
from planeditor.formengine.recognition.remarks import remark_text
from planeditor.messages import request_sheet as words

_LAST_YEAR, _PAST, _POINT = (label_key(t) for t in (words.SIDE_LAST_YEAR, words.SIDE_PAST, words.SIDE_POINT))
_HEADS = {_LAST_YEAR, _PAST, _POINT}
_WIDEST = 20
"""Over how many further columns a head may be merged."""
_FORECAST = label_key(words.SIDE_FORECAST.format(field=""))


class SideColumns:
    """The side columns of one block. They are known by their heads, right of the form's own, and taken off the sheet."""

    def __init__(self, sheet: Sheet, block: Block) -> None:
        self.sheet = sheet
        self.cells: list[tuple[str, Place]] = []
        """The head of the column and the place of each text below it."""
        rows = sheet.order[bisect_left(sheet.order, block.first) : bisect_right(sheet.order, block.last)]
        heads = {row: found for row in rows if (found := list(self._heads(block, row)))}
        if not heads:
            return
        present: dict[int, str] = {}
        for columns, head in [h for row in sorted(heads, reverse=True) for h in heads[row] if h[1] == _POINT]:
            present |= dict.fromkeys(columns, head)  # what is marked may stand above the rows of the table
        taken: list[Place] = []
        for row in rows:
            here = heads.get(row, ())
            for columns, head in here:
                present |= dict.fromkeys(columns, head)
                taken.append((row, columns.start))
            starts = {columns.start for columns, _ in here}
            below = [(row, column) for column, _ in sheet.rows[row] if column in present and column not in starts]
            self.cells += [(present[place[1]], place) for place in below]
            taken += below
        sheet.take_off(taken)

    def _heads(self, block: Block, row: int) -> Iterator[tuple[range, str]]:
        """The heads in a row, with the columns they stand over."""
        for column, key in self.sheet.keys[row]:
            if column > block.reach and (key in _HEADS or key.startswith(_FORECAST)):
                yield range(column, min(self.sheet.end(row, column)[1], column + _WIDEST) + 1), key

    def give(self, reading: Reading, form: FormDef) -> None:
        """Tell a reading what stood there. What the request itself told is passed over where it was told."""
        fields = {label_key(f.label): f.key for f in form.fields}
        for head, (row, column) in self.cells:
            cell = self.sheet.source.cells[row, column]
            period = reading.period_rows.get(row, "")
            field = fields.get(head.removeprefix(_FORECAST)) if head.startswith(_FORECAST) else None
            if field and period and not cell.doubt:
                reading.forecasts[field, period] = cell.text
            elif head == _PAST:
                reading.remarks.append(ReadRemark("past", remark_text(cell), address(row, column), period))
            elif not (head == _LAST_YEAR and period) and not (head == _POINT and row <= reading.rows[1]):
                reading.remarks.append(ReadRemark("beside", remark_text(cell), address(row, column), period))
