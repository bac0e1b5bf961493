"""What can be done with the chosen cells: clipboard, emptying, last year's text, today's date."""
from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from planeditor.domain.days import long_day, today
from planeditor.domain.plan import Key
from planeditor.messages import ui_sheet as say
from planeditor.services.editing.lastyear import last_year
from planeditor.services.editing.permissions import Lock
from planeditor.ui.session import Session
from planeditor.ui.sheet import cell_clipboard, cell_words
from planeditor.ui.sheet.cell_choice import CellChoice
from planeditor.ui.sheet.cell_editing import CellEditing
from planeditor.ui.sheet.cell_editor import CellEditor
from planeditor.ui.sheet.cell_walk import Cell

_TABLE = ("office:excel", "<table", "<td")
"""What the HTML beside a copied text has in it where a spreadsheet or a table was copied."""


class CellCommands:
    """Commands on the chosen cells. Each may be called at any time; where it cannot be done a sentence says why."""

    def __init__(
        self, session: Session, choice: CellChoice, editing: CellEditing, editor: CellEditor,
        paste_text: Callable[[QMimeData], bool] | None = None,
    ) -> None:
        """``paste_text`` is asked first and says whether it has pasted (where running text is chosen)."""
        self._paste_text = paste_text
        self._session, self._choice, self._editing, self._editor = session, choice, editing, editor

    def copy(self) -> None:
        """Copy the chosen cells, or the chosen text while editing."""
        if self._editing.is_on:
            self._editor.copy()
            return
        cells, block = self._choice.selected, self._choice.block
        if cells and block:
            rows = cell_clipboard.copied(cells, block, self._shown) if len(cells) > 1 else [[self._shown(cells[0])]]
            QGuiApplication.clipboard().setText(cell_clipboard.to_text(rows))
            if len(cells) > 1:
                self._session.told.emit(say.COPIED.format(count=len(cells)))

    def cut(self) -> None:
        """Copy, then empty."""
        if self._editing.is_on:
            self._editor.cut()
        elif self.may_change(self._choice.selected):
            self.copy()
            self._fill(self._choice.selected, "", say.GROUP_CUT)

    def paste(self) -> None:
        """Paste over the chosen cells; a table goes over as many cells as it has."""
        if self._editing.is_on:
            self._editor.paste()
            return
        start = self._first()
        if start is None:
            return
        mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if mime is None or not mime.text():
            self._session.told.emit(say.NOTHING_TO_PASTE)
            return
        if self._paste_text is not None and self._paste_text(mime):
            return
        rows = _rows(mime)
        if len(rows) == 1 and len(rows[0]) == 1:
            self._fill(self._choice.selected, rows[0][0], say.GROUP_PASTE)
            return
        texts = cell_clipboard.placed(self._choice.cells, start, rows)
        if texts is None:
            self._session.told.emit(say.DOES_NOT_FIT)
        else:
            self._enter(texts, say.GROUP_PASTE)

    def empty(self) -> None:
        """Empty the chosen cells."""
        self._fill(self._choice.selected, "", say.GROUP_EMPTY)

    def copy_last_year(self) -> None:
        """Take over last year's text of the same field."""
        session = self._session
        found = {}
        for cell in self._choice.selected:
            before = last_year(session.plan, session.vocabulary, cell.key)
            if before is not None and before.text:
                found.update(dict.fromkeys(cell.keys, before.text))
        if not found:
            session.told.emit(say.NO_LAST_YEAR)
        elif self._editing.is_on:
            self._editor.type_over(next(iter(found.values())))
        elif all(session.plan.text(*key) == text for key, text in found.items()):
            session.told.emit(say.ALREADY_LAST_YEAR)
        else:
            self._enter(found, say.GROUP_LAST_YEAR)

    def insert_today(self) -> None:
        """Write today's date where the caret is; into a cell that is not open in place of its text."""
        cell = self._choice.chosen
        if cell is None:
            return
        if not self._editing.is_on:
            if not self.may_change([cell]):
                return
            self._editing.begin(cell, typing=True)
        self._editor.textCursor().insertText(long_day(today()))

    def may_change(self, cells: list[Cell]) -> bool:
        """Whether all these cells may be edited now; where not, the first one's sentence is told."""
        return bool(cells) and self._all_open([key for cell in cells for key in cell.keys])

    def _shown(self, cell: Cell) -> str:
        return cell_words.shown_text(self._session, cell.key)

    def _first(self) -> Cell | None:
        """The upper left one of the chosen cells."""
        return min(self._choice.selected, key=lambda c: (c.row, c.column), default=None)

    def _fill(self, cells: list[Cell], text: str, name: str) -> None:
        self._enter({key: text for cell in cells for key in cell.keys}, name)

    def _enter(self, texts: Mapping[Key, str], name: str) -> None:
        """As one operation, all or nothing; what stays as it is may be locked."""
        plan = self._session.plan
        changed = {key: text for key, text in texts.items() if plan.text(*key) != text}
        if not changed or not self._all_open(list(changed)):
            return
        if len(changed) == 1:
            self._session.enter(*next(iter(changed.items())))
        else:
            self._session.enter_many(changed, name.format(count=len(changed)))

    def _all_open(self, keys: list[Key]) -> bool:
        session = self._session
        for key in keys:
            lock = session.lock(key)
            if lock is not Lock.OPEN:
                reason = session.permissions.sentence(lock)
                if len(keys) > 1:
                    reason = say.IN_CELL.format(cell=cell_words.cell_name(session, key), sentence=reason)
                session.told.emit(reason)
                return False
        return True


def is_table(mime: QMimeData) -> bool:
    """Whether a table was copied: cells of a spreadsheet, or lines with tabs."""
    html = mime.html().lower() if mime.hasHtml() else ""
    return "\t" in mime.text() or any(sign in html for sign in _TABLE)


def _rows(mime: QMimeData) -> cell_clipboard.Rows:
    """What was copied, as rows. Paragraphs of a letter are one text; only a spreadsheet or tabs make a table."""
    text = mime.text()
    if is_table(mime):
        return cell_clipboard.from_text(text)
    rows = cell_clipboard.from_text(text)
    if len(rows) == 1 or any("\n" in value for row in rows for value in row):
        return rows
    return [[text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")]]
