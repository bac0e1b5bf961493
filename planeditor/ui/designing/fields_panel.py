"""The fields to choose from: found by typing, dragged onto the sheet or put into the chosen cell, and made anew."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from planeditor.domain.folding import plain_folded
from planeditor.messages import ui_designing as say
from planeditor.services.designing.offers import Offer, offers
from planeditor.ui.designing.board import Board
from planeditor.ui.designing.canvas import FIELD_MIME
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP
from planeditor.ui.theme import scaled

_LEAST = 60


class FieldList(QListWidget):
    """The offers; one can be dragged."""

    def offer(self, row: int) -> Offer:
        """The offer of a row."""
        found: Offer = self.item(row).data(Qt.ItemDataRole.UserRole)
        return found

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """What is dragged: how the field is written in a drawing."""
        data = QMimeData()
        if items:
            found: Offer = items[0].data(Qt.ItemDataRole.UserRole)
            if found.text:
                data.setData(FIELD_MIME, found.text.encode("utf-8"))
        return data


class FieldsPanel(QWidget):
    """The list with its search and buttons."""

    put_wanted = Signal()
    empty_wanted = Signal()
    own_text_wanted = Signal()
    new_wanted = Signal()
    change_wanted = Signal(object)
    """The ``FieldDef`` to be changed."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board
        self.search, self.list = QLineEdit(), FieldList()
        self.search.setPlaceholderText(say.FIND_FIELD)
        self.search.setAccessibleName(say.FIND_FIELD)
        self.search.setClearButtonEnabled(True)
        self.list.setAccessibleName(say.FIELDS)
        self.list.setDragEnabled(True)
        self.list.setToolTip(say.FIELDS_TIP)
        self.put, self.empty, self.own_text = QPushButton(say.PUT), QPushButton(say.EMPTY), QPushButton(say.OWN_TEXT)
        self.new, self.change = QPushButton(say.NEW_FIELD), QPushButton(say.CHANGE_FIELD)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(scaled(_LEAST))
        buttons = FlowLayout(spacing=STEP)
        for button in (self.empty, self.own_text, self.new, self.change):
            buttons.addWidget(button)
        for button in (self.put, self.empty, self.own_text, self.new, self.change):
            button.setAutoDefault(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 2 * STEP, 0, 0)
        rows.setSpacing(2 * STEP)
        rows.addWidget(self.search)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.put)
        rows.addLayout(buttons)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.currentRowChanged.connect(self._allow)
        self.list.itemActivated.connect(lambda _: self.put_wanted.emit())
        self.put.clicked.connect(self.put_wanted)
        self.empty.clicked.connect(self.empty_wanted)
        self.own_text.clicked.connect(self.own_text_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.change.clicked.connect(self._change)

    @property
    def chosen(self) -> Offer | None:
        """The field the cursor is at."""
        row = self.list.currentRow()
        return self.list.offer(row) if row >= 0 and not self.list.item(row).isHidden() else None

    def follow(self) -> None:
        """List what there is now; the cursor stays where it was."""
        kept = self.chosen
        design = self.board.design
        shown = set(design.assigned.values())
        new = {f.key for f in design.new_fields}
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        inside = [Offer("", f.label, say.INTERNAL, f) for f in design.new_fields if f.kind == "internal"]
        for offer in [*inside, *offers(design.vocabulary)]:
            about = say.NEW_MARK if offer.text and offer.field is not None and offer.field.key in new else offer.about
            item = QListWidgetItem(say.FIELD_ITEM.format(label=offer.label, about=about), self.list)
            item.setData(Qt.ItemDataRole.UserRole, offer)
            font = item.font()
            font.setBold(bool(offer.text) and offer.text not in shown and offer.field is not None)
            item.setFont(font)
        self.list.blockSignals(False)  # noqa: FBT003
        self._filter()
        self.point(kept.text if kept is not None else "")

    def point(self, text: str) -> None:
        """The cursor to the field that is written so, else to the first that is listed."""
        plain = text.split("|")[0].removesuffix("}}")
        rows = [r for r in range(self.list.count()) if not self.list.item(r).isHidden()]
        own = [r for r in rows if self.list.offer(r).text.split("|")[0].removesuffix("}}") == plain] if plain else []
        self.list.setCurrentRow((own or rows or [-1])[0])
        self._allow()

    def _filter(self) -> None:
        wanted = plain_folded(self.search.text())
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(bool(wanted) and wanted not in plain_folded(item.text()))
        if self.chosen is None:
            self.point("")

    def _allow(self) -> None:
        found = self.chosen
        self.put.setEnabled(found is not None and bool(found.text))
        self.change.setEnabled(found is not None and found.field in self.board.design.new_fields)

    def _change(self) -> None:
        if self.chosen is not None and self.chosen.field is not None:
            self.change_wanted.emit(self.chosen.field)
