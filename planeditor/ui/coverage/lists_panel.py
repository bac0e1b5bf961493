"""The lists at the left of a 対応表: chosen, added, named, moved, deleted."""
from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from planeditor.domain.plan import Node
from planeditor.messages import ui_coverage as say
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP


class ListsPanel(QWidget):
    """Shows the lists of the plan; what is to be done with them is asked for."""

    chosen = Signal()
    """Another list is chosen."""
    add_wanted = Signal()
    rename_wanted = Signal()
    delete_wanted = Signal()
    move_wanted = Signal(int)
    """Up (-1) or down (1)."""

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName(say.LISTS)
        self.list.setAccessibleDescription(say.LISTS_HINT)
        self.list.setWordWrap(True)
        self.add, self.rename, self.delete = QPushButton(say.ADD_LIST), QPushButton(say.RENAME_LIST), QPushButton(say.DELETE_LIST)
        self.up, self.down = QPushButton(say.UP), QPushButton(say.DOWN)
        head = QLabel(say.LISTS)
        head.setProperty("role", "section")
        buttons = FlowLayout(spacing=STEP)
        for button, slot in (
            (self.add, self.add_wanted.emit), (self.rename, self.rename_wanted.emit), (self.up, partial(self.move_wanted.emit, -1)),
            (self.down, partial(self.move_wanted.emit, 1)), (self.delete, self.delete_wanted.emit),
        ):  # fmt: skip
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, slot=slot: slot())
            buttons.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * STEP)
        rows.addWidget(head)
        rows.addWidget(self.list, 1)
        rows.addLayout(buttons)
        self.list.currentItemChanged.connect(lambda *_: self.chosen.emit())
        self.list.itemDoubleClicked.connect(lambda _: self.rename_wanted.emit())

    @property
    def current(self) -> str:
        """The id of the chosen list, "" for none."""
        row = self.list.currentRow()
        return str(self.list.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else ""

    def show_lists(self, lists: Sequence[Node], *, choose: str = "") -> None:
        """Show the lists as they are now; the chosen one stays so, unless another is to be."""
        wanted = choose or self.current
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        for node in lists:
            item = QListWidgetItem(node.name, self.list)
            item.setData(Qt.ItemDataRole.UserRole, node.id)
            item.setToolTip(node.name)
        ids = [node.id for node in lists]
        self.list.setCurrentRow(ids.index(wanted) if wanted in ids else 0 if ids else -1)
        self.list.blockSignals(False)  # noqa: FBT003
        self.chosen.emit()

    def allow(self, *, writing: bool) -> None:
        """What can be done now."""
        row, count = self.list.currentRow(), self.list.count()
        self.add.setEnabled(writing)
        for button, there in (
            (self.rename, row >= 0), (self.delete, row >= 0), (self.up, row > 0), (self.down, 0 <= row < count - 1),
        ):  # fmt: skip
            button.setEnabled(writing and there)
