"""The menu of the chosen cells."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QToolTip

from planeditor.messages import ui_sheet as say
from planeditor.messages import ui_writing as say_writing
from planeditor.services.editing.permissions import Lock
from planeditor.ui.chapters.writing_menu import fill_writing
from planeditor.ui.icons import icon
from planeditor.ui.sheet import cell_words
from planeditor.ui.sheet.cell_walk import Cell
from planeditor.ui.sheet.sheet_keys import shown_keys

if TYPE_CHECKING:
    from planeditor.ui.sheet.sheet_view import SheetView


def show_menu(view: SheetView, cell: Cell, at: QPoint) -> None:
    """Show what can be done with the chosen cells; what cannot be done now is grey."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill_menu(menu, view, cell)
    view.menu_opening.emit(menu)
    menu.popup(at)


def fill_menu(menu: QMenu, view: SheetView, cell: Cell) -> None:
    """Put what can be done with the chosen cells into a menu."""
    menu.setToolTipsVisible(True)
    lock = view.session.lock(cell.key)
    may_edit, why = lock is Lock.OPEN, view.session.permissions.sentence(lock)
    for name, picture, work, edits in (
        (say.MENU_EDIT, "rename", view.edit, True),
        (say.MENU_LAST_YEAR, "calendar", view.copy_last_year, True),
        (say.MENU_EMPTY, "", view.commands.empty, True),
        ("", "", None, False),
        (say.MENU_CUT, "", view.commands.cut, True),
        (say.MENU_COPY, "copy", view.commands.copy, False),
        (say.MENU_PASTE, "paste", view.commands.paste, True),
        ("", "", None, False),
        (say.MENU_HISTORY, "history", view.history_wanted.emit, False),
        (say.MENU_ABOUT, "help", view.tell_about, False),
    ):
        if work is None:
            menu.addSeparator()
            continue
        action = menu.addAction(icon(picture), name) if picture else menu.addAction(name)
        action.triggered.connect(work)
        if edits and not may_edit:
            action.setEnabled(False)
            action.setToolTip(why)
    if view.runs.possible:
        _fill_runs(menu, view)
    fill_writing(menu, view.session, view.writing)
    from planeditor.ui.sheet.withholding import fill_withholding  # after the first paint

    chosen = view.choice.selected or [cell]
    fill_withholding(menu, view.session, list(dict.fromkeys(key for one in chosen for key in one.keys)), view)


def _fill_runs(menu: QMenu, view: SheetView) -> None:
    """Making one bar of several years, and back."""
    menu.addSeparator()
    why = view.runs.why_not()
    for name, keys, work, there in (
        (say_writing.MENU_JOIN, "join", view.runs.join, len(view.choice.selected) > 1),
        (say_writing.MENU_PART, "part", view.runs.part, view.runs.may_part),
    ):
        action = menu.addAction(f"{name}\t{shown_keys(keys)}")
        action.triggered.connect(work)
        action.setEnabled(there and not why)
        action.setToolTip(why)


def tell_about(view: SheetView, cell: Cell, at: QPoint) -> None:
    """Show beside a cell what its field is."""
    definition = view.session.field(cell.key)
    if definition is not None:
        words = [cell_words.about(definition), *cell_words.notes(view.session, cell, view.overlays)]
        QToolTip.showText(at, "\n".join(words), view.viewport())
