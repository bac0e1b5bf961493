"""Every key there is, by screen, and F1 in dialogs, which the window's own F1 does not reach."""
from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from planeditor.messages import ui_help as say
from planeditor.services.manual.manual import WORDS
from planeditor.ui import actions
from planeditor.ui.help.help_window import HelpWindow
from planeditor.ui.help.pages import Shortcut
from planeditor.ui.session import Session
from planeditor.ui.tree import tree_actions


def help_words(session: Session) -> Mapping[str, str]:
    """The form set's own words, as the pages use them."""
    if not session.is_open:
        return WORDS
    return {name: session.vocabulary.word(name, word) for name, word in WORDS.items()}


def every_key(words: Mapping[str, str]) -> list[Shortcut]:
    """The keys of the screens themselves first, then those of the menus."""
    own = [(place, key, what.format_map(words)) for place, keys in say.SCREEN_KEYS.items() for key, what in keys]
    listed = [*own, *tree_actions.shortcuts(words), *actions.shortcuts(words)]
    return [(place, _as_engraved(key), what) for place, key, what in listed]


class HelpKey(QShortcut):
    """F1 in a dialog opens the help, which belongs to the dialog so that it can be used beside it."""

    def __init__(self, session: Session, place: str, dialog: QDialog) -> None:
        super().__init__(QKeySequence(QKeySequence.StandardKey.HelpContents), dialog)
        self._session, self._place, self._dialog = session, place, dialog
        self._help: HelpWindow | None = None
        self.activated.connect(self.show_help)

    def show_help(self) -> None:
        """Show the page of this dialog."""
        if self._help is None:
            words = help_words(self._session)
            self._help = HelpWindow(every_key(words), words, self._dialog)
        self._help.show_place(self._place)
        self._help.come()


def _as_engraved(key: str) -> str:
    """Keys are called as on the keyboard."""
    return "+".join(say.KEY_NAMES.get(part, part) for part in key.split("+"))
