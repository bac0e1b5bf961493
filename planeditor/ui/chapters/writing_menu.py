"""The menus of running text: what can be added, the types, the marks of terms, rows and columns of a table."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from planeditor.domain.plan import BLOCK_TYPE
from planeditor.messages import ui_writing as say
from planeditor.messages import writing as words
from planeditor.services.tree.terms import terms
from planeditor.ui.chapters.writing_commands import WritingCommands
from planeditor.ui.session import Session
from planeditor.ui.sheet.sheet_keys import shown_keys


def fill_writing(menu: QMenu, session: Session, commands: WritingCommands) -> None:
    """Put what can be done with the chosen paragraph into the menu of a cell; nothing where the form has no text here."""
    if commands.owner is None:
        return
    menu.addSeparator()
    _entry(menu, say.MENU_ADD, commands.add, commands.why_not("add"), "add_text")
    fill_kinds(menu.addMenu(say.MENU_ADD_KIND), commands)
    if commands.block is None:
        return
    fill_types(menu.addMenu(say.MENU_TYPE), session, commands)
    _entry(menu, say.MENU_UP, commands.move_up, commands.why_not("up"), "text_up")
    _entry(menu, say.MENU_DOWN, commands.move_down, commands.why_not("down"), "text_down")
    _entry(menu, say.MENU_DELETE, commands.delete, commands.why_not("delete"), "delete_text")
    fill_marks(menu.addMenu(say.MENU_MARK), session, commands)
    if commands.cell is not None:
        fill_table(menu.addMenu(say.MENU_TABLE), commands)


def fill_kinds(menu: QMenu, commands: WritingCommands) -> None:
    """Every type of running text, to be added behind the chosen one."""
    menu.clear()
    why = commands.why_not("add")
    for kind, word in words.TYPES.items():
        _entry(menu, word, partial(commands.add, kind), why)


def fill_types(menu: QMenu, session: Session, commands: WritingCommands) -> None:
    """The types, the present one ticked."""
    menu.clear()
    block, why = commands.block, commands.why_not("type")
    now = session.plan.text(block.id, BLOCK_TYPE) if block else ""
    for kind, word in words.TYPES.items():
        action = _entry(menu, word, partial(commands.change_type, kind), why)
        action.setCheckable(True)
        action.setChecked(kind == now)


def fill_marks(menu: QMenu, session: Session, commands: WritingCommands) -> None:
    """The terms of the plan, and a new one."""
    menu.clear()
    for term in terms(session.plan):
        menu.addAction(term.name.replace("&", "&&"), partial(commands.mark, term.name))
    if not menu.isEmpty():
        menu.addSeparator()
    _entry(menu, say.MENU_NEW_TERM, commands.term_wanted.emit, commands.why_not("term"))


def fill_table(menu: QMenu, commands: WritingCommands) -> None:
    """Rows, columns, widths."""
    menu.clear()
    why = commands.why_not("table")
    for text, work in (
        (say.ROW_BELOW, commands.add_row), (say.ROW_ABOVE, partial(commands.add_row, below=False)), (say.ROW_OUT, commands.delete_row),
        ("", None),
        (say.COLUMN_RIGHT, commands.add_column), (say.COLUMN_LEFT, partial(commands.add_column, right=False)),
        (say.COLUMN_OUT, commands.delete_column),
        ("", None),
        (say.WIDER, commands.widen), (say.NARROWER, partial(commands.widen, wider=False)),
    ):
        if work is None:
            menu.addSeparator()
        else:
            _entry(menu, text, work, why)


def _entry(menu: QMenu, text: str, work: Callable[[], object], why: str, keys: str = "") -> QAction:
    """An entry that is grey and says why, where it cannot be done; ``keys``: the name of what the sheet does on its key."""
    label = f"{text}\t{shown_keys(keys)}" if keys else text
    action = menu.addAction(label)
    action.triggered.connect(lambda _: work())
    action.setEnabled(not why)
    action.setToolTip(why)
    return action
