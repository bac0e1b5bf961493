"""What is done with the chosen cells of the table: copy, cut, paste, empty; and their menu."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from planeditor.domain.errors import KnownError
from planeditor.messages import ui_table as say
from planeditor.ui.table.table_clipboard import Block, block_of, copied, entries, pasted

if TYPE_CHECKING:
    from planeditor.ui.table.table_view import TableView


class TableBlocks:
    """Works on the selection of a view; each change is one named step."""

    def __init__(self, view: TableView) -> None:
        self._view = view

    @property
    def block(self) -> Block | None:
        """The rectangle round the chosen cells."""
        return block_of(self._view.selectionModel().selectedIndexes())

    def copy(self) -> None:
        """Put the chosen cells on the clipboard."""
        if self.block is not None:
            QGuiApplication.clipboard().setText(copied(self._view.cells, self.block))

    def cut(self) -> None:
        """Put them there and empty them."""
        self.copy()
        self._empty(say.CUT_NAME)

    def clear(self) -> None:
        """Empty the chosen cells."""
        self._empty(say.CLEARED)

    def paste(self) -> None:
        """Put what was copied over the cells from the first chosen one on, as one step; all of it or nothing."""
        block = self.block
        if block is None:
            return
        try:
            texts = pasted(self._view.cells, block, QGuiApplication.clipboard().text())
        except KnownError as error:
            self._view.told.emit(error.message)
        else:
            self._view.cells.session.enter_many(texts, say.PASTED.format(count=len(texts)))

    def _empty(self, name: str) -> None:
        block = self.block
        if block is None:
            return
        rows = [[""] * (block.right - block.left + 1) for _ in range(block.bottom - block.top + 1)]
        try:
            texts = entries(self._view.cells, block.top, block.left, rows)
        except KnownError as error:
            self._view.told.emit(error.message)
        else:
            self._view.cells.session.enter_many(texts, name.format(count=len(texts)))

    def open_menu(self, at: QPoint) -> QMenu:
        """Offer what can be done with the chosen cells."""
        view = self._view
        menu = QMenu(view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        writable = not view.cells.refusal(view.currentIndex())
        for text, keys, act, enabled in (
            (say.CUT, QKeySequence.StandardKey.Cut, self.cut, writable),
            (say.COPY, QKeySequence.StandardKey.Copy, self.copy, True),
            (say.PASTE, QKeySequence.StandardKey.Paste, self.paste, writable),
            (say.CLEAR, QKeySequence.StandardKey.Delete, self.clear, writable),
        ):
            action = menu.addAction(text, act)
            action.setShortcut(QKeySequence(keys))
            action.setEnabled(enabled)
        menu.addSeparator()
        menu.addAction(say.TO_SHEET, view.jump)
        menu.popup(at)
        return menu
