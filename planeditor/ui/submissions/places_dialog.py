"""A list of places of the plan to go to; where something is to be done after all, the button that does it."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from planeditor.domain.plan import Key
from planeditor.domain.points import point_of
from planeditor.messages import ui_submissions as say
from planeditor.messages.points import WHOLE_PLAN
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.requests.tree_items import choose_first
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled

_ROW = Qt.ItemDataRole.UserRole
_LINE = 120
"""So much of a text is shown; the tool tip has all of it."""
_WIDTHS = (112, 220, 160)
_WIDTH, _HEIGHT = 760, 460


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place: what it is there for, the measure, the field, and its text. ``receipt``: where it is decided."""

    word: str
    title: str
    field: str
    text: str
    key: Key | None = None
    receipt: int | None = None


class PlacesDialog(QDialog):
    """Stays open beside the window, so that one place can be looked at after the other."""

    jumped = Signal()
    """The user went to a place of the plan."""
    review_wanted = Signal(object)
    """The 取込番号 in which a row is decided."""

    def __init__(self, session: Session, title: str, head: str, rows: Sequence[PlaceRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.head, self.note = Sentence(head, role=""), Sentence()
        self.list = QTreeWidget()
        self.go, self.leave = QPushButton(), QPushButton(say.CLOSE)
        self._lay_out(title)
        self.list.ensurePolished()  # rows are as high as the style sheet says from the first one on
        for row in rows:
            self._add(row)
        self.list.itemActivated.connect(self._activated)
        self.leave.clicked.connect(self.close)
        HelpKey(session, "submissions", self)
        session.opened.connect(self.close)
        choose_first(self.list)
        self.list.setFocus()

    def _lay_out(self, title: str) -> None:
        self.note.hide()
        self.go.hide()
        self.go.setAutoDefault(False)
        self.leave.setAutoDefault(False)
        self.list.setAccessibleName(title)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        word = self.session.vocabulary.word("measure")
        self.list.setHeaderLabels([column.format(measure=word) for column in say.OPEN_COLUMNS])
        theme.watch().changed.connect(self._dress)
        self._dress()
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.go)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addWidget(self.head)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.note)
        rows.addLayout(buttons)
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), min(scaled(_HEIGHT), room.height() - 12 * STEP))

    def _dress(self) -> None:
        for column, width in enumerate(_WIDTHS):
            self.list.setColumnWidth(column, scaled(width))

    def _add(self, row: PlaceRow) -> None:
        texts = [row.word, row.title, row.field, row.text]
        item = QTreeWidgetItem(self.list, [text.replace("\n", " ")[:_LINE] for text in texts])
        item.setData(0, _ROW, row)
        for column, text in enumerate(texts):
            item.setToolTip(column, text)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, say.BETWEEN.join(text for text in texts if text))

    def offer(self, verb: str, note: str, leave: str) -> QPushButton:
        """Offer something to do although these places are there; the button that does it."""
        self.go.setText(verb)
        self.go.show()
        self.leave.setText(leave)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        return self.go

    def _activated(self, item: QTreeWidgetItem) -> None:
        row: PlaceRow = item.data(0, _ROW)
        if row.receipt is not None:
            self.review_wanted.emit(row.receipt)
        elif row.key is not None:
            self.session.go(Place(row.key.node, row.key.period, row.key.field))
            self.jumped.emit()


def place_row(session: Session, word: str, key: Key, text: str | None = None, receipt: int | None = None) -> PlaceRow:
    """The row of an entry; its text is the plan's where none is given."""
    plan, vocabulary = session.plan, session.vocabulary
    node = plan.node(key.node)
    label = vocabulary.label(node.kind, key.field) if node and key.field else ""
    point = point_of(plan, node) if node else None
    title = point.title or WHOLE_PLAN if point else node.title if node else ""
    return PlaceRow(
        word, title.replace("\n", " "), label, plan.text(*key) if text is None else text, key, receipt
    )  # fmt: skip
