"""The actions of the main window as one table: name, key, icon, and in which menu each stands."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from planeditor.messages import ui_main as say
from planeditor.ui.icons import icon

Slots = Mapping[str, Callable[..., object]]
"""Action name → what it does."""


@dataclass(frozen=True, slots=True)
class ActionDef:
    """One action. ``place``: the screen whose help lists its key."""

    name: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: str = "plan"
    """What must be there for it: "" nothing, ``plan`` an open plan, ``writing`` one that may be edited, ``reading`` one that
    may only be read, ``present`` a plan seen as it is now, ``sheet`` the sheet in front, ``open year`` and ``closed year`` a year of
    that kind that may be edited."""
    checkable: bool = False
    place: str = "main"


_PAGES = ("sheet", "fields", "table", "departments")
ACTIONS = (
    ActionDef("new", ("Ctrl+N",), "new", needs="", place="start"),
    ActionDef("open", ("Ctrl+O",), "open", needs="", place="start"),
    ActionDef("read_json", needs="", place="start"),
    ActionDef("sample", (), "sheet", needs="", place="start"),
    ActionDef("next_plan", place="next_plan"),
    ActionDef("close", ("Ctrl+W",), "close"),
    ActionDef("save", ("Ctrl+S",), "save", place="saving"),
    ActionDef("save_copy", ("Ctrl+Shift+S",), place="saving"),
    ActionDef("write_json", needs="present", place="saving"),
    ActionDef("practice", place="saving"),
    ActionDef("revert", needs="writing", place="saving"),
    ActionDef("preview", ("Ctrl+Shift+P",), "paper", place="preview"),
    ActionDef("pdf", (), "pdf", place="export"),
    ActionDef("excel", (), "excel", place="export"),
    ActionDef("print", ("Ctrl+P",), "print", place="preview"),
    ActionDef("design_form", (), "form", place="designing"),
    ActionDef("settings", ("Ctrl+,",), "settings", needs="", place="settings"),
    ActionDef("quit", ("Ctrl+Q",), needs=""),
    ActionDef("undo", ("Ctrl+Z",), "undo", needs="writing"),
    ActionDef("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", needs="writing"),
    ActionDef("last_year", ("Ctrl+D",), "calendar", needs="writing", place="sheet"),
    ActionDef("find", ("Ctrl+F",), "search", place="search"),
    ActionDef("find_next", ("F3",), place="search"),
    ActionDef("find_previous", ("Shift+F3",), place="search"),
    ActionDef("replace", ("Ctrl+H",), place="replace", needs="writing"),
    *(ActionDef(name, (), name if name != "departments" else "department", checkable=True) for name in _PAGES),
    ActionDef("submissions", (), "submissions", checkable=True, place="submissions"),
    ActionDef("dashboard", (), "dashboard", checkable=True, place="dashboard"),
    ActionDef("judge", place="judging"),
    ActionDef("meeting_papers", (), "paper", place="meeting"),
    ActionDef("points", place="points"),
    ActionDef("evaluate", place="evaluation"),
    ActionDef("request", (), "request", needs="writing", place="request"),
    ActionDef("to_tree", ("Ctrl+1",)),
    ActionDef("to_sheet", ("Ctrl+2",)),
    ActionDef("to_panels", ("Ctrl+3",)),
    ActionDef("next_measure", ("Ctrl+PgDown",), "down"),
    ActionDef("previous_measure", ("Ctrl+PgUp",), "up"),
    ActionDef("zoom_in", ("Ctrl++", "Ctrl+="), "plus", needs="sheet", place="sheet"),
    ActionDef("zoom_out", ("Ctrl+-",), "minus", needs="sheet", place="sheet"),
    ActionDef("zoom_100", ("Ctrl+0",), needs="sheet", place="sheet"),
    ActionDef("zoom_fit", ("Ctrl+9",), "fit", needs="sheet", place="sheet"),
    ActionDef("revision", (), "rename", needs="writing", checkable=True, place="modes"),
    ActionDef("correction", (), needs="writing", place="modes"),
    ActionDef("add_area", (), "add", needs="writing", place="tree"),
    ActionDef("add_measure", (), "add", needs="writing", place="tree"),
    ActionDef("add_chapter", (), "add", needs="writing", place="text"),
    ActionDef("basics", place="modes"),
    ActionDef("edition", (), "history", place="edition"),
    ActionDef("compare", (), "history", place="comparing"),
    ActionDef("start_year", (), "calendar", needs="writing", place="year_start"),
    ActionDef("next_year", needs="writing", place="modes"),
    ActionDef("extend", needs="writing", place="modes"),
    ActionDef("close_year", (), "lock", needs="open year", place="modes"),
    ActionDef("reopen_year", (), "unlock", needs="closed year", place="modes"),
    ActionDef("switch_forms", needs="writing", place="form_set"),
    ActionDef("from_list", needs="", place="from_list"),
    ActionDef("coverage", place="coverage"),
    ActionDef("handover", place="handover"),
    ActionDef("import", ("Ctrl+I",), "import", place="import"),
    ActionDef("import_plan", needs="writing", place="import"),
    ActionDef("review", (), "done", checkable=True, place="review"),
    ActionDef("next_undecided", ("F8",), place="review"),
    ActionDef("check", ("Shift+F7",), "check"),
    ActionDef("next_finding", ("F7",)),
    ActionDef("publish", place="publishing"),
    ActionDef("archive", (), "folder", needs="present", place="publishing"),
    ActionDef("course", place="publishing"),
    ActionDef("restore_backup", (), "history", place="backups"),
    ActionDef("verify", place="verifying"),
    ActionDef("take_turn", needs="reading", place="saving"),
    ActionDef("redact", needs="writing", place="redacting"),
    ActionDef("take_working_copy", needs="present", place="working"),
    ActionDef("put_back", needs="present", place="working"),
    ActionDef("help", ("F1",), "help", needs=""),
    ActionDef("about", needs=""),
)

SEPARATOR = "-"
MENUS: Mapping[str, tuple[str, ...]] = {
    "file": (
        "new", "from_list", "next_plan", "open", "recent", "sample", "read_json", "close", "-",
        "save", "save_copy", "write_json", "practice", "take_working_copy", "put_back",
        "revert", "restore_backup", "verify", "take_turn", "redact", "-",
        "preview", "print", "pdf", "excel", "-", "design_form", "settings", "quit",
    ),
    "edit": ("undo", "redo", "-", "cells", "last_year", "-", "find", "find_next", "find_previous", "replace"),
    "view": (
        "sheet", "fields", "table", "submissions", "departments", "-", "panels", "-", "zoom_in", "zoom_out", "zoom_100",
        "zoom_fit", "-", "previous_measure", "next_measure", "-", "to_tree", "to_sheet", "to_panels",
    ),
    "plan": (
        "revision", "correction", "-", "rows", "add_area", "add_measure", "add_chapter", "basics", "-",
        "start_year", "next_year", "close_year", "reopen_year", "extend", "-", "switch_forms", "coverage", "-", "handover",
    ),
    "submission": ("request", "submissions", "-", "import", "import_plan", "review", "next_undecided"),
    "check": ("check", "next_finding"),
    "meeting": (
        "dashboard", "judge", "points", "-", "meeting_papers", "evaluate", "-", "edition", "compare", "-", "publish", "archive", "course",
    ),
    "help": ("help", "about"),
}  # fmt: skip
TOOLBAR = ("undo", "redo", "-", "sheet", "table", "-", "request", "import", "check", "-", "meeting_papers", "pdf", "excel", "print")


class Actions:
    """The QActions of the table, made once for the window."""

    def __init__(self, window: QMainWindow) -> None:
        self.latest = ""
        """The action that was chosen last: what a report of a fault says was being done."""
        self._actions: dict[str, QAction] = {}
        for definition in ACTIONS:
            action = QAction(window)
            action.setObjectName(definition.name)
            action.setShortcuts([QKeySequence(keys) for keys in definition.keys])
            action.setCheckable(definition.checkable)
            if definition.icon:
                action.setIcon(icon(definition.icon))
            tip = say.TIPS.get(definition.name, "")
            action.setStatusTip(tip)
            action.setToolTip(tip)
            self._actions[definition.name] = action
            action.triggered.connect(partial(self._chosen, definition.name))
            self.title(definition.name, say.ACTIONS[definition.name])
            window.addAction(action)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def _chosen(self, name: str) -> None:
        self.latest = name

    def on(self, slots: Slots) -> None:
        """Connect actions with what they do."""
        for name, slot in slots.items():
            self._actions[name].triggered.connect(slot)

    def title(self, name: str, text: str) -> None:
        """Give an action its text: in the menu with its letter, in the tool bar without."""
        self._actions[name].setText(lettered(name, text))
        self._actions[name].setIconText(say.TOOL_WORDS.get(name, text.removesuffix("…")))

    def allow(self, *, plan: bool, writing: bool, sheet: bool, closed: bool | None, viewing: bool = False) -> None:
        """Enable what can be done now; ``sheet``: the sheet is what is seen, ``closed``: the year shown is, None for no year,
        ``viewing``: another state than the present is looked at."""
        there = {
            "": True, "plan": plan, "present": plan and not viewing, "sheet": plan and sheet,
            "writing": writing, "reading": plan and not writing and not viewing,
            "open year": writing and closed is False, "closed year": writing and closed is True,
        }
        for definition in ACTIONS:
            self._actions[definition.name].setEnabled(there[definition.needs])

    def word(self, words: Mapping[str, str]) -> None:
        """Put the form set's own words into the texts."""
        for name in self._actions:
            text = say.ACTIONS[name]
            if "{" in text:
                self.title(name, text.format_map(words))


def lettered(name: str, text: str) -> str:
    """The text of a menu item with the letter that chooses it, as is usual here: 設定(G)…."""
    body = text.removesuffix("…")
    return f"{body}(&{say.LETTERS[name]}){text[len(body):]}"


def shortcuts(words: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Every key of the window for the help: (place, key, what it does)."""
    return [
        (d.place, QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText), say.ACTIONS[d.name].format_map(words).rstrip("…"))
        for d in ACTIONS
        for keys in d.keys[:1]
    ]
