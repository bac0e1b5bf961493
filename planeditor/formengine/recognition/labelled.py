"""Rows that are found by their labels: each value stands beside its label."""
from __future__ import annotations

from planeditor.domain.text import label_key
from planeditor.formengine.form.definition import EntryBinding
from planeditor.formengine.form.drawing import DrawnCell
from planeditor.formengine.recognition.blocks import Block, Extent, address
from planeditor.formengine.recognition.patterns import RowPattern
from planeditor.formengine.recognition.readings import ReadCell
from planeditor.formengine.recognition.values import Values


def row_end(values: Values, block: Block, drawn: RowPattern) -> int:
    """The last row of a labelled row: its labels may be merged over several."""
    row = block.pinned[drawn.row]
    rows = {label.column: label.rows for label in drawn.labels}
    return max((values.sheet.end(row, c)[0] for d, c in block.columns[drawn.row].items() if rows[d] == 1), default=row)


def take_labelled(
    values: Values, block: Block, drawn: RowPattern, cell: DrawnCell, binding: EntryBinding, edge: int
) -> None:
    """The entry of one cell of a labelled row: a choice printed as a label, or what stands beside."""
    row = block.pinned[drawn.row]
    column = block.columns[drawn.row].get(cell.column)
    if column is None:
        values.store(binding, values.take((row, row_end(values, block, drawn)), _beside(values, block, drawn, cell, edge)))
        return
    found = values.sheet.source.cells[row, column]
    choice = next((c for c in binding.field.choices if label_key(c) == label_key(found.text)), found.text)
    values.store(binding, ReadCell(choice, address(row, column), found.doubt, found.struck, place=(row, column)))


def _beside(values: Values, block: Block, drawn: RowPattern, cell: DrawnCell, edge: int) -> Extent:
    """The columns between the labels left and right of a drawn cell; of several cells there, the part that is its own."""
    row, found = block.pinned[drawn.row], block.columns[drawn.row]
    left = max((c for c in found if c < cell.column), default=None)
    right = min((c for c in found if c > cell.column), default=None)
    start, end = values.sheet.left, found[right] - 1 if right is not None else edge
    if left is None:
        return start, end
    before = next(label for label in drawn.labels if label.column == left)
    if any(left < c.column < cell.column for c, _ in drawn.entries):
        start = found[left] + cell.column - before.column
    else:
        start = values.sheet.end(row, found[left])[1] + 1
    lost = {label.column for label in drawn.labels if label.column not in found}
    later = [c.column for c, _ in drawn.entries if c.column > cell.column and (right is None or c.column < right)]
    later += [c for c in lost if c > cell.column and (right is None or c < right)]
    if later:
        end = min(end, found[left] + min(later) - left - 1)
    return start, end
