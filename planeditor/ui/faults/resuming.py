"""Where the user is, kept while the program runs, so that a start after an early end goes on at the same place."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from planeditor.ui.docks import Docks
from planeditor.ui.later import later
from planeditor.ui.pages import Pages
from planeditor.ui.place import Place
from planeditor.ui.session import Session

_SETTING = "resume"
_AFTER = 1000
"""So long after the last move the place is kept, in ms."""
_USUAL_PAGES = ("sheet", "fields", "table")
"""Here no panel is put aside, so that the arrangement is the user's own."""


class Resuming(QObject):
    """Keeps the place, and brings it back."""

    def __init__(self, window: QMainWindow, session: Session, pages: Pages, docks: Docks) -> None:
        super().__init__(window)
        self.window, self.session, self.pages, self.docks = window, session, pages, docks
        self._former = session.settings.value(_SETTING)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.keep)
        session.place_changed.connect(lambda _: self._timer.start())
        pages.turned.connect(lambda _: self._timer.start())
        for signal in (session.opened, session.access_changed):
            signal.connect(self._opened)

    @property
    def file(self) -> Path | None:
        """The plan that was open when the program ended without being closed; None where it was closed."""
        name = self._former.split("\n")[0]
        return Path(name) if name else None

    def keep(self) -> None:
        """Keep the place, the page and the arrangement of the window now."""
        session, settings = self.session, self.session.settings
        if not session.is_open or self._former:
            return
        settings.keep(_SETTING, "\n".join([str(session.path), *session.place]))
        if self.window.isVisible() and self.pages.name in _USUAL_PAGES:
            settings.keep("page", self.pages.name)
            settings.keep_state("geometry", self.window.saveGeometry())
            settings.keep_state("docks", self.window.saveState())

    def end(self) -> None:
        """The plan is closed as it should be: nothing to go on with."""
        self._timer.stop()
        self._former = ""
        self.session.settings.keep(_SETTING, "")

    def _opened(self) -> None:
        """Go where the user was, once the whole plan is there."""
        session = self.session
        if not session.is_open or session.partial:
            return
        later(self, 0, self._go_on)

    def _go_on(self) -> None:
        session = self.session
        file, *place = self._former.split("\n")
        self._former = ""
        if session.is_open and file == str(session.path) and len(place) == len(Place()):
            there = Place(*place)
            if session.plan.node(there.node) is not None:
                session.go(there)
        self._timer.start()
