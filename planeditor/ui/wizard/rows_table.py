"""A short list to be typed or pasted: always one empty row at its end."""
from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from planeditor.domain.numbering import parse_number
from planeditor.messages import ui_wizard as say
from planeditor.ui import theme
from planeditor.ui.sheet.cell_clipboard import from_text

_ROW = 30
_NUMBER = 80
_LEADING = re.compile(r"([①-⑳㉑-㉟]|\d+(?=[.．、]))[.．、]?\s*(?=[^\s\d.．、])")
"""A number that stands right before a name."""


class RowsTable(QTableWidget):
    """Rows of text. With a column of numbers before the names, a new name gets the next number."""

    edited = Signal()
    """The rows are others."""

    def __init__(self, columns: Sequence[str]) -> None:
        super().__init__(1, len(columns))
        self.numbered = len(columns) > 1
        self._heads = tuple(columns)
        self.setHorizontalHeaderLabels(list(columns))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(_ROW))
        head = self.horizontalHeader()
        head.setSectionResizeMode(len(columns) - 1, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        if self.numbered:
            head.resizeSection(0, theme.scaled(_NUMBER))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.DoubleClicked | trigger.SelectedClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setCurrentCell(0, len(columns) - 1)
        self.setMinimumHeight(theme.scaled(_ROW * 5))
        self.itemChanged.connect(self._changed)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows with anything in them."""
        rows = (self._row(n) for n in range(self.rowCount()))
        return tuple(row for row in rows if any(row))

    def fill(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows in place of what there is."""
        with QSignalBlocker(self):
            self.setRowCount(0)
            self.setRowCount(len(rows) + 1)
            for number, row in enumerate(rows):
                for column, text in enumerate(row[: self.columnCount()]):
                    self.setItem(number, column, QTableWidgetItem(text))
        self.edited.emit()

    def paste(self, text: str) -> None:
        """Put a block from Excel, or lines of text, in before the chosen row; what is there moves down."""
        block = [self._as_row(line) for line in from_text(text) if any(cell.strip() for cell in line)]
        if block[:1] == [self._heads]:
            del block[0]
        if not block:
            return
        at = max(self.currentRow(), 0)
        before, after = self._several(0, at), self._several(at, self.rowCount())
        self.fill(self._counted([*before, *block, *after]))
        self.setCurrentCell(min(at + len(block), self.rowCount() - 1), self.columnCount() - 1)

    def remove(self) -> None:
        """Take the chosen rows out."""
        gone = {index.row() for index in self.selectedIndexes()} or {self.currentRow()}
        at = min(gone)
        self.fill([self._row(n) for n in range(self.rowCount()) if n not in gone and any(self._row(n))])
        self.setCurrentCell(min(max(at, 0), self.rowCount() - 1), self.columnCount() - 1)

    def move_row(self, step: int) -> None:
        """Move the chosen row up (-1) or down (1); the numbers stay where they are."""
        rows, at = [list(row) for row in self.rows], self.currentRow()
        to = at + step
        if not (0 <= at < len(rows) and 0 <= to < len(rows)):
            return
        rows[at], rows[to] = rows[to], rows[at]
        if self.numbered:
            rows[at][0], rows[to][0] = rows[to][0], rows[at][0]
        self.fill(rows)
        self.setCurrentCell(to, self.columnCount() - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pasting, emptying, and on to the next row."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Not passed on: the dialog's main button must not go off from within a list.
            self._go_down()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes on to the next row, as in Excel."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    def _go_down(self) -> None:
        self.setCurrentCell(min(self.currentRow() + 1, self.rowCount() - 1), self.currentColumn())

    def _row(self, number: int) -> tuple[str, ...]:
        items = (self.item(number, column) for column in range(self.columnCount()))
        return tuple(item.text().strip() if item else "" for item in items)

    def _several(self, first: int, end: int) -> list[tuple[str, ...]]:
        return [row for row in map(self._row, range(first, end)) if any(row)]

    def _as_row(self, cells: Sequence[str]) -> tuple[str, ...]:
        texts = [" ".join(cell.split()) for cell in cells]
        if not self.numbered:
            return (" ".join(text for text in texts if text),)
        if len(texts) == 1:
            number, _, name = texts[0].partition(" ")
            if name and parse_number(number) is not None:
                return number, name.strip()
            leading = _LEADING.match(texts[0])
            return (leading[1], texts[0][leading.end() :]) if leading else ("", texts[0])
        return texts[0], " ".join(text for text in texts[1:] if text)

    def _counted(self, rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """The rows, those without a number given the next one."""
        if not self.numbered:
            return list(rows)
        counted: list[tuple[str, ...]] = []
        for number, name in rows:
            counted.append((number or _next(counted[-1][0] if counted else ""), name))
        return counted

    def _changed(self, item: QTableWidgetItem) -> None:
        row = item.row()
        if row == self.rowCount() - 1 and item.text().strip():
            self.setRowCount(row + 2)
        number = self.item(row, 0)
        if self.numbered and item.column() == 1 and item.text().strip() and not (number and number.text().strip()):
            above = self.item(row - 1, 0) if row else None
            if not row or (above is not None and above.text().strip()):
                self.setItem(row, 0, QTableWidgetItem(_next(above.text() if above else "")))
        self.edited.emit()


def _next(number: str) -> str:
    """The number after this one; the first where there is none before."""
    if not number:
        return say.FIRST_NUMBER
    parsed = parse_number(number)
    return parsed[0].print(parsed[1] + 1) if parsed else ""
