"""Workbooks in the OOXML formats (.xlsx, .xlsm), Transitional and Strict, read in full by passes of our own."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.formengine.reading.floating import FloatingTexts
from planeditor.formengine.reading.naming import custom_properties, sheet_names
from planeditor.formengine.reading.package import Package
from planeditor.formengine.reading.runs import RichText, SharedStringsPass
from planeditor.formengine.reading.sheetpass import SheetPass
from planeditor.formengine.reading.structure import Structure, read_structure
from planeditor.formengine.reading.tally import Tally
from planeditor.formengine.reading.text import TextCleaner
from planeditor.formengine.reading.wire import Answer
from planeditor.messages import reading as say


def _shared_strings(package: Package, book: Structure, cleaner: TextCleaner) -> list[RichText]:
    """The shared strings, none where the workbook has none."""
    if book.shared_strings is None:
        return []
    strings = SharedStringsPass(cleaner)
    for _pause in strings.steps(package.chunks(book.shared_strings)):
        continue
    return strings.strings


def cleaned_notes(tally: Tally, cleaner: TextCleaner) -> list[str]:
    """What any reader of ours has to say about the cells it took in."""
    notes = tally.notes()
    if cleaner.changed:
        notes.append(say.NOTE_CLEANED.format(count=cleaner.changed))
    if cleaner.turned:
        notes.append(say.NOTE_TURNED.format(count=cleaner.turned))
    return notes


def other_sheets_notes(names: list[str], cleaner: TextCleaner) -> list[str]:
    """What any reader of ours has to say about sheets that are no worksheets."""
    return [say.NOTE_OTHER_SHEETS.format(name=cleaner.clean(names[0]), count=len(names))] if names else []


def read_ooxml(package: Package) -> Iterator[Answer]:
    """Every worksheet, then ``done``; OddStructureError before the first sheet where another reader should try."""
    book = read_structure(package)
    cleaner = TextCleaner()
    tally = Tally()
    strings = _shared_strings(package, book, cleaner)
    floating = FloatingTexts(package, tally, cleaner)
    names = sheet_names(package, book)
    for sheet in book.sheets:
        name = cleaner.clean(sheet.name)
        tally.begin_sheet(name)
        cells = SheetPass(book, strings, tally, cleaner)
        for _pause in cells.steps(package.chunks(sheet.part)):
            if cells.is_full:
                yield {"state": "cells", "cells": cells.take_batch()}
        plain = cells.finish(name, hidden=sheet.hidden)
        plain["floating"], plain["names"] = floating.read(sheet.part), names.get(sheet.number, {})
        yield {"state": "sheet", "sheet": plain}
    properties = names.get(-1, {}) | custom_properties(package)
    package.check_prologs()
    notes = cleaned_notes(tally, cleaner) + ([say.NOTE_PICTURES] if floating.has_pictures else [])
    notes += other_sheets_notes(book.other_sheets, TextCleaner())
    yield {"state": "done", "kind": book.kind, "notes": notes, "properties": properties}
