"""The window that decides an edition: name, month and note, and the editions so far."""
from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from planeditor.messages import ui_editions as say
from planeditor.services import editions
from planeditor.services.editions import Edition
from planeditor.store.report import ChangeReport
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.editions.change_dialog import ChangeDialog
from planeditor.ui.form_labels import align_labels
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.scrolled import scrolled
from planeditor.ui.session import Session, sentence

_WIDTH, _HEIGHT = 620, 560
_LIST = 130


class EditionsDialog(QDialog):
    """Decides an edition; the list below can be mended. Everything is done at once and can be undone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name, self.date, self.note = QLineEdit(), QLineEdit(editions.this_month()), QLineEdit()
        self._offered = ""
        self.date.setPlaceholderText(say.DATE_HINT)
        self.problem = Sentence(role="error")
        self.problem.hide()
        self.go = QPushButton(say.GO)
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        self.list = QTreeWidget()
        self.change, self.withdraw, self.close_button = QPushButton(say.CHANGE), QPushButton(say.WITHDRAW), QPushButton(say.CLOSE)
        self._lay_out()
        self.go.clicked.connect(self._decide)
        self.change.clicked.connect(self._change)
        self.withdraw.clicked.connect(self._withdraw)
        self.close_button.clicked.connect(self.accept)
        self.name.textChanged.connect(lambda _: self._allow())
        self.list.itemSelectionChanged.connect(self._allow)
        self.list.itemActivated.connect(self._change)
        session.changed.connect(self._refresh)
        session.access_changed.connect(self._allow)
        session.failed.connect(self._refused)
        session.opened.connect(self.reject)
        HelpKey(session, "edition", self)
        self._refresh()
        self._suggest()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(2 * STEP)
        form.setHorizontalSpacing(4 * STEP)
        for word, field in ((say.NAME, self.name), (say.DATE, self.date), (say.NOTE, self.note)):
            field.setAccessibleName(word)
            form.addRow(word, field)
        align_labels(form)
        deciding = QHBoxLayout()
        deciding.addStretch(1)
        deciding.addWidget(self.go)
        head = QLabel(say.LIST)
        head.setProperty("role", "heading")
        self.list.setHeaderLabels(list(say.COLUMNS))
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(say.LIST)
        self.list.setMinimumHeight(theme.scaled(_LIST))
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(True)
        self.empty = Sentence(say.EMPTY)
        below = QHBoxLayout()
        for button in (self.change, self.withdraw):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self.close_button)
        for button in (self.change, self.withdraw, self.close_button):
            button.setAutoDefault(False)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3 * STEP)
        for part in (Sentence(say.LEAD, role=""), Sentence(say.PLACE)):
            rows.addWidget(part)
        rows.addLayout(form)
        rows.addWidget(self.problem)
        rows.addLayout(deciding)
        rows.addWidget(head)
        rows.addWidget(self.empty)
        rows.addWidget(self.list, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(5 * STEP,) * 4)
        whole.setSpacing(3 * STEP)
        whole.addWidget(scrolled(inside), 1)
        whole.addLayout(below)
        room = self.screen().availableSize()
        self.resize(min(theme.scaled(_WIDTH), room.width() - 8 * STEP), min(theme.scaled(_HEIGHT), room.height() - 12 * STEP))

    @property
    def chosen(self) -> Edition | None:
        """The edition chosen in the list."""
        nodes = {item.data(0, Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()}
        return next((e for e in editions.editions(self.session.plan) if e.node in nodes), None)

    def _refresh(self, _: object = None) -> None:
        chosen = self.chosen
        known = editions.editions(self.session.plan) if self.session.is_open else []
        self.list.clear()
        for edition in known:
            item = QTreeWidgetItem(self.list, [edition.name, edition.date, edition.sort, edition.note])
            item.setData(0, Qt.ItemDataRole.UserRole, edition.node)
            item.setToolTip(3, edition.note)
            if chosen is not None and edition.node == chosen.node:
                self.list.setCurrentItem(item)
        self.list.setVisible(bool(known))
        self.empty.setVisible(not known)
        if self.session.is_open and self.name.text() == self._offered:
            self._offer_name()
        self._allow()

    def _offer_name(self) -> None:
        self._offered = editions.suggested_name(self.session.plan)
        self.name.setText(self._offered)

    def _suggest(self) -> None:
        self._offer_name()
        self.note.clear()
        self.name.setFocus()
        self.name.selectAll()

    def _allow(self) -> None:
        writable = self.session.is_open and not self.session.read_only
        self.go.setEnabled(writable and bool(self.name.text().strip()))
        self.go.setToolTip("" if writable else say.READ_ONLY)
        for button in (self.change, self.withdraw):
            button.setEnabled(writable and self.chosen is not None)

    def _refused(self, error: Exception) -> None:
        self.problem.setText(sentence(error) or "")
        self.problem.setVisible(bool(self.problem.text()))
        self._allow()

    def _decide(self) -> None:
        name, date, note = self.name.text(), self.date.text(), self.note.text()
        forms, who = self.session.forms, self.session.who
        self.problem.hide()
        self.session.edit(lambda document: editions.decide(document, forms, name, date, note, who=who), partial(self._decided, name))

    def _decided(self, name: str, _: ChangeReport) -> None:
        self.session.told.emit(say.DONE.format(name=name.strip()))
        if isValid(self):
            self._suggest()

    def _change(self) -> None:
        edition = self.chosen
        if edition is not None and self.change.isEnabled():
            self.problem.hide()
            ChangeDialog(edition, self._changed, self).open()

    def _changed(self, mended: Edition) -> None:
        who = self.session.who
        told = say.CHANGED.format(name=mended.name)
        self.session.edit(
            lambda document: editions.change(document, mended.node, replace(mended), who=who), lambda _: self.session.told.emit(told)
        )

    def _withdraw(self) -> None:
        edition = self.chosen
        if edition is not None:
            who, told = self.session.who, say.WITHDRAWN.format(name=edition.name)
            self.problem.hide()
            self.session.edit(
                lambda document: editions.withdraw(document, edition.node, who=who), lambda _: self.session.told.emit(told)
            )
