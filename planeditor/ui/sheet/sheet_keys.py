"""The keys of the sheet as tables: what each does while a cell is chosen, and while one is edited."""
from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from planeditor.messages.ui_help import KEY_NAMES
from planeditor.ui.sheet.cell_walk import Way

_K, _M = Qt.Key, Qt.KeyboardModifier
_NONE, _SHIFT, _CTRL, _ALT = _M.NoModifier, _M.ShiftModifier, _M.ControlModifier, _M.AltModifier
Stroke = tuple[int, Qt.KeyboardModifier]

WAYS: Mapping[int, Way] = {_K.Key_Up: Way.UP, _K.Key_Down: Way.DOWN, _K.Key_Left: Way.LEFT, _K.Key_Right: Way.RIGHT}
CHOSEN: dict[Stroke, str] = {
    (_K.Key_Return, _NONE): "down", (_K.Key_Enter, _NONE): "down", (_K.Key_Return, _SHIFT): "up", (_K.Key_Enter, _SHIFT): "up",
    (_K.Key_Tab, _NONE): "next", (_K.Key_Backtab, _SHIFT): "previous", (_K.Key_Tab, _SHIFT): "previous",
    (_K.Key_Home, _NONE): "row_start", (_K.Key_End, _NONE): "row_end",
    (_K.Key_Home, _CTRL): "first", (_K.Key_End, _CTRL): "last",
    (_K.Key_PageUp, _NONE): "page_up", (_K.Key_PageDown, _NONE): "page_down",
    (_K.Key_F2, _NONE): "edit", (_K.Key_Down, _ALT): "edit",
    (_K.Key_Delete, _NONE): "empty", (_K.Key_Backspace, _NONE): "type_nothing", (_K.Key_Escape, _NONE): "only_one",
    (_K.Key_Semicolon, _CTRL): "insert_today", (_K.Key_D, _CTRL): "copy_last_year", (_K.Key_A, _CTRL): "select_all",
    (_K.Key_C, _CTRL): "copy", (_K.Key_X, _CTRL): "cut", (_K.Key_V, _CTRL): "paste",
    (_K.Key_Insert, _CTRL): "copy", (_K.Key_Delete, _SHIFT): "cut", (_K.Key_Insert, _SHIFT): "paste",
    (_K.Key_Plus, _CTRL): "zoom_in", (_K.Key_Equal, _CTRL): "zoom_in", (_K.Key_Minus, _CTRL): "zoom_out",
    (_K.Key_Return, _CTRL): "add_text", (_K.Key_Enter, _CTRL): "add_text", (_K.Key_Delete, _CTRL): "delete_text",
    (_K.Key_Up, _ALT | _SHIFT): "text_up", (_K.Key_Down, _ALT | _SHIFT): "text_down",
    (_K.Key_M, _CTRL): "join", (_K.Key_M, _CTRL | _SHIFT): "part",
    (_K.Key_0, _CTRL): "zoom_100", (_K.Key_9, _CTRL): "fit_width", (_K.Key_Menu, _NONE): "show_menu", (_K.Key_F10, _SHIFT): "show_menu",
}  # fmt: skip
EDITED: Mapping[Stroke, str] = {
    (_K.Key_Escape, _NONE): "cancel", (_K.Key_F2, _NONE): "toggle_typing",
    (_K.Key_Return, _NONE): "commit_down", (_K.Key_Enter, _NONE): "commit_down",
    (_K.Key_Return, _SHIFT): "commit_up", (_K.Key_Enter, _SHIFT): "commit_up",
    (_K.Key_Return, _CTRL): "commit_here", (_K.Key_Enter, _CTRL): "commit_here",
    (_K.Key_Return, _ALT): "break_line", (_K.Key_Enter, _ALT): "break_line",
    (_K.Key_Tab, _NONE): "commit_next", (_K.Key_Backtab, _SHIFT): "commit_previous", (_K.Key_Tab, _SHIFT): "commit_previous",
    (_K.Key_Semicolon, _CTRL): "insert_today", (_K.Key_D, _CTRL): "copy_last_year",
    (_K.Key_Plus, _CTRL): "zoom_in", (_K.Key_Equal, _CTRL): "zoom_in", (_K.Key_Minus, _CTRL): "zoom_out",
}  # fmt: skip


def shown_keys(name: str) -> str:
    """The key of what the sheet does with a chosen cell, as menus print it; "" where it has none."""
    for (key, modifiers), does in reversed(CHOSEN.items()):  # Enter is printed on the key, Return is not
        if does == name:
            printed = QKeySequence(QKeyCombination(modifiers, Qt.Key(key))).toString(QKeySequence.SequenceFormat.NativeText)
            return "+".join(KEY_NAMES.get(part, part) for part in printed.split("+"))
    return ""


def stroke(event: QKeyEvent) -> Stroke:
    """The key and its modifiers, whichever part of the keyboard it is on."""
    modifiers = event.modifiers() & ~(_M.KeypadModifier | _M.GroupSwitchModifier)
    if modifiers == _CTRL | _SHIFT and event.key() in (_K.Key_Plus, _K.Key_Equal):
        modifiers = _CTRL  # on a Japanese keyboard + is Shift and ;
    return event.key(), modifiers


def known(event: QKeyEvent, *, editing: bool) -> bool:
    """Whether the sheet does something of its own with the key."""
    return stroke(event) in (EDITED if editing else CHOSEN)


def types(event: QKeyEvent) -> bool:
    """Whether the key writes a character."""
    text = event.text()
    plain = not event.modifiers() & (_CTRL | _ALT) or event.modifiers() & (_CTRL | _ALT) == _CTRL | _ALT  # AltGr
    return bool(text) and plain and (text.isprintable() or text == "　")
