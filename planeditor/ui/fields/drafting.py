"""Half-typed fields, kept in the plan file every few seconds so that a crash loses nothing."""
from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from planeditor.domain.plan import Key
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

EVERY = 3000
"""How often what is being typed is kept, in ms."""


class Drafting(QObject):
    """Keeps the draft of the one field that is being typed into."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._key: Key | None = None
        self._text = self._kept = ""
        self._is_kept = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.keep)

    def typed(self, key: Key, text: str) -> None:
        """A field reads so for now."""
        if key != self._key:
            self._key, self._is_kept = key, False
        self._text = text
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep it now, where it differs from what was kept last."""
        if self._key is None or (self._is_kept and self._text == self._kept):
            return
        self._kept, self._is_kept = self._text, True
        self.session.ask(partial(_keep, key=self._key, text=self._text, who=self.session.who), _nothing, _nothing)

    @property
    def half_typed(self) -> tuple[Key, str] | None:
        """The field that is being typed into, and how it reads so far; None where there is none."""
        return (self._key, self._text) if self._key is not None else None

    def entered(self) -> None:
        """The field was committed, and its draft goes with that."""
        self._timer.stop()
        self._key, self._is_kept = None, False

    def given_back(self, key: Key) -> None:
        """The old text stands: forget the draft."""
        if key != self._key:
            return
        if self._is_kept:
            self.session.ask(partial(_drop, key=key), _nothing, _nothing)
        self.entered()


def _keep(document: Document, *, key: Key, text: str, who: str) -> bool:
    return document.drafts.keep(key, text, who)


def _drop(document: Document, *, key: Key) -> bool:
    return document.drafts.drop(key)


def _nothing(_: object) -> None:
    """A draft that could not be kept is tried again; the text itself is still in the field."""
