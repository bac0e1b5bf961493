"""確認済みにする: the texts that the secretariat put right, to be ticked once the department has agreed."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.plan import Key
from planeditor.messages import ui_submissions as say
from planeditor.store.report import ChangeReport
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.requests.tree_items import TICKED, choose_first, ticked_of
from planeditor.ui.session import Session
from planeditor.ui.submissions.places_dialog import place_row
from planeditor.ui.theme import scaled

if TYPE_CHECKING:
    from planeditor.store.document import Document

_KEY = Qt.ItemDataRole.UserRole
_WIDTHS = (240, 140)
_WIDTH, _HEIGHT = 720, 420


class ConfirmDialog(QDialog):
    """``name``: the department, "" where the texts are of several."""

    def __init__(self, session: Session, keys: Sequence[Key], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(say.CONFIRM_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QTreeWidget()
        self.go, self.leave = QPushButton(), QPushButton(say.BACK)
        head = Sentence(say.CONFIRM_HEAD_ONE.format(name=name) if name else say.CONFIRM_HEAD, role="")
        self._lay_out(head)
        self.list.ensurePolished()  # rows are as high as the style sheet says from the first one on
        for key in keys:
            self._add(key)
        self.list.itemChanged.connect(self._allow)
        self.go.clicked.connect(self._go)
        self.leave.clicked.connect(self.close)
        HelpKey(session, "submissions", self)
        session.opened.connect(self.close)
        choose_first(self.list)
        self.list.setFocus()
        self._allow()

    def _lay_out(self, head: QWidget) -> None:
        word = self.session.vocabulary.word("measure")
        self.list.setHeaderLabels([column.format(measure=word) for column in say.CONFIRM_COLUMNS])
        self.list.setAccessibleName(say.CONFIRM_LIST)
        self.list.setRootIsDecorated(False)
        theme.watch().changed.connect(self._dress)
        self._dress()
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        self.leave.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.go)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addWidget(head)
        rows.addWidget(self.list, 1)
        rows.addLayout(buttons)
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), min(scaled(_HEIGHT), room.height() - 12 * STEP))

    def _dress(self) -> None:
        for column, width in enumerate(_WIDTHS):
            self.list.setColumnWidth(column, scaled(width))

    def _add(self, key: Key) -> None:
        row = place_row(self.session, "", key)
        item = QTreeWidgetItem(self.list, [row.title, row.field, row.text.replace("\n", " ")])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, TICKED)
        item.setData(0, _KEY, key)
        item.setToolTip(2, row.text)

    @property
    def keys(self) -> list[Key]:
        """The entries that are ticked."""
        return [item.data(0, _KEY) for item in ticked_of(self.list)]

    def _allow(self) -> None:
        count = len(self.keys)
        self.go.setText(say.CONFIRM_GO.format(count=count) if count else say.CONFIRM_GO_NONE)
        self.go.setEnabled(count > 0)

    def _go(self) -> None:
        session, keys = self.session, self.keys
        vocabulary, who = session.vocabulary, session.who

        def work(document: Document) -> ChangeReport:
            from planeditor.services.requests.confirming import confirm

            return confirm(document, vocabulary, keys, who)

        def done(_: ChangeReport) -> None:
            session.told.emit(say.CONFIRMED.format(count=len(keys)))
            if isValid(self):
                self.accept()

        session.edit(work, done)
