"""The parts of a workbook file: sheets written straight into the archive, their cells as text.

The library writes each cell as a tree and each sheet through a temporary file, which would hold what is not yet to be seen;
cells as text are written in a fifth of the time. All else of a sheet, and all other parts, are the library's.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE

from planeditor.formengine.filling.computed import as_number
from planeditor.formengine.form.formula import ERRORS
from planeditor.formengine.writing.markedtext import MarkedText

Computed = Mapping[str, Mapping[str, str]]
"""Sheet name -> address -> cached value of a computed cell."""
_TIMES = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)
_ROWS, _MERGES = b"<sheetData></sheetData>", b"<mergeCells></mergeCells>"


def save_workbook(workbook: Workbook, computed: Computed, target: BytesIO) -> None:
    """Write a workbook; beside each formula its cached value."""
    with _Archive(target, "w", ZIP_DEFLATED) as archive:
        _Parts(workbook, archive, computed).write_data()


class _Archive(ZipFile):
    """An archive whose parts tell no time, so that equal workbooks are equal files."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add a part."""
        info = ZipInfo(zinfo_or_arcname)
        info.compress_type = ZIP_DEFLATED
        super().writestr(info, _TIMES.sub(b"", data) if zinfo_or_arcname == ARC_CORE else data)


class _Parts(ExcelWriter):
    """Writes the parts; sheets without going through files."""

    def __init__(self, workbook: Workbook, archive: ZipFile, computed: Computed) -> None:
        super().__init__(workbook, archive)
        self.archive = archive
        self._computed = computed

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer: Any = _SheetXml(ws, self._computed.get(ws.title, {}))
        writer.write()
        ws._rels = writer._rels
        self.archive.writestr(ws.path[1:], writer.xml())
        self.manifest.append(ws)


class _SheetXml(WorksheetWriter):
    """The XML of one sheet."""

    def __init__(self, sheet: Worksheet, computed: Mapping[str, str]) -> None:
        self._target = BytesIO()
        super().__init__(sheet, self._target)
        self.sheet: Any = sheet
        self._computed = computed
        self._style_ids: dict[int, int] = {}
        """By the identity of a style, which many cells share and which outlives them."""

    def xml(self) -> bytes:
        """The whole part."""
        rows = "".join(self._rows()).encode()
        merged = "".join(f'<mergeCell ref="{r.coord}"/>' for r in self.sheet.merged_cells.ranges).encode()
        whole = self._target.getvalue().replace(_ROWS, b"<sheetData>" + rows + b"</sheetData>", 1)
        count = len(self.sheet.merged_cells.ranges)
        return whole.replace(_MERGES, b'<mergeCells count="%d">%b</mergeCells>' % (count, merged), 1)

    def write_rows(self) -> None:
        """Leave the place of the rows."""
        self._leave("sheetData")

    def write_merged_cells(self) -> None:
        """Leave the place of the merged ranges, where there are any."""
        if self.sheet.merged_cells.ranges:
            self._leave("mergeCells")

    def _leave(self, tag: str) -> None:
        stream: Any = self.xf.send(True)  # noqa: FBT003 - the library's way to ask for the stream
        with stream.element(tag):
            pass
        self.xf.send(None)

    def _rows(self) -> Iterator[str]:
        heights = self.sheet.row_dimensions
        for number, cells in self.rows():
            own = heights.get(number)
            height = "" if own is None or own.ht is None else f' ht="{own.ht}"'
            if height and own.customHeight:
                height += ' customHeight="1"'
            yield f'<row r="{number}"{height}>{"".join(map(self._cell, cells))}</row>'

    def _cell(self, cell: Any) -> str:
        style = cell._style
        number = self._style_ids.get(id(style))
        if number is None:
            number = self._style_ids[id(style)] = cell.style_id
        address, value = cell.coordinate, cell._value
        if value is None or value == "":
            return f'<c r="{address}" s="{number}"/>'
        if cell.data_type == "f":
            return f'<c r="{address}" s="{number}"{self._cached(address, value)}</c>'
        if cell.data_type == "n":
            return f'<c r="{address}" s="{number}"><v>{value!r}</v></c>'
        if type(value) is MarkedText:
            return f'<c r="{address}" s="{number}" t="inlineStr"><is>{value.runs}</is></c>'
        space = ' xml:space="preserve"' if value != value.strip() else ""
        return f'<c r="{address}" s="{number}" t="inlineStr"><is><t{space}>{escape(value)}</t></is></c>'

    def _cached(self, address: str, formula: str) -> str:
        value = self._computed.get(address, "")
        kind = ' t="e"' if value in ERRORS else "" if as_number(value) is not None else ' t="str"'
        return f"{kind}><f>{escape(formula[1:])}</f><v>{escape(value)}</v>"
