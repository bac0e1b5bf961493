"""The window of the help: pages on the left, the page on the right, a box that searches them all."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from planeditor.messages import ui_help as say
from planeditor.ui import theme
from planeditor.ui.help.pages import HelpPages, Shortcut
from planeditor.ui.icons import icon
from planeditor.ui.look import STEP

_WIDTH, _HEIGHT, _LIST = 760, 560, 200
_ROOM = 980, 700
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
        self.place = _FIRST
        self._pages = HelpPages(shortcuts, words)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say.SEARCH)
        self.search.setAccessibleName(say.SEARCH)
        self.search.setClearButtonEnabled(True)
        self._glass = self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.list = QListWidget()
        self.list.setAccessibleName(say.PAGES_LIST)
        self.page = QTextBrowser()
        self.page.setAccessibleName(say.TITLE)
        self.page.setOpenLinks(False)
        left = QVBoxLayout()
        left.setSpacing(STEP * 2)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[STEP * 3] * 4)
        row.setSpacing(STEP * 3)
        row.addLayout(left)
        row.addWidget(self.page, 1)
        self._fit()
        self._list_pages()
        self.search.textChanged.connect(self._list_pages)
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.currentItemChanged.connect(self._chosen)
        theme.watch().changed.connect(self._restyle)
        self._find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        self._find.activated.connect(self.search.setFocus)
        self.show_place(_FIRST)

    def show_place(self, place: str) -> None:
        """Show the page of a screen; one without a page of its own gets the first."""
        self.search.clear()
        self.place = place if place in say.PAGES else _FIRST
        self._list_pages()

    def renew(self, shortcuts: Sequence[Shortcut], words: Mapping[str, str]) -> None:
        """Another plan is open: its words, the same page."""
        self._pages = HelpPages(shortcuts, words)
        self._list_pages()

    def come(self) -> None:
        """Be seen, with the keys."""
        self.show()
        self.activateWindow()

    def _list_pages(self) -> None:
        """The pages with what is searched for, the one that is shown kept where it is among them."""
        text = self.search.text().strip()
        found = self._pages.found(text)
        if found and self.place not in found:
            self.place = found[0]
        with QSignalBlocker(self.list):
            self.list.clear()
            for place in found:
                item = QListWidgetItem(self._pages.title(place))
                item.setData(Qt.ItemDataRole.UserRole, place)
                self.list.addItem(item)
                if place == self.place:
                    self.list.setCurrentItem(item)
        if found:
            self._show()
        else:
            self.page.setPlainText(say.NOTHING_FOUND.format(text=text))

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.place = item.data(Qt.ItemDataRole.UserRole)
            self._show()

    def _show(self) -> None:
        self.page.setHtml(self._pages.html(self.place, theme.current()))
        text = self.search.text().strip()
        if text:
            self.page.find(text, QTextDocument.FindFlag(0))
        else:
            self.page.moveCursor(QTextCursor.MoveOperation.Start)

    def _restyle(self) -> None:
        self._fit()
        self._glass.setIcon(icon("search"))
        self._list_pages()

    def _fit(self) -> None:
        self.list.setFixedWidth(theme.scaled(_LIST))
        self.search.setFixedWidth(theme.scaled(_LIST))
        self.resize(min(theme.scaled(_WIDTH), _ROOM[0]), min(theme.scaled(_HEIGHT), _ROOM[1]))
