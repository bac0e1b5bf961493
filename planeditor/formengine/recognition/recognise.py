"""Finding the entries of a form on a worksheet the program did not make: by labels, then by position.

A label is compared by NFKC without white space. A value stands beside its label or in the column of its head, so blank rows
and columns, merged or unmerged cells, other orders and moved blocks do not matter. What cannot be placed is noted, never
guessed.
"""
from __future__ import annotations

from collections.abc import Iterable

from planeditor.formengine.cells import SheetCells
from planeditor.formengine.recognition.beside import SideColumns
from planeditor.formengine.recognition.blocks import Block, Sheet
from planeditor.formengine.recognition.finding import KnownForm, find_blocks, strips
from planeditor.formengine.recognition.owners import Owners
from planeditor.formengine.recognition.placing import Placer
from planeditor.formengine.recognition.readings import Reading
from planeditor.formengine.recognition.remarks import floating_remarks, note_hidden, note_left_over
from planeditor.formengine.recognition.stamping import give_stamps, take_stamps
from planeditor.messages import importing as say


def recognise(source: SheetCells, patterns: Iterable[KnownForm]) -> list[Reading]:
    """The forms on a worksheet, from the top and from the left; an empty list where there is none that is known.

    ``patterns``: the forms that may be meant, each with the id of its form set.
    """
    forms = list(patterns)
    whole = Sheet(source)
    stamps = take_stamps(whole)
    parts = [(sheet.left, found) for sheet in strips(whole, forms) if (found := _read(sheet, forms))]
    if not parts:
        return []
    owners = Owners(parts)
    give_stamps(source, owners, stamps)
    floating_remarks(source, owners)
    return owners.readings


def _read(sheet: Sheet, forms: list[KnownForm]) -> list[Reading]:
    readings: list[Reading] = []
    edges: list[int] = []
    blocks = find_blocks(sheet, forms)
    sides = [SideColumns(sheet, block) for block in blocks]
    lowest = 1
    for block in blocks:
        before = len(sheet.used)
        placer = Placer(sheet, block, lowest)
        reading = placer.read()
        reading.by_name = block.pattern.by_name
        _note_missing(sheet, block, reading)
        readings.append(reading)
        edges.append(placer.edge)
        own = [row for row, _ in sheet.used if row >= lowest] if len(sheet.used) > before else []
        reading.rows = (min(own, default=block.first), max(own, default=block.last))
        lowest = reading.rows[1] + 1
    first = 1
    for number, (reading, edge) in enumerate(zip(readings, edges, strict=True)):
        sides[number].give(reading, blocks[number].pattern.form)
        last = readings[number + 1].rows[0] - 1 if number + 1 < len(readings) else sheet.order[-1]
        note_left_over(sheet, reading, (first, last), (reading.first_row, reading.rows[1]), edge)
        note_hidden(sheet, reading, (first, last))
        first = last + 1
    return readings


def _note_missing(sheet: Sheet, block: Block, reading: Reading) -> None:
    reading.matched, reading.missing = block.matched, block.missing
    where = f"シート「{sheet.source.name}」"
    for drawn in block.pattern.frame:
        for label in drawn.labels:
            if not drawn.optional and label.column not in block.columns.get(drawn.row, {}):
                reading.notes.append(say.NOTE_MISSING_LABEL.format(where=where, label=label.text))
