"""What stands right of the form, outside the print area: 整理番号, last year's text, corrections of earlier years, 見込／確定."""
from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from planeditor.formengine.pages import CellStyle
from planeditor.formengine.paging.laid import LEADING, PAD_X
from planeditor.formengine.requesting import looks
from planeditor.formengine.requesting.opening import OpenedSheet
from planeditor.formengine.requesting.order import SheetOrder
from planeditor.messages import request_sheet as words

if TYPE_CHECKING:
    from planeditor.formengine.requesting.requestsheet import RequestSheetWriter

_GAP = 14.0
_LEAST_WIDTHS = (66.0, 90.0, 110.0)
"""The first three columns hold the label of 整理番号, itself, and what the department is asked as."""
_POINT_WIDTH, _FORECAST_WIDTH, _PAST_WIDTH = 190.0, 72.0, 200.0
_LAST_YEAR_WIDTHS = 200.0, 440.0
_LAST_YEAR_HEIGHT = 120.0
_LABEL = CellStyle(size=8.0, horizontal="right", vertical="center", color=looks.QUIET)
_LABEL_LEFT = CellStyle(size=8.0, horizontal="left", vertical="center", color=looks.QUIET)
_TOKEN = CellStyle(size=10.0, horizontal="left", vertical="center", indent=1)
_STYLES = {"point": looks.POINTED, "forecast": looks.CHOSEN, "last_year": looks.TOLD, "past": looks.ASKED}


@dataclass(slots=True)
class _Column:
    """A column beside the form: its head, and what stands in which row of the form."""

    kind: str
    head: str
    width: float
    texts: dict[int, str]


class Beside:
    """The columns beside one sheet."""

    def __init__(self, opened: OpenedSheet, order: SheetOrder) -> None:
        self.opened, self.order = opened, order
        self.rows = _period_rows(opened)
        heads = list(self._head_rows())
        self.first_head, self.head_count = heads[0], len(heads)
        past = {r: "" for r, period in self.rows.items() if period in order.past}
        columns = [
            _Column("point", words.SIDE_POINT, _POINT_WIDTH, self._points()),
            *self._forecasts(),
            self._last_year(),
            _Column("past", words.SIDE_PAST, _PAST_WIDTH, past),
        ]
        self.columns = [c for c in columns if c.texts]
        self.asked_rows = set(past)
        """Rows that grow with what is typed beside them."""

    def write(self, writer: RequestSheetWriter) -> None:
        """Write them."""
        book, sheet = writer.book, writer.sheet
        first = len(writer.laid.grid.widths) + 2
        widths = [_GAP, *(c.width for c in self.columns), *_LEAST_WIDTHS[len(self.columns) :]]
        for number, width in enumerate(widths):
            least = _LEAST_WIDTHS[number - 1] if 0 < number <= len(_LEAST_WIDTHS) else 0.0
            looks.column_width(sheet, get_column_letter(first - 1 + number), max(width, least))
        looks.put(book, sheet, (1, first), words.TOKEN, _LABEL)
        looks.put(book, sheet, (1, first + 1), self.order.token, _TOKEN)
        if self.order.role:
            looks.put(book, sheet, (1, first + 2), words.SIDE_ROLE.format(role=self.order.role), _LABEL_LEFT)
        for number, column in enumerate(self.columns, start=first):
            self._write_column(writer, number, column)

    def _write_column(self, writer: RequestSheetWriter, number: int, column: _Column) -> None:
        book, sheet = writer.book, writer.sheet
        top, bottom = writer.first_row[self.first_head], writer.last_row[self.first_head + self.head_count - 1]
        looks.put(book, sheet, (top, number), column.head, looks.HEAD, rows=bottom - top + 1)
        style = _STYLES[column.kind]
        for row, text in column.texts.items():
            first, last = writer.first_row[row], writer.last_row[row]
            asked = column.kind in ("past", "forecast")
            place = looks.put(book, sheet, (first, number), text, style, rows=last - first + 1, fill_in=asked)
            if column.kind == "forecast":
                writer.prompts.add(place, column.head, words.FORECAST_PROMPT, (words.FORECAST, words.FINAL))
            elif column.kind == "past":
                writer.prompts.add(place, column.head, words.PAST_PROMPT)

    def _head_rows(self) -> Iterator[int]:
        """The rows of the form that name its columns: the headings right above its rows, else its first row."""
        rows = self.opened.laid.grid.rows
        below = min(self.rows or self.opened.least, default=0)
        first = below
        while first > 0 and rows[first - 1].heading and not rows[first - 1].path:
            first -= 1
        yield from range(first, below) if first < below else (max(0, below - 1),)

    def _points(self) -> dict[int, str]:
        """Why cells are marked, beside their rows."""
        found: dict[int, str] = {}
        form = self.opened.form
        for cell in self.opened.laid.grid.cells:
            for key in (cell.key, *cell.also):
                if key is None or key not in self.order.points:
                    continue
                label = next((f.label for f in form.fields if f.key == key.field), "")
                text = words.POINT_TEXT.format(label=label, reason=self.order.points[key])
                row = max(cell.row, self.first_head + self.head_count) if cell.row >= self.first_head else cell.row
                found[row] = f"{found[row]}\n{text}" if row in found else text
        return found

    def _forecasts(self) -> Iterator[_Column]:
        """A column for each figure, in the rows where it is filled in."""
        columns: dict[str, _Column] = {}
        for number, how in self.opened.open.items():
            cell = self.opened.laid.grid.cells[number]
            if not how.figure or cell.key is None or self.rows.get(cell.row) != cell.key.period:
                continue
            head = words.SIDE_FORECAST.format(field=how.label)
            column = columns.setdefault(cell.key.field, _Column("forecast", head, _FORECAST_WIDTH, {}))
            column.texts[cell.row] = self.order.forecasts.get((cell.key.field, cell.key.period), "")
        yield from columns.values()

    def _last_year(self) -> _Column:
        """Last year's text, in a column wide enough that it makes no row higher."""
        texts = {r: self.order.last_year[p] for r, p in self.rows.items() if self.order.last_year.get(p)}
        heights = self.opened.laid.heights
        least, most = _LAST_YEAR_WIDTHS
        width = least
        while width < most and any(_height(t, width) > max(heights[r], _LAST_YEAR_HEIGHT) for r, t in texts.items()):
            width += 20.0
        return _Column("last_year", words.SIDE_LAST_YEAR, width, texts)


def _height(text: str, width: float) -> float:
    """About how high a text is in a column."""
    in_line = int((width - 2 * PAD_X) / looks.TOLD.size)
    return sum(max(1, math.ceil(len(line) / in_line)) for line in text.split("\n")) * looks.TOLD.size * LEADING


def _period_rows(opened: OpenedSheet) -> dict[int, str]:
    """Row -> key of its period, where the form has its periods in rows, and each once; else nothing."""
    rows: dict[int, str] = {}
    for cell in opened.laid.grid.cells:
        if cell.key is None or not cell.key.period or cell.rows > 1:
            continue
        if rows.setdefault(cell.row, cell.key.period) != cell.key.period:
            return {}
    return rows if len(set(rows.values())) == len(rows) else {}
