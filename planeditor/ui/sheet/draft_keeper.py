"""Keeps a half-typed text in the plan file every few seconds, so that a crash loses nothing."""
from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from planeditor.domain.plan import Key
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

PERIOD_MS = 3000


class DraftKeeper(QObject):
    """Follows one text at a time."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._key: Key | None = None
        self._text = self._kept = ""
        self._in_file = False
        self._timer = QTimer(self)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self.keep)

    def follow(self, key: Key, text: str) -> None:
        """Begin with a text as it is in the plan."""
        self._key, self._text, self._kept, self._in_file = key, text, text, False
        self._timer.start()

    def typed(self, text: str) -> None:
        """The text is another now."""
        self._text = text

    def keep(self) -> None:
        """Keep it now, if it is another than the one kept last."""
        if self._key is not None and self._text != self._kept and not self._session.read_only:
            self._kept, self._in_file = self._text, True
            self._session.ask(partial(_keep, key=self._key, text=self._text, who=self._session.who), _nothing, _nothing)

    @property
    def half_typed(self) -> tuple[Key, str] | None:
        """The cell and what was typed into it so far; None where nothing was."""
        return (self._key, self._text) if self._key is not None and (self._in_file or self._text != self._kept) else None

    def entered(self) -> None:
        """The text is on its way into the plan: the draft goes in the same transaction."""
        self._key = None
        self._timer.stop()

    def drop(self) -> None:
        """The text is given up; so is its draft."""
        if self._key is not None and self._in_file:
            self._session.ask(partial(_drop, key=self._key), _nothing, _nothing)
        self.entered()


def _keep(document: Document, key: Key, text: str, who: str) -> None:
    document.drafts.keep(key, text, who)


def _drop(document: Document, key: Key) -> None:
    document.drafts.drop(key)


def _nothing(outcome: object) -> None:
    """A draft that could not be kept is tried again with the next text."""
