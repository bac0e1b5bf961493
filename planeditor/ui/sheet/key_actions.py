"""What the keys of the sheet do."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from planeditor.ui.sheet import sheet_keys
from planeditor.ui.sheet.cell_walk import Cell, Lane, Way

if TYPE_CHECKING:
    from planeditor.ui.sheet.sheet_view import SheetView


class KeyActions:
    """Turns keys into actions of the view, by the tables of ``sheet_keys``."""

    def __init__(self, view: SheetView) -> None:
        self._view = view
        self._chosen: dict[str, Callable[[], object]] = {
            "down": lambda: self._walk(Way.DOWN), "up": lambda: self._walk(Way.UP),
            "next": lambda: self._step(1), "previous": lambda: self._step(-1),
            "row_start": lambda: self._to_row_end(0), "row_end": lambda: self._to_row_end(1),
            "first": lambda: self._to_end(0), "last": lambda: self._to_end(-1),
            "page_up": lambda: self._scroll(-1), "page_down": lambda: self._scroll(1),
            "edit": view.edit, "type_nothing": view.start_typing, "only_one": self._only_one, "select_all": self._all,
            "empty": view.commands.empty, "copy": view.commands.copy, "cut": view.commands.cut, "paste": view.commands.paste,
            "insert_today": view.commands.insert_today, "copy_last_year": view.commands.copy_last_year,
            "zoom_in": view.zoom_in, "zoom_out": view.zoom_out, "zoom_100": view.zoom_100, "fit_width": view.fit_width,
            "show_menu": view.show_menu, "join": view.runs.join, "part": view.runs.part,
            "add_text": view.writing.add, "delete_text": view.writing.delete,
            "text_up": view.writing.move_up, "text_down": view.writing.move_down,
        }  # fmt: skip
        self._edited: dict[str, Callable[[], object]] = {
            "cancel": view.editing.cancel, "toggle_typing": self._toggle, "break_line": self._break_line,
            "commit_down": lambda: self._commit(lambda: self._walk(Way.DOWN)),
            "commit_up": lambda: self._commit(lambda: self._walk(Way.UP)), "commit_here": lambda: self._commit(None),
            "commit_next": lambda: self._commit(lambda: self._step(1)),
            "commit_previous": lambda: self._commit(lambda: self._step(-1)),
            "insert_today": view.commands.insert_today, "copy_last_year": view.commands.copy_last_year,
            "zoom_in": view.zoom_in, "zoom_out": view.zoom_out,
        }  # fmt: skip

    def chosen(self, event: QKeyEvent) -> bool:
        """A key while a cell is chosen; False for a character to be typed."""
        key, modifiers = sheet_keys.stroke(event)
        way = sheet_keys.WAYS.get(key)
        if way and modifiers == Qt.KeyboardModifier.NoModifier:
            self._walk(way)
        elif way and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self._stretch(way)
        elif (key, modifiers) in sheet_keys.CHOSEN:
            self._chosen[sheet_keys.CHOSEN[key, modifiers]]()
        elif sheet_keys.types(event):
            return not self._view.start_typing()
        else:
            event.ignore()
        return True

    def edited(self, event: QKeyEvent) -> bool:
        """A key while a cell is open; False where the editor is to have it."""
        key, modifiers = sheet_keys.stroke(event)
        view = self._view
        way = sheet_keys.WAYS.get(key)
        choosing = view.editing.choices.isVisible()
        if choosing and way in (Way.UP, Way.DOWN):
            view.editing.choices.step(1 if way is Way.DOWN else -1)
        elif way and view.editing.typing and modifiers == Qt.KeyboardModifier.NoModifier:
            self._commit(lambda: self._walk(way))
        elif (key, modifiers) in sheet_keys.EDITED:
            self._edited[sheet_keys.EDITED[key, modifiers]]()
        else:
            return False
        return True

    def _commit(self, then: Callable[[], object] | None) -> None:
        if self._view.editing.commit(stay=True) and then is not None:
            then()

    def _toggle(self) -> None:
        self._view.editing.typing = not self._view.editing.typing

    def _break_line(self) -> None:
        self._view.editor.textCursor().insertText("\n")
        self._view.editor.ensureCursorVisible()

    def _walk(self, way: Way) -> None:
        self._to(self._view.choice.toward(way))

    def _step(self, places: int) -> None:
        cell = self._view.choice.along(places)
        if cell is not None:
            self._view.choose(cell)

    def _to_row_end(self, end: int) -> None:
        ends = self._view.choice.row_ends()
        if ends is not None:
            self._view.choose(ends[end])

    def _to_end(self, end: int) -> None:
        if self._view.choice.cells:
            self._view.choose(self._view.choice.cells[end])

    def _to(self, found: tuple[Cell, Lane] | None) -> None:
        if found is not None:
            self._view.choice.choose(*found)
            self._view.chosen_by_hand()

    def _stretch(self, way: Way) -> None:
        if self._view.choice.stretch(way) is not None:
            self._view.show_range()

    def _all(self) -> None:
        cells = self._view.choice.cells
        if cells:
            self._view.choose(cells[0])
            self._view.choice.stretch_to(cells[-1])
            self._view.show_range()

    def _only_one(self) -> None:
        if self._view.choice.chosen is not None and self._view.choice.far is not None:
            self._view.choice.far = None
            self._view.show_range()

    def _scroll(self, pages: int) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())
