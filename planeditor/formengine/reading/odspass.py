"""One pass over the content of an OpenDocument spreadsheet (.ods): what its cells show, comments, text boxes, names.

Read by ourselves since calamine gives neither merged ranges nor what a number looks like nor what is struck through; here
all of it stands in the file. Repeated rows and columns are counted; they are written out only where something stands in them.
"""
from __future__ import annotations

import math
from collections.abc import Iterator

from planeditor.formengine.cells import RemarkKind
from planeditor.formengine.reading.general import general
from planeditor.formengine.reading.limits import MAX_CELLS, MAX_COLUMN, MAX_ROW
from planeditor.formengine.reading.naming import Texts, plain_text, put
from planeditor.formengine.reading.odfnames import OdfPass, Styles
from planeditor.formengine.reading.odstext import OdfFloating, OdfText
from planeditor.formengine.reading.places import is_place
from planeditor.formengine.reading.refusal import RefusedFileError
from planeditor.formengine.reading.tally import Tally
from planeditor.formengine.reading.text import TextCleaner
from planeditor.formengine.reading.wire import BATCH, PlainCell, PlainSheet
from planeditor.formengine.reading.xmlpass import Attributes
from planeditor.messages import reading as say

_CELLS = ("table:table-cell", "table:covered-table-cell")
_BOXES = ("draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:caption")
_WORDLESS = ("draw:image", "draw:object", "draw:line", "draw:connector", "draw:polyline", "draw:path")
_HIDDEN = ("collapse", "filter")
_OTHER_FILE = "'#$"
"""Stands in the name of a table that is no sheet: the stored copy of another file's."""


def _count(attributes: Attributes, name: str) -> int:
    """How often or how far, at least once."""
    value = attributes.get(name, "1")
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise RefusedFileError(say.DAMAGED)
    return max(1, int(value))


class OdsPass(OdfPass):
    """Collects the sheets of the content part; ``sheets`` are those that have ended, the caller takes them away."""

    def __init__(self, styles: Styles, tally: Tally, cleaner: TextCleaner) -> None:
        super().__init__()
        self._styles, self._tally, self._cleaner = styles, tally, cleaner
        self.sheets: list[PlainSheet] = []
        self.names: Texts = {}
        """Names of the whole book."""
        self.has_pictures = False
        """Whether anything is drawn that has no text."""
        self._table: _Table | None = None
        self._cell: Attributes | None = None
        self._text: OdfText | None = None
        self._floating: OdfFloating | None = None

    def batches(self) -> Iterator[list[PlainCell]]:
        """The cells of the sheet under way, where enough have come together to send them off."""
        if self._table is not None and len(self._table.sheet["cells"]) >= BATCH and not self._table.is_foreign:
            yield self._table.take_cells()

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        self.has_pictures |= name in _WORDLESS
        if self._table is None:
            self._start_outside(name, attributes)
        elif self._floating is not None:
            self._floating.start(name, attributes)
        elif name == "office:annotation" or name in _BOXES:
            kind: RemarkKind = "comment" if name == "office:annotation" else "textbox"
            self._floating = OdfFloating(self._styles, kind, self.depth)
        elif name in _CELLS:
            self._cell, self._text = attributes, OdfText(self._styles)
        elif self._text is not None:
            self._text.start(name, attributes)
        else:
            self._start_inside(self._table, name, attributes)

    def end(self, name: str) -> None:
        """An element has ended."""
        if self._table is None:
            self._styles.end(name)
        elif self._floating is not None:
            self._floating.end(name)
            if self.depth < self._floating.depth:
                self._end_floating(self._table, self._floating)
        elif name in _CELLS:
            self._end_cell(self._table)
        elif name == "table:table-row":
            self._table.end_row()
        elif name == "table:table":
            if not self._table.is_foreign:
                self.sheets.append(self._table.finish())
            self._table = None
        elif self._text is not None:
            self._text.end(name)

    def characters(self, text: str) -> None:
        """Text of the present element."""
        target = self._floating or self._text
        if target is not None:
            target.characters(text)

    def _start_outside(self, name: str, attributes: Attributes) -> None:
        if name == "table:table":
            title = self._cleaner.clean(attributes.get("table:name", ""))
            self._table = _Table(title, self._tally, self._styles)
            self._table.sheet["hidden"] = self._styles.of("table", attributes.get("table:style-name", "")).hides
        elif name == "table:named-expression":
            self._name(self.names, attributes)
        else:
            self._styles.start(name, attributes)

    def _start_inside(self, table: _Table, name: str, attributes: Attributes) -> None:
        if name == "table:table-row":
            table.start_row(attributes)
        elif name == "table:table-column":
            table.add_columns(attributes)
        elif name == "table:named-expression":
            self._name(table.sheet["names"], attributes)

    def _name(self, names: Texts, attributes: Attributes) -> None:
        expression = attributes.get("table:expression", "").removeprefix("of:").removeprefix("=")
        if (text := plain_text(expression)) is not None:
            put(names, attributes.get("table:name", ""), text, self._cleaner)

    def _end_floating(self, table: _Table, floating: OdfFloating) -> None:
        text = floating.finish(self._cleaner)
        self._floating = None
        if text.strip():
            self._tally.add(text)
            place = (table.row + 1, table.column + 1) if self._cell is not None else (0, 0)
            table.sheet["floating"].append((floating.kind, text, *place))
        elif floating.kind == "textbox":
            self.has_pictures = True

    def _end_cell(self, table: _Table) -> None:
        attributes, text = self._cell or {}, self._text
        self._cell = self._text = None
        if text is None:
            return
        struck = bool(self._styles.of("table-cell", table.style_of(attributes)).struck)
        shown, gone = (self._cleaner.clean(part) for part in text.finish(struck=struck))
        kind = attributes.get("calcext:value-type", attributes.get("office:value-type", ""))
        doubt = "struck" if gone.strip() else ""
        if not shown and kind not in ("", "string"):
            shown, doubt, gone = self._cleaner.clean(_value(attributes)), "no_format", ""
        elif kind == "error" or (not kind and not shown and "table:formula" in attributes):
            doubt, gone = "error" if kind else "no_value", ""
            self._tally.remark(doubt, table.row + 1, table.column + 1)
        table.add(attributes, shown, doubt, gone, is_text=kind in ("", "string") and doubt in ("", "struck"))


