"""The menu bar: the actions of the table, and the menus that are filled when they are opened."""
from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMainWindow, QMenu

from planeditor.messages import ui_main as say
from planeditor.ui.actions import MENUS, SEPARATOR, Actions, lettered
from planeditor.ui.commands.file import FileCommands
from planeditor.ui.parts import Parts
from planeditor.ui.sheet.sheet_menu import fill_menu


class Menus:
    """The menus of the window."""

    def __init__(self, window: QMainWindow, actions: Actions, parts: Parts, files: FileCommands) -> None:
        self.parts, self.files = parts, files
        self.menus: dict[str, QMenu] = {}
        for name, entries in MENUS.items():
            menu = self.menus[name] = window.menuBar().addMenu(say.MENUS[name])
            for entry in entries:
                if entry == SEPARATOR:
                    menu.addSeparator()
                elif entry in _FILLED:
                    inner = menu.addMenu(lettered(entry, say.SUBMENUS[entry]))
                    inner.aboutToShow.connect(partial(self._fill, entry, inner))
                else:
                    menu.addAction(actions[entry])

    def _fill(self, entry: str, menu: QMenu) -> None:
        menu.clear()
        _FILLED[entry](self, menu)
        if menu.isEmpty():
            menu.addAction(say.NOTHING_HERE).setEnabled(False)

    def _recent(self, menu: QMenu) -> None:
        for path in self.parts.session.settings.recent:
            action = menu.addAction(path.replace("&", "&&"))
            action.triggered.connect(partial(self.files.open_path, Path(path)))

    def _panels(self, menu: QMenu) -> None:
        if self.parts.session.is_open:
            for name in self.parts.docks.names():
                menu.addAction(self.parts.docks[name].toggleViewAction())

    def _rows(self, menu: QMenu) -> None:
        if self.parts.session.is_open:
            menu.addActions(self.parts.tree.actions())

    def _cells(self, menu: QMenu) -> None:
        cell = self.parts.sheet.choice.chosen
        if cell is not None and self.parts.pages.name == "sheet":
            fill_menu(menu, self.parts.sheet, cell)


_FILLED = {"recent": Menus._recent, "panels": Menus._panels, "rows": Menus._rows, "cells": Menus._cells}
