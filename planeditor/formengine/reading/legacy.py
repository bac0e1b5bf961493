"""Workbooks that only calamine reads: .xls, .xlsb, .ods, and packages that are not arranged as we know them.

calamine gives neither number formats nor fonts nor errors, so every number and date is a question and a note says what
could not be seen. Some files make it abort the process; that is why it only ever runs in the child.
"""
from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterator

import python_calamine

from planeditor.formengine.reading.general import general
from planeditor.formengine.reading.numberformat import iso_like
from planeditor.formengine.reading.ooxml import cleaned_notes
from planeditor.formengine.reading.refusal import RefusedFileError
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
    book: python_calamine.CalamineWorkbook, index: int, name: str, tally: Tally, cleaner: TextCleaner
) -> PlainSheet:
    """One sheet; calamine's rows begin at the sheet's first filled cell."""
    sheet = book.get_sheet_by_index(index)
    plain: PlainSheet = {
        "name": name, "hidden": False, "cells": [], "heights": [], "hidden_rows": [], "hidden_columns": [],
        "merges": [
            (first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)
            for first, last in sheet.merged_cell_ranges or ()
        ],
    }
    if sheet.start is None:
        return plain
    first_row, first_column = sheet.start
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), first_row + 1):
        for column, value in enumerate(values, first_column + 1):
            if value == "" and isinstance(value, str):
                continue
            if isinstance(value, str):
                text = cleaner.clean(value)
                tally.add(text)
                if text:
                    plain["cells"].append((row, column, text))
            else:
                text, doubt = _shown(value)
                tally.add(text)
                plain["cells"].append((row, column, text, doubt, "", False))
    return plain


def read_legacy(data: bytes, kind: str, note: str) -> Iterator[Answer]:
    """Every worksheet, then ``done`` with ``note`` about what could not be seen; refuses what calamine refuses."""
    cleaner = TextCleaner()
    tally = Tally()
    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as book:
            found = 0
            for index, about in enumerate(book.sheets_metadata):
                if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                    continue
                found += 1
                name = cleaner.clean(about.name)
                tally.begin_sheet(name)
                sheet = _read_sheet(book, index, name, tally, cleaner)
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
    yield {"state": "done", "kind": kind, "notes": [note.format(kind=kind), *cleaned_notes(tally, cleaner)]}