def _value(attributes: Attributes) -> str:
    """The value of a cell that does not say how it is shown."""
    for name in ("office:date-value", "office:time-value", "office:boolean-value", "office:string-value"):
        if name in attributes:
            return attributes[name]
    try:
        number = float(attributes.get("office:value", ""))
    except ValueError:
        return ""
    return general(number) if math.isfinite(number) else ""


class _Table:
    """One sheet under way; ``row`` and ``column`` are the last ones that have ended."""

    def __init__(self, name: str, tally: Tally, styles: Styles) -> None:
        self.sheet: PlainSheet = {
            "name": name, "hidden": False, "cells": [], "merges": [], "heights": [], "hidden_rows": [],
            "hidden_columns": [], "floating": [], "names": {},
        }
        self.is_foreign = _OTHER_FILE in name
        self.row = self.column = 0
        self._tally, self._styles = tally, styles
        self._times = 1
        self._row_style = ""
        self._cells: list[tuple[int, int, PlainCell]] = []
        """The filled cells of the present row: column, how often, and the cell as it stands in row 1."""
        self._columns: list[tuple[int, str]] = []
        """Last columns and the style of their cells."""
        self._hidden_rows: list[range] = []
        self._last_row = 0
        tally.begin_sheet(name)

    def take_cells(self) -> list[PlainCell]:
        """The cells since the last batch."""
        cells, self.sheet["cells"] = self.sheet["cells"], []
        return cells

    def finish(self) -> PlainSheet:
        """The whole sheet; hidden rows only as far as anything stands."""
        for rows in self._hidden_rows:
            self.sheet["hidden_rows"].extend(range(rows.start, min(rows.stop, self._last_row + 1)))
        return self.sheet

    def add_columns(self, attributes: Attributes) -> None:
        """The next columns."""
        first = self._columns[-1][0] + 1 if self._columns else 1
        last = min(first + _count(attributes, "table:number-columns-repeated") - 1, MAX_COLUMN)
        if last >= first:
            self._columns.append((last, attributes.get("table:default-cell-style-name", "")))
            if attributes.get("table:visibility") in _HIDDEN:
                self.sheet["hidden_columns"].extend(range(first, last + 1))

    def start_row(self, attributes: Attributes) -> None:
        """The next rows, all alike."""
        self._times, self.column, self._cells = _count(attributes, "table:number-rows-repeated"), 0, []
        self._row_style = attributes.get("table:default-cell-style-name", "")
        if attributes.get("table:visibility") in _HIDDEN:
            self._hidden_rows.append(range(self.row + 1, self.row + self._times + 1))

    def style_of(self, attributes: Attributes) -> str:
        """The style of the next cell: its own, else that of its row, else that of its column."""
        own = attributes.get("table:style-name") or self._row_style
        return own or next((style for last, style in self._columns if self.column < last), "")

    def add(self, attributes: Attributes, text: str, doubt: str, struck: str, *, is_text: bool) -> None:
        """The next cells, all alike; nothing is kept of empty ones."""
        column, times = self.column + 1, _count(attributes, "table:number-columns-repeated")
        across, down = (_count(attributes, f"table:number-{way}-spanned") for way in ("columns", "rows"))
        if (across > 1 or down > 1) and is_place(self.row + 1, column):
            last = min(self.row + down, MAX_ROW), min(column + across - 1, MAX_COLUMN)
            self.sheet["merges"].append((self.row + 1, column, *last))
            if len(self.sheet["merges"]) > MAX_CELLS:
                raise RefusedFileError(say.TOO_MANY_CELLS, limit=f"{MAX_CELLS:,}")
        self.column += times
        if text or doubt:
            if self.column > MAX_COLUMN:
                raise RefusedFileError(say.DAMAGED)
            plain = is_text and not doubt
            self._cells.append((column, times, (1, 1, text) if plain else (1, 1, text, doubt, struck, is_text)))

    def end_row(self) -> None:
        """Write out the filled cells of a row as often as it is repeated; the tally refuses what is too much."""
        if self._cells:
            self._last_row = self.row + self._times
            if self._last_row > MAX_ROW:
                raise RefusedFileError(say.DAMAGED)
            for row in range(self.row + 1, self._last_row + 1):
                for first, times, cell in self._cells:
                    for column in range(first, first + times):
                        self._tally.add(cell[2])
                        self.sheet["cells"].append((row, column, *cell[2:]))
        self.row += self._times
        self._times, self._cells = 1, []
