"""Finding the entries of a form on a worksheet the program did not make: by labels, then by position.

A label is compared by NFKC without white space. Between labels a value may stand in any one cell of its region, so blank
rows and columns, merged or unmerged cells and moved blocks do not matter. What cannot be placed is noted, never guessed.
"""
from __future__ import annotations

from collections.abc import Iterable

from planeditor.formengine.blocks import Block, Sheet, match_labels
from planeditor.formengine.cells import SheetCells
from planeditor.formengine.patterns import FormPattern, RowPattern
from planeditor.formengine.placing import Placer
from planeditor.formengine.readings import Reading
from planeditor.messages import importing as say

ENOUGH = 0.7
"""Share of a form's labels that must be there for a sheet to be taken for it."""


def recognise(source: SheetCells, patterns: Iterable[tuple[str, FormPattern]]) -> list[Reading]:
    """The forms on a worksheet, from the top; an empty list where there is none that is known.

    ``patterns``: the forms that may be meant, each with the id of its form set.
    """
    sheet = Sheet(source)
    blocks = _blocks(sheet, patterns)
    readings = []
    previous = 0
    for number, block in enumerate(blocks):
        last = blocks[number + 1].first - 1 if number + 1 < len(blocks) else max(sheet.rows, default=0)
        reading = Placer(sheet, block, previous + 1, last).read()
        _note_missing(sheet, block, reading)
        readings.append(reading)
        previous = reading.rows[1]
    return readings


def _blocks(sheet: Sheet, patterns: Iterable[tuple[str, FormPattern]]) -> list[Block]:
    best: dict[int, Block] = {}
    for form_set, pattern in patterns:
        anchor = pattern.anchor
        if anchor is None:
            continue
        first_label = anchor.labels[0]
        candidates = sorted({r for key in first_label.keys for r in sheet.where.get(key, ())})
        starts = [r for r in candidates if match_labels(sheet, r, anchor) is not None]
        for number, start in enumerate(starts):
            last = starts[number + 1] - 1 if number + 1 < len(starts) else max(sheet.rows)
            block = _pin(sheet, Block(pattern, form_set, start, last))
            known = best.get(start)
            if block.matched >= ENOUGH * pattern.label_count and (known is None or block.score > known.score):
                best[start] = block
    return [best[start] for start in sorted(best)]


def _pin(sheet: Sheet, block: Block) -> Block:
    """Find the rows of the block that have labels: in order first, then anywhere in the block."""
    pattern = block.pattern
    anchor = pattern.anchor
    assert anchor is not None
    order = [r for r in sheet.order if block.first <= r <= block.last]
    taken: set[int] = set()
    late: list[RowPattern] = []
    position = block.first
    for row, drawn in pattern.rows.items():
        if not drawn.labels or pattern.in_repeat(row) or row < anchor.row:
            continue
        found = _next(sheet, drawn, [r for r in _candidates(sheet, drawn, order) if r >= position and r not in taken])
        if found is None:
            late.append(drawn)
            continue
        block.pinned[row], block.columns[row] = found
        taken.add(found[0])
        position = found[0] + 1
    for drawn in late:
        found = _next(sheet, drawn, [r for r in _candidates(sheet, drawn, order) if r not in taken])
        if found is not None:
            block.pinned[drawn.row], block.columns[drawn.row] = found
            taken.add(found[0])
    return block


def _candidates(sheet: Sheet, drawn: RowPattern, order: list[int]) -> list[int]:
    rows = {r for label in drawn.labels for key in label.keys for r in sheet.where.get(key, ())}
    return [r for r in order if r in rows]


def _next(sheet: Sheet, drawn: RowPattern, rows: list[int]) -> tuple[int, dict[int, int]] | None:
    for row in rows:
        found = match_labels(sheet, row, drawn)
        if found is not None:
            return row, found
    return None


def _note_missing(sheet: Sheet, block: Block, reading: Reading) -> None:
    reading.matched, reading.missing = block.matched, block.missing
    where = f"シート「{sheet.source.name}」"
    for row, drawn in block.pattern.rows.items():
        if drawn.optional or block.pattern.in_repeat(row) or not drawn.labels:
            continue
        for label in drawn.labels:
            if label.column not in block.columns.get(row, {}):
                reading.notes.append(say.NOTE_MISSING_LABEL.format(where=where, label=label.text))
    if sheet.source.hidden:
        reading.notes.append(say.NOTE_HIDDEN.format(where=where))
