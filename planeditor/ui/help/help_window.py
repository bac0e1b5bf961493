"""The window of the manual: contents on the left, the page on the right, a box that searches all of it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from planeditor.messages import ui_help as say
from planeditor.services.manual.manual import read_manual
from planeditor.ui import theme
from planeditor.ui.help.contents import Contents
from planeditor.ui.help.page_view import PageView
from planeditor.ui.help.pages import PICTURE, HelpPages, Shortcut
from planeditor.ui.icons import icon
from planeditor.ui.look import STEP

_WIDTH, _HEIGHT, _LIST = 960, 640, 240
_NARROW, _BELOW = 460, 120
_ROOM = 1000, 700
"""What fits the smallest screen."""
_FIRST = "start"


class HelpWindow(QDialog):
    """Stays open beside the work."""

    def __init__(
        self, shortcuts: Sequence[Shortcut], words: Mapping[str, str] | None = None, parent: QWidget | None = None
    ) -> None:
        """``shortcuts``: (place, key, what it does) of every action; ``words``: the form set's own words."""
        super().__init__(parent)
        self.setWindowTitle(say.TITLE)
        self.setModal(False)
        self.setSizeGripEnabled(True)
        self.place = _FIRST
        self._past: list[str] = []
        self._further: list[str] = []
        self._pages = HelpPages(read_manual(words=words), shortcuts)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say.SEARCH)
        self.search.setAccessibleName(say.SEARCH)
        self.search.setClearButtonEnabled(True)
        self._glass = self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.list = Contents()
        self.page = PageView(self._picture)
        self.page.setAccessibleName(say.TITLE)
        self.back, self.forward, self.contents = _tool("left", say.BACK), _tool("right", say.FORWARD), _tool("tree", say.CONTENTS)
        self.contents.setCheckable(True)
        self.contents.setChecked(True)
        self._lay_out()
        self._fit()
        self.search.textChanged.connect(self._searched)
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.chosen.connect(self.turn)
        self.page.anchorClicked.connect(self._follow)
        self.back.clicked.connect(self.go_back)
        self.forward.clicked.connect(self.go_forward)
        self.contents.toggled.connect(self._show_contents)
        theme.watch().changed.connect(self._restyle)
        self._keys = [
            self._key(QKeySequence.StandardKey.Find, self._look_for), self._key("Alt+Left", self.go_back),
            self._key("Alt+Right", self.go_forward),
        ]  # fmt: skip
        self.show_place(_FIRST)

    def show_place(self, place: str) -> None:
        """Show the page of a screen; one without a page of its own gets the first."""
        with QSignalBlocker(self.search):
            self.search.clear()
        self._list_pages()
        self.turn(place if place in self._pages.manual.by_place else _FIRST)

    def turn(self, place: str) -> None:
        """Go to a page, or to a picture in its own size; the one that was there can be gone back to."""
        if place != self.place:
            self._past.append(self.place)
            self._further.clear()
        self._show(place)

    def go_back(self) -> None:
        """To the page before."""
        if self._past:
            self._further.append(self.place)
            self._show(self._past.pop())

    def go_forward(self) -> None:
        """To the page that was gone back from."""
        if self._further:
            self._past.append(self.place)
            self._show(self._further.pop())

    def renew(self, shortcuts: Sequence[Shortcut], words: Mapping[str, str]) -> None:
        """Another plan is open: its words, the same page."""
        self._pages = HelpPages(read_manual(words=words), shortcuts)
        self._list_pages()
        self._show(self.place)

    def come(self) -> None:
        """Be seen, with the keys."""
        self.show()
        self.activateWindow()

    def stand_beside(self, window: QWidget) -> None:
        """Make room for the window: the page alone, narrow, at the window's right."""
        self.contents.setChecked(False)
        self.resize(min(theme.scaled(_NARROW), _ROOM[0]), min(max(window.height() - _BELOW, self.minimumHeight()), _ROOM[1]))
        self.move(window.geometry().right() - self.width(), window.geometry().top() + _BELOW // 2)

    def _look_for(self) -> None:
        self.contents.setChecked(True)
        self.search.setFocus()

    def _show_contents(self, shown: bool) -> None:
        self.search.setVisible(shown)
        self.list.setVisible(shown)

    def _searched(self) -> None:
        """The pages with what is searched for; the one that is shown is kept where it is among them."""
        found = self._list_pages()
        text = self.search.text().strip()
        if not found:
            self.page.show_html(f"<p>{escape(say.NOTHING_FOUND.format(text=text))}</p>")
        elif self.place in found:
            self._show(self.place)
        else:
            self.turn(found[0])

    def _list_pages(self) -> list[str]:
        text = self.search.text().strip()
        found = self._pages.found(text)
        self.list.fill(found, whole=not text)
        self.list.point(self.place)
        return [page.place for page in found]

    def _show(self, place: str) -> None:
        self.place = place
        self.list.point(place)
        self.page.large = place.startswith(PICTURE)
        colors = theme.current()
        html = f'<img src="{escape(place.removeprefix(PICTURE))}">' if self.page.large else self._pages.html(place, colors)
        self.page.show_html(html or f"<p>{say.MISSING}</p>", self.search.text())
        self.back.setEnabled(bool(self._past))
        self.forward.setEnabled(bool(self._further))

    def _follow(self, url: QUrl) -> None:
        """Links lead to pages and pictures of the manual; nothing outside is opened."""
        target = url.toString()
        if target.startswith(PICTURE):
            self.turn(target)
        elif url.fragment() in self._pages.manual.by_place:
            self.show_place(url.fragment())

    def _picture(self, file: str) -> Path:
        return self._pages.manual.picture(file)

    def _key(self, key: QKeySequence.StandardKey | str, slot: object) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(slot)
        return shortcut

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(STEP * 2)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        turners = QHBoxLayout()
        turners.setSpacing(STEP)
        turners.addWidget(self.back)
        turners.addWidget(self.forward)
        turners.addWidget(self.contents)
        turners.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(STEP * 2)
        right.addLayout(turners)
        right.addWidget(self.page, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[STEP * 3] * 4)
        row.setSpacing(STEP * 3)
        row.addLayout(left)
        row.addLayout(right, 1)

    def _restyle(self) -> None:
        self._fit()
        for name, target in (("search", self._glass), ("left", self.back), ("right", self.forward), ("tree", self.contents)):
            target.setIcon(icon(name))
        self._show(self.place)

    def _fit(self) -> None:
        for beside in (self.list, self.search):
            beside.setFixedWidth(min(theme.scaled(_LIST), _ROOM[0] * 2 // 5))
        self.resize(min(theme.scaled(_WIDTH), _ROOM[0]), min(theme.scaled(_HEIGHT), _ROOM[1]))


def _tool(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setText(text)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setToolTip(say.TOOL_TIPS[text])
    button.setAccessibleName(text)
    return button
