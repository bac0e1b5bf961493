"""One pass over a worksheet part: its cells, merges, heights and hidden lines, never more than the file holds.

Faster than openpyxl's ``iter_rows`` on the real sheets, and it sees what that one drops: struck and raised runs, row
heights, merges, and whether a formula has a stored value. ``<dimension>`` is ignored.
"""
from __future__ import annotations

import datetime as dt
import math

from planeditor.formengine.reading.limits import MAX_CELLS, MAX_COLUMN, MAX_ROW
from planeditor.formengine.reading.numberformat import iso_like
from planeditor.formengine.reading.places import cell_name, parse_place, parse_range
from planeditor.formengine.reading.refusal import RefusedFileError
from planeditor.formengine.reading.runs import RichText, RunPass, join_runs
from planeditor.formengine.reading.serialdate import serial_of
from planeditor.formengine.reading.structure import CellStyle, Structure
from planeditor.formengine.reading.tally import Tally
from planeditor.formengine.reading.text import TextCleaner
from planeditor.formengine.reading.wire import BATCH, PlainCell, PlainSheet
from planeditor.formengine.reading.xmlpass import Attributes, is_on
from planeditor.messages import reading as say

_MAX_HEIGHT = 409.5


class SheetPass(RunPass):
    """Collects one worksheet."""

    def __init__(self, book: Structure, strings: list[RichText], tally: Tally, cleaner: TextCleaner) -> None:
        super().__init__()
        self._styles = book.styles
        self._from_1904 = book.from_1904
        self._strings = strings
        self._tally = tally
        self._cleaner = cleaner
        self._cells: list[PlainCell] = []
        self._last_row = 0
        self._last_column = 0
        self._merges: list[tuple[int, int, int, int]] = []
        self._heights: list[tuple[int, float]] = []
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._show_zeros = True
        self._row = 0
        self._reference = ""
        self._cell: Attributes = {}
        self._value = ""
        self._has_value = False
        self._formula = False
        self.on_start(c=self._start_cell, v=self._start_t, f=self._start_formula, row=self._start_row,
                      col=self._start_column, mergeCell=self._start_merge, sheetView=self._start_view)
        self.on_start(**{"is": self._start_inline})
        self.on_end(c=self._end_cell, v=self._end_value)
        self._kinds = {"n": self._number, "s": self._shared, "str": self._typed, "inlineStr": self._typed,
                       "b": self._truth, "e": self._error, "d": self._date}

    @property
    def is_full(self) -> bool:
        """Whether enough cells have come together to send them off."""
        return len(self._cells) >= BATCH

    def take_batch(self) -> list[PlainCell]:
        """The cells since the last batch."""
        batch, self._cells = self._cells, []
        self._last_row = max([cell[0] for cell in batch] + [self._last_row])
        self._last_column = max([cell[1] for cell in batch] + [self._last_column])
        return batch

    def finish(self, name: str, *, hidden: bool) -> PlainSheet:
        """The sheet as plain data, with its last cells; heights and hidden lines only as far as anything stands."""
        cells = self.take_batch()
        last_row = max([merge[2] for merge in self._merges] + [self._last_row])
        last_column = max([merge[3] for merge in self._merges] + [self._last_column])
        return {
            "name": name,
            "hidden": hidden,
            "cells": cells,
            "merges": self._merges,
            "heights": [line for line in self._heights if line[0] <= last_row],
            "hidden_rows": [row for row in self._hidden_rows if row <= last_row],
            "hidden_columns": self._hidden_up_to(last_column),
            "floating": [],
            "names": {},
        }

    def _hidden_up_to(self, last_column: int) -> list[int]:
        """The hidden columns, each once, however often the file names them."""
        columns: list[int] = []
        reached = 0
        for first, last in sorted(self._hidden_columns):
            columns += range(max(first, reached + 1), min(last, last_column) + 1)
            reached = max(reached, last)
        return columns

    def _start_view(self, attributes: Attributes) -> None:
        if not is_on(attributes, "showZeros", default=True):
            self._show_zeros = False

    def _start_column(self, attributes: Attributes) -> None:
        if is_on(attributes, "hidden"):
            try:
                first, last = int(attributes["min"]), int(attributes["max"])
            except (KeyError, ValueError):
                return
            self._hidden_columns.append((max(first, 1), min(last, MAX_COLUMN)))

    def _start_merge(self, attributes: Attributes) -> None:
        try:
            self._merges.append(parse_range(attributes.get("ref", "")))
        except ValueError:
            return
        if len(self._merges) > MAX_CELLS:
            raise RefusedFileError(say.TOO_MANY_CELLS, limit=f"{MAX_CELLS:,}")

    def _start_row(self, attributes: Attributes) -> None:
        try:
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            height = float(attributes.get("ht", "nan"))
        except ValueError as error:
            raise RefusedFileError(say.DAMAGED) from error
        if not 0 < self._row <= MAX_ROW:
            raise RefusedFileError(say.DAMAGED)
        self._reference = ""
        if 0 <= height <= _MAX_HEIGHT:
            self._heights.append((self._row, height))
        if is_on(attributes, "hidden"):
            self._hidden_rows.append(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._reference = attributes["r"] if "r" in attributes else self._next_reference()
        self._has_value = False
        self._formula = False
        self.runs = None

    def _next_reference(self) -> str:
        """The place right of the last cell, for files that leave references out."""
        column = parse_place(self._reference)[1] + 1 if self._reference else 1
        return cell_name(self._row, column)

    def _start_inline(self, _attributes: Attributes) -> None:
        self.runs = []

    def _start_formula(self, _attributes: Attributes) -> None:
        self._formula = True

    def _end_value(self) -> None:
        self._value = "".join(self.chars)
        self._has_value = bool(self._value)

    def _end_cell(self) -> None:
        if not (self._has_value or self._formula or self.runs):
            return
        try:
            row, column = parse_place(self._reference)
            style = self._styles[int(self._cell.get("s") or 0)]
        except IndexError:
            style = self._styles[0]
        except ValueError as error:
            raise RefusedFileError(say.DAMAGED) from error
        self._take(row, column, style)

    def _take(self, row: int, column: int, style: CellStyle) -> None:
        """Take in the cell that has just ended."""
        kind = self._cell.get("t", "n")
        if self.runs:
            self._text(row, column, style, join_runs(self.runs, self._cleaner))
        elif self._has_value:
            try:
                self._kinds[kind](row, column, style)
            except (KeyError, ValueError, IndexError) as error:
                raise RefusedFileError(say.DAMAGED) from error
        elif kind != "str":  # an empty "str" is a formula whose result is the empty text
            self._tally.remark("no_value", row, column)
            self._add(row, column, "", "no_value", "")

    def _add(self, row: int, column: int, text: str, doubt: str, struck: str) -> None:
        """Keep a cell that is not plain text."""
        self._tally.add(text + struck)
        self._cells.append((row, column, text, doubt, struck, False))

    def _text(self, row: int, column: int, style: CellStyle, rich: RichText) -> None:
        """Keep a text, with the words its format puts around it."""
        if not rich.text:
            return
        text = style.format.show_text(rich.text)
        struck = rich.struck_in_struck_cell if style.struck else rich.struck
        if struck.strip():
            self._tally.add(text + struck)
            self._cells.append((row, column, text, "struck", struck, True))
        else:
            self._tally.add(text)
            self._cells.append((row, column, text))

    def _shared(self, row: int, column: int, style: CellStyle) -> None:
        index = int(self._value)
        if index < 0:
            raise ValueError(self._value)
        self._text(row, column, style, self._strings[index])

    def _typed(self, row: int, column: int, style: CellStyle) -> None:
        text = self._cleaner.decode(self._value)
        self._text(row, column, style, RichText(text, "", text))

    def _shown(self, row: int, column: int, style: CellStyle, text: str, *, certain: bool) -> None:
        """Keep what Excel shows for a value that is not text."""
        if style.struck:
            self._add(row, column, text, "struck", text)
        else:
            self._add(row, column, text, "" if certain else "no_format", "")

    def _number(self, row: int, column: int, style: CellStyle) -> None:
        value = float(self._value)
        if not math.isfinite(value) or "_" in self._value:
            raise ValueError(self._value)
        if value == 0 and not self._show_zeros:
            return
        text, certain = style.format.show(value, from_1904=self._from_1904)
        if text:
            self._shown(row, column, style, text, certain=certain)

    def _truth(self, row: int, column: int, style: CellStyle) -> None:
        self._shown(row, column, style, "FALSE" if self._value in ("0", "false") else "TRUE", certain=True)

    def _error(self, row: int, column: int, _style: CellStyle) -> None:
        self._tally.remark("error", row, column)
        self._add(row, column, self._cleaner.clean(self._value), "error", "")

    def _date(self, row: int, column: int, style: CellStyle) -> None:
        """A date written out (ISO 8601) is shown through the format as its serial number would be."""
        try:
            moment = dt.datetime.fromisoformat(self._value).replace(tzinfo=None)
        except ValueError:
            self._shown(row, column, style, self._cleaner.clean(self._value), certain=False)
            return
        if style.format.is_date:
            text, certain = style.format.show(serial_of(moment, from_1904=self._from_1904), from_1904=self._from_1904)
        else:
            text, certain = iso_like(moment), False
        self._shown(row, column, style, text, certain=certain)
