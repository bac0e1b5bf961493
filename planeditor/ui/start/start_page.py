"""The start page: the plans opened lately, a new one, another one, the sample."""
from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.days import today
from planeditor.messages import ui_start as say
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session
from planeditor.ui.start.days import said
from planeditor.ui.start.recent_row import RecentRow

_WIDTH = 760
"""Of the column, at 100 %."""


class StartPage(QScrollArea):
    """What is shown while no plan is open."""

    open_wanted = Signal(str)
    """A path: to be opened."""
    new_wanted = Signal()
    list_wanted = Signal()
    browse_wanted = Signal()
    sample_wanted = Signal()
    tour_wanted = Signal()
    """The sample, with the manual at its tour."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.rows: list[RecentRow] = []
        self.setWidgetResizable(True)
        self.setAccessibleName(say.TITLE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(STEP * 6, STEP * 10, STEP * 6, STEP * 6)
        column.setSpacing(STEP * 2)
        self._heading = _label(say.RECENT, "heading")
        self._empty = Sentence(say.NONE_YET)
        self._list = QVBoxLayout()
        self._list.setSpacing(STEP * 2)
        column.addWidget(_label(say.TITLE, "title"))
        column.addWidget(Sentence(say.LEAD))
        column.addSpacing(STEP * 5)
        column.addLayout(self._buttons())
        column.addSpacing(STEP * 8)
        column.addWidget(self._heading)
        column.addWidget(self._empty)
        column.addLayout(self._list)
        column.addSpacing(STEP * 2)
        column.addWidget(Sentence(say.DROP))
        column.addStretch(1)
        ground = QWidget()
        middle = QHBoxLayout(ground)
        middle.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((None, 1), (self._column, 100), (None, 1)):
            middle.addWidget(widget, stretch) if widget else middle.addStretch(stretch)
        self.setWidget(ground)
        session.settings.changed.connect(self._setting_changed)
        theme.watch().changed.connect(self._widen)
        self._widen()

    def refresh(self) -> None:
        """Show the list as it is kept, and look which of the files are there (not on the window's own thread)."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        settings = self.session.settings
        day = today()
        self.rows = [RecentRow(path, said(settings.opened_at(path), day)) for path in settings.recent]
        for row in self.rows:
            self._list.addWidget(row)
            row.chosen.connect(self.open_wanted)
            row.unwanted.connect(settings.forget)
        self._empty.setVisible(not self.rows)
        self._heading.setVisible(bool(self.rows))
        # What lies on a server may take its time to be missing: those files last.
        for row in sorted(self.rows, key=lambda row: row.path.startswith(("\\\\", "//"))):
            path = row.path
            self.session.runner.run(Lane.BESIDE, partial(_is_there, path), partial(self._looked, path), _nothing)

    def showEvent(self, event: QShowEvent) -> None:
        """Shown anew: files may have come or gone."""
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    def _looked(self, path: str, there: bool) -> None:
        if isValid(self) and not there:
            for row in self.rows:
                if row.path == path:
                    row.show_gone()

    def _setting_changed(self, name: str) -> None:
        if name == "recent" and self.isVisible():
            self.refresh()

    def _widen(self) -> None:
        self._column.setMaximumWidth(theme.scaled(_WIDTH))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(STEP * 2)
        for text, signal, role in (
            (say.NEW, self.new_wanted, "primary"), (say.FROM_LIST, self.list_wanted, ""),
            (say.OPEN, self.browse_wanted, ""), (say.SAMPLE, self.sample_wanted, ""), (say.TOUR, self.tour_wanted, ""),
        ):  # fmt: skip
            button = QPushButton(text)
            button.setProperty("role", role)
            button.setAutoDefault(True)
            button.setAccessibleName(text)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        return row


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label


def _is_there(path: str) -> bool:
    return Path(path).is_file()


def _nothing(_: Exception) -> None:
    """A path that cannot even be looked at stays as it is; opening it says what is wrong."""
