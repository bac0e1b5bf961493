"""The menu of a row of the review."""
from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from planeditor.messages import ui_review as say
from planeditor.ui.review.shown import RowLine

if TYPE_CHECKING:
    from planeditor.ui.review.rows_view import RowsView


def row_menu(view: RowsView, line: RowLine) -> QMenu:
    """Its choices, and what can be done beside deciding."""
    menu = QMenu(view)
    menu.aboutToHide.connect(menu.deleteLater)
    if line.is_open and view.writable:
        for choice in line.choices:
            menu.addAction(choice.words).triggered.connect(partial(view.make_choice, line, choice.name))
        menu.addSeparator()
    menu.addAction(say.OPEN_ON_SHEET).triggered.connect(partial(view.sheet_wanted.emit, line))
    menu.addAction(say.COPY_SUBMITTED).triggered.connect(partial(view.copy, line.plain[2]))
    menu.addAction(say.COPY_NOW).triggered.connect(partial(view.copy, line.plain[1]))
    return menu
