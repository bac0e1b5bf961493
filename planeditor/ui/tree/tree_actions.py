"""The actions on the rows of the tree: names, keys, and why one cannot be done now."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from planeditor.messages import ui_tree as say
from planeditor.ui.icons import icon

Reason = str
"""A sentence that says why something cannot be done now; "" = it can."""


@dataclass(frozen=True, slots=True)
class RowAction:
    """One action, a separator where it has no text."""

    name: str
    text: str
    keys: str = ""
    icon: str = ""


_LINE = RowAction("", "")
ROW_ACTIONS = (
    RowAction("add_area", say.ADD_AREA, icon="add"),
    RowAction("add_inner_area", say.ADD_INNER_AREA),
    RowAction("add_measure", say.ADD_MEASURE, icon="add"),
    RowAction("add_chapter", say.ADD_CHAPTER, icon="add"),
    _LINE,
    RowAction("rename", say.RENAME, "F2", "rename"),
    RowAction("renumber", say.RENUMBER),
    RowAction("renumber_area", say.RENUMBER_AREA),
    _LINE,
    RowAction("contacts", say.CONTACTS),
    _LINE,
    RowAction("stop", say.STOP),
    RowAction("finish", say.DONE, icon="done"),
    RowAction("resume", say.RESUME),
    RowAction("merge", say.MERGE),
    RowAction("unmerge", say.UNMERGE),
    _LINE,
    RowAction("move_up", say.MOVE_UP, "Alt+Up", "up"),
    RowAction("move_down", say.MOVE_DOWN, "Alt+Down", "down"),
    RowAction("delete", say.DELETE, "Del", "delete"),
    _LINE,
    RowAction("expand_all", say.EXPAND_ALL, "Ctrl++"),
    RowAction("collapse_all", say.COLLAPSE_ALL, "Ctrl+-"),
    RowAction("expand_to_here", say.EXPAND_TO_HERE),
)


class RowActions:
    """The QActions of the table. Their keys work only where the tree itself has the focus, so they clash with no others."""

    def __init__(self, owner: QWidget, slots: Mapping[str, Callable[[], object]]) -> None:
        self._slots = slots
        self.named: dict[str, QAction] = {}
        self.all: list[QAction] = []
        for definition in ROW_ACTIONS:
            action = QAction(owner)
            if not definition.text:
                action.setSeparator(True)
            else:
                action.setObjectName(definition.name)
                action.setShortcut(QKeySequence(definition.keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                action.setShortcutVisibleInContextMenu(True)
                action.setIcon(icon(definition.icon)) if definition.icon else None
                action.triggered.connect(slots[definition.name])
                self.named[definition.name] = action
            self.all.append(action)

    def keys(self) -> dict[QKeyCombination, Callable[[], object]]:
        """What the tree does on which key, whatever the window uses that key for elsewhere."""
        found: dict[QKeyCombination, Callable[[], object]] = {}
        for definition in ROW_ACTIONS:
            if definition.keys:
                found[QKeySequence(definition.keys)[0]] = self.named[definition.name].trigger  # type: ignore[index]  # not in Qt's own stubs
        return found

    def refresh(self, words: Mapping[str, str], why_not: Callable[[str], Reason]) -> None:
        """Put the form set's words into the texts, and enable what can be done; the rest says why not."""
        for definition in ROW_ACTIONS:
            if definition.text:
                reason, action = why_not(definition.name), self.named[definition.name]
                action.setText(definition.text.format_map(words))
                action.setEnabled(not reason)
                action.setToolTip(reason)
                action.setStatusTip(reason)


def shortcuts(words: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The keys of the tree for the help: (place, key, what it does)."""
    return [
        ("tree", QKeySequence(d.keys).toString(QKeySequence.SequenceFormat.NativeText), d.text.format_map(words).rstrip("…"))
        for d in ROW_ACTIONS
        if d.keys
    ]
