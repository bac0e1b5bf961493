"""Workbooks that only calamine reads: .xls, .xlsb, and packages that are not arranged as we know them.

calamine gives neither number formats nor fonts nor errors, so every number and date is a question. What is struck through or
an error in a .xls, and its comments, are found by ourselves; of other files a note says what could not be seen. Some files
make calamine abort the process; that is why it only ever runs in the child.
"""
from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterator

import python_calamine

from planeditor.formengine.reading.biff import Unseen, read_unseen
from planeditor.formengine.reading.general import general
from planeditor.formengine.reading.numberformat import iso_like
from planeditor.formengine.reading.ooxml import cleaned_notes, other_sheets_notes
from planeditor.formengine.reading.places import is_place, is_range
from planeditor.formengine.reading.refusal import OddStructureError, RefusedFileError
from planeditor.formengine.reading.tally import Tally
from planeditor.formengine.reading.text import TextCleaner
from planeditor.formengine.reading.wire import Answer, PlainSheet
from planeditor.messages import reading as say


def _shown(value: object) -> tuple[str, str]:
    """The text of a value that is not text, and the doubt about it."""
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), ""
    if isinstance(value, int | float):
        return (general(value) if math.isfinite(value) else str(value)), "no_format"
    if isinstance(value, dt.datetime):
        return iso_like(value), "no_format"
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}", "no_format"
    return str(value), "no_format"


def _read_sheet(
    book: python_calamine.CalamineWorkbook, index: int, name: str, tally: Tally, cleaner: TextCleaner, unseen: Unseen
) -> PlainSheet:
    """One sheet; calamine's rows begin at the sheet's first filled cell."""
    sheet = book.get_sheet_by_index(index)
    plain: PlainSheet = {
        "name": name, "hidden": False, "cells": [], "heights": [], "hidden_rows": [], "hidden_columns": [],
        "floating": [], "names": {},
        "merges": [
            merge
            for first, last in sheet.merged_cell_ranges or ()
            if is_range(*(merge := (first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)))
        ],
    }
    _add_unseen(plain, unseen, tally, cleaner)
    if sheet.start is None:
        return plain
    first_row, first_column = sheet.start
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), first_row + 1):
        for column, value in enumerate(values, first_column + 1):
            place = (row, column)
            if place in unseen.errors or (value == "" and isinstance(value, str)):
                continue
            text, doubt = (cleaner.clean(value), "") if isinstance(value, str) else _shown(value)
            struck = ""
            if place in unseen.struck:
                part = unseen.struck[place]
                struck = text if part is None else TextCleaner().clean(part)
                doubt = "struck" if struck.strip() else doubt
            tally.add(text + struck)
            if text:
                _require_place(place)
                is_text = isinstance(value, str)
                plain["cells"].append((*place, text) if is_text and not doubt else (*place, text, doubt, struck, is_text))
    return plain


def _require_place(place: tuple[int, int]) -> None:
    """Refuse a cell that no sheet has: these formats have room for more than there is."""
    if not is_place(*place):
        raise RefusedFileError(say.DAMAGED)


def _add_unseen(plain: PlainSheet, unseen: Unseen, tally: Tally, cleaner: TextCleaner) -> None:
    """Error cells, comments and text boxes of a sheet."""
    for (row, column), text in unseen.errors.items():
        _require_place((row, column))
        tally.remark("error", row, column)
        tally.add(text)
        plain["cells"].append((row, column, text, "error", "", False))
    for kind, text, place in unseen.floating:
        said = cleaner.clean(text).strip("\n")
        if said.strip():
            tally.add(said)
            plain["floating"].append((kind, said, *(place if is_place(*place) else (0, 0))))


def _unseen(data: bytes, kind: str) -> list[Unseen] | None:
    """What calamine does not tell, sheet by sheet; None where it cannot be told."""
    if kind != "xls":
        return None
    try:
        return read_unseen(data)
    except OddStructureError:
        return None


def read_legacy(data: bytes, kind: str, note: str) -> Iterator[Answer]:
    """Every worksheet, then ``done``, with ``note`` where something could not be seen; refuses what calamine refuses."""
    cleaner = TextCleaner()
    tally = Tally()
    told = _unseen(data, kind)
    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as book:
            found, others = 0, list[str]()
            if told is not None and [u.name for u in told] != [about.name for about in book.sheets_metadata]:
                told = None
            for index, about in enumerate(book.sheets_metadata):
                if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                    others.append(about.name)
                    continue
                found += 1
                name = cleaner.clean(about.name)
                tally.begin_sheet(name)
                sheet = _read_sheet(book, index, name, tally, cleaner, told[index] if told is not None else Unseen(name))
                sheet["hidden"] = about.visible != python_calamine.SheetVisibleEnum.Visible
                yield {"state": "sheet", "sheet": sheet}
    except python_calamine.PasswordError as error:
        raise RefusedFileError(say.ENCRYPTED) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise RefusedFileError(say.ENCRYPTED if "password" in str(error).lower() else say.DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # no Exception, and not importable
            raise RefusedFileError(say.DAMAGED) from error
        raise
    if not found:
        raise RefusedFileError(say.NO_SHEETS)
    notes = [note.format(kind=kind)] if told is None else []
    notes += cleaned_notes(tally, cleaner) + other_sheets_notes(others, TextCleaner())
    yield {"state": "done", "kind": kind, "notes": notes}
